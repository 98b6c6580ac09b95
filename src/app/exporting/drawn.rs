//! Drawn pages as files, and as they will come out.

use std::ops::ControlFlow;

use kurbo::Size;

use super::exposure::Drawn;
use super::form::{ExportForm, What};
use super::watch::{Failed, Watch};
use crate::app::status::plural;
use crate::export::html::{self, HtmlOptions, Opening, Presentation};
use crate::export::pdf::{self, Attachment, PdfOptions, Talk};
use crate::export::pptx::{self, DeckOptions};
use crate::export::{
    Detail, ExportError, Format, Page, PictureOptions, PictureSize, Pixels, Preview, Slide, png,
    svg,
};
use crate::text::Fonts;

/// What an export consists of.
pub(super) struct Written {
    /// The bytes of the file, or of each of several.
    pub(super) files: Vec<Vec<u8>>,
    /// How it came out, where there is something to say.
    pub(super) told: Option<String>,
}

/// How large the smallest text comes out.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Legibility {
    /// In words: "13 pages, smallest text 7.2 pt on A4".
    pub(super) said: String,
    /// What is smaller than wanted, and why.
    pub(super) warning: Option<String>,
}

impl From<ExportError> for Failed {
    fn from(error: ExportError) -> Self {
        match error {
            ExportError::Stopped => Self::Stopped,
            error => Self::Why(error.to_string()),
        }
    }
}

impl Drawn {
    /// How many pages, slides or pictures there will be.
    pub(super) fn count(&self) -> Result<usize, ExportError> {
        Ok(self.previews()?.len())
    }

    /// What a page is called, if it is called anything.
    pub(super) fn title(&self, at: usize) -> String {
        let is_plain = self.slides.len() != self.count().unwrap_or_default();
        let slide = if is_plain { None } else { self.slides.get(at) };
        let Some(slide) = slide else {
            return String::new();
        };
        match slide.builds.len().saturating_sub(1) {
            0 => slide.title.clone(),
            clicks => format!("{}, {}", slide.title, plural(clicks, "click")),
        }
    }

    /// A page as it will come out, as large as a room in pixels allows.
    pub(super) fn picture(&self, at: usize, room: Size) -> Result<Pixels, ExportError> {
        let previews = self.previews()?;
        let preview = previews.get(at).ok_or(ExportError::Empty)?;
        preview.pixels(room)
    }

    /// How large a picture will be, in words.
    pub(super) fn size_said(&self, at: usize) -> Result<Option<String>, ExportError> {
        let pages = self.pages();
        let (true, Some(page)) = (self.form.is_picture(), pages.get(at)) else {
            return Ok(None);
        };
        let options = self.picture_options();
        let size = if self.form.format == Format::Png {
            png::size(page, &options)?
        } else {
            Preview::of_picture(*page, &options)?.size()
        };
        Ok(Some(format!("{} × {} pixels", size.width, size.height)))
    }

    fn previews(&self) -> Result<Vec<Preview<'_>>, ExportError> {
        match self.form.format {
            Format::Pdf => pdf::previews(&self.pages(), &self.pdf_options()),
            Format::Pptx => pptx::previews(&self.slides, &self.fonts, &self.deck_options()),
            Format::Svg | Format::Png | Format::Html => {
                let pages = self.pages().into_iter();
                let options = self.picture_options();
                pages
                    .map(|page| Preview::of_picture(page, &options))
                    .collect()
            }
        }
    }

    /// How large its text comes out, where that is known.
    pub(super) fn legibility(&self) -> Option<Legibility> {
        let fit = match self.form.format {
            Format::Pdf => pdf::fit(&self.pages(), &self.pdf_options()).ok()?,
            Format::Pptx => pptx::fit(&self.slides, &self.deck_options()).ok()?,
            Format::Svg | Format::Png | Format::Html => return None,
        };
        let names: Vec<String> = self
            .slides
            .iter()
            .map(|slide| slide.title.clone())
            .collect();
        Some(Legibility {
            said: fit.said(self.form.page()),
            warning: fit.warning(self.form.wanted_pt(), &names),
        })
    }

    /// The bytes of all files.
    pub(super) fn write(&self, watch: &Watch) -> Result<Written, Failed> {
        let said = self.legibility().map(|fit| fit.said);
        let one = |bytes| Written {
            files: vec![bytes],
            told: said,
        };
        let mut told = |at, count| flow(&watch.page(at, count));
        let written = match self.form.format {
            Format::Svg | Format::Png => self.pictures(watch)?,
            Format::Pdf => {
                let options = self.pdf_options();
                one(pdf::export_watched(&self.pages(), &options, &mut told)?)
            }
            Format::Pptx => {
                let written = pptx::export_watched(
                    &self.slides,
                    &self.fonts,
                    &self.deck_options(),
                    &mut told,
                )?;
                one(written.bytes)
            }
            Format::Html => one(self.web_page()?),
        };
        watch.go_on()?;
        Ok(written)
    }

    fn pictures(&self, watch: &Watch) -> Result<Written, Failed> {
        let options = self.picture_options();
        let mut files = Vec::with_capacity(self.slides.len());
        for (at, page) in self.pages().iter().enumerate() {
            watch.page(at, self.slides.len())?;
            files.push(match self.form.format {
                Format::Png if self.slides.len() == 1 => {
                    png::export_watched(page, &options, &|at, count| watch.piece(at, count))?
                }
                Format::Png => png::export_watched(page, &options, &|_, _| flow(&watch.go_on()))?,
                _ => svg::export(page, &options)?,
            });
        }
        let told = (files.len() > 1).then(|| format!("{} pictures", files.len()));
        Ok(Written { files, told })
    }

    fn web_page(&self) -> Result<Vec<u8>, ExportError> {
        let (whole, slides) = self.slides.split_first().ok_or(ExportError::Empty)?;
        let presentation = Presentation {
            whole: whole.page(&self.fonts),
            slides,
            remarks: &self.remarks,
        };
        let options = HtmlOptions {
            margin: self.form.margin,
            language: self.form.language.clone(),
            opening: if self.what == What::Steps {
                Opening::FirstStep
            } else {
                Opening::Whole
            },
            map: self.attached.clone(),
        };
        html::export(&presentation, &options)
    }

    fn pages(&self) -> Vec<Page<'_>> {
        let slides = self.slides.iter();
        slides
            .map(|slide| {
                let page = slide.page(&self.fonts);
                if self.what != What::Steps {
                    return page;
                }
                Page {
                    detail: Some(Detail::of_step(&slide.title)),
                    ..page
                }
            })
            .collect()
    }

    fn picture_options(&self) -> PictureOptions {
        PictureOptions {
            ground: self.form.ground,
            margin: self.form.margin,
            size: if self.form.format == Format::Html {
                PictureSize::Scale(1.0)
            } else {
                self.form.size()
            },
            map: self.attached.clone(),
            lettering: self.form.lettering,
        }
    }

    fn pdf_options(&self) -> PdfOptions {
        let form = &self.form;
        let talk = |slide: &Slide| Talk {
            title: slide.title.clone(),
            notes: slide.notes.clone(),
        };
        let has_notes = form.with_notes && self.what == What::Steps;
        let talks = self.slides.iter().filter(|_| has_notes).map(talk);
        PdfOptions {
            tile_scale: form.tile_scale.filter(|_| !has_notes),
            attachment: self.attached.clone().map(Attachment::of_map),
            talks: talks.collect(),
            ..form.pdf_options()
        }
    }

    fn deck_options(&self) -> DeckOptions {
        DeckOptions {
            map: self.attached.clone(),
            ..self.form.deck_options()
        }
    }
}

fn flow(went_on: &Result<(), Failed>) -> ControlFlow<()> {
    match went_on {
        Ok(()) => ControlFlow::Continue(()),
        Err(_) => ControlFlow::Break(()),
    }
}

impl ExportForm {
    /// The size of the smallest text of one page or slide, in points.
    pub(super) fn smallest_pt(&self, slide: &Slide, fonts: &Fonts) -> f64 {
        let fit = match self.format {
            Format::Pptx => pptx::fit(std::slice::from_ref(slide), &self.deck_options()),
            _ => pdf::fit(&[slide.page(fonts)], &self.pdf_options()),
        };
        let smallest = fit.map_or(Some(0.0), |fit| fit.smallest());
        smallest.unwrap_or(f64::INFINITY)
    }

    /// The options of a document, without what goes along with it.
    fn pdf_options(&self) -> PdfOptions {
        PdfOptions {
            ground: self.ground,
            paper: self.paper,
            margin_pt: self.margin_pt,
            tile_scale: self.tile_scale,
            language: self.language.clone(),
            attachment: None,
            talks: Vec::new(),
        }
    }

    /// The options of a deck, without what goes along with it.
    fn deck_options(&self) -> DeckOptions {
        let usual = DeckOptions::default();
        DeckOptions {
            paper: self.slide,
            margin_pt: self.margin_pt.unwrap_or(usual.margin_pt),
            language: self.language.clone(),
            map: None,
        }
    }
}
