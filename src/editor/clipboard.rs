//! The clipboard: branches as our own map and as an indented list, and both back again.

use super::{Editor, Effect, PasteContents};
use crate::edit::Operation;
use crate::edit::operations::{OutlineRow, clip_of};
use crate::formats::{outline_text, ron_map};
use crate::model::{Stance, Target};

impl Editor {
    /// Hands the selected branches out, as a list for other programs and as a map.
    pub(super) fn copy(&mut self) {
        let part = clip_of(self.map(), self.shown_view(), &self.selected());
        self.effects.push(Effect::Copy {
            text: outline_text::write(self.map(), &self.tops_of_selection()),
            map_ron: ron_map::write(&part),
        });
        let count = part.claim_count();
        let noun = if count == 1 { "claim" } else { "claims" };
        self.toast(format!("Copied {count} {noun}"));
    }

    /// Hands the selected branches out and deletes them.
    pub(super) fn cut(&mut self) {
        self.copy();
        self.effects
            .retain(|effect| !matches!(effect, Effect::Toast(_)));
        self.edit_then_step_up(&Operation::Delete(self.selected()));
    }

    /// Adds what the clipboard held under what is selected, or as free claims.
    pub(super) fn paste(&mut self, contents: &PasteContents) {
        let under = self.selection.primary().cloned().map(Target::from);
        let stance = Stance::Support;
        let clip = contents
            .map_ron
            .as_ref()
            .and_then(|ron| ron_map::read(ron.as_bytes(), "clipboard").ok())
            .or_else(|| ron_map::read(contents.text.as_bytes(), "clipboard").ok());
        let operation = match clip {
            Some(read) => Operation::InsertMap {
                clip: Box::new(read.map),
                under,
                stance,
            },
            None => Operation::InsertOutline {
                rows: rows_of(&contents.text),
                under,
                stance,
            },
        };
        if self.edit(&operation) {
            self.show_selection();
        }
    }
}

fn rows_of(text: &str) -> Vec<OutlineRow> {
    outline_text::parse(text)
        .into_iter()
        .map(|row| OutlineRow {
            depth: row.depth,
            text: row.text,
            stance: row.stance,
            kind: row.kind,
        })
        .collect()
}
