//! What an export is to be: the options of its dialog, and what the map offers for them.

use crate::editor::Editor;
use crate::export::pdf::Paper;
use crate::export::{Format, Ground, Lettering, PictureOptions, PictureSize};
use crate::model::{ElementId, ViewId};
use crate::theme::ThemeName;

/// What is shown, and what has a page, slide or picture of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::app) enum What {
    /// All that the view shows, at once.
    View,
    /// The whole map, also what the view hides.
    Everything,
    /// Each step of the view.
    Steps,
    /// The view, and then each branch of a contention.
    Branches,
    /// The selected claims alone.
    Selection,
    /// The selected claim or step with all that bears on it.
    Branch,
}

/// What the dialog holds.
#[derive(Debug, Clone, PartialEq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a box to tick in the dialog"
)]
pub(in crate::app) struct ExportForm {
    pub(in crate::app) format: Format,
    pub(in crate::app) view: Option<ViewId>,
    /// What documents, decks and web pages show.
    pub(super) of_pages: What,
    /// What pictures show.
    pub(super) of_pictures: What,
    /// The look, if it is not the view's.
    pub(super) theme: Option<ThemeName>,
    pub(super) scale: f64,
    /// The width of a picture in pixels, instead of a scale.
    pub(super) width_px: Option<u32>,
    pub(super) margin: f64,
    /// Space around the map on pages and slides in points, if it is not the usual.
    pub(super) margin_pt: Option<f64>,
    pub(super) ground: Ground,
    /// How letters stand in an SVG.
    pub(super) lettering: Lettering,
    /// What the pages of a document are cut to.
    pub(super) paper: Paper,
    /// What the slides of a deck are cut to.
    pub(super) slide: Paper,
    /// The map is spread over sheets to be joined, at this scale.
    pub(super) tile_scale: Option<f64>,
    /// Each step has its notes below it, for a handout.
    pub(super) with_notes: bool,
    /// Steps of one frame stand on one slide, each coming at a click.
    pub(super) with_builds: bool,
    /// Text should be at least so large, in points, if not as large as is usual on the page.
    pub(super) least_pt: Option<f64>,
    pub(super) with_title: bool,
    pub(super) with_legend: bool,
    /// The map itself goes along.
    pub(super) with_map: bool,
    /// The language of the texts.
    pub(super) language: String,
}

impl Default for ExportForm {
    fn default() -> Self {
        Self {
            format: Format::Png,
            view: None,
            of_pages: What::Steps,
            of_pictures: What::View,
            theme: None,
            scale: 2.0,
            width_px: None,
            margin: PictureOptions::default().margin,
            margin_pt: None,
            ground: Ground::Theme,
            lettering: Lettering::Outlines,
            paper: Paper::A4Landscape,
            slide: Paper::Slide,
            tile_scale: None,
            with_notes: false,
            with_builds: false,
            least_pt: None,
            with_title: true,
            with_legend: true,
            with_map: true,
            language: "en".to_owned(),
        }
    }
}

impl ExportForm {
    /// The usual options for a view.
    pub(in crate::app) fn of_view(view: ViewId) -> Self {
        Self {
            view: Some(view),
            ..Self::default()
        }
    }

    /// What was selected for one export is not meant for the next.
    pub(super) fn forget_selection(&mut self) {
        let is_selection = |what: What| matches!(what, What::Selection | What::Branch);
        if is_selection(self.of_pages) {
            self.of_pages = What::Steps;
        }
        if is_selection(self.of_pictures) {
            self.of_pictures = What::View;
        }
    }

    /// Whether the export is a picture of its own, and not a document.
    pub(super) fn is_picture(&self) -> bool {
        matches!(self.format, Format::Svg | Format::Png)
    }

    /// What is chosen, whether or not there is such a thing.
    pub(super) fn what_mut(&mut self) -> &mut What {
        if self.is_picture() {
            &mut self.of_pictures
        } else {
            &mut self.of_pages
        }
    }

    /// What is shown: what is chosen, or the view where there is no such thing.
    pub(super) fn what(&self, offer: &Offer) -> What {
        let chosen = if self.is_picture() {
            self.of_pictures
        } else {
            self.of_pages
        };
        let is_there = match chosen {
            What::View | What::Everything => true,
            What::Steps => offer.step_count(self.view.as_ref()) > 0,
            What::Branches => self.has_pages(),
            What::Selection => offer.selected_count > 0,
            What::Branch => offer.top.is_some(),
        };
        if is_there { chosen } else { What::View }
    }

    /// Whether it has pages or slides that can be of several kinds.
    pub(super) fn has_pages(&self) -> bool {
        matches!(self.format, Format::Pdf | Format::Pptx)
    }

    /// What a page or slide is cut to.
    pub(super) fn page(&self) -> Paper {
        if self.format == Format::Pptx {
            self.slide
        } else {
            self.paper
        }
    }

    /// Text under this size is told of, in points.
    pub(super) fn wanted_pt(&self) -> f64 {
        self.least_pt.unwrap_or(self.page().legible_pt())
    }

    /// How large a picture is.
    pub(super) fn size(&self) -> PictureSize {
        self.width_px
            .map_or(PictureSize::Scale(self.scale), PictureSize::WidthPx)
    }
}

/// What the map offers to be exported.
#[derive(Debug, Clone, PartialEq, Default)]
pub(in crate::app) struct Offer {
    /// Ids and names of the views, with the number of their steps and their themes.
    pub(super) views: Vec<ViewOffer>,
    /// How many claims the selection holds.
    pub(super) selected_count: usize,
    /// The claim or step that keys act on.
    pub(super) top: Option<ElementId>,
    /// The theme of the window.
    pub(super) theme: ThemeName,
}

/// A view that can be exported.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct ViewOffer {
    pub(super) id: ViewId,
    pub(super) title: String,
    pub(super) step_count: usize,
    /// Whether it shows less than the map.
    pub(super) hides: bool,
    pub(super) theme: Option<ThemeName>,
}

impl Offer {
    /// What the editor's map offers now.
    pub(super) fn of(editor: &Editor) -> Self {
        let map = editor.map();
        let views = map.views().map(|view| ViewOffer {
            id: view.id.clone(),
            title: crate::app::views_menu::title(map, view),
            step_count: view.steps.len(),
            hides: view.only.is_some() || !view.collapsed.is_empty(),
            theme: view.theme.parse().ok(),
        });
        Self {
            views: views.collect(),
            selected_count: editor.selection().claims().count(),
            top: editor.selection().only().cloned(),
            theme: editor.theme().name,
        }
    }

    /// The view of this id, or the first.
    pub(super) fn view(&self, id: Option<&ViewId>) -> Option<&ViewOffer> {
        let found = self.views.iter().find(|view| Some(&view.id) == id);
        found.or(self.views.first())
    }

    /// How many steps the view has.
    pub(super) fn step_count(&self, view: Option<&ViewId>) -> usize {
        self.view(view).map_or(0, |view| view.step_count)
    }

    /// The look of an export: the one chosen, the view's, or the window's.
    pub(super) fn theme(&self, form: &ExportForm) -> ThemeName {
        let view = self.view(form.view.as_ref());
        let own = view.and_then(|view| view.theme);
        form.theme.or(own).unwrap_or(self.theme)
    }
}
