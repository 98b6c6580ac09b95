//! The dialog of an export: format, theme, size, ground; and the bytes it stands for.

use egui::{DragValue, Grid, Ui};

use super::dialog::{Reply, choices_ui, words_ui};
use super::palette::name_ui;
use super::style::color32;
use crate::editor::Editor;
use crate::export::{ExportError, Ground, Page, PictureFormat, PictureOptions, PictureSize};
use crate::layout::Layout;
use crate::model::ArgumentMap;
use crate::scene::{Details, SceneRequest, build};
use crate::text::Fonts;
use crate::theme::{Theme, ThemeName};

/// What the dialog holds.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct ExportForm {
    pub(super) format: PictureFormat,
    pub(super) theme: ThemeName,
    pub(super) scale: f64,
    pub(super) margin: f64,
    pub(super) ground: Ground,
}

impl Default for ExportForm {
    fn default() -> Self {
        Self {
            format: PictureFormat::Png,
            theme: ThemeName::Light,
            scale: 2.0,
            margin: PictureOptions::default().margin,
            ground: Ground::Theme,
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
    words_ui(ui, "Export a picture", "");
    Grid::new("export")
        .num_columns(2)
        .spacing([18.0, 10.0])
        .show(ui, |ui| {
            ui.label("Format");
            ui.horizontal(|ui| {
                ui.radio_value(&mut form.format, PictureFormat::Png, "PNG");
                ui.radio_value(&mut form.format, PictureFormat::Svg, "SVG");
            });
            ui.end_row();
            ui.label("Theme");
            ui.horizontal(|ui| {
                for (title, name) in THEMES {
                    ui.radio_value(&mut form.theme, name, title);
                }
            });
            ui.end_row();
            ui.label("Scale");
            let scale = DragValue::new(&mut form.scale).range(1.0..=4.0).speed(0.05);
            name_ui(&ui.add(scale.suffix("×")), "Scale");
            ui.end_row();
            ui.label("Margin");
            let margin = DragValue::new(&mut form.margin).range(0.0..=400.0);
            name_ui(&ui.add(margin), "Margin");
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
        PictureFormat::Svg => "SVG keeps sharp at any size and shows the same text everywhere.",
        PictureFormat::Png => "PNG suits slides and messages.",
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

/// Everything that a picture is made from, apart from the window.
pub(super) struct Exposure {
    map: ArgumentMap,
    layout: Layout,
    fonts: Fonts,
    form: ExportForm,
}

impl Exposure {
    /// Takes the map as it is shown now.
    pub(super) fn of(editor: &Editor, form: &ExportForm) -> Self {
        Self {
            map: editor.map().clone(),
            layout: editor.layout().clone(),
            fonts: Fonts::clone(editor.fonts()),
            form: form.clone(),
        }
    }
}

/// The picture's bytes.
pub(super) fn picture(exposure: &Exposure) -> Result<Vec<u8>, ExportError> {
    let form = &exposure.form;
    let scene = build(&SceneRequest {
        map: &exposure.map,
        layout: &exposure.layout,
        theme: Theme::of(form.theme),
        details: Details::Export,
        previous: None,
    });
    let page = Page {
        scene: &scene,
        fonts: &exposure.fonts,
        frame: None,
    };
    let options = PictureOptions {
        ground: form.ground,
        margin: form.margin,
        size: PictureSize::Scale(form.scale),
    };
    form.format.export(&page, &options)
}
