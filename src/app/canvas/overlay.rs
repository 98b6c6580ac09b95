//! Paints what lies over the scene: selection, marquee, drop zones, handles, the connection drawn.

use egui::epaint::StrokeKind;
use egui::{Align2, Color32, CornerRadius, Painter, Rect, Shape, Stroke, pos2};

use super::place::Place;
use crate::app::fonts;
use crate::app::style::{self, color32};
use crate::editor::{DropKind, DropZone, Overlay, PickPrompt};
use crate::theme::{Accent, Theme};

/// What the overlay is painted with.
pub(super) struct OverlayBrush<'a> {
    pub(super) painter: &'a Painter,
    pub(super) place: Place,
    pub(super) theme: &'a Theme,
}

impl OverlayBrush<'_> {
    /// Paints all of it, back to front.
    pub(super) fn paint(&self, overlay: &Overlay) {
        for points in &overlay.selected_connectors {
            let points: Vec<_> = points
                .iter()
                .map(|point| self.place.point(*point))
                .collect();
            let glow = self.selection().gamma_multiply(0.45);
            self.painter.line(points, Stroke::new(4.5, glow));
        }
        if let Some((_, rect)) = &overlay.hovered {
            self.ring(*rect, 2.0, 1.0, self.selection().gamma_multiply(0.55));
        }
        for (_, rect) in &overlay.selected {
            self.ring(*rect, 3.0, 2.2, self.selection());
        }
        if let Some(rect) = overlay.focus
            && overlay.selected.len() > 1
        {
            self.ring(rect, 6.5, 1.0, self.selection());
        }
        self.handles(overlay);
        self.connection(overlay);
        for zone in &overlay.drop_zones {
            self.drop_zone(zone);
        }
        if let Some((from, to)) = overlay.insertion {
            let points = [self.place.point(from), self.place.point(to)];
            self.painter
                .line_segment(points, Stroke::new(3.0, self.selection()));
        }
        for pick in &overlay.picks {
            self.pick(pick);
        }
        if let Some(rect) = overlay.marquee {
            self.painter.rect(
                self.place.rect(rect),
                2.0,
                self.selection().gamma_multiply(0.10),
                Stroke::new(1.0, self.selection()),
                StrokeKind::Middle,
            );
        }
    }

    /// The line being drawn from a handle, below the words of the zones that it leads to.
    fn connection(&self, overlay: &Overlay) {
        let Some((from, to)) = overlay.connection else {
            return;
        };
        let (from, to) = (self.place.point(from), self.place.point(to));
        self.painter.extend(Shape::dashed_line(
            &[from, to],
            Stroke::new(2.0, self.selection()),
            6.0,
            4.0,
        ));
        self.painter.circle_filled(to, 4.0, self.selection());
    }

    fn selection(&self) -> Color32 {
        color32(self.theme.selection)
    }

    fn ring(&self, rect_in_map: kurbo::Rect, gap_px: f32, width_px: f32, color: Color32) {
        let rect = self.place.rect(rect_in_map).expand(gap_px);
        let corner = self.place.length(self.theme.metrics.box_corner) + gap_px;
        let corner = corner.min(rect.height() / 2.0).clamp(0.0, 255.0) as u8;
        self.painter.rect_stroke(
            rect,
            CornerRadius::same(corner),
            Stroke::new(width_px, color),
            StrokeKind::Middle,
        );
    }

    fn handles(&self, overlay: &Overlay) {
        for rect in &overlay.resize_handles {
            let rect = self.place.rect(*rect);
            let grip = Rect::from_center_size(rect.center(), egui::vec2(5.0, 20.0));
            self.painter.rect(
                grip,
                2.5,
                color32(self.theme.panel),
                Stroke::new(1.5, self.selection()),
                StrokeKind::Middle,
            );
        }
        if let Some(handle) = &overlay.connect_handle {
            let at = self.place.point(handle.center);
            let radius = self.place.length(handle.radius).clamp(4.0, 9.0);
            self.painter.circle(
                at,
                radius,
                color32(self.theme.panel),
                Stroke::new(2.0, self.selection()),
            );
            self.painter.circle_filled(at, 2.0, self.selection());
        }
    }

    fn accent(&self, kind: DropKind) -> Accent {
        match kind {
            DropKind::Support | DropKind::CoPremise => self.theme.support,
            DropKind::Objection => self.theme.objection,
            DropKind::Undercut => self.theme.undercut,
            DropKind::Answer => self.theme.answer,
        }
    }

    fn drop_zone(&self, zone: &DropZone) {
        let accent = self.accent(zone.kind);
        let rect = self.place.rect(zone.rect);
        let (ink, tint) = (color32(accent.ink), color32(accent.tint));
        let (ground, words, width) = if zone.highlighted {
            (ink, color32(self.theme.panel), 2.0)
        } else {
            (tint.gamma_multiply(0.94), ink, 1.2)
        };
        self.painter.rect(
            rect,
            6.0,
            ground,
            Stroke::new(width, ink),
            StrokeKind::Inside,
        );
        self.painter.text(
            rect.center(),
            Align2::CENTER_CENTER,
            zone.kind.label(),
            fonts::semibold(style::SMALL_PT),
            words,
        );
    }

    fn pick(&self, pick: &PickPrompt) {
        let (gap, width) = if pick.highlighted {
            (4.0, 2.6)
        } else {
            (3.0, 1.4)
        };
        self.ring(pick.rect, gap, width, self.selection());
        let rect = self.place.rect(pick.rect);
        let at = pos2(rect.left() - 4.0, rect.top() - 4.0);
        self.painter.circle_filled(at, 9.0, self.selection());
        self.painter.text(
            at,
            Align2::CENTER_CENTER,
            pick.number,
            fonts::semibold(style::SMALL_PT),
            color32(self.theme.panel),
        );
    }
}
