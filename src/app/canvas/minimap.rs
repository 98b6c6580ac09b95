//! The small map in the corner: where the window is, and a way to move it.

use egui::epaint::StrokeKind;
use egui::{Id, Pos2, Rect, Sense, Stroke, Ui, vec2};

use super::place::Place;
use crate::app::context::UiContext;
use crate::app::style::color32;
use crate::scene::Role;

const SIZE: egui::Vec2 = vec2(176.0, 116.0);
const MARGIN_PX: f32 = 14.0;
const PADDING_PX: f32 = 8.0;

/// Where the minimap stands on the canvas: in the lower right corner, or in the lower left one
/// where it would cover what is being worked on.
pub(in crate::app) fn minimap_rect(canvas_in_screen: Rect, work_in_screen: Option<Rect>) -> Rect {
    let margin = vec2(MARGIN_PX, MARGIN_PX);
    let corner = canvas_in_screen.right_bottom() - margin;
    let right = Rect::from_min_max(corner - SIZE, corner);
    if work_in_screen.is_some_and(|work| work.expand(8.0).intersects(right)) {
        let corner = canvas_in_screen.left_bottom() + vec2(MARGIN_PX, -MARGIN_PX - SIZE.y);
        return Rect::from_min_size(corner, SIZE);
    }
    right
}

/// Draws the minimap; a click or drag in it gives the point of the map to move to.
pub(in crate::app) fn minimap_ui(
    context: &UiContext<'_>,
    ui: &mut Ui,
    place: &Place,
    rect: Rect,
) -> Option<kurbo::Point> {
    let theme = context.theme;
    let response = ui.interact(rect, Id::unique("minimap"), Sense::click_and_drag());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Canvas, true, "Minimap"));
    let painter = ui.painter().with_clip_rect(rect.expand(1.0));
    painter.rect(
        rect,
        8.0,
        color32(theme.panel),
        Stroke::new(1.0, color32(theme.line)),
        StrokeKind::Inside,
    );
    let scene = context.editor.scene();
    let small = Small::of(scene.bounds(), rect.shrink(PADDING_PX));
    let ink = color32(theme.box_border);
    for item in scene.items() {
        if item.group.role == Role::Claim {
            let seen = small.rect(item.body_in_map());
            painter.rect_filled(seen.expand2(vec2(0.3, 0.3)), 1.0, ink);
        }
    }
    for (_, selected) in &context.editor.overlay().selected {
        painter.rect_filled(small.rect(*selected), 1.0, color32(theme.selection));
    }
    painter.rect_stroke(
        small
            .rect(place.visible_in_map())
            .intersect(rect.shrink(3.0)),
        2.0,
        Stroke::new(1.2, color32(theme.selection)),
        StrokeKind::Middle,
    );
    let is_held = response.dragged() || response.is_pointer_button_down_on();
    let at = response
        .interact_pointer_pos()
        .filter(|_| is_held || response.clicked())?;
    Some(small.to_map(at))
}

/// The whole map in a small rectangle.
struct Small {
    scale: f64,
    centre_in_map: kurbo::Point,
    centre: Pos2,
}

impl Small {
    fn of(bounds: kurbo::Rect, inside: Rect) -> Self {
        let wide = f64::from(inside.width()) / bounds.width().max(1.0);
        let high = f64::from(inside.height()) / bounds.height().max(1.0);
        Self {
            scale: wide.min(high),
            centre_in_map: bounds.center(),
            centre: inside.center(),
        }
    }

    fn point(&self, at_in_map: kurbo::Point) -> Pos2 {
        let from_centre = (at_in_map - self.centre_in_map) * self.scale;
        self.centre + vec2(from_centre.x as f32, from_centre.y as f32)
    }

    fn rect(&self, in_map: kurbo::Rect) -> Rect {
        Rect::from_min_max(
            self.point(in_map.origin()),
            self.point(kurbo::Point::new(in_map.x1, in_map.y1)),
        )
    }

    fn to_map(&self, at: Pos2) -> kurbo::Point {
        let from_centre = at - self.centre;
        let by = kurbo::Vec2::new(f64::from(from_centre.x), f64::from(from_centre.y));
        self.centre_in_map + by / self.scale
    }
}

#[cfg(test)]
mod tests {
    use egui::pos2;

    use super::*;

    #[test]
    fn a_click_in_the_minimap_finds_the_place_it_shows() {
        let inside = Rect::from_min_max(pos2(10.0, 10.0), pos2(110.0, 60.0));
        let small = Small::of(kurbo::Rect::new(-500.0, 0.0, 1500.0, 400.0), inside);
        let place = kurbo::Point::new(700.0, 120.0);
        assert!(small.to_map(small.point(place)).distance(place) < 0.1);
        assert!(inside.contains(small.point(kurbo::Point::new(-500.0, 0.0))));
    }
}
