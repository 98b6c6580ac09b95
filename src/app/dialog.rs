//! The few dialogs: what would be lost, where to save, what went wrong, all keys.

use std::path::PathBuf;

use egui::{Align, Button, Id, Layout, Modal, RichText, ScrollArea, TextEdit, Ui, vec2};

use super::action::FileAction;
use super::commands::{Place, TABLE};
use super::exporting::{ExportForm, Surroundings, export_form_ui};
use super::palette::name_ui;
use super::ports::Purpose;
use super::style::color32;
use crate::export::Format;
use crate::theme::Theme;

/// A dialog that is open.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Dialog {
    /// Unsaved work would be lost by doing this.
    Unsaved {
        /// What was asked for.
        then: FileAction,
    },
    /// The file on disk is not the one that was opened.
    Conflict {
        /// The file.
        path: PathBuf,
        /// What the system of files says.
        why: String,
        /// What comes after saving.
        then: Option<FileAction>,
    },
    /// An export would take the place of other files.
    Replace {
        /// Where it goes.
        path: PathBuf,
        /// As what.
        format: Format,
        /// Which files those are, in words.
        what: String,
    },
    /// Saving would drop the comments of the file.
    Comments {
        /// What comes after saving.
        then: Option<FileAction>,
    },
    /// A path is typed.
    Path(PathForm),
    /// Something is exported.
    Export(Box<ExportForm>),
    /// Something went wrong.
    Message {
        /// What.
        title: String,
        /// Why, and what to do.
        text: String,
    },
    /// The map could not be written.
    NotSaved {
        /// Why, and what to do.
        why: String,
        /// What comes after saving.
        then: Option<FileAction>,
    },
    /// The file named at the start does not exist.
    Missing {
        /// Its path.
        path: PathBuf,
    },
    /// Work of an earlier run was not saved.
    Leftover {
        /// Where it came from, in words.
        what: String,
    },
    /// All keys.
    Keys,
    /// What this is.
    About,
}

/// A path being typed.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct PathForm {
    /// What the path is for.
    pub(super) purpose: Purpose,
    /// The path as typed so far.
    pub(super) text: String,
    /// Why the field is shown instead of the system's dialog.
    pub(super) note: Option<&'static str>,
    /// What was wrong with the path typed before.
    pub(super) error: Option<String>,
    /// What comes after saving.
    pub(super) then: Option<FileAction>,
}

/// What the user decided.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Reply {
    /// Nothing; the dialog closes.
    Close,
    /// Save, then do this.
    Save(Option<FileAction>),
    /// Give up the changes and do this.
    Discard(FileAction),
    /// Save over whatever is there, then do this.
    Overwrite(PathBuf, Option<FileAction>),
    /// Choose another file to save to, then do this.
    SaveElsewhere(Option<FileAction>),
    /// Save although comments go, then do this.
    CommentsGo(Option<FileAction>),
    /// The typed path.
    Path(PathForm),
    /// Ask the system's dialog instead.
    Browse(PathForm),
    /// Export like this, and open the folder afterwards or not.
    Export(Box<ExportForm>),
    /// Export there, whatever is there.
    ReplaceFiles(PathBuf),
    /// Choose another file to export to.
    ExportElsewhere(Format),
    /// Start an empty map that will be saved there.
    CreateAt(PathBuf),
    /// Bring back what was not saved.
    Recover,
    /// Drop what was not saved.
    DropLeftover,
}

/// Draws the dialog; the reply once there is one.
pub(super) fn dialog_ui(
    ctx: &egui::Context,
    theme: &Theme,
    dialog: &mut Dialog,
    surroundings: Option<Surroundings<'_>>,
) -> Option<Reply> {
    let frame = egui::Frame::popup(&ctx.global_style()).inner_margin(20);
    // Each kind has an id of its own, because a modal remembers its size.
    let kind = format!("{:?}", std::mem::discriminant(dialog));
    let modal = Modal::new(Id::unique(("dialog", kind)))
        .frame(frame)
        .show(ctx, |ui| {
            let width = match dialog {
                Dialog::Export(_) => 1120.0_f32,
                Dialog::Keys | Dialog::Path(_) => 560.0,
                _ => 440.0,
            };
            ui.set_width(width.min(ctx.content_rect().width() - 60.0));
            match (&mut *dialog, surroundings) {
                (Dialog::Export(form), Some(surroundings)) => {
                    export_form_ui(ui, theme, form, surroundings)
                }
                (dialog, _) => contents_ui(ui, theme, dialog),
            }
        });
    let reply = modal.inner.clone();
    // A click beside it would lose what was chosen or typed.
    let is_form = matches!(dialog, Dialog::Export(_) | Dialog::Path(_));
    let is_slip = is_form && modal.backdrop_response.clicked();
    reply.or_else(|| (modal.should_close() && !is_slip).then_some(Reply::Close))
}

fn contents_ui(ui: &mut Ui, theme: &Theme, dialog: &mut Dialog) -> Option<Reply> {
    match dialog {
        Dialog::Unsaved { then } => unsaved_ui(ui, then),
        Dialog::Conflict { path, why, then } => conflict_ui(ui, path, why, then.as_ref()),
        Dialog::Replace { path, format, what } => replace_ui(ui, path, (*format, what)),
        Dialog::Comments { then } => comments_ui(ui, then.as_ref()),
        Dialog::Path(form) => path_ui(ui, theme, form),
        Dialog::Export(_) => Some(Reply::Close),
        Dialog::Message { title, text } => {
            words_ui(ui, title, text);
            choices_ui(ui, vec![("OK", Reply::Close)])
        }
        Dialog::NotSaved { why, then } => not_saved_ui(ui, why, then.as_ref()),
        Dialog::Missing { path } => missing_ui(ui, path),
        Dialog::Leftover { what } => {
            words_ui(
                ui,
                "Bring back unsaved work?",
                &format!("Rejoinder ended without saving {what}. A copy was kept."),
            );
            choices_ui(
                ui,
                vec![
                    ("Bring it back", Reply::Recover),
                    ("Delete the copy", Reply::DropLeftover),
                    ("Later", Reply::Close),
                ],
            )
        }
        Dialog::Keys => keys_ui(ui, theme),
        Dialog::About => about_ui(ui),
    }
}

/// A heading and a paragraph.
pub(super) fn words_ui(ui: &mut Ui, title: &str, text: &str) {
    ui.heading(title);
    ui.add_space(4.0);
    if !text.is_empty() {
        ui.add(egui::Label::new(text).wrap());
    }
    ui.add_space(10.0);
}

/// Buttons in a row, the first one ready for Enter.
pub(super) fn choices_ui(ui: &mut Ui, choices: Vec<(&str, Reply)>) -> Option<Reply> {
    let mut chosen = None;
    let is_new = ui.ctx().memory(|memory| memory.focused().is_none());
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        for (at, (title, reply)) in choices.into_iter().enumerate() {
            let button = ui.add(Button::new(title).min_size(vec2(84.0, 30.0)));
            if at == 0 && is_new {
                button.request_focus();
            }
            if button.clicked() {
                chosen = Some(reply);
            }
        }
    });
    chosen
}

fn unsaved_ui(ui: &mut Ui, then: &FileAction) -> Option<Reply> {
    words_ui(
        ui,
        "Save the changes to this map?",
        "Changes that are not saved will be lost.",
    );
    choices_ui(
        ui,
        vec![
            ("Save", Reply::Save(Some(then.clone()))),
            ("Don’t save", Reply::Discard(then.clone())),
            ("Cancel", Reply::Close),
        ],
    )
}

fn conflict_ui(
    ui: &mut Ui,
    path: &std::path::Path,
    why: &str,
    then: Option<&FileAction>,
) -> Option<Reply> {
    words_ui(ui, "Replace the file on disk?", &sentence(why));
    choices_ui(
        ui,
        vec![
            ("Save as…", Reply::SaveElsewhere(then.cloned())),
            (
                "Replace it",
                Reply::Overwrite(path.to_owned(), then.cloned()),
            ),
            ("Cancel", Reply::Close),
        ],
    )
}

fn replace_ui(
    ui: &mut Ui,
    path: &std::path::Path,
    (format, what): (Format, &str),
) -> Option<Reply> {
    words_ui(ui, "Replace what is there?", what);
    choices_ui(
        ui,
        vec![
            ("Choose another…", Reply::ExportElsewhere(format)),
            ("Replace", Reply::ReplaceFiles(path.to_owned())),
            ("Cancel", Reply::Close),
        ],
    )
}

fn not_saved_ui(ui: &mut Ui, why: &str, then: Option<&FileAction>) -> Option<Reply> {
    words_ui(ui, "The map was not saved", &sentence(why));
    choices_ui(
        ui,
        vec![
            ("Save as…", Reply::SaveElsewhere(then.cloned())),
            ("Cancel", Reply::Close),
        ],
    )
}

fn comments_ui(ui: &mut Ui, then: Option<&FileAction>) -> Option<Reply> {
    words_ui(
        ui,
        "Save without the comments of the file?",
        "Someone wrote comments into this file by hand. Saving keeps the map and drops them. To \
         keep them, save under another name.",
    );
    choices_ui(
        ui,
        vec![
            ("Save as…", Reply::SaveElsewhere(then.cloned())),
            ("Save without them", Reply::CommentsGo(then.cloned())),
            ("Cancel", Reply::Close),
        ],
    )
}

fn missing_ui(ui: &mut Ui, path: &std::path::Path) -> Option<Reply> {
    words_ui(
        ui,
        "There is no such file",
        &format!(
            "Start a new map that will be saved there? {}",
            path.display()
        ),
    );
    choices_ui(
        ui,
        vec![
            ("New map there", Reply::CreateAt(path.to_owned())),
            ("Cancel", Reply::Close),
        ],
    )
}

fn path_ui(ui: &mut Ui, theme: &Theme, form: &mut PathForm) -> Option<Reply> {
    let (title, action) = match form.purpose {
        Purpose::Open => ("Open a map by its path", "Open"),
        Purpose::Save => ("Save the map by its path", "Save"),
        Purpose::Export(_) => ("Export by path", "Export"),
    };
    words_ui(ui, title, form.note.unwrap_or_default());
    let field = ui.add(
        TextEdit::singleline(&mut form.text)
            .id(Id::unique("path-field"))
            .hint_text("/home/me/maps/debate.ron")
            .desired_width(f32::INFINITY),
    );
    name_ui(&field, "Path");
    let entered = field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
    if ui.ctx().memory(|memory| memory.focused().is_none()) && !entered {
        field.request_focus();
    }
    let typed = form.text.trim();
    if let Some(error) = &form.error {
        let ink = color32(theme.objection.ink);
        ui.add(egui::Label::new(RichText::new(error).color(ink)).wrap());
    } else if typed.is_empty() {
        let hint = "~ stands for your home folder";
        ui.label(RichText::new(hint).color(color32(theme.secondary)));
    }
    ui.add_space(8.0);
    let clicked = choices_ui(
        ui,
        vec![
            (action, Reply::Path(form.clone())),
            ("Browse…", Reply::Browse(form.clone())),
            ("Cancel", Reply::Close),
        ],
    );
    let reply = clicked.or_else(|| entered.then(|| Reply::Path(form.clone())));
    reply.filter(|reply| !(matches!(reply, Reply::Path(_)) && form.text.trim().is_empty()))
}

fn keys_ui(ui: &mut Ui, theme: &Theme) -> Option<Reply> {
    words_ui(ui, "Keys", "");
    let height = (ui.ctx().content_rect().height() - 220.0).max(120.0);
    ScrollArea::vertical()
        .max_height(height)
        .min_scrolled_height(height)
        .show(ui, |ui| {
            egui::Grid::new("keys")
                .num_columns(2)
                .striped(false)
                .show(ui, |ui| {
                    let on_canvas = TABLE.iter().filter(|entry| entry.place == Place::Keys);
                    let others = TABLE.iter().filter(|entry| entry.place != Place::Keys);
                    for entry in on_canvas.chain(others) {
                        if entry.keys.is_empty() {
                            continue;
                        }
                        let keys: Vec<_> = entry
                            .keys
                            .iter()
                            .map(|shortcut| ui.ctx().format_shortcut(shortcut))
                            .collect();
                        ui.label(entry.title.trim_end_matches('…'));
                        ui.label(RichText::new(keys.join(" or ")).color(color32(theme.secondary)));
                        ui.end_row();
                    }
                    for (what, how) in MOUSE {
                        ui.label(what);
                        ui.label(RichText::new(how).color(color32(theme.secondary)));
                        ui.end_row();
                    }
                });
        });
    ui.add_space(8.0);
    choices_ui(ui, vec![("Close", Reply::Close)])
}

/// What the mouse does on the canvas.
const MOUSE: [(&str, &str); 10] = [
    ("Go to the contention", "Home"),
    ("Move the view", "middle button, Space and drag, or scroll"),
    ("Zoom at the pointer", "Ctrl and wheel, or pinch"),
    ("New claim", "double-click on empty canvas"),
    ("Edit the text", "double-click"),
    ("Attach elsewhere", "drag onto a claim or a mark"),
    ("Add a further use", "Ctrl and drag"),
    ("Pin where it is dropped", "Shift and drag"),
    ("Select several", "Shift and click, or drag on empty canvas"),
    ("Draw a connection", "drag from the handle of a claim"),
];

fn about_ui(ui: &mut Ui) -> Option<Reply> {
    let text = format!(
        "Version {}. Build, edit and present argument maps. The font is Inter, under the SIL Open \
         Font License; the program is under the MIT or Apache 2.0 license.",
        env!("CARGO_PKG_VERSION"),
    );
    words_ui(ui, "Rejoinder", &text);
    choices_ui(ui, vec![("Close", Reply::Close)])
}

/// An error's words as a sentence.
pub(super) fn sentence(error: &str) -> String {
    let stop = if error.ends_with(['.', '!', '?']) {
        ""
    } else {
        "."
    };
    capitalized(error) + stop
}

/// The text with a capital at its beginning, unless it begins with the path of a file.
pub(super) fn capitalized(text: &str) -> String {
    let first_word = text.split_whitespace().next().unwrap_or_default();
    if first_word.contains(['/', '\\', '.']) {
        return text.to_owned();
    }
    let mut letters = text.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_starts_with_a_capital_but_a_path_stays_as_it_is() {
        assert_eq!(sentence("no such file: a.ron"), "No such file: a.ron.");
        let named = "maps/a.ron:3:5: a text is expected here";
        assert_eq!(sentence(named), format!("{named}."));
    }
}
