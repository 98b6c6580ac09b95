//! Colours as entries of the deck's theme, so that another theme recolours the deck.

use crate::export::xml::Markup as _;
use crate::scene::{FADING, StepKind};
use crate::theme::{Color, Theme};

/// The colours of a theme and what the deck calls them.
pub(super) struct Palette<'a> {
    theme: &'a Theme,
}

/// The colours of a step in the deck.
const fn accent(kind: StepKind) -> &'static str {
    match kind {
        StepKind::Support => "accent1",
        StepKind::Objection => "accent2",
        StepKind::Undercut => "accent3",
        StepKind::Answer => "accent4",
    }
}

impl<'a> Palette<'a> {
    pub(super) fn new(theme: &'a Theme) -> Self {
        Self { theme }
    }

    /// A colour of a box or its text, as it is drawn: one that stepped back is the colour that it
    /// was, seen through.
    pub(super) fn color(&self, color: Color, is_faded: bool) -> String {
        let theme = self.theme;
        let same = |entry: Color, color: Color| {
            let drawn = if is_faded {
                entry.towards(theme.canvas, FADING)
            } else {
                entry
            };
            same(drawn, color)
        };
        let entries = [
            (theme.text, "tx1"),
            (theme.box_fill, "bg1"),
            (theme.secondary, "tx2"),
            (theme.canvas, "bg2"),
            (theme.answer.ink, "accent4"),
            (theme.support.ink, "accent1"),
            (theme.objection.ink, "accent2"),
            (theme.undercut.ink, "accent3"),
            (theme.participant(0), "accent5"),
            (theme.participant(1), "accent6"),
        ];
        let known = entries.iter().find(|(entry, _)| same(*entry, color));
        let derived = [
            (theme.box_border, theme.secondary, "tx2"),
            (theme.answer.tint, theme.answer.ink, "accent4"),
            (theme.support.tint, theme.support.ink, "accent1"),
            (theme.objection.tint, theme.objection.ink, "accent2"),
            (theme.undercut.tint, theme.undercut.ink, "accent3"),
        ];
        let derived = derived.iter().find(|(entry, ..)| same(*entry, color));
        match (known, derived) {
            (Some((_, name)), _) => scheme(name, "", is_faded),
            (None, Some((target, base, name))) => scheme(name, &changes(*base, *target), is_faded),
            (None, None) => plain(color),
        }
    }

    /// The colour of text.
    pub(super) fn text(&self) -> String {
        self.color(self.theme.text, false)
    }

    /// The ground of a claim's box.
    pub(super) fn ground() -> String {
        scheme("bg1", "", false)
    }

    /// The colour of a step's lines, signs and words.
    pub(super) fn ink(kind: StepKind, is_faded: bool) -> String {
        scheme(accent(kind), "", is_faded)
    }

    /// The colour of the ground of a step's mark.
    pub(super) fn tint(&self, kind: StepKind, is_faded: bool) -> String {
        let pair = kind.accent(self.theme);
        if same(pair.tint, self.theme.box_fill) {
            return scheme("bg1", "", is_faded);
        }
        scheme(accent(kind), &changes(pair.ink, pair.tint), is_faded)
    }
}

/// A fill of a colour.
pub(super) fn fill(color: &str) -> String {
    format!("<a:solidFill>{color}</a:solidFill>")
}

fn same(one: Color, other: Color) -> bool {
    (one.r, one.g, one.b) == (other.r, other.g, other.b)
}

/// A colour that no theme changes.
pub(super) fn plain(color: Color) -> String {
    let Color { r, g, b, .. } = color;
    format!("<a:srgbClr val=\"{r:02X}{g:02X}{b:02X}\"/>")
}

fn alpha(is_faded: bool) -> String {
    if is_faded {
        let opacity = ((1.0 - FADING) * 100_000.0).round() as i64;
        format!("<a:alpha val=\"{opacity}\"/>")
    } else {
        String::new()
    }
}

fn scheme(name: &str, changes: &str, is_faded: bool) -> String {
    let alpha = alpha(is_faded);
    format!("<a:schemeClr val=\"{name}\">{changes}{alpha}</a:schemeClr>")
}

/// What makes one colour another of nearly the same hue.
fn changes(from: Color, to: Color) -> String {
    let (saturation, lightness) = saturation_and_lightness(from);
    let (wanted_saturation, wanted_lightness) = saturation_and_lightness(to);
    let thousandths = |value: f64| (value * 100_000.0).round() as i64;
    let mut out = String::new();
    if saturation > 0.0 {
        let factor = thousandths(wanted_saturation / saturation);
        out.put(format_args!("<a:satMod val=\"{factor}\"/>"));
    }
    if lightness > 0.0 && wanted_lightness < lightness {
        let factor = thousandths(wanted_lightness / lightness);
        out.put(format_args!("<a:lumMod val=\"{factor}\"/>"));
    } else {
        let offset = thousandths(wanted_lightness - 0.2 * lightness);
        out.put(format_args!(
            "<a:lumMod val=\"20000\"/><a:lumOff val=\"{offset}\"/>"
        ));
    }
    out
}

/// Of the colour model that themes change colours in.
fn saturation_and_lightness(color: Color) -> (f64, f64) {
    let channels = [color.r, color.g, color.b].map(|it| f64::from(it) / 255.0);
    let most = channels.into_iter().fold(0.0, f64::max);
    let least = channels.into_iter().fold(1.0, f64::min);
    let lightness = f64::midpoint(most, least);
    let span = 1.0 - (2.0 * lightness - 1.0).abs();
    let saturation = if span > 1e-9 {
        (most - least) / span
    } else {
        0.0
    };
    (saturation, lightness)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tints_are_made_from_the_ink_of_their_step() {
        let changes = changes(Color::rgb(0x0B, 0x7A, 0x75), Color::rgb(0xE3, 0xF3, 0xF1));
        assert!(changes.starts_with("<a:satMod val=\"47"), "{changes}");
        assert!(changes.contains("<a:lumMod val=\"20000\"/>"), "{changes}");
    }
}
