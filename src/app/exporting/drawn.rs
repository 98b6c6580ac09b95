//! Drawn pages as files, and as they will come out.

use std::ops::ControlFlow;

use kurbo::Size;

use super::exposure::Drawn;
use super::form::What;
use super::watch::{Failed, Watch};
use crate::app::status::plural;
use crate::export::html::{self, HtmlOptions, Opening, Presentation};
use crate::export::pdf::{self, Attachment, PdfOptions, Talk};
use crate::export::pptx::{self, DeckOptions};
use crate::export::{
    Detail, ExportError, Format, Page, PictureOptions, PictureSize, Pixels, Preview, Slide, png,
    svg,
};

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
    /// Whether it is as large as wanted.
    pub(super) is_legible: bool,
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
        let (paper, wanted) = (self.form.page(), self.form.wanted_pt());
        match self.form.format {
            Format::Pdf => {
                let fit = pdf::fit(&self.pages(), &self.pdf_options()).ok()?;
                Some(Legibility {
                    said: fit.said(paper),
                    is_legible: fit.is_at_least(wanted),
                })
            }
            Format::Pptx => {
                let fit = pptx::fit(&self.slides, &self.deck_options()).ok()?;
                Some(Legibility {
                    said: fit.said(paper),
                    is_legible: fit.is_legible(wanted),
                })
            }
            Format::Svg | Format::Png | Format::Html => None,
        }
    }

    /// The bytes of all files.
    pub(super) fn write(&self, watch: &Watch) -> Result<Written, Failed> {
        let said = self.legibility().map(|fit| fit.said);
        let one = |bytes| Written {
            files: vec![bytes],
            told: said,
        };
        let mut told = |at, count| match watch.page(at, count) {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        };
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
                Format::Png => png::export(page, &options)?,
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
            ground: form.ground,
            paper: form.paper,
            margin_pt: form.margin_pt,
            tile_scale: form.tile_scale.filter(|_| !has_notes),
            language: form.language.clone(),
            attachment: self.attached.clone().map(Attachment::of_map),
            talks: talks.collect(),
        }
    }

    fn deck_options(&self) -> DeckOptions {
        let usual = DeckOptions::default();
        DeckOptions {
            paper: self.form.slide,
            margin_pt: self.form.margin_pt.unwrap_or(usual.margin_pt),
            language: self.form.language.clone(),
            map: self.attached.clone(),
        }
    }
}
