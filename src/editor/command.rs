//! Commands: everything the user can ask of the editor, from menus, keys, palette and panels.

use std::collections::BTreeSet;

use super::TidyJob;
use crate::edit::Operation;
use crate::layout::Tidied;
use crate::model::{
    Answers, Aspect, Attitude, ClaimId, ClaimKind, Direction, ElementId, Holder, ParticipantId,
    Quote, Source, SourceId, Style, ViewId,
};

/// Whether a command can be given now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Availability {
    /// It can.
    Enabled,
    /// It cannot, and this sentence says why.
    Disabled(String),
}

/// One thing the user asks for. Commands act on the selection unless they name an element.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    /// Adds a claim that supports what is selected (on a mark: that backs the step).
    AddSupport,
    /// Adds a claim against what is selected (on a mark: an undercut).
    AddObjection,
    /// Adds a claim that answers the selected question.
    AddAnswer,
    /// Adds a premise to the selected step, or to the step that the selected claim feeds.
    AddCoPremise,
    /// Adds a claim that attacks the selected step, or the step that the selected claim feeds.
    AddUndercut,
    /// Adds a free claim where the layout finds room, and brings it into sight.
    AddClaim,
    /// Adds a free question where the layout finds room, and brings it into sight.
    AddQuestion,
    /// What Tab does: a support, on a mark a co-premise, on a question an answer.
    AddByTab,
    /// What Shift+Tab does: an objection, on a mark an undercut.
    AddByShiftTab,
    /// Opens the selected claim's text (a mark's word) for typing.
    EditText,
    /// Keeps what is being typed as one step, or takes the step that is being picked.
    Commit,
    /// Drops what is being typed or dragged, else clears the selection.
    Cancel,
    /// Takes the last step back.
    Undo,
    /// Repeats the step taken back.
    Redo,
    /// Takes the step of this number (from 1) while one is to be picked.
    PickStep(usize),
    /// Removes the selected with the reasons that serve nothing else.
    Delete,
    /// Removes only the selected claims.
    DeleteOnlyClaim,
    /// Copies the selected beside itself.
    Duplicate,
    /// Copies and deletes the selected.
    Cut,
    /// Copies the selected.
    Copy,
    /// Adds the clipboard's map or indented list under what is selected.
    Paste(PasteContents),
    /// Turns the selected steps from support to objection and back.
    FlipStance,
    /// Joins the selected reasons of one target as co-premises of one step.
    LinkPremises,
    /// Gives each premise of the selected step a step of its own.
    UnlinkPremises,
    /// Moves the selected step before its sibling.
    MoveEarlier,
    /// Moves the selected step after its sibling.
    MoveLater,
    /// Hides or shows the reasons of the selected.
    ToggleCollapsed,
    /// Lets the selected boxes go back into the layout.
    Unpin,
    /// Selects everything visible.
    SelectAll,
    /// Selects nothing.
    ClearSelection,
    /// Selects these, dropping the rest, and brings the last into sight.
    Select(Vec<ElementId>),
    /// Adds the element to the selection, or takes it out.
    ToggleSelected(ElementId),
    /// Moves the selection on the canvas as the arrow keys do.
    Move(Heading),
    /// Shows all of the map.
    ZoomToFit,
    /// Shows map units as screen points.
    ZoomToActual,
    /// Enlarges by one step.
    ZoomIn,
    /// Shrinks by one step.
    ZoomOut,
    /// Brings the selection into sight.
    ShowSelection,
    /// Sets the style of the view.
    SetStyle(Style),
    /// Sets the direction of the view.
    SetDirection(Direction),
    /// Sets the aspect of the view.
    SetAspect(Aspect),
    /// Sets the aspect of the view to the proportions that the canvas has now.
    SetAspectToCanvas,
    /// Asks how the map could be tidied up.
    TidyUp,
    /// Takes over how the map is to be tidied up.
    TakeTidied(Box<(TidyJob, Tidied)>),
    /// Sets one property of a record, as the inspector does.
    Set(Property),
    /// Shows the map in this view.
    ShowView(ViewId),
    /// Shows only the selected in the view; the first view is left for a new one.
    ShowOnlySelected,
    /// Shows the selected no longer in the view; the first view is left for a new one.
    HideSelected,
    /// Shows all claims in the view.
    ShowAllClaims,
    /// Lets the selected stand out in the view, or no longer.
    ToggleEmphasised,
    /// Adds a view of these claims and shows it.
    AddView(String, BTreeSet<ClaimId>),
    /// Adds a view just like the one that is shown, and shows it.
    DuplicateView,
    /// Changes the views of the map or the steps of one, as the steps panel does.
    Stage(Box<Operation>),
}

impl Command {
    /// Whether it changes neither the document nor the selection.
    pub fn only_looks(&self) -> bool {
        matches!(
            self,
            Self::ZoomToFit
                | Self::ZoomToActual
                | Self::ZoomIn
                | Self::ZoomOut
                | Self::ShowSelection
        )
    }

    /// Whether it says which of several steps is meant.
    pub(super) fn is_for_picking(&self) -> bool {
        matches!(
            self,
            Self::Move(_) | Self::PickStep(_) | Self::Commit | Self::EditText
        )
    }
}

/// A direction of the arrow keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heading {
    /// Up.
    Up,
    /// Down.
    Down,
    /// Left.
    Left,
    /// Right.
    Right,
}

/// What the clipboard held.
#[derive(Debug, Clone, PartialEq)]
pub struct PasteContents {
    /// The plain text: an indented list, or any text.
    pub text: String,
    /// Our own map beside it, as RON, if there is one.
    pub map_ron: Option<String>,
}

/// A property that the inspector sets on the element it names.
#[derive(Debug, Clone, PartialEq)]
pub enum Property {
    /// The map's title.
    MapTitle(String),
    /// The map's note.
    MapNote(String),
    /// The text of a claim, or the word of an inference.
    Text(ElementId, String),
    /// The short label of a claim.
    Label(ElementId, String),
    /// The note.
    Note(ElementId, String),
    /// The tags.
    Tags(ElementId, Vec<String>),
    /// Implicit or not.
    Implicit(ElementId, Implicit),
    /// Assertion or question.
    Kind(ElementId, ClaimKind),
    /// Whether a question's answers exclude each other.
    QuestionAnswers(ElementId, Answers),
    /// Marked as contention or not.
    Contention(ElementId, Marked),
    /// Sets a holder's attitude, or with `None` removes the holder.
    HeldBy(ElementId, Holder, Option<Attitude>),
    /// Adds a participant of this name and lets it hold the element.
    NewHolder(ElementId, String, Attitude),
    /// Adds a participant of this name.
    NewParticipant(String),
    /// A participant's name.
    ParticipantName(ParticipantId, String),
    /// The note on a participant.
    ParticipantNote(ParticipantId, String),
    /// Removes a participant, also from all that it holds.
    RemoveParticipant(ParticipantId),
    /// What is known of the source of this id.
    Source(Box<Source>),
    /// Removes a source that nothing quotes.
    RemoveSource(SourceId),
    /// Replaces the quotes.
    Quotes(ElementId, Vec<Quote>),
    /// Adds a source of this title and a quote from it.
    QuoteFromNewSource(ElementId, String, String),
    /// The width of a claim's box in map units; `None` for the default.
    Width(ElementId, Option<f64>),
}

/// Whether something is left unsaid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Implicit {
    /// Left unsaid.
    Implicit,
    /// Said.
    Explicit,
}

/// Whether a claim is marked as contention.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Marked {
    /// It is.
    Contention,
    /// It is not.
    Plain,
}
