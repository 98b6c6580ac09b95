//! The dialog of an export: its options at the left, and at the right each page as it will be.

use egui::{Align, Checkbox, Grid, Layout, Rect, RichText, ScrollArea, Ui, UiBuilder, pos2, vec2};

use super::Surroundings;
use super::form::ExportForm;
use super::options_ui::options_ui;
use super::preview_ui::preview_ui;
use crate::app::dialog::{Reply, choices_ui};
use crate::app::style::color32;
use crate::export::Format;
use crate::theme::Theme;

/// The options are at most so wide.
const OPTIONS: f32 = 392.0;
/// The preview is at most so high.
const HIGHEST: f32 = 620.0;

/// Draws the dialog.
pub(in crate::app) fn export_form_ui(
    ui: &mut Ui,
    theme: &Theme,
    form: &mut ExportForm,
    surroundings: Surroundings<'_>,
) -> Option<Reply> {
    let Surroundings {
        offer,
        preview,
        opens_folder,
    } = surroundings;
    ui.horizontal(|ui| {
        ui.heading("Export");
        ui.add_space(14.0);
        for format in Format::ALL {
            ui.radio_value(&mut form.format, format, format.title());
        }
    });
    ui.label(RichText::new(hint(form.format)).color(color32(theme.secondary)));
    ui.add_space(8.0);
    let height = (ui.ctx().content_rect().height() - 204.0).clamp(160.0, HIGHEST);
    let (_, room) = ui.allocate_space(vec2(ui.available_width(), height));
    let options = OPTIONS.min(room.width() * 0.52).round();
    let left = Rect::from_min_size(room.min, vec2(options, height));
    let right = Rect::from_min_max(pos2(left.right() + 18.0, room.top()), room.max);
    ui.scope_builder(UiBuilder::new().max_rect(left), |ui| {
        ScrollArea::vertical()
            .auto_shrink(false)
            .id_salt(("export-options", form.format.ending()))
            .show(ui, |ui| {
                Grid::new(("export", form.format.ending()))
                    .num_columns(2)
                    .spacing([14.0, 9.0])
                    .show(ui, |ui| options_ui(ui, theme, form, (offer, preview)));
            });
    });
    ui.scope_builder(UiBuilder::new().max_rect(right), |ui| {
        // Also while there is nothing to show, or what is below would move up.
        ui.expand_to_include_rect(right);
        preview_ui(ui, theme, preview, right);
    });
    ui.add_space(10.0);
    ui.horizontal(|ui| {
        ui.add(Checkbox::new(opens_folder, "Open the folder when done"));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            choices_ui(
                ui,
                vec![
                    ("Choose the file…", Reply::Export(Box::new(form.clone()))),
                    ("Cancel", Reply::Close),
                ],
            )
        })
        .inner
    })
    .inner
}

fn hint(format: Format) -> &'static str {
    match format {
        Format::Svg => "SVG keeps sharp at any size and shows the same text everywhere.",
        Format::Png => "PNG suits slides and messages.",
        Format::Pdf => "PDF prints sharp, and its text can be searched, copied and heard.",
        Format::Pptx => {
            "PPTX has native boxes and glued connectors, to be edited and shown elsewhere."
        }
        Format::Html => "HTML opens in any browser, with steps, and quotes on a click.",
    }
}
