//! `rejoinder export` of a document: its pages, and what is told of them.

use super::arguments::ExportArguments;
use super::deck::wanted_pt;
use super::export::ground;
use crate::export::pdf::{self, Attachment, PdfOptions, Talk};
use crate::export::{ExportError, Fit, Page};
use crate::formats::ron_map;
use crate::model::ArgumentMap;

/// Pages as PDF, and in words how they came out.
pub(super) fn of_pages(
    attached: &ArgumentMap,
    pages: &[Page<'_>],
    (names, talks): (&[String], Vec<Talk>),
    arguments: &ExportArguments,
) -> Result<(Vec<u8>, String), ExportError> {
    let options = PdfOptions {
        talks,
        ..options(attached, arguments)
    };
    let bytes = pdf::export(pages, &options)?;
    let fit = pdf::fit(pages, &options)?;
    if !options.talks.is_empty() {
        return Ok((bytes, format!("a handout of {} pages", fit.sheet_count)));
    }
    Ok((bytes, told(&fit, names, arguments)))
}

fn options(map: &ArgumentMap, arguments: &ExportArguments) -> PdfOptions {
    PdfOptions {
        attachment: (!arguments.no_map).then(|| Attachment::of_map(ron_map::write(map))),
        ..bare_options(arguments)
    }
}

/// The options of a document without its map.
pub(super) fn bare_options(arguments: &ExportArguments) -> PdfOptions {
    let defaults = PdfOptions::default();
    PdfOptions {
        ground: ground(arguments),
        paper: arguments.page.unwrap_or(defaults.paper),
        margin_pt: arguments.margin,
        tile_scale: arguments.tile,
        language: arguments.language.clone().unwrap_or(defaults.language),
        attachment: None,
        talks: Vec::new(),
    }
}

/// How the pages came out, and what helps where their smallest text is hard to read.
fn told(fit: &Fit, names: &[String], arguments: &ExportArguments) -> String {
    let paper = arguments.page.unwrap_or_default();
    let said = fit.said(paper);
    let Some(warning) = fit.warning(wanted_pt(arguments, paper), names) else {
        return said;
    };
    let help = if arguments.showing.steps {
        "; give them closer frames, or see `rejoinder steps --follow`"
    } else if arguments.by_branch || fit.pages.len() > 1 {
        "; they can be split no further, see --tile"
    } else {
        "; see --by-branch and --tile"
    };
    format!("{said}; {warning}{help}")
}

#[cfg(test)]
mod tests {
    use clap::Parser as _;

    use super::*;
    use crate::cli::{Arguments, Command};
    use crate::export::{Kind, PageFit};

    fn told_of(smallest_text_pt: f64, options: &[&str]) -> String {
        let line = ["rejoinder", "export", "map.ron", "-o", "map.pdf"];
        let line = line.iter().chain(options);
        let Some(Command::Export(arguments)) = Arguments::parse_from(line).command else {
            unreachable!("the line says export");
        };
        let page = PageFit {
            smallest_text_pt: Some(smallest_text_pt),
            claim_count: 12,
        };
        let fit = Fit {
            kind: Kind::Page,
            sheet_count: 1,
            pages: vec![page],
        };
        told(&fit, &[], &arguments)
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
