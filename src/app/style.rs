//! Turns a theme's tokens into egui's style, so that chrome and canvas agree.

use egui::{Color32, CornerRadius, Margin, Stroke, TextStyle, vec2};

use egui::containers::menu::{MenuButton, MenuConfig};

use super::fonts;
use crate::theme::{Color, Theme, ThemeName};

/// Text sizes of the chrome, in points.
pub(super) const BODY_PT: f32 = 12.5;
/// Section heads.
pub(super) const HEAD_PT: f32 = 10.5;
/// Captions.
pub(super) const SMALL_PT: f32 = 11.5;

/// A theme's colour for egui.
pub(super) fn color32(color: Color) -> Color32 {
    Color32::from_rgba_unmultiplied(color.r, color.g, color.b, color.a)
}

/// A mix of two colours; 0 is the first, 1 the second.
pub(super) fn mix(one: Color, other: Color, share: f32) -> Color32 {
    color32(one).lerp_to_gamma(color32(other), share)
}

/// Makes egui look like the theme; `animation_s` is zero where nothing may move.
pub(super) fn apply(ctx: &egui::Context, theme: &Theme, animation_s: f32) {
    let mut style = egui::Style {
        animation_time: animation_s,
        ..egui::Style::default()
    };
    set_texts(&mut style);
    set_spacing(&mut style);
    set_colors(&mut style.visuals, theme);
    style.interaction.selectable_labels = false;
    style.interaction.tooltip_delay = 0.4;
    if animation_s == 0.0 {
        style.scroll_animation = egui::style::ScrollAnimation::none();
        style.visuals.text_cursor.blink = false;
    }
    let side = if theme.name == ThemeName::Dark {
        egui::Theme::Dark
    } else {
        egui::Theme::Light
    };
    ctx.set_theme(side);
    ctx.set_style_of(side, style);
}

/// How menus look: rows without frames, their words clear of the edge of what is lit up.
pub(super) fn menu(style: &mut egui::Style) {
    egui::containers::menu::menu_style(style);
    style.spacing.button_padding = vec2(8.0, 2.0);
}

/// A button that opens a menu of this look.
pub(super) fn menu_button_ui(ui: &mut egui::Ui, title: &str, contents: impl FnOnce(&mut egui::Ui)) {
    let config = MenuConfig::new().style(menu);
    MenuButton::new(title).config(config).ui(ui, contents);
}

/// Draws what a dialog may cover. A tooltip that stood there when the dialog opened would go on
/// standing, above it.
pub(super) fn with_tooltips_unless<R>(
    is_covered: bool,
    ctx: &egui::Context,
    draw: impl FnOnce() -> R,
) -> R {
    if !is_covered {
        return draw();
    }
    let delay_s = ctx.global_style().interaction.tooltip_delay;
    let set = |delay_s| ctx.global_style_mut(|style| style.interaction.tooltip_delay = delay_s);
    set(f32::INFINITY);
    let drawn = draw();
    set(delay_s);
    drawn
}

fn set_texts(style: &mut egui::Style) {
    let sizes = [
        (TextStyle::Body, fonts::regular(BODY_PT)),
        (TextStyle::Button, fonts::regular(BODY_PT)),
        (TextStyle::Small, fonts::regular(SMALL_PT)),
        (TextStyle::Heading, fonts::semibold(16.0)),
        (TextStyle::Monospace, fonts::regular(BODY_PT)),
    ];
    style.text_styles = sizes.into_iter().collect();
}

fn set_spacing(style: &mut egui::Style) {
    // Menus grow no higher than this by themselves.
    style.spacing.default_area_size = vec2(600.0, 640.0);
    let spacing = &mut style.spacing;
    spacing.item_spacing = vec2(8.0, 6.0);
    spacing.button_padding = vec2(10.0, 4.0);
    spacing.interact_size = vec2(28.0, 26.0);
    spacing.menu_margin = Margin::same(6);
    spacing.window_margin = Margin::same(18);
    spacing.icon_width = 15.0;
    spacing.icon_width_inner = 9.0;
    spacing.menu_width = 380.0;
    spacing.combo_height = 320.0;
    spacing.scroll = egui::style::ScrollStyle::thin();
}

/// Makes a part of the window look like a theme.
pub(super) fn set_colors(visuals: &mut egui::Visuals, theme: &Theme) {
    let is_dark = theme.panel.contrast(Color::rgb(255, 255, 255)) > 4.5;
    let blink = visuals.text_cursor.blink;
    *visuals = if is_dark {
        egui::Visuals::dark()
    } else {
        egui::Visuals::light()
    };
    let text = color32(theme.text);
    let line = color32(theme.line);
    visuals.override_text_color = None;
    visuals.weak_text_color = Some(color32(theme.secondary));
    visuals.panel_fill = color32(theme.panel);
    visuals.window_fill = color32(theme.panel);
    visuals.window_stroke = Stroke::new(1.0, color32(theme.box_border));
    visuals.window_corner_radius = CornerRadius::same(10);
    visuals.menu_corner_radius = CornerRadius::same(8);
    visuals.extreme_bg_color = color32(theme.panel);
    visuals.text_edit_bg_color = Some(color32(theme.panel));
    visuals.faint_bg_color = mix(theme.panel, theme.text, 0.03);
    visuals.code_bg_color = mix(theme.panel, theme.text, 0.05);
    visuals.hyperlink_color = color32(theme.selection);
    visuals.error_fg_color = color32(theme.objection.ink);
    visuals.warn_fg_color = color32(theme.objection.ink);
    visuals.selection.bg_fill = mix(theme.panel, theme.selection, 0.22);
    // The ink of chosen rows, to be read on their fill; also the border of the field in use.
    visuals.selection.stroke = Stroke::new(1.5, mix(theme.selection, theme.text, 0.35));
    visuals.text_cursor.stroke = Stroke::new(1.5, text);
    visuals.text_cursor.blink = blink;
    visuals.popup_shadow.color = Color32::from_black_alpha(if is_dark { 110 } else { 26 });
    visuals.window_shadow.color = Color32::from_black_alpha(if is_dark { 130 } else { 40 });
    visuals.disabled_alpha = 0.55;
    visuals.indent_has_left_vline = false;
    let frame = Stroke::new(1.0, color32(theme.box_border));
    let widgets = &mut visuals.widgets;
    set_widget(
        &mut widgets.noninteractive,
        color32(theme.panel),
        Stroke::new(1.0, line),
        text,
    );
    set_widget(&mut widgets.inactive, color32(theme.panel), frame, text);
    let hover = mix(theme.panel, theme.text, 0.06);
    set_widget(&mut widgets.hovered, hover, frame, text);
    let press = mix(theme.panel, theme.text, 0.11);
    set_widget(&mut widgets.active, press, frame, text);
    set_widget(&mut widgets.open, hover, frame, text);
}

fn set_widget(
    visuals: &mut egui::style::WidgetVisuals,
    fill: Color32,
    border: Stroke,
    text: Color32,
) {
    visuals.bg_fill = fill;
    visuals.weak_bg_fill = fill;
    visuals.bg_stroke = border;
    visuals.fg_stroke = Stroke::new(1.0, text);
    visuals.corner_radius = CornerRadius::same(6);
    visuals.expansion = 0.0;
}
