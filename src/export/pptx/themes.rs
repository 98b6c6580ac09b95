//! The deck's theme: the look's colours and fonts under the names that programs know.

use super::colors::plain;
use crate::export::xml::Markup as _;
use crate::theme::{Color, Theme};

/// Whether light text stands on dark ground.
pub(super) fn is_dark(theme: &Theme) -> bool {
    theme.text.contrast(Color::rgb(0, 0, 0)) > theme.canvas.contrast(Color::rgb(0, 0, 0))
}

/// Which of the theme's colours are ground and text.
pub(super) fn color_map(theme: &Theme) -> String {
    let (ground, text) = if is_dark(theme) {
        ("dk", "lt")
    } else {
        ("lt", "dk")
    };
    format!(
        "<p:clrMap bg1=\"{ground}1\" tx1=\"{text}1\" bg2=\"{ground}2\" tx2=\"{text}2\" accent1=\"accent1\" accent2=\"accent2\" \
         accent3=\"accent3\" accent4=\"accent4\" accent5=\"accent5\" accent6=\"accent6\" hlink=\"hlink\" folHlink=\"folHlink\"/>"
    )
}

/// A theme part.
pub(super) fn theme(theme: &Theme) -> String {
    let (dark, light) = if is_dark(theme) {
        (
            [theme.box_fill, theme.canvas],
            [theme.text, theme.secondary],
        )
    } else {
        (
            [theme.text, theme.secondary],
            [theme.box_fill, theme.canvas],
        )
    };
    let colors = [
        ("dk1", dark[0]),
        ("lt1", light[0]),
        ("dk2", dark[1]),
        ("lt2", light[1]),
        ("accent1", theme.support.ink),
        ("accent2", theme.objection.ink),
        ("accent3", theme.undercut.ink),
        ("accent4", theme.answer.ink),
        ("accent5", theme.participant(0)),
        ("accent6", theme.participant(1)),
        ("hlink", theme.selection),
        ("folHlink", theme.undercut.ink),
    ];
    let mut scheme = String::new();
    for (name, color) in colors {
        scheme.put(format_args!("<a:{name}>{}</a:{name}>", plain(color)));
    }
    let mut participants = String::new();
    for (number, color) in theme.participants.iter().enumerate() {
        participants.put(format_args!(
            "<a:custClr name=\"Participant {}\">{}</a:custClr>",
            number + 1,
            plain(*color)
        ));
    }
    let name = theme.name.as_str();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <a:theme xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" name=\"Rejoinder {name}\"><a:themeElements>\
         <a:clrScheme name=\"Rejoinder {name}\">{scheme}</a:clrScheme>\
         <a:fontScheme name=\"Rejoinder\">{FONTS}</a:fontScheme>{FORMATS}</a:themeElements>\
         <a:objectDefaults/><a:extraClrSchemeLst/><a:custClrLst>{participants}</a:custClrLst></a:theme>"
    )
}

/// The shipped family; other programs choose a sans serif like it where it is not installed.
const FONTS: &str = "<a:majorFont><a:latin typeface=\"Inter\" panose=\"020B0604020202020204\" pitchFamily=\"34\"/><a:ea typeface=\"\"/><a:cs typeface=\"\"/></a:majorFont>\
    <a:minorFont><a:latin typeface=\"Inter\" panose=\"020B0604020202020204\" pitchFamily=\"34\"/><a:ea typeface=\"\"/><a:cs typeface=\"\"/></a:minorFont>";

/// Plain fills, lines and effects, three of each as the format wants them.
const FORMATS: &str = "<a:fmtScheme name=\"Rejoinder\">\
    <a:fillStyleLst><a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill><a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill><a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill></a:fillStyleLst>\
    <a:lnStyleLst><a:ln w=\"9525\"><a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill></a:ln><a:ln w=\"12700\"><a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill></a:ln><a:ln w=\"19050\"><a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill></a:ln></a:lnStyleLst>\
    <a:effectStyleLst><a:effectStyle><a:effectLst/></a:effectStyle><a:effectStyle><a:effectLst/></a:effectStyle><a:effectStyle><a:effectLst/></a:effectStyle></a:effectStyleLst>\
    <a:bgFillStyleLst><a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill><a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill><a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill></a:bgFillStyleLst></a:fmtScheme>";
