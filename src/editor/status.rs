//! The status line: what the keys do in the present state, and what release would do.

use super::Editor;
use super::hand::Hand;
use crate::model::ElementId;

impl Editor {
    /// What the keys do in the present state; while dragging, what release would do.
    pub fn status(&self) -> String {
        match &self.hand {
            Hand::Idle | Hand::Pressing(_) => self.idle_status().to_owned(),
            Hand::Panning(_) => "Release to stop panning".to_owned(),
            Hand::Marquee(_) => {
                let count = self.selection.len();
                format!("Release to select {count}; Escape cancels")
            }
            Hand::Dragging(dragging) => dragging.says().to_owned(),
            Hand::Connecting(connecting) => connecting.says().to_owned(),
            Hand::Resizing(resizing) => resizing.says(),
            Hand::Typing(_) => {
                "Enter keeps the text, Shift+Enter breaks the line, Escape cancels".to_owned()
            }
            Hand::Picking(picking) => picking.says(),
        }
    }

    fn idle_status(&self) -> &'static str {
        if self.map().claim_count() == 0 {
            return "Enter or a double-click adds the first claim";
        }
        match (self.selection.len(), self.selection.primary()) {
            (0, _) | (_, None) => {
                "Click selects, double-click on empty canvas adds a claim, arrows walk the map"
            }
            (1, Some(ElementId::Inference(_))) => {
                "Tab adds a co-premise, Shift+Tab an undercut, Enter edits the word, Delete removes"
            }
            (1, Some(ElementId::Claim(id))) if self.is_question(id) => {
                "Tab adds an answer, Enter edits the text, Delete removes"
            }
            (1, Some(ElementId::Claim(_))) => {
                "Tab adds a support, Shift+Tab an objection, Enter edits the text, Delete removes"
            }
            _ => "Drag to move the selected, Delete removes them, Escape selects nothing",
        }
    }
}
