//! What an export is made from, taken from the window so that it can be made beside it: the part
//! of the map that is shown, drawn page by page.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::sync::Arc;

use super::form::{ExportForm, Offer, What};
use super::watch::{Failed, Watch};
use crate::deck::{Deck, DeckRequest, Parting, parts, picture, remarks};
use crate::edit::{branch_map, selection_map, view_map, whole_map};
use crate::editor::Editor;
use crate::export::html::Remark;
use crate::export::{Format, Slide};
use crate::formats::ron_map;
use crate::model::{ArgumentMap, Aspect, ElementId, ViewId};
use crate::scene::Captions;
use crate::text::Fonts;
use crate::theme::{Theme, ThemeName};

/// Everything that an export is made from, apart from the window.
#[derive(Clone)]
pub(in crate::app) struct Exposure {
    map: Arc<ArgumentMap>,
    fonts: Arc<Fonts>,
    selected: BTreeSet<ElementId>,
    pub(super) offer: Offer,
    /// The revision of the editor that it was taken at.
    pub(super) revision: u64,
}

/// The pages of an export, drawn.
pub(in crate::app) struct Drawn {
    pub(super) form: ExportForm,
    pub(super) what: What,
    pub(super) fonts: Arc<Fonts>,
    /// Pages, slides or pictures; of a web page the whole view, and then its steps.
    pub(super) slides: Vec<Slide>,
    /// The file of the map, if it goes along.
    pub(super) attached: Option<String>,
    pub(super) remarks: BTreeMap<String, Remark>,
}

impl Exposure {
    /// Takes the map as it is now.
    pub(in crate::app) fn of(editor: &Editor) -> Self {
        Self {
            map: Arc::new(editor.map().clone()),
            fonts: Arc::clone(editor.fonts()),
            selected: editor.selection().elements().iter().cloned().collect(),
            offer: Offer::of(editor),
            revision: editor.revision(),
        }
    }

    /// Whether nothing has changed since another was taken.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.revision == other.revision
            && self.selected == other.selected
            && self.offer == other.offer
    }

    /// The look of an export.
    pub(in crate::app) fn theme(&self, form: &ExportForm) -> ThemeName {
        self.offer.theme(form)
    }

    fn view(&self, form: &ExportForm) -> ViewId {
        let view = form.view.as_ref().and_then(|id| self.map.view(id));
        view.unwrap_or(self.map.main_view()).id.clone()
    }

    /// The part of the map that is shown, if any claims are.
    pub(in crate::app) fn part(&self, form: &ExportForm, what: What) -> Option<ArgumentMap> {
        let view = self.view(form);
        let part = match (what, &self.offer.top) {
            (What::Selection, _) => selection_map(&self.map, &view, &self.selected),
            (What::Everything, _) => whole_map(&self.map, &view),
            (What::Branch, Some(top)) => branch_map(&view_map(&self.map, &view)?, top),
            _ => view_map(&self.map, &view),
        };
        part.filter(|part| part.claim_count() > 0)
    }

    /// Draws all pages.
    pub(super) fn draw(&self, form: &ExportForm, watch: &Watch) -> Result<Drawn, Failed> {
        let what = form.what(&self.offer);
        let nothing =
            || Failed::Why("this view shows no claims, so there is nothing to export".to_owned());
        let part = self.part(form, what);
        let part = part.filter(|part| part.claim_count() > 0);
        let part = part.ok_or_else(nothing)?;
        let artist = Artist {
            map: &part,
            form,
            theme: self.offer.theme(form),
            fonts: &self.fonts,
            watch,
        };
        let slides = match (form.format, what) {
            (Format::Html, What::View | What::Steps) => artist.whole_and_steps()?,
            (Format::Pptx, What::Steps) if form.with_builds => artist.builds()?,
            (_, What::Steps) => artist.steps(Deck::slide)?,
            (_, What::Branches) => artist.parts()?,
            _ => vec![artist.whole(&part)],
        };
        let is_part = matches!(what, What::Selection | What::Branch);
        let attached = if is_part { &part } else { &*self.map };
        Ok(Drawn {
            what,
            attached: form.with_map.then(|| ron_map::write(attached)),
            fonts: Arc::clone(&self.fonts),
            remarks: if form.format == Format::Html {
                remarks(&part)
            } else {
                BTreeMap::new()
            },
            form: form.clone(),
            slides,
        })
    }
}

struct Artist<'a> {
    map: &'a ArgumentMap,
    form: &'a ExportForm,
    theme: ThemeName,
    fonts: &'a Fonts,
    watch: &'a Watch,
}

impl Artist<'_> {
    fn whole(&self, map: &ArgumentMap) -> Slide {
        self.captioned(map, self.captions())
    }

    fn captioned(&self, map: &ArgumentMap, captions: Captions) -> Slide {
        let scene = picture(map, Theme::of(self.theme), self.fonts);
        if self.form.format == Format::Pptx {
            let room_pt = self.form.slide.room_pt();
            let (scene, frame) = scene.captioned_for_slide(map, self.fonts, captions, room_pt);
            return Slide {
                frame,
                ..Slide::of_whole(scene)
            };
        }
        Slide::of_whole(scene.captioned(map, self.fonts, captions))
    }

    /// What stands around a map; slides and web pages have titles of their own.
    fn captions(&self) -> Captions {
        let has_own_title = matches!(self.form.format, Format::Pptx | Format::Html);
        Captions {
            title: self.form.with_title && !has_own_title,
            legend: self.form.with_legend,
        }
    }

    fn deck(&self) -> Option<Deck> {
        let view = self.map.main_view();
        let deck = Deck::new(&DeckRequest {
            map: self.map,
            view: &view.id,
            theme: Theme::of(self.theme),
            fonts: self.fonts,
        });
        let deck = deck.filter(|_| !view.steps.is_empty())?;
        Some(match self.form.format {
            Format::Pptx => deck.for_slides(self.form.slide),
            Format::Pdf if !self.form.with_notes => deck.for_pages(self.form.paper),
            _ => deck,
        })
    }

    /// A step with what stands around it; web pages and handouts say it in places of their own.
    fn step_captioned(&self, deck: &Deck, slide: Slide) -> Slide {
        if self.form.format == Format::Html {
            return slide;
        }
        let captions = self.captions();
        let is_handout = self.form.format == Format::Pdf && self.form.with_notes;
        let captions = Captions {
            title: captions.title && !is_handout,
            ..captions
        };
        deck.captioned(slide, self.fonts, captions)
    }

    fn builds(&self) -> Result<Vec<Slide>, Failed> {
        self.watch.page(0, 1)?;
        let Some(deck) = self.deck() else {
            return Ok(Vec::new());
        };
        let slides = deck.slides_with_builds().into_iter();
        let slides = slides.map(|slide| self.step_captioned(&deck, slide));
        Ok(slides.collect())
    }

    fn steps(&self, draw: fn(&Deck, usize) -> Option<Slide>) -> Result<Vec<Slide>, Failed> {
        let Some(deck) = self.deck() else {
            return Ok(Vec::new());
        };
        let mut slides = Vec::with_capacity(deck.len());
        for at in 0..deck.len() {
            self.watch.page(at, deck.len())?;
            let mut slide = draw(&deck, at);
            if let Some(slide) = slide.as_mut().filter(|slide| slide.title.is_empty()) {
                slide.title = format!("Step {}", at + 1);
            }
            slides.extend(slide.map(|slide| self.step_captioned(&deck, slide)));
        }
        Ok(slides)
    }

    fn whole_and_steps(&self) -> Result<Vec<Slide>, Failed> {
        let mut slides = vec![self.whole(self.map)];
        slides.extend(self.steps(Deck::slide_and_around)?);
        Ok(slides)
    }

    /// An overview that can be read, and the branches that it leaves folded.
    fn parts(&self) -> Result<Vec<Slide>, Failed> {
        let page = self.form.page().proportions();
        let parting = Parting {
            map: self.map,
            page: page.map(|(width, height)| Aspect { width, height }),
            draw: &|map| self.whole(map),
            draw_bare: &|map| {
                let captions = self.captions();
                let legend = false;
                self.captioned(map, Captions { legend, ..captions })
            },
            smallest_pt: &|slide| self.form.smallest_pt(slide, self.fonts),
            wanted_pt: self.form.wanted_pt(),
        };
        let mut watch = |at: usize| match self.watch.page(at, at + 1) {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        };
        parts(&parting, &mut watch).ok_or(Failed::Stopped)
    }
}
