//! The one table of commands: menus, palette, tool row, context menu, keys and help all read it.

use egui::Key;

use super::action::{Action, CopyExtent, CopyKind, FileAction, LookAction, Panel, ThemeChoice};
use super::entry::{
    ALT, CTRL, CTRL_SHIFT, NONE, SHIFT, arrange, copy, edit, file, fill, key, look,
};
pub(super) use super::entry::{Entry, Place, Scope};
use super::presenting::Begin;
use crate::editor::{Command, Heading};
use crate::model::{Direction, Style};

/// The first of the groups that stand in a menu of their own.
pub(super) const COPYING: u8 = 8;

/// The group of what a view of the map shows.
pub(super) const VIEWING: u8 = 9;

use Place::{Edit, Help, Keys, Map, View};
use Scope::{Anywhere, Canvas, NotTyping};

/// Every command, in the order of the menus.
pub(super) static TABLE: &[Entry] = &[
    file("New", 0, &[key(CTRL, Key::N)], FileAction::New),
    file("Open…", 0, &[key(CTRL, Key::O)], FileAction::Open),
    file(
        "Type a path…",
        0,
        &[key(CTRL_SHIFT, Key::O)],
        FileAction::TypePath,
    ),
    file("Save", 1, &[key(CTRL, Key::S)], FileAction::Save),
    file(
        "Save as…",
        1,
        &[key(CTRL_SHIFT, Key::S)],
        FileAction::SaveAs,
    ),
    file("Export…", 2, &[key(CTRL, Key::E)], FileAction::Export),
    file("Quit", 3, &[key(CTRL, Key::Q)], FileAction::Quit),
    edit(
        "Undo",
        Edit(0),
        NotTyping,
        &[key(CTRL, Key::Z)],
        Command::Undo,
    ),
    edit(
        "Redo",
        Edit(0),
        NotTyping,
        &[key(CTRL_SHIFT, Key::Z), key(CTRL, Key::Y)],
        Command::Redo,
    ),
    edit(
        "Cut",
        Edit(1),
        NotTyping,
        &[key(CTRL, Key::X)],
        Command::Cut,
    ),
    edit(
        "Copy",
        Edit(1),
        NotTyping,
        &[key(CTRL, Key::C)],
        Command::Copy,
    ),
    Entry {
        title: "Paste",
        place: Edit(1),
        scope: NotTyping,
        keys: &[key(CTRL, Key::V)],
        action: Action::Paste,
    },
    copy(
        "Copy as picture",
        COPYING,
        &[key(CTRL_SHIFT, Key::C)],
        CopyKind::Picture,
        CopyExtent::Selected,
    ),
    copy(
        "Copy as SVG file",
        COPYING,
        &[],
        CopyKind::Svg,
        CopyExtent::Selected,
    ),
    copy(
        "Copy as text",
        COPYING,
        &[],
        CopyKind::Text,
        CopyExtent::Selected,
    ),
    copy(
        "Copy the whole map as picture",
        COPYING + 1,
        &[],
        CopyKind::Picture,
        CopyExtent::Everything,
    ),
    copy(
        "Copy the whole map as SVG file",
        COPYING + 1,
        &[],
        CopyKind::Svg,
        CopyExtent::Everything,
    ),
    copy(
        "Copy the whole map as text",
        COPYING + 1,
        &[],
        CopyKind::Text,
        CopyExtent::Everything,
    ),
    edit(
        "Duplicate",
        Edit(1),
        NotTyping,
        &[key(CTRL, Key::D)],
        Command::Duplicate,
    ),
    edit(
        "Delete",
        Edit(2),
        Canvas,
        &[key(NONE, Key::Delete), key(NONE, Key::Backspace)],
        Command::Delete,
    ),
    edit(
        "Delete only the claim",
        Edit(2),
        Canvas,
        &[key(CTRL, Key::Delete), key(CTRL, Key::Backspace)],
        Command::DeleteOnlyClaim,
    ),
    edit(
        "Edit text",
        Edit(3),
        Canvas,
        &[key(NONE, Key::Enter), key(NONE, Key::F2)],
        Command::EditText,
    ),
    edit(
        "Select all",
        Edit(3),
        NotTyping,
        &[key(CTRL, Key::A)],
        Command::SelectAll,
    ),
    edit(
        "Select nothing",
        Edit(3),
        Canvas,
        &[],
        Command::ClearSelection,
    ),
    look(
        "Filter the outline",
        Edit(4),
        &[key(CTRL, Key::F)],
        LookAction::Filter,
    ),
    look(
        "Search claims and commands…",
        Edit(4),
        &[key(CTRL, Key::K)],
        LookAction::Palette,
    ),
    edit(
        "Add support",
        Map(0),
        NotTyping,
        &[key(CTRL, Key::Num1)],
        Command::AddSupport,
    ),
    edit(
        "Add objection",
        Map(0),
        NotTyping,
        &[key(CTRL, Key::Num2)],
        Command::AddObjection,
    ),
    edit(
        "Add co-premise",
        Map(0),
        NotTyping,
        &[key(CTRL, Key::Num3)],
        Command::AddCoPremise,
    ),
    edit(
        "Add undercut",
        Map(0),
        NotTyping,
        &[key(CTRL, Key::Num4)],
        Command::AddUndercut,
    ),
    edit(
        "Add answer",
        Map(0),
        NotTyping,
        &[key(CTRL, Key::Num5)],
        Command::AddAnswer,
    ),
    edit(
        "Add claim",
        Map(1),
        NotTyping,
        &[key(CTRL, Key::Enter)],
        Command::AddClaim,
    ),
    edit(
        "Add question",
        Map(1),
        NotTyping,
        &[key(CTRL_SHIFT, Key::Enter)],
        Command::AddQuestion,
    ),
    edit(
        "Flip support and objection",
        Map(2),
        NotTyping,
        &[key(CTRL, Key::I)],
        Command::FlipStance,
    ),
    edit(
        "Link as co-premises",
        Map(2),
        NotTyping,
        &[key(CTRL, Key::L)],
        Command::LinkPremises,
    ),
    edit(
        "Unlink co-premises",
        Map(2),
        NotTyping,
        &[key(CTRL_SHIFT, Key::L)],
        Command::UnlinkPremises,
    ),
    edit(
        "Move earlier",
        Map(3),
        NotTyping,
        &[key(ALT, Key::ArrowLeft)],
        Command::MoveEarlier,
    ),
    edit(
        "Move later",
        Map(3),
        NotTyping,
        &[key(ALT, Key::ArrowRight)],
        Command::MoveLater,
    ),
    edit(
        "Hide or show reasons",
        Map(4),
        NotTyping,
        &[key(CTRL, Key::Period)],
        Command::ToggleCollapsed,
    ),
    edit(
        "Unpin",
        Map(4),
        NotTyping,
        &[key(CTRL, Key::U)],
        Command::Unpin,
    ),
    edit(
        "Tidy up",
        Map(5),
        NotTyping,
        &[key(CTRL_SHIFT, Key::T)],
        Command::TidyUp,
    ),
    edit(
        "Zoom in",
        View(0),
        Anywhere,
        &[key(CTRL, Key::Plus), key(CTRL, Key::Equals)],
        Command::ZoomIn,
    ),
    edit(
        "Zoom out",
        View(0),
        Anywhere,
        &[key(CTRL, Key::Minus)],
        Command::ZoomOut,
    ),
    edit(
        "Zoom to 100 %",
        View(0),
        Anywhere,
        &[key(CTRL, Key::Num0)],
        Command::ZoomToActual,
    ),
    edit(
        "Zoom to fit",
        View(0),
        Anywhere,
        &[key(CTRL, Key::Num9)],
        Command::ZoomToFit,
    ),
    edit(
        "Show the selection",
        View(0),
        Anywhere,
        &[key(CTRL, Key::J)],
        Command::ShowSelection,
    ),
    look(
        "Outline",
        View(1),
        &[key(NONE, Key::F7)],
        LookAction::Toggle(Panel::Outline),
    ),
    look(
        "Inspector",
        View(1),
        &[key(NONE, Key::F8)],
        LookAction::Toggle(Panel::Inspector),
    ),
    look(
        "Minimap",
        View(1),
        &[key(NONE, Key::F9)],
        LookAction::Toggle(Panel::Minimap),
    ),
    look(
        "Tool row",
        View(1),
        &[key(NONE, Key::F10)],
        LookAction::Toggle(Panel::ToolRow),
    ),
    look(
        "Status line",
        View(1),
        &[key(NONE, Key::F12)],
        LookAction::Toggle(Panel::StatusLine),
    ),
    look(
        "Steps",
        View(1),
        &[key(NONE, Key::F11)],
        LookAction::Toggle(Panel::Steps),
    ),
    edit(
        "Show only the selected",
        View(VIEWING),
        NotTyping,
        &[key(CTRL_SHIFT, Key::J)],
        Command::ShowOnlySelected,
    ),
    edit(
        "Hide the selected in this view",
        View(VIEWING),
        NotTyping,
        &[key(CTRL, Key::H)],
        Command::HideSelected,
    ),
    edit(
        "Show all in this view",
        View(VIEWING),
        NotTyping,
        &[key(CTRL_SHIFT, Key::H)],
        Command::ShowAllClaims,
    ),
    edit(
        "Let the selected stand out",
        View(VIEWING),
        NotTyping,
        &[],
        Command::ToggleEmphasised,
    ),
    look(
        "Present",
        View(2),
        &[key(NONE, Key::F5)],
        LookAction::Present(Begin::Start),
    ),
    look(
        "Present from this step",
        View(2),
        &[key(SHIFT, Key::F5)],
        LookAction::Present(Begin::Here),
    ),
    look(
        "Present with notes",
        View(2),
        &[key(CTRL, Key::F5)],
        LookAction::PresentWithNotes,
    ),
    look(
        "Next pane",
        View(3),
        &[key(NONE, Key::F6)],
        LookAction::NextPane,
    ),
    look(
        "Previous pane",
        View(3),
        &[key(SHIFT, Key::F6)],
        LookAction::PreviousPane,
    ),
    look(
        "Theme as the system",
        View(4),
        &[],
        LookAction::Theme(ThemeChoice::System),
    ),
    look(
        "Light theme",
        View(4),
        &[],
        LookAction::Theme(ThemeChoice::Light),
    ),
    look(
        "Dark theme",
        View(4),
        &[],
        LookAction::Theme(ThemeChoice::Dark),
    ),
    look(
        "Print theme",
        View(4),
        &[],
        LookAction::Theme(ThemeChoice::Print),
    ),
    look(
        "High contrast theme",
        View(4),
        &[],
        LookAction::Theme(ThemeChoice::Contrast),
    ),
    look("Reduce motion", View(4), &[], LookAction::ReduceMotion),
    arrange("Compact layout", 5, Command::SetStyle(Style::Compact)),
    arrange("Classic layout", 5, Command::SetStyle(Style::Classic)),
    arrange("Reasons below", 6, Command::SetDirection(Direction::Down)),
    arrange(
        "Reasons to the right",
        6,
        Command::SetDirection(Direction::Right),
    ),
    arrange("Fill a wide slide, 16:9", 7, fill(16, 9)),
    arrange("Fill a slide, 4:3", 7, fill(4, 3)),
    arrange("Fill a page upright", 7, fill(210, 297)),
    arrange("Fill a page across", 7, fill(297, 210)),
    arrange("Fill a square", 7, fill(1, 1)),
    arrange("Fill the canvas as it is", 7, Command::SetAspectToCanvas),
    look("Keys", Help(0), &[key(NONE, Key::F1)], LookAction::Keys),
    look("About Rejoinder", Help(1), &[], LookAction::About),
    edit(
        "Support, or on a mark a co-premise",
        Keys,
        Canvas,
        &[key(NONE, Key::Tab)],
        Command::AddByTab,
    ),
    edit(
        "Objection, or on a mark an undercut",
        Keys,
        Canvas,
        &[key(SHIFT, Key::Tab)],
        Command::AddByShiftTab,
    ),
    edit(
        "Walk up",
        Keys,
        Canvas,
        &[key(NONE, Key::ArrowUp)],
        Command::Move(Heading::Up),
    ),
    edit(
        "Walk down",
        Keys,
        Canvas,
        &[key(NONE, Key::ArrowDown)],
        Command::Move(Heading::Down),
    ),
    edit(
        "Walk left",
        Keys,
        Canvas,
        &[key(NONE, Key::ArrowLeft)],
        Command::Move(Heading::Left),
    ),
    edit(
        "Walk right",
        Keys,
        Canvas,
        &[key(NONE, Key::ArrowRight)],
        Command::Move(Heading::Right),
    ),
    Entry {
        title: "Menu of the selected",
        place: Keys,
        scope: Canvas,
        keys: &[key(SHIFT, Key::F10), key(NONE, Key::Menu)],
        action: Action::Look(LookAction::ContextMenu),
    },
    edit(
        "Cancel, or select nothing",
        Keys,
        Canvas,
        &[key(NONE, Key::Escape)],
        Command::Cancel,
    ),
];

/// The row that does exactly this.
pub(super) fn entry_of(action: &Action) -> Option<&'static Entry> {
    TABLE.iter().find(|entry| entry.action == *action)
}

/// The keys of a command as text, or nothing.
pub(super) fn keys_text(ctx: &egui::Context, entry: &Entry) -> String {
    entry
        .keys
        .first()
        .map(|shortcut| ctx.format_shortcut(shortcut))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_commands_share_a_key() {
        let all: Vec<_> = TABLE
            .iter()
            .flat_map(|entry| entry.keys.iter().map(move |key| (key, entry.title)))
            .collect();
        for (at, (key, title)) in all.iter().enumerate() {
            for (other, other_title) in &all[at + 1..] {
                assert_ne!(key, other, "{title} and {other_title}");
            }
        }
    }

    #[test]
    fn titles_are_unique_sentence_case_and_without_a_full_stop() {
        let mut titles: Vec<_> = TABLE.iter().map(|entry| entry.title).collect();
        titles.sort_unstable();
        assert!(titles.windows(2).all(|pair| pair[0] != pair[1]));
        for title in titles {
            assert!(title.starts_with(char::is_uppercase), "{title}");
            assert!(!title.ends_with('.'), "{title}");
        }
    }
}
