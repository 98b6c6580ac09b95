//! The status line: how much there is, what the keys do now, whether it is saved, the zoom.

use egui::{Align, Label, Layout, RichText, Ui};

use super::context::UiContext;
use super::style::{self, color32};
use crate::editor::{Command, Counts};

/// What the line says at its left.
pub(super) fn counts_text(counts: Counts) -> String {
    let mut parts = vec![plural(counts.claim_count, "claim")];
    if counts.hidden_count > 0 {
        parts.push(format!("{} hidden", counts.hidden_count));
    }
    // Presentations have steps as well.
    parts.push(plural(counts.step_count, "inference"));
    if counts.selected_count > 0 {
        parts.push(format!("{} selected", counts.selected_count));
    }
    parts.join(" · ")
}

/// A count with its noun.
pub(super) fn plural(count: usize, word: &str) -> String {
    if count == 1 {
        format!("1 {word}")
    } else {
        format!("{count} {word}s")
    }
}

/// Draws the line; `saved` says where the map stands with its file.
pub(super) fn status_ui(context: &UiContext<'_>, ui: &mut Ui, saved: &str) {
    let secondary = color32(context.theme.secondary);
    let text = |text: String| RichText::new(text).color(secondary).size(style::SMALL_PT);
    let zoom = (context.editor.camera().zoom * 100.0).round();
    let width = ui.available_width();
    ui.horizontal_centered(|ui| {
        let mut left = ui.label(text(counts_text(context.editor.counts())));
        let poor_count = context.editor.poor_choices().len();
        if poor_count > 0 {
            left = left.union(poor_ui(context, ui, poor_count, width));
        }
        let right_text = if width > 560.0 {
            format!("{saved} · {zoom} %")
        } else {
            format!("{zoom} %")
        };
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let right = ui.label(text(right_text));
            let side = left.rect.width().max(right.rect.width()) + 16.0;
            let middle = egui::Rect::from_min_max(
                egui::pos2(left.rect.left() + side, left.rect.top() - 6.0),
                egui::pos2(right.rect.right() - side, left.rect.bottom() + 6.0),
            );
            if middle.width() > 80.0 {
                let layout = Layout::centered_and_justified(egui::Direction::LeftToRight);
                let builder = egui::UiBuilder::new().max_rect(middle).layout(layout);
                ui.scope_builder(builder, |ui| {
                    ui.add(Label::new(text(context.editor.status())).truncate());
                });
            }
        });
    });
}

/// Says how many branches tidying up would better, and does it when clicked.
fn poor_ui(context: &UiContext<'_>, ui: &mut Ui, count: usize, width: f32) -> egui::Response {
    let branches = if count == 1 {
        "1 branch".to_owned()
    } else {
        format!("{count} branches")
    };
    let text = if width > 900.0 {
        format!("{branches} would stand better after Tidy up")
    } else {
        format!("{branches} to tidy up")
    };
    let text = RichText::new(text)
        .color(color32(context.theme.selection))
        .size(style::SMALL_PT);
    ui.add_space(10.0);
    let link = ui.add(egui::Link::new(text));
    if link.clicked() {
        context.send(Command::TidyUp);
    }
    link.on_hover_text("They have grown since their rows and columns were chosen")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_counts_and_leaves_out_what_is_not_there() {
        let counts = Counts {
            claim_count: 13,
            hidden_count: 4,
            outside_count: 0,
            step_count: 1,
            selected_count: 0,
        };
        assert_eq!(counts_text(counts), "13 claims · 4 hidden · 1 inference");
    }
}
