//! `rejoinder export` of a document: its pages, and what is told of them.

use super::arguments::ExportArguments;
use super::deck::wanted_pt;
use super::export::{Subject, captions, ground};
use crate::deck::picture;
use crate::edit::{Branch, branches};
use crate::export::pdf::{self, Attachment, Fit, Paper, PdfOptions, Talk};
use crate::export::{Detail, ExportError, Format, Page};
use crate::formats::ron_map;
use crate::model::{ArgumentMap, Aspect};
use crate::scene::{Captions, Scene};
use crate::text::Fonts;
use crate::theme::{Theme, ThemeName};

/// The map as PDF, and in words how it came out.
pub(super) fn document(
    subject: &Subject,
    whole: Page<'_>,
    arguments: &ExportArguments,
) -> Result<(Vec<u8>, String), ExportError> {
    let options = options(&subject.attached, arguments);
    let paper = arguments.page.unwrap_or_default();
    let wanted = wanted_pt(arguments, paper);
    let is_to_split =
        arguments.font_size_min.is_some() && !pdf::fit(&[whole], &options)?.is_at_least(wanted);
    let drawn = if arguments.by_branch || is_to_split {
        drawn_branches(subject, &whole, arguments)
    } else {
        Vec::new()
    };
    let mut pages = vec![whole];
    pages.extend(drawn.iter().map(|drawn| Page {
        scene: &drawn.scene,
        detail: Some(Detail {
            key: &drawn.key,
            name: &drawn.branch.name,
        }),
        ..whole
    }));
    written(&pages, &options, arguments)
}

/// The branches of the contentions, each to fill a page.
pub(super) fn drawn_branches(
    subject: &Subject,
    whole: &Page<'_>,
    arguments: &ExportArguments,
) -> Vec<Drawn> {
    let branches = branches(&subject.map, page_aspect(arguments));
    let drawn = branches.into_iter();
    drawn
        .map(|branch| {
            let drawn = Drawn::new(branch, whole, subject.theme);
            match Format::of_name(&arguments.output) {
                Some(Format::Pptx) | None => drawn,
                Some(format) => drawn.captioned(whole.fonts, captions(format, arguments)),
            }
        })
        .collect()
}

/// A page for each step of a view.
pub(super) fn of_steps(
    attached: &ArgumentMap,
    pages: &[Page<'_>],
    talks: Vec<Talk>,
    arguments: &ExportArguments,
) -> Result<(Vec<u8>, String), ExportError> {
    let options = PdfOptions {
        talks,
        ..options(attached, arguments)
    };
    written(pages, &options, arguments)
}

fn written(
    pages: &[Page<'_>],
    options: &PdfOptions,
    arguments: &ExportArguments,
) -> Result<(Vec<u8>, String), ExportError> {
    let bytes = pdf::export(pages, options)?;
    if !options.talks.is_empty() {
        let count = pdf::fit(pages, options)?.sheet_count;
        return Ok((bytes, format!("a handout of {count} pages")));
    }
    let told = told(&pdf::fit(pages, options)?, arguments);
    Ok((bytes, told))
}

/// What the pages of branches are laid out to fill, unless something else was said.
fn page_aspect(arguments: &ExportArguments) -> Option<Aspect> {
    let page = match Format::of_name(&arguments.output) {
        Some(Format::Pptx) => Some(arguments.page.unwrap_or(Paper::Slide)),
        _ => arguments.page,
    };
    let (width, height) = page?.proportions()?;
    let is_free = arguments.look.aspect.is_none();
    is_free.then_some(Aspect { width, height })
}

/// A branch, drawn.
pub(super) struct Drawn {
    pub(super) branch: Branch,
    pub(super) scene: Scene,
    pub(super) key: String,
}

impl Drawn {
    fn new(branch: Branch, whole: &Page<'_>, theme: ThemeName) -> Self {
        let scene = picture(&branch.map, Theme::of(theme), whole.fonts);
        let item = scene.item(&branch.top);
        let key = item.map_or_else(String::new, |item| item.group.key.clone());
        Self { branch, scene, key }
    }

    fn captioned(self, fonts: &Fonts, captions: Captions) -> Self {
        Self {
            scene: self.scene.captioned(&self.branch.map, fonts, captions),
            ..self
        }
    }
}

fn options(map: &ArgumentMap, arguments: &ExportArguments) -> PdfOptions {
    let defaults = PdfOptions::default();
    PdfOptions {
        ground: ground(arguments),
        paper: arguments.page.unwrap_or(defaults.paper),
        margin_pt: arguments.margin,
        tile_scale: arguments.tile,
        language: arguments.language.clone().unwrap_or(defaults.language),
        attachment: (!arguments.no_map).then(|| Attachment::of_map(ron_map::write(map))),
        talks: Vec::new(),
    }
}

/// How the pages came out, and what helps where their smallest text is hard to read.
fn told(fit: &Fit, arguments: &ExportArguments) -> String {
    let paper = arguments.page.unwrap_or_default();
    let said = fit.said(paper);
    let wanted = wanted_pt(arguments, paper);
    if fit.is_at_least(wanted) {
        return said;
    }
    let help = if arguments.showing.steps {
        "`rejoinder steps --follow`"
    } else if arguments.by_branch {
        "--tile"
    } else {
        "--by-branch and --tile"
    };
    format!("{said}; under {wanted} pt it is hard to read: see {help}")
}

#[cfg(test)]
mod tests {
    use clap::Parser as _;

    use super::*;
    use crate::cli::{Arguments, Command};

    fn told_of(smallest_text_pt: f64, options: &[&str]) -> String {
        let line = ["rejoinder", "export", "map.ron", "-o", "map.pdf"];
        let line = line.iter().chain(options);
        let Some(Command::Export(arguments)) = Arguments::parse_from(line).command else {
            unreachable!("the line says export");
        };
        let fit = Fit {
            sheet_count: 1,
            smallest_text_pt: Some(smallest_text_pt),
            overview_text_pt: None,
        };
        told(&fit, &arguments)
    }

    #[test]
    fn small_text_is_told_with_what_would_help() {
        let fine = told_of(11.0, &["--page", "a4"]);
        assert_eq!(fine, "1 page, smallest text 11 pt on A4");
        let small = told_of(7.28, &["--page", "16:9"]);
        let start = "1 page, smallest text 7.2 pt on 16:9; under 16 pt";
        assert!(small.starts_with(start), "{small}");
        assert!(small.ends_with("--by-branch and --tile"), "{small}");
        let parted = told_of(7.28, &["--page", "a4", "--by-branch"]);
        assert!(parted.ends_with("see --tile"), "{parted}");
    }
}
