//! What the command line understands, and its help.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use super::look::{LookArguments, aspect_of, direction_parser, style_parser};
use crate::edit::steps::By;
use crate::export::pdf::Paper;
use crate::model::{Aspect, Direction, Style};
use crate::theme::ThemeName;

/// Build, edit and present argument maps
///
/// With a FILE or nothing, opens the window. The subcommands need no display.
#[derive(Debug, Parser)]
#[command(
    name = "rejoinder",
    version,
    args_conflicts_with_subcommands = true,
    disable_help_subcommand = true,
    propagate_version = true,
    after_help = "Exit status: 0 done, 1 problems found, 2 something could not be read, written, understood or opened."
)]
pub struct Arguments {
    /// The map to open; without it the window starts empty, or for a new user with a shipped map
    pub file: Option<PathBuf>,
    /// What to do instead of opening the window
    #[command(subcommand)]
    pub command: Option<Command>,
}

impl Arguments {
    /// What the process was started with; for help, version and mistakes it ends here.
    pub fn of_process() -> Self {
        Self::parse()
    }
}

/// What the program does without a window.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// List what is wrong with maps, with line and id
    #[command(
        after_help = "Exit status: 0 no problems (notes do not count), 1 problems found, 2 a file could not be read."
    )]
    Check(CheckArguments),
    /// Bring files into the canonical form
    #[command(
        after_help = "Exit status: 0 all files are canonical now, 1 a file is not (with --check) or was left alone for its comments, 2 a file could not be read or written."
    )]
    Fmt(FmtArguments),
    /// Tidy maps up: reorder reasons to save crossings, and choose rows and columns anew
    #[command(
        after_help = "Exit status: 0 all maps are tidied up, 1 a file was left alone for its comments, 2 a file could not be read or written."
    )]
    Tidy(TidyArguments),
    /// List the steps in which a map is shown, or make them
    #[command(
        after_help = "Exit status: 0 done, 1 the file was left alone for its comments, 2 the map could not be read or written."
    )]
    Steps(StepsArguments),
    /// Draw a map as a picture, SVG or PNG, as a document, PDF, as slides, PPTX, or as a page, HTML
    #[command(
        after_help = "Exit status: 0 done, 2 the map could not be read or the export not written."
    )]
    Export(ExportArguments),
    /// Lay out a plain graph given as JSON, to compare layout engines
    #[command(
        after_help = "Exit status: 0 done, 2 the graph could not be read, understood or written."
    )]
    LayoutJson(LayoutJsonArguments),
    /// List the maps that come with the program, or print one
    #[command(
        after_help = "Exit status: 0 done, 2 there is no such map or it could not be written."
    )]
    Examples(ExamplesArguments),
}

/// Arguments of `check`.
#[derive(Debug, Args)]
pub struct CheckArguments {
    /// Maps; `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
}

/// Arguments of `fmt`.
#[derive(Debug, Args)]
pub struct FmtArguments {
    /// Write nothing, and list the files that are not canonical
    #[arg(long)]
    pub check: bool,
    /// Rewrite files with hand-written comments too, without the comments
    #[arg(long)]
    pub discard_comments: bool,
    /// Maps; `-` is standard input, rewritten to standard output
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
}

/// Arguments of `tidy`.
#[derive(Debug, Args)]
pub struct TidyArguments {
    /// Rewrite files with hand-written comments too, without the comments
    #[arg(long)]
    pub discard_comments: bool,
    /// The look that the maps are to have from now on
    #[command(flatten)]
    pub look: LookArguments,
    /// Maps; `-` is standard input, rewritten to standard output
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
}

/// Arguments of `steps`.
#[derive(Debug, Args)]
pub struct StepsArguments {
    /// The map; `-` is standard input, rewritten to standard output where steps are made
    pub file: PathBuf,
    /// Make the steps anew and write them into the map: in reading order (the contention, each
    /// reason with its rebuttals), by participant, by branch, or by depth
    #[arg(long, value_name = "reading|participant|branch|depth")]
    pub by: Option<By>,
    /// The view, by its id or name [default: the first]
    #[arg(long, value_name = "VIEW")]
    pub view: Option<String>,
    /// Let the camera go where something appears, instead of keeping still
    #[arg(long, requires = "by")]
    pub follow: bool,
    /// List the speaker's notes as well
    #[arg(long, conflicts_with = "by")]
    pub notes: bool,
    /// Rewrite a file with hand-written comments too, without the comments
    #[arg(long, requires = "by")]
    pub discard_comments: bool,
}

/// Arguments of `export`.
#[derive(Debug, Args)]
pub struct ExportArguments {
    /// The map; `-` is standard input
    pub file: PathBuf,
    /// The export; its name ends in .svg, .png, .pdf, .pptx or .html
    #[arg(short, long, value_name = "OUT")]
    pub output: PathBuf,
    /// The look: light, dark, print or contrast [default: the view's, or light]
    #[arg(long)]
    pub theme: Option<ThemeName>,
    /// What is shown, and whether all at once
    #[command(flatten)]
    pub showing: ShowingArguments,
    /// Pixels for each map unit, from 1 to 4 [default: 1]
    #[arg(
        long,
        value_name = "N",
        conflicts_with = "width",
        allow_negative_numbers = true
    )]
    pub scale: Option<f64>,
    /// Width of the picture in pixels, instead of a scale
    #[arg(long, value_name = "PX", allow_negative_numbers = true)]
    pub width: Option<u32>,
    /// Leave out the ground
    #[arg(long)]
    pub transparent: bool,
    /// Space around the map, in map units; of a PDF, in points [default: 24; on paper 28]
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    pub margin: Option<f64>,
    /// Draw only this claim or inference and what bears on it
    #[arg(long, value_name = "ID")]
    pub branch: Option<String>,
    /// How it is laid out
    #[command(flatten)]
    pub look: LookArguments,
    /// PDF: what pages are cut to: fit, 16:9, 4:3, a4, a4-landscape, letter or letter-landscape
    /// [default: fit]; PPTX: 16:9 or 4:3 [default: 16:9]
    #[arg(long, value_name = "PAGE")]
    pub page: Option<Paper>,
    /// PDF: spread the map over sheets of the page, to be joined, at this scale; 1 is full size
    #[arg(long, value_name = "SCALE", allow_negative_numbers = true)]
    pub tile: Option<f64>,
    /// PDF, PPTX: an overview and branches, linked, on pages or slides of their own that can be read:
    /// what does not fit is folded and shown on another
    #[arg(long)]
    pub by_branch: bool,
    /// PDF, PPTX: text should be so many points high at least; where that of the whole map would be
    /// smaller, it is split as with --by-branch [default: only tell, under 16 on slides and 8 on
    /// paper]
    #[arg(long, value_name = "PT", allow_negative_numbers = true)]
    pub font_size_min: Option<f64>,
    /// PDF, PPTX, HTML: the language of the texts, for readers who hear them [default: en]
    #[arg(long, value_name = "TAG")]
    pub language: Option<String>,
    /// What stands around the map
    #[command(flatten)]
    pub captions: CaptionArguments,
    /// Leave out the map itself, from which the export can be opened again
    #[arg(long)]
    pub no_map: bool,
}

/// Options that say what stands around a map, and how it is lettered.
#[derive(Debug, Args)]
pub struct CaptionArguments {
    /// SVG: letters as text in the reader's fonts, to be searched and edited, instead of outlines
    #[arg(long)]
    pub live_text: bool,
    /// Leave out the legend of marks and participants
    #[arg(long)]
    pub no_legend: bool,
    /// Leave out the title and the sources above the map
    #[arg(long)]
    pub no_title: bool,
}

/// Options that say what is shown of a map.
#[derive(Debug, Args)]
pub struct ShowingArguments {
    /// The view, by its id or name [default: the first]
    #[arg(long, value_name = "VIEW")]
    pub view: Option<String>,
    /// Show the view step by step: a page a step, or a numbered picture a step (talk-01.svg, …)
    #[arg(long, conflicts_with_all = ["branch", "by_branch"])]
    pub steps: bool,
    /// PPTX: steps of the same frame on one slide, each coming at a click
    #[arg(long, requires = "steps")]
    pub builds: bool,
    /// PDF: a handout of the steps, each with its notes below, on A4 or what --page says
    #[arg(long, requires = "steps")]
    pub notes: bool,
}

/// Arguments of `layout-json`.
#[derive(Debug, Args)]
pub struct LayoutJsonArguments {
    /// The graph: nodes with w and h, edges with src and dst; `-` is standard input
    pub file: PathBuf,
    /// Where the places go; `-` is standard output
    pub output: PathBuf,
    /// Rows and columns chosen for the aspect, or rows throughout
    #[arg(long, default_value = "compact", value_parser = style_parser())]
    pub style: Style,
    /// Which way reasons lie
    #[arg(long, default_value = "down", value_parser = direction_parser())]
    pub direction: Direction,
    /// What a compact layout aims at, as width:height, or a4, letter and so on
    #[arg(long, value_name = "W:H|NAME", default_value = "16:9", value_parser = aspect_of)]
    pub aspect: Aspect,
    /// Reorder siblings to save crossings and length
    #[arg(long)]
    pub tidy: bool,
    /// Keep the choices of an earlier result of this command
    #[arg(long, value_name = "PLACED")]
    pub previous: Option<PathBuf>,
    /// Lay out so many times, and report the time of each
    #[arg(long, default_value_t = 1, value_name = "N")]
    pub rounds: usize,
}

/// Arguments of `examples`.
#[derive(Debug, Args)]
pub struct ExamplesArguments {
    /// The map to print; without it, all are listed
    pub name: Option<String>,
    /// Write the map into this file, which must not exist yet
    #[arg(short, long, value_name = "FILE", requires = "name")]
    pub output: Option<PathBuf>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    #[test]
    fn the_description_of_the_command_line_is_consistent() {
        Arguments::command().debug_assert();
    }
}
