//! The text field over a box while its text is typed, with the very line breaks of the scene.

use std::sync::Arc;

use egui::text::{CCursor, CCursorRange, LayoutJob, TextFormat};
use egui::{
    Frame, Galley, Id, Key, KeyboardShortcut, Modifiers, Pos2, Rect, Stroke, TextEdit, Ui, vec2,
};

use super::place::Place;
use crate::app::action::Outbox;
use crate::app::context::UiContext;
use crate::app::fonts::Families;
use crate::app::style::color32;
use crate::editor::{Command, Draft};
use crate::text::Paragraph;

/// What the field keeps between frames.
#[derive(Debug, Default)]
pub(in crate::app) struct Typing {
    serial: Option<u64>,
    text: String,
}

/// The id of the field of one typing.
pub(in crate::app) fn field_id(draft: &Draft) -> Id {
    Id::unique(("in-place", draft.serial))
}

/// Takes the keys that end a typing before the field sees them.
pub(in crate::app) fn take_keys(ctx: &egui::Context, outbox: &Outbox) {
    let take = |modifiers: Modifiers, key: Key, commands: &[Command]| {
        let taken = ctx.input_mut(|input| take_exactly(input, modifiers, key));
        if taken {
            for command in commands {
                outbox.send(command.clone());
            }
        }
    };
    take(Modifiers::NONE, Key::Enter, &[Command::Commit]);
    take(Modifiers::NONE, Key::Escape, &[Command::Cancel]);
    take(
        Modifiers::NONE,
        Key::Tab,
        &[Command::Commit, Command::AddByTab],
    );
    take(
        Modifiers::SHIFT,
        Key::Tab,
        &[Command::Commit, Command::AddByShiftTab],
    );
}

/// Takes a key that ends the typing, and all after it, out of input in which letters come first:
/// the field has to see those before it closes.
pub(in crate::app) fn put_off_end(input: &mut egui::InputState) -> Vec<egui::Event> {
    use egui::Event;
    let is_text = |event: &Event| matches!(event, Event::Text(_) | Event::Paste(_));
    let is_end = |event: &Event| {
        matches!(
            event,
            Event::Key {
                key: Key::Enter | Key::Tab | Key::Escape,
                pressed: true,
                ..
            }
        )
    };
    let Some(first) = input.events.iter().position(is_text) else {
        return Vec::new();
    };
    let end = input.events.iter().skip(first).position(is_end);
    end.map_or_else(Vec::new, |end| input.events.split_off(first + end))
}

/// Takes a press of the key with exactly these modifiers out of the input.
pub(in crate::app) fn take_exactly(
    input: &mut egui::InputState,
    modifiers: Modifiers,
    key: Key,
) -> bool {
    let is_it = |event: &egui::Event| {
        matches!(event, egui::Event::Key { key: pressed, pressed: true, modifiers: held, .. }
            if *pressed == key && held.matches_exact(modifiers))
    };
    let found = input.events.iter().any(is_it);
    input.events.retain(|event| !is_it(event));
    found
}

impl Typing {
    /// Draws the field over the draft's box; changes of its text go to `typed`.
    pub(in crate::app) fn ui(
        &mut self,
        context: &UiContext<'_>,
        ui: &mut Ui,
        families: &Families,
        place: &Place,
        typed: &mut Option<String>,
    ) -> Option<Rect> {
        let Some(draft) = context.editor.draft() else {
            self.serial = None;
            return None;
        };
        let id = field_id(&draft);
        let is_new = self.serial != Some(draft.serial);
        if is_new {
            self.serial = Some(draft.serial);
            self.text.clone_from(&draft.text);
            put_caret_at_end(ui.ctx(), id, &self.text);
        }
        let box_rect = box_in_screen(&draft, place);
        ground_ui(context, ui, &draft, box_rect);
        let field_rect = field_rect(&draft, place, box_rect);
        let mut layouter = |ui: &Ui, text: &dyn egui::TextBuffer, _: f32| {
            set_lines(context, ui, families, &draft, text.as_str())
        };
        let field = TextEdit::multiline(&mut self.text)
            .id(id)
            .frame(Frame::NONE)
            .margin(egui::Margin::ZERO)
            .desired_rows(1)
            .min_size(field_rect.size())
            .desired_width(field_rect.width())
            .clip_text(false)
            .lock_focus(true)
            .return_key(KeyboardShortcut::new(Modifiers::SHIFT, Key::Enter))
            .layouter(&mut layouter);
        let mut child = ui.new_child(egui::UiBuilder::new().max_rect(field_rect));
        child.set_clip_rect(place.canvas_in_screen);
        let response = child.put(field_rect, field);
        crate::app::palette::name_ui(&response, "Text on the canvas");
        keep_focus(context, ui, id, is_new);
        if response.changed() {
            *typed = Some(self.text.clone());
        }
        Some(box_rect)
    }
}

/// The box itself is painted by the scene; where it is enlarged, it needs a ground of its own.
fn ground_ui(context: &UiContext<'_>, ui: &Ui, draft: &Draft, box_rect: Rect) {
    let is_enlarged = draft.zoom > context.editor.camera().zoom * 1.001;
    let theme = context.theme;
    let corner = (theme.metrics.box_corner * draft.zoom) as f32;
    if is_enlarged {
        ui.painter().rect(
            box_rect,
            corner,
            color32(theme.box_fill),
            Stroke::new(1.5, color32(theme.selection)),
            egui::StrokeKind::Middle,
        );
    }
}

/// The field has the keyboard until the typing ends; the click that opened it would otherwise
/// give it back to the canvas. When the keyboard goes elsewhere, the text is kept.
fn keep_focus(context: &UiContext<'_>, ui: &Ui, id: Id, is_new: bool) {
    let focused = ui.memory(egui::Memory::focused);
    let is_free = focused.is_none_or(|focused| focused == super::canvas_id());
    if is_new || is_free {
        ui.memory_mut(|memory| memory.request_focus(id));
    } else if focused != Some(id) {
        context.send(Command::Commit);
    }
}

fn put_caret_at_end(ctx: &egui::Context, id: Id, text: &str) {
    let mut state = TextEdit::load_state(ctx, id).unwrap_or_default();
    let end = CCursorRange::one(CCursor::new(text.chars().count()));
    state.cursor.set_char_range(Some(end));
    state.clear_undoer();
    state.store(ctx, id);
}

fn box_in_screen(draft: &Draft, place: &Place) -> Rect {
    let corner = place.in_window(draft.box_in_screen.origin());
    let size = vec2(
        draft.box_in_screen.width() as f32,
        draft.box_in_screen.height() as f32,
    );
    Rect::from_min_size(corner, size)
}

fn field_rect(draft: &Draft, place: &Place, box_rect: Rect) -> Rect {
    let from: Pos2 = place.in_window(draft.text_at_in_screen);
    let margin = (from.x - box_rect.left()).max(0.0);
    let lines = draft.paragraph.height * draft.zoom;
    let width = if draft.wrap_width.is_finite() {
        (draft.wrap_width * draft.zoom) as f32
    } else {
        (box_rect.right() - margin * 0.5 - from.x).max(40.0)
    };
    Rect::from_min_size(from, vec2(width + 2.0, lines as f32))
}

/// A galley whose rows are the lines that the scene shows.
fn set_lines(
    context: &UiContext<'_>,
    ui: &Ui,
    families: &Families,
    draft: &Draft,
    text: &str,
) -> Arc<Galley> {
    let known = (draft.paragraph.text == text).then(|| Arc::clone(&draft.paragraph));
    let paragraph = known.unwrap_or_else(|| {
        let fonts = context.editor.fonts();
        fonts.paragraph(text, draft.paragraph.style, draft.wrap_width)
    });
    let size = (draft.paragraph.style.size * draft.zoom) as f32;
    let family = families.family(draft.paragraph.style.face.id());
    let format = TextFormat::simple(egui::FontId::new(size, family), color32(context.theme.text));
    galley_of(ui, &paragraph, &format, draft.zoom)
}

fn galley_of(ui: &Ui, paragraph: &Paragraph, format: &TextFormat, zoom: f64) -> Arc<Galley> {
    let text = paragraph.text.as_str();
    let rows = row_texts(paragraph);
    let galleys: Vec<_> = rows
        .iter()
        .map(|row| {
            let mut job = LayoutJob::single_section((*row.0).to_owned(), format.clone());
            job.keep_trailing_whitespace = true;
            ui.fonts_mut(|fonts| fonts.layout_job(job))
        })
        .collect();
    let job = LayoutJob::single_section(text.to_owned(), format.clone());
    let mut galley = Galley::concat(Arc::new(job), &galleys, ui.pixels_per_point());
    for ((placed, line), (_, breaks)) in galley.rows.iter_mut().zip(&paragraph.lines).zip(&rows) {
        let ascent = placed.row.glyphs.first().map(|glyph| glyph.pos.y);
        let baseline = (line.baseline * zoom) as f32;
        placed.pos.x = (line.x * zoom) as f32;
        placed.pos.y = ascent.map_or(placed.pos.y, |ascent| baseline - ascent);
        placed.ends_with_newline = *breaks;
    }
    let size = vec2(
        (paragraph.width * zoom) as f32,
        (paragraph.height * zoom) as f32,
    );
    galley.rect = Rect::from_min_size(Pos2::ZERO, size);
    // Generous, for it only says when the galley need not be painted.
    galley.mesh_bounds = galley.rect.expand(size.y);
    Arc::new(galley)
}

/// Each line with its trailing spaces, and whether the writer broke it.
fn row_texts(paragraph: &Paragraph) -> Vec<(&str, bool)> {
    let text = paragraph.text.as_str();
    let starts: Vec<_> = paragraph
        .lines
        .iter()
        .map(|line| line.range.start)
        .collect();
    starts
        .iter()
        .enumerate()
        .map(|(at, start)| {
            let end = starts.get(at + 1).copied().unwrap_or(text.len());
            let row = text.get(*start..end).unwrap_or_default();
            match row.strip_suffix('\n') {
                Some(row) => (row, true),
                None => (row, false),
            }
        })
        .collect()
}
