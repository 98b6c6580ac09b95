//! The dots of the canvas, which fade away as the map is seen from farther off.

use egui::{Color32, Mesh, Painter, Pos2, Rect, Shape, pos2, vec2};

use super::place::Place;

/// At this zoom and below no dots are drawn.
const GONE_AT: f64 = 0.35;
/// At this zoom and above they have their full colour.
const FULL_AT: f64 = 0.8;

/// Paints dots `step` map units apart.
pub(super) fn paint(painter: &Painter, place: &Place, step: f64, color: Color32) {
    let strength = ((place.zoom - GONE_AT) / (FULL_AT - GONE_AT)).clamp(0.0, 1.0) as f32;
    if strength <= 0.0 {
        return;
    }
    let radius = (0.9 * place.zoom as f32).clamp(0.7, 1.6);
    let color = color.gamma_multiply(strength);
    let mut mesh = Mesh::default();
    for dot in dots(place, step) {
        mesh.add_colored_rect(Rect::from_center_size(dot, vec2(2.0, 2.0) * radius), color);
    }
    painter.add(Shape::mesh(mesh));
}

fn dots(place: &Place, step: f64) -> impl Iterator<Item = Pos2> {
    let seen = place.visible_in_map();
    let first = |from: f64| (from / step).floor() as i64;
    let (x0, y0) = (first(seen.x0), first(seen.y0));
    let (x1, y1) = (first(seen.x1) + 1, first(seen.y1) + 1);
    let place = *place;
    (y0..=y1).flat_map(move |row| {
        (x0..=x1).map(move |column| {
            let dot = place.point(kurbo::Point::new(column as f64 * step, row as f64 * step));
            pos2(dot.x.round(), dot.y.round())
        })
    })
}
