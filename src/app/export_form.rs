//! The dialog of an export: format, theme, and what the format leaves open.

use egui::{Checkbox, ComboBox, DragValue, Grid, Ui};

use super::dialog::{Reply, choices_ui, words_ui};
use super::palette::name_ui;
use super::style::color32;
use crate::export::pdf::{Fit, Paper};
use crate::export::pptx::DeckFit;
use crate::export::{Format, Ground, PictureOptions};
use crate::theme::{Theme, ThemeName};

/// What has a page or slide of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Parts {
    /// The whole map alone.
    Whole,
    /// Each branch of a contention too.
    Branches,
    /// Each step, in decks; elsewhere, or where there are none, as the whole.
    Steps,
}

/// What the dialog holds.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct ExportForm {
    pub(super) format: Format,
    pub(super) theme: ThemeName,
    pub(super) scale: f64,
    pub(super) margin: f64,
    pub(super) ground: Ground,
    /// What the pages of a document are cut to.
    pub(super) paper: Paper,
    /// What the slides of a deck are cut to.
    pub(super) slide: Paper,
    /// What has a page or slide of its own.
    pub(super) parts: Parts,
    /// Legend, title and sources stand around the map.
    pub(super) captions: bool,
    /// The map itself goes along.
    pub(super) with_map: bool,
    /// How the whole map would come out on each paper; found out when the dialog opens.
    pub(super) fits: Vec<(Paper, Fit)>,
    /// How it would come out on slides; found out when the dialog opens.
    pub(super) deck_fits: Vec<(Paper, DeckFit)>,
    /// How many steps the view has.
    pub(super) step_count: usize,
}

impl Default for ExportForm {
    fn default() -> Self {
        Self {
            format: Format::Png,
            theme: ThemeName::Light,
            scale: 2.0,
            margin: PictureOptions::default().margin,
            ground: Ground::Theme,
            paper: Paper::A4Landscape,
            slide: Paper::Slide,
            parts: Parts::Steps,
            captions: true,
            with_map: true,
            fits: Vec::new(),
            deck_fits: Vec::new(),
            step_count: 0,
        }
    }
}

const THEMES: [(&str, ThemeName); 4] = [
    ("Light", ThemeName::Light),
    ("Dark", ThemeName::Dark),
    ("Print", ThemeName::Print),
    ("High contrast", ThemeName::Contrast),
];

/// Draws the dialog.
pub(super) fn export_form_ui(ui: &mut Ui, theme: &Theme, form: &mut ExportForm) -> Option<Reply> {
    words_ui(ui, "Export", "");
    Grid::new("export")
        .num_columns(2)
        .spacing([18.0, 10.0])
        .show(ui, |ui| {
            ui.label("Format");
            ui.horizontal(|ui| {
                for format in Format::ALL {
                    ui.radio_value(&mut form.format, format, format.title());
                }
            });
            ui.end_row();
            ui.label("Theme");
            ui.horizontal(|ui| {
                for (title, name) in THEMES {
                    ui.radio_value(&mut form.theme, name, title);
                }
            });
            ui.end_row();
            match form.format {
                Format::Svg | Format::Png => size_ui(ui, form),
                Format::Pdf | Format::Pptx => pages_ui(ui, form),
                Format::Html => {}
            }
            ui.label("Map");
            ui.checkbox(&mut form.with_map, "Goes along, to be opened again");
            ui.end_row();
            ui.label("Legend");
            ui.checkbox(&mut form.captions, "With title and sources");
            ui.end_row();
            ui.label("Ground");
            let mut clear = form.ground == Ground::Transparent;
            if ui.checkbox(&mut clear, "Transparent").changed() {
                form.ground = if clear {
                    Ground::Transparent
                } else {
                    Ground::Theme
                };
            }
            ui.end_row();
        });
    let hint = match form.format {
        Format::Svg => "SVG keeps sharp at any size and shows the same text everywhere.",
        Format::Png => "PNG suits slides and messages.",
        Format::Pdf => "PDF prints sharp, and its text can be searched, copied and heard.",
        Format::Pptx => {
            "PPTX has native boxes and glued connectors, to be edited and shown elsewhere."
        }
        Format::Html => "HTML opens in any browser, with steps, and quotes on a click.",
    };
    ui.label(egui::RichText::new(hint).color(color32(theme.secondary)));
    ui.add_space(8.0);
    choices_ui(
        ui,
        vec![
            ("Choose the file…", Reply::Export(form.clone())),
            ("Cancel", Reply::Close),
        ],
    )
}

/// How large a picture is.
fn size_ui(ui: &mut Ui, form: &mut ExportForm) {
    ui.label("Scale");
    let scale = DragValue::new(&mut form.scale).range(1.0..=4.0).speed(0.05);
    name_ui(&ui.add(scale.suffix("×")), "Scale");
    ui.end_row();
    ui.label("Margin");
    let margin = DragValue::new(&mut form.margin).range(0.0..=400.0);
    name_ui(&ui.add(margin), "Margin");
    ui.end_row();
}

/// How large the text of the whole map comes out, and what helps where that is too small.
fn legibility_ui(ui: &mut Ui, form: &mut ExportForm, paper: Paper) {
    let known = if form.format == Format::Pptx {
        let fits = form.deck_fits.iter();
        let mut fits = fits.filter(|(fitted, _)| *fitted == paper);
        fits.next()
            .map(|(_, fit)| (fit.said(paper), fit.is_legible(paper.legible_pt())))
    } else {
        let fits = form.fits.iter();
        let mut fits = fits.filter(|(fitted, _)| *fitted == paper);
        fits.next()
            .map(|(_, fit)| (fit.said(paper), fit.is_legible(paper)))
    };
    let Some((said, is_legible)) = known else {
        return;
    };
    ui.label("Text");
    if is_legible {
        ui.label(said);
    } else {
        let wanted = paper.legible_pt();
        ui.vertical(|ui| {
            ui.label(format!("{said}; under {wanted} pt it is hard to read"));
            let is_whole = form.parts != Parts::Branches;
            if is_whole && ui.button("Split by branch").clicked() {
                form.parts = Parts::Branches;
            }
        });
    }
    ui.end_row();
}

/// What the pages of a document are.
fn pages_ui(ui: &mut Ui, form: &mut ExportForm) {
    let is_deck = form.format == Format::Pptx;
    let (label, chosen) = if is_deck {
        ("Slide", &mut form.slide)
    } else {
        ("Page", &mut form.paper)
    };
    ui.label(label);
    let combo = ComboBox::from_id_salt("export-page").selected_text(chosen.title());
    let combo = combo.show_ui(ui, |ui| {
        for paper in Paper::ALL {
            if paper.is_slide() || !is_deck {
                ui.selectable_value(chosen, paper, paper.title());
            }
        }
    });
    name_ui(&combo.response, label);
    ui.end_row();
    let chosen = *chosen;
    legibility_ui(ui, form, chosen);
    ui.label("Parts");
    ui.vertical(|ui| {
        let parts = &mut form.parts;
        if form.step_count > 0 {
            let each = if is_deck {
                "One slide for each step"
            } else {
                "One page for each step"
            };
            ui.radio_value(parts, Parts::Steps, each);
            ui.radio_value(parts, Parts::Whole, "The whole map alone");
            ui.radio_value(parts, Parts::Branches, "The whole map, and each branch");
        } else {
            let mut by_branch = *parts == Parts::Branches;
            let label = "Each branch on a page of its own too";
            if ui.add(Checkbox::new(&mut by_branch, label)).changed() {
                *parts = if by_branch {
                    Parts::Branches
                } else {
                    Parts::Steps
                };
            }
        }
    });
    ui.end_row();
}
