//! The options of an export, row by row.

use egui::{Checkbox, ComboBox, DragValue, RichText, TextEdit, Ui};

use super::form::{ExportForm, Offer, What};
use super::preview::Previewing;
use crate::app::dialog::sentence;
use crate::app::palette::name_ui;
use crate::app::status::plural;
use crate::app::style::color32;
use crate::export::pdf::Paper;
use crate::export::{Format, Ground, Lettering};
use crate::theme::{Theme, ThemeName};

const THEMES: [(&str, ThemeName); 4] = [
    ("Light", ThemeName::Light),
    ("Dark", ThemeName::Dark),
    ("Print", ThemeName::Print),
    ("High contrast", ThemeName::Contrast),
];

/// Draws the rows of a grid.
pub(super) fn options_ui(
    ui: &mut Ui,
    theme: &Theme,
    form: &mut ExportForm,
    (offer, preview): (&Offer, &Previewing),
) {
    view_ui(ui, form, offer);
    what_ui(ui, form, offer);
    if form.has_pages() {
        page_ui(ui, form);
        legibility_ui(ui, theme, form, (offer, preview));
    }
    if form.format == Format::Pptx && form.what(offer) == What::Steps {
        row(ui, "Clicks", |ui| {
            let label = "Steps of one frame on one slide, each at a click";
            ui.checkbox(&mut form.with_builds, label);
        });
    }
    theme_ui(ui, form, offer);
    if form.is_picture() {
        size_ui(ui, form);
    }
    if form.is_picture() || form.format == Format::Html {
        row(ui, "Margin", |ui| {
            let margin = DragValue::new(&mut form.margin).range(0.0..=400.0);
            name_ui(&ui.add(margin), "Margin");
        });
    }
    if form.has_pages() {
        row(ui, "Margin", |ui| {
            let mut margin = form.margin_pt.unwrap_or(form.page().margin_pt());
            let value = DragValue::new(&mut margin).range(0.0..=144.0);
            let value = ui.add(value.suffix(" pt").max_decimals(1));
            name_ui(&value, "Margin");
            if value.changed() {
                form.margin_pt = Some(margin);
            }
        });
    }
    if form.format == Format::Pdf {
        sheets_ui(ui, form, offer);
    }
    around_ui(ui, form, offer);
    if form.format == Format::Svg {
        letters_ui(ui, form);
    }
    if form.is_picture() || form.format == Format::Pdf {
        ground_ui(ui, form);
    }
    row(ui, "Map", |ui| {
        ui.checkbox(&mut form.with_map, "Goes along, to be opened again");
    });
    if !form.is_picture() {
        row(ui, "Language", |ui| {
            let field = TextEdit::singleline(&mut form.language).desired_width(70.0);
            let field = ui.add(field.hint_text("en"));
            name_ui(&field, "Language of the texts");
            field.on_hover_text("A tag such as en, de or pt-BR, for readers who hear the texts");
        });
    }
}

fn row(ui: &mut Ui, label: &str, contents: impl FnOnce(&mut Ui)) {
    ui.label(label);
    ui.vertical(contents);
    ui.end_row();
}

fn view_ui(ui: &mut Ui, form: &mut ExportForm, offer: &Offer) {
    if offer.views.len() < 2 {
        return;
    }
    let chosen = offer.view(form.view.as_ref());
    let title = chosen.map_or("", |view| view.title.as_str());
    row(ui, "View", |ui| {
        let combo = ComboBox::from_id_salt("export-view").selected_text(title);
        let combo = combo.truncate().show_ui(ui, |ui| {
            for view in &offer.views {
                let is_chosen = chosen.is_some_and(|chosen| chosen.id == view.id);
                if ui.selectable_label(is_chosen, &view.title).clicked() {
                    form.view = Some(view.id.clone());
                }
            }
        });
        name_ui(&combo.response, "View to export");
    });
}

fn what_ui(ui: &mut Ui, form: &mut ExportForm, offer: &Offer) {
    let (format, shown) = (form.format, form.what(offer));
    let view = offer.view(form.view.as_ref());
    let steps = view.map_or(0, |view| view.step_count);
    let hides = view.is_some_and(|view| view.hides);
    let whole = if hides { "The view" } else { "The whole map" };
    let mut choices = vec![(What::View, whole.to_owned())];
    if hides {
        choices.push((What::Everything, "The whole map".to_owned()));
    }
    if steps > 0 {
        let each = match format {
            Format::Pdf => "One page for each step",
            Format::Pptx => "One slide for each step",
            Format::Svg | Format::Png => "One picture for each step",
            Format::Html => "Opens at the first step",
        };
        choices.push((What::Steps, each.to_owned()));
    }
    if form.has_pages() {
        choices.push((What::Branches, format!("{whole}, and each branch")));
    }
    if offer.selected_count > 0 {
        let claims = plural(offer.selected_count, "claim");
        choices.push((What::Selection, format!("Only the selected ({claims})")));
    }
    if offer.top.is_some() {
        let branch = "The selected and what bears on it";
        choices.push((What::Branch, branch.to_owned()));
    }
    row(ui, "Show", |ui| {
        for (what, title) in choices {
            if ui.radio(shown == what, title).clicked() {
                *form.what_mut() = what;
            }
        }
    });
}

fn page_ui(ui: &mut Ui, form: &mut ExportForm) {
    let is_deck = form.format == Format::Pptx;
    let (label, chosen) = if is_deck {
        ("Slide", &mut form.slide)
    } else {
        ("Page", &mut form.paper)
    };
    row(ui, label, |ui| {
        let combo = ComboBox::from_id_salt("export-page").selected_text(chosen.title());
        let combo = combo.show_ui(ui, |ui| {
            for paper in Paper::ALL {
                if paper.is_slide() || !is_deck {
                    ui.selectable_value(chosen, paper, paper.title());
                }
            }
        });
        name_ui(&combo.response, label);
    });
}

/// How large the text comes out, and what helps where that is too small.
fn legibility_ui(
    ui: &mut Ui,
    theme: &Theme,
    form: &mut ExportForm,
    (offer, preview): (&Offer, &Previewing),
) {
    let legibility = preview.shown().and_then(|shown| shown.legibility.as_ref());
    row(ui, "Text", |ui| {
        if let Some(legibility) = legibility {
            ui.add(egui::Label::new(&legibility.said).wrap());
            if let Some(warning) = &legibility.warning {
                let ink = color32(theme.objection.ink);
                let warning = RichText::new(sentence(warning)).color(ink);
                ui.add(egui::Label::new(warning).wrap());
                help_ui(ui, form, offer);
            }
        }
        ui.horizontal(|ui| {
            ui.label("At least");
            let mut least = form.wanted_pt();
            let value = DragValue::new(&mut least).range(1.0..=72.0).suffix(" pt");
            let value = ui.add(value.max_decimals(1));
            name_ui(&value, "Smallest text wanted");
            if value.changed() {
                form.least_pt = Some(least);
            }
        });
    });
}

/// What helps where text is hard to read: parts of a map that is shown at once; steps are as large
/// as their frames let them be.
fn help_ui(ui: &mut Ui, form: &mut ExportForm, offer: &Offer) {
    match form.what(offer) {
        What::Branches => {
            ui.label("These show a claim with one reason, and can be split no further");
        }
        What::Steps => {
            ui.label("Give such steps closer frames in the Steps panel");
        }
        What::View | What::Everything | What::Selection | What::Branch => {
            if ui.button("Split by branch").clicked() {
                form.of_pages = What::Branches;
            }
        }
    }
}

fn theme_ui(ui: &mut Ui, form: &mut ExportForm, offer: &Offer) {
    let shown = offer.theme(form);
    row(ui, "Theme", |ui| {
        ui.horizontal_wrapped(|ui| {
            for (title, name) in THEMES {
                if ui.radio(shown == name, title).clicked() {
                    form.theme = Some(name);
                }
            }
        });
    });
}

/// How large a picture is.
fn size_ui(ui: &mut Ui, form: &mut ExportForm) {
    row(ui, "Size", |ui| {
        ui.horizontal(|ui| {
            if ui.radio(form.width_px.is_none(), "Scale").clicked() {
                form.width_px = None;
            }
            let scale = DragValue::new(&mut form.scale).range(1.0..=4.0).speed(0.05);
            let scale = ui.add_enabled(form.width_px.is_none(), scale.suffix("×"));
            name_ui(&scale, "Scale");
        });
        ui.horizontal(|ui| {
            if ui.radio(form.width_px.is_some(), "Width").clicked() {
                form.width_px = Some(form.width_px.unwrap_or(1920));
            }
            let mut width = form.width_px.unwrap_or(1920);
            let value = DragValue::new(&mut width).range(16..=40_000).suffix(" px");
            let value = ui.add_enabled(form.width_px.is_some(), value);
            name_ui(&value, "Width in pixels");
            if value.changed() {
                form.width_px = Some(width);
            }
        });
    });
}

/// Whether the map is spread over sheets, or the steps become a handout.
fn sheets_ui(ui: &mut Ui, form: &mut ExportForm, offer: &Offer) {
    let is_handout = form.what(offer) == What::Steps;
    row(ui, "Sheets", |ui| {
        if is_handout {
            let label = "A handout, with the notes below each step";
            ui.checkbox(&mut form.with_notes, label);
        }
        let has_size = form.paper != Paper::Fit && !(is_handout && form.with_notes);
        ui.horizontal(|ui| {
            let mut is_spread = form.tile_scale.is_some();
            let check = Checkbox::new(&mut is_spread, "Sheets to be joined, at scale");
            let check = ui.add_enabled(has_size, check);
            if check.changed() {
                form.tile_scale = is_spread.then_some(1.0);
            }
            check.on_disabled_hover_text("Choose a page with a size first");
            let mut scale = form.tile_scale.unwrap_or(1.0);
            let value = DragValue::new(&mut scale).range(0.1..=10.0).speed(0.02);
            let value = ui.add_enabled(has_size && is_spread, value.suffix("×"));
            name_ui(&value, "Scale of the sheets");
            if value.changed() {
                form.tile_scale = Some(scale);
            }
        });
    });
    if form.paper == Paper::Fit {
        form.tile_scale = None;
    }
}

/// What stands around the map.
fn around_ui(ui: &mut Ui, form: &mut ExportForm, offer: &Offer) {
    let has_own_title = matches!(form.format, Format::Pptx | Format::Html);
    let is_handout =
        form.format == Format::Pdf && form.with_notes && form.what(offer) == What::Steps;
    row(ui, "Around", |ui| {
        ui.checkbox(&mut form.with_legend, "Legend");
        if !has_own_title {
            let title = Checkbox::new(&mut form.with_title, "Title and sources");
            let title = ui.add_enabled(!is_handout, title);
            title.on_disabled_hover_text("A handout says them with the notes");
        }
    });
}

fn letters_ui(ui: &mut Ui, form: &mut ExportForm) {
    row(ui, "Letters", |ui| {
        let mut is_text = form.lettering == Lettering::Text;
        let label = "As text, to be searched and edited";
        if ui.checkbox(&mut is_text, label).changed() {
            form.lettering = if is_text {
                Lettering::Text
            } else {
                Lettering::Outlines
            };
        }
    });
}

fn ground_ui(ui: &mut Ui, form: &mut ExportForm) {
    row(ui, "Ground", |ui| {
        let mut is_clear = form.ground == Ground::Transparent;
        if ui.checkbox(&mut is_clear, "Transparent").changed() {
            form.ground = if is_clear {
                Ground::Transparent
            } else {
                Ground::Theme
            };
        }
    });
}
