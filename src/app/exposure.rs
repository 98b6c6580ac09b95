//! What an export is made from, taken from the window so that it can be made beside it.

use super::export_form::{ExportForm, Parts};
use crate::deck::{Deck, DeckRequest, remarks};
use crate::edit::{Branch, branches};
use crate::editor::Editor;
use crate::export::html::{self, HtmlOptions, Presentation};
use crate::export::pdf::{self, Attachment, Fit, Paper, PdfOptions};
use crate::export::pptx::{self, DeckFit, DeckOptions};
use crate::export::{
    Detail, ExportError, Format, Page, PictureOptions, PictureSize, Slide, deck, png, svg,
};
use crate::formats::ron_map;
use crate::layout::{Layout, LayoutRequest, layout};
use crate::model::{ArgumentMap, Aspect};
use crate::scene::{Captions, Details, Scene, SceneRequest, build};
use crate::text::Fonts;
use crate::theme::{Theme, ThemeName};

/// Everything that an export is made from, apart from the window.
pub(super) struct Exposure {
    map: ArgumentMap,
    layout: Layout,
    fonts: Fonts,
    form: ExportForm,
}

/// An export.
pub(super) struct Exported {
    /// The file.
    pub(super) bytes: Vec<u8>,
    /// How it came out, where there is something to say.
    pub(super) told: Option<String>,
}

impl Exposure {
    /// Takes the map as it is shown now.
    pub(super) fn of(editor: &Editor, form: &ExportForm) -> Self {
        Self {
            map: editor.map().clone(),
            layout: editor.layout().clone(),
            fonts: Fonts::clone(editor.fonts()),
            form: form.clone(),
        }
    }

    /// How the whole map would come out on each paper.
    pub(super) fn fits(&self) -> Vec<(Paper, Fit)> {
        let scene = drawn(&self.map, &self.layout, self.form.theme);
        let whole = self.page(&scene);
        let on = |paper| {
            let options = PdfOptions {
                paper,
                ..PdfOptions::default()
            };
            Some((paper, pdf::fit(&[whole], &options).ok()?))
        };
        Paper::ALL.into_iter().filter_map(on).collect()
    }

    /// The scene with what stands around it; slides and web pages have titles of their own.
    fn captioned(&self, scene: &Scene, map: &ArgumentMap) -> Scene {
        if !self.form.captions {
            return scene.clone();
        }
        let has_own_title = matches!(self.form.format, Format::Pptx | Format::Html);
        let captions = Captions {
            title: !has_own_title,
            legend: true,
        };
        scene.captioned(map, &self.fonts, captions)
    }

    /// How a deck of the whole map would come out on slides of each proportion.
    pub(super) fn deck_fits(&self) -> Vec<(Paper, DeckFit)> {
        let slides = deck::whole_view(drawn(&self.map, &self.layout, self.form.theme));
        let on = |paper: Paper| {
            let options = DeckOptions {
                paper,
                ..DeckOptions::default()
            };
            Some((paper, pptx::fit(&slides, &options).ok()?))
        };
        let papers = Paper::ALL.into_iter();
        papers
            .filter(|paper| paper.is_slide())
            .filter_map(on)
            .collect()
    }

    fn page<'a>(&'a self, scene: &'a Scene) -> Page<'a> {
        Page {
            scene,
            fonts: &self.fonts,
            frame: None,
            detail: None,
        }
    }

    /// Makes the export.
    pub(super) fn export(&self) -> Result<Exported, ExportError> {
        let form = &self.form;
        let scene = drawn(&self.map, &self.layout, form.theme);
        let scene = self.captioned(&scene, &self.map);
        let page = self.page(&scene);
        let options = PictureOptions {
            ground: form.ground,
            margin: form.margin,
            size: PictureSize::Scale(form.scale),
            map: self.map_file(),
            ..PictureOptions::default()
        };
        let picture = |bytes| Exported { bytes, told: None };
        match form.format {
            Format::Svg => svg::export(&page, &options).map(picture),
            Format::Png => png::export(&page, &options).map(picture),
            Format::Pdf => self.document(page),
            Format::Pptx => self.deck(scene.clone()),
            Format::Html => self.web_page(page),
        }
    }

    fn document(&self, whole: Page<'_>) -> Result<Exported, ExportError> {
        if self.form.parts == Parts::Steps {
            let slides = self.steps(Deck::slide);
            if !slides.is_empty() {
                return self.document_of(&slides);
            }
        }
        let branches = if self.form.parts == Parts::Branches {
            let page = self.form.paper.proportions();
            branches(
                &self.map,
                page.map(|(width, height)| Aspect { width, height }),
            )
        } else {
            Vec::new()
        };
        let scenes: Vec<(Branch, Scene)> = branches
            .into_iter()
            .map(|branch| {
                let scene = self.branch_drawn(&branch.map);
                let scene = self.captioned(&scene, &branch.map);
                (branch, scene)
            })
            .collect();
        let mut pages = vec![whole];
        pages.extend(scenes.iter().map(|(branch, scene)| Page {
            scene,
            detail: scene.item(&branch.top).map(|item| Detail {
                key: &item.group.key,
                name: &branch.name,
            }),
            ..whole
        }));
        let options = self.pdf_options();
        let fit = pdf::fit(&pages, &options)?;
        Ok(Exported {
            bytes: pdf::export(&pages, &options)?,
            told: Some(fit.said(options.paper)),
        })
    }

    /// A page for each step.
    fn document_of(&self, slides: &[Slide]) -> Result<Exported, ExportError> {
        let pages = slides.iter().map(|slide| Page {
            detail: Some(Detail::of_step(&slide.title)),
            ..slide.page(&self.fonts)
        });
        let pages: Vec<Page<'_>> = pages.collect();
        let options = self.pdf_options();
        let fit = pdf::fit(&pages, &options)?;
        Ok(Exported {
            bytes: pdf::export(&pages, &options)?,
            told: Some(fit.said(options.paper)),
        })
    }

    /// The steps of the view that is shown.
    fn steps(&self, draw: fn(&Deck, usize) -> Option<Slide>) -> Vec<Slide> {
        let view = self.map.main_view();
        let deck = Deck::new(&DeckRequest {
            map: &self.map,
            view: &view.id,
            theme: Theme::of(self.form.theme),
            fonts: &self.fonts,
        });
        let deck = deck.filter(|_| !view.steps.is_empty());
        deck.map_or_else(Vec::new, |deck| {
            let numbers = 0..deck.len();
            numbers.filter_map(|at| draw(&deck, at)).collect()
        })
    }

    fn web_page(&self, whole: Page<'_>) -> Result<Exported, ExportError> {
        let slides = self.steps(Deck::slide_and_around);
        let presentation = Presentation {
            whole,
            slides: &slides,
            remarks: &remarks(&self.map),
        };
        let options = HtmlOptions {
            margin: self.form.margin,
            map: self.map_file(),
            ..HtmlOptions::default()
        };
        let bytes = html::export(&presentation, &options)?;
        Ok(Exported { bytes, told: None })
    }

    fn deck(&self, whole: Scene) -> Result<Exported, ExportError> {
        let mut slides = if self.form.parts == Parts::Steps {
            self.steps(Deck::slide)
        } else {
            Vec::new()
        };
        if slides.is_empty() {
            slides = deck::whole_view(whole);
        }
        if self.form.parts == Parts::Branches {
            let (width, height) = self.form.slide.proportions().unwrap_or((16, 9));
            let branches = branches(&self.map, Some(Aspect { width, height }));
            slides.extend(branches.into_iter().map(|branch| {
                let scene = self.branch_drawn(&branch.map);
                let item = scene.item(&branch.top);
                Slide {
                    title: branch.name,
                    detail: item.map(|item| item.group.key.clone()),
                    ..Slide::of_whole(scene)
                }
            }));
        }
        let options = DeckOptions {
            paper: self.form.slide,
            map: self.map_file(),
            ..DeckOptions::default()
        };
        let fit = pptx::fit(&slides, &options)?;
        let written = pptx::export(&slides, &self.fonts, &options)?;
        Ok(Exported {
            bytes: written.bytes,
            told: Some(fit.said(options.paper)),
        })
    }

    fn branch_drawn(&self, branch: &ArgumentMap) -> Scene {
        let laid_out = layout(&LayoutRequest {
            map: branch,
            view: branch.main_view(),
            metrics: &Theme::of(self.form.theme).metrics,
            fonts: &self.fonts,
        });
        drawn(branch, &laid_out, self.form.theme)
    }

    /// The file of the map, if it goes along.
    fn map_file(&self) -> Option<String> {
        self.form.with_map.then(|| ron_map::write(&self.map))
    }

    fn pdf_options(&self) -> PdfOptions {
        let form = &self.form;
        PdfOptions {
            ground: form.ground,
            paper: form.paper,
            attachment: self.map_file().map(Attachment::of_map),
            ..PdfOptions::default()
        }
    }
}

fn drawn(map: &ArgumentMap, layout: &Layout, theme: ThemeName) -> Scene {
    build(&SceneRequest {
        map,
        layout,
        theme: Theme::of(theme),
        details: Details::Export,
        previous: None,
    })
}
