//! Reads the shipped theme files.

use std::sync::LazyLock;

use serde::Deserialize;

use super::{Accent, Color, Metrics, Theme, ThemeName};

/// The shipped theme of this name.
pub(super) fn shipped(name: ThemeName) -> &'static Theme {
    static THEMES: LazyLock<[Theme; 4]> = LazyLock::new(|| {
        ThemeName::ALL.map(|name| {
            read(name, source(name))
                .expect("a test reads every shipped theme file without an error")
        })
    });
    let [light, dark, print, contrast] = &*THEMES;
    match name {
        ThemeName::Light => light,
        ThemeName::Dark => dark,
        ThemeName::Print => print,
        ThemeName::Contrast => contrast,
    }
}

const fn source(name: ThemeName) -> &'static str {
    match name {
        ThemeName::Light => include_str!("../../assets/themes/light.ron"),
        ThemeName::Dark => include_str!("../../assets/themes/dark.ron"),
        ThemeName::Print => include_str!("../../assets/themes/print.ron"),
        ThemeName::Contrast => include_str!("../../assets/themes/contrast.ron"),
    }
}

fn read(name: ThemeName, source: &str) -> Result<Theme, ron::error::SpannedError> {
    let file: ThemeFile = ron::from_str(source)?;
    Ok(Theme {
        name,
        canvas: file.canvas.0,
        dots: file.dots.0,
        panel: file.panel.0,
        box_fill: file.box_fill.0,
        line: file.line.0,
        box_border: file.box_border.0,
        text: file.text.0,
        secondary: file.secondary.0,
        support: file.support.accent(),
        objection: file.objection.accent(),
        undercut: file.undercut.accent(),
        answer: file.answer.accent(),
        selection: file.selection.0,
        participants: file.participants.into_iter().map(|hex| hex.0).collect(),
        metrics: Metrics::default(),
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ThemeFile {
    canvas: Hex,
    dots: Hex,
    panel: Hex,
    box_fill: Hex,
    line: Hex,
    box_border: Hex,
    text: Hex,
    secondary: Hex,
    support: AccentFile,
    objection: AccentFile,
    undercut: AccentFile,
    answer: AccentFile,
    selection: Hex,
    participants: Vec<Hex>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AccentFile {
    ink: Hex,
    tint: Hex,
    #[serde(default = "usual_weight")]
    weight: f64,
}

const fn usual_weight() -> f64 {
    1.0
}

impl AccentFile {
    fn accent(self) -> Accent {
        Accent {
            ink: self.ink.0,
            tint: self.tint.0,
            weight: self.weight,
        }
    }
}

/// A colour as it stands in the file.
#[derive(Deserialize)]
#[serde(try_from = "String")]
struct Hex(Color);

impl TryFrom<String> for Hex {
    type Error = String;

    fn try_from(hex: String) -> Result<Self, Self::Error> {
        Color::from_hex(&hex)
            .map(Self)
            .ok_or_else(|| format!("`{hex}` is not a colour; write #RRGGBB"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is read, with the grounds it is read on.
    fn texts(theme: &Theme) -> Vec<(String, Color, Vec<Color>)> {
        let plain = vec![theme.canvas, theme.panel, theme.box_fill];
        let mut texts = vec![
            ("text".to_owned(), theme.text, plain.clone()),
            ("secondary".to_owned(), theme.secondary, plain.clone()),
            ("selection".to_owned(), theme.selection, plain.clone()),
        ];
        let accents = [
            ("support", theme.support),
            ("objection", theme.objection),
            ("undercut", theme.undercut),
            ("answer", theme.answer),
        ];
        for (word, accent) in accents {
            let grounds = [plain.clone(), vec![accent.tint]].concat();
            texts.push((word.to_owned(), accent.ink, grounds));
            texts.push((format!("text on {word}"), theme.text, vec![accent.tint]));
        }
        for (index, &color) in theme.participants.iter().enumerate() {
            texts.push((format!("participant {index}"), color, plain.clone()));
        }
        texts
    }

    #[test]
    fn every_shipped_theme_file_is_read() {
        for name in ThemeName::ALL {
            let theme = read(name, source(name)).unwrap();
            assert_eq!(theme.participants.len(), 8, "{name}");
        }
    }

    #[test]
    fn text_reaches_four_and_a_half_to_one_on_every_ground_it_stands_on() {
        for name in ThemeName::ALL {
            let goal = if name == ThemeName::Contrast {
                7.0
            } else {
                4.5
            };
            for (what, ink, grounds) in texts(shipped(name)) {
                for ground in grounds {
                    let ratio = ink.contrast(ground);
                    assert!(
                        ratio >= goal,
                        "{name}: {what} on {} has {ratio:.2}:1",
                        ground.to_hex()
                    );
                }
            }
        }
    }

    /// How different two colours look, roughly: the distance of Riemersma's “redmean” formula, about
    /// 765 between black and white.
    fn distance(one: Color, other: Color) -> f64 {
        let pair = |one: u8, other: u8| (f64::from(one), f64::from(other));
        let (r, g, b) = (
            pair(one.r, other.r),
            pair(one.g, other.g),
            pair(one.b, other.b),
        );
        let red = f64::midpoint(r.0, r.1) / 256.0;
        let square = |(one, other): (f64, f64)| (one - other).powi(2);
        ((2.0 + red) * square(r) + 4.0 * square(g) + (3.0 - red) * square(b)).sqrt()
    }

    #[test]
    fn no_two_participants_look_alike_where_there_are_colours() {
        for name in [ThemeName::Light, ThemeName::Dark, ThemeName::Contrast] {
            let colors = &shipped(name).participants;
            for (at, &one) in colors.iter().enumerate() {
                for (other_at, &other) in colors.iter().enumerate().skip(at + 1) {
                    let apart = distance(one, other);
                    assert!(
                        apart > 80.0,
                        "{name}: {at} and {other_at} are {apart:.0} apart"
                    );
                }
            }
        }
    }

    #[test]
    fn the_print_theme_is_black_on_white_alone() {
        let theme = shipped(ThemeName::Print);
        for (what, ink, grounds) in texts(theme) {
            assert_eq!(ink, Color::rgb(0, 0, 0), "{what}");
            assert!(
                grounds
                    .iter()
                    .all(|&ground| ground == Color::rgb(255, 255, 255))
            );
        }
        assert!(theme.objection.weight > theme.support.weight);
    }

    #[test]
    fn a_theme_never_moves_a_box() {
        for name in ThemeName::ALL {
            assert_eq!(shipped(name).metrics, Metrics::default());
        }
    }

    #[test]
    fn a_wrong_colour_is_named_with_its_place() {
        let wrong = source(ThemeName::Light).replace("#F7F7F5", "paper");
        let refusal = read(ThemeName::Light, &wrong).unwrap_err().to_string();
        assert!(refusal.contains("`paper` is not a colour"), "{refusal}");
        assert!(refusal.starts_with("3:"), "{refusal}");
    }

    #[test]
    fn an_unknown_token_is_refused() {
        let wrong = source(ThemeName::Light).replace("dots:", "dotz:");
        assert!(read(ThemeName::Light, &wrong).is_err());
    }
}
