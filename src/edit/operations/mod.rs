//! Operations: everything that can be done to a map, each planned as one transaction.
//!
//! [`Operation::plan`] looks at a map and gives a [`Planned`] transaction, or says in a sentence
//! why it cannot. Planning never changes the map; one that finds nothing to change plans an
//! empty transaction.

mod add;
mod attach;
mod branch;
mod clip;
mod columns;
mod delete;
mod duplicate;
mod holders;
mod link;
mod order;
mod participants;
mod paste;
mod plan;
mod properties;
mod quotes;
mod reorder;
mod sources;
mod stance;
mod steps;
mod tidy;
mod transplant;
mod view;
mod views;

use std::collections::{BTreeMap, BTreeSet};

use super::IdSource;
use super::steps::{By, Camera};
use crate::model::{
    ArgumentMap, Aspect, Attitude, Choice, ClaimId, ClaimKind, Direction, ElementId, Holder,
    InferenceId, ParticipantId, Position, Quote, Source, SourceId, Stance, Step, Style, Target,
    ViewId,
};
use plan::Plan;

pub use attach::Attachment;
pub use branch::{all_bearing_on, ancestors, branch, home, parent, steps_fed_by};
pub use clip::clip_of;
pub use paste::OutlineRow;
pub use plan::{CannotPlan, Planned};
pub use reorder::Side;

/// One thing that can be done to a map. Sets of elements are what the user selected.
#[derive(Debug, Clone, PartialEq)]
pub enum Operation {
    /// Adds a free claim or question, pinned if a place is given.
    AddClaim {
        /// Claim or question.
        kind: ClaimKind,
        /// Where to pin it.
        at: Option<Position>,
    },
    /// Adds an empty claim that bears on the target: a support, an objection, an answer, and on
    /// a step a backing or an undercut.
    AddReason {
        /// What it bears on.
        target: Target,
        /// How.
        stance: Stance,
    },
    /// Adds an empty claim as a further premise of the step.
    AddCoPremise(InferenceId),
    /// Sets the map's title.
    SetMapTitle(String),
    /// Sets the map's note.
    SetMapNote(String),
    /// Sets the text of a claim, or the word of an inference.
    SetText(ElementId, String),
    /// Sets the short label of a claim.
    SetLabel(ClaimId, String),
    /// Sets the note.
    SetNote(ElementId, String),
    /// Sets the tags; empty and repeated ones are left out.
    SetTags(ElementId, Vec<String>),
    /// Marks as left unsaid in the documents, or not.
    SetImplicit(ElementId, bool),
    /// Makes a claim an assertion or a question.
    SetKind(ClaimId, ClaimKind),
    /// Marks a claim as contention, or not.
    SetContention(ClaimId, bool),
    /// Sets a holder's attitude, or with `None` removes the holder.
    SetAttitude(ElementId, Holder, Option<Attitude>),
    /// Lets a participant of this name hold the element; adds the participant if there is none.
    AddHolder(ElementId, String, Attitude),
    /// Adds a participant of this name, who holds nothing yet.
    AddParticipant(String),
    /// Sets a participant's name.
    SetParticipantName(ParticipantId, String),
    /// Sets the note on a participant.
    SetParticipantNote(ParticipantId, String),
    /// Removes a participant, also from all that it holds.
    RemoveParticipant(ParticipantId),
    /// Replaces what is known of the source of this id; its place and its digest stay.
    SetSource(Box<Source>),
    /// Removes a source that nothing quotes.
    RemoveSource(SourceId),
    /// Replaces the quotes.
    SetQuotes(ElementId, Vec<Quote>),
    /// Adds a quote of this phrase from a source of this title; adds the source if there is none.
    QuoteSource {
        /// What the quote is for.
        element: ElementId,
        /// The source's title.
        title: String,
        /// The phrase.
        exact: String,
    },
    /// Removes the elements with the reasons that serve nothing else.
    Delete(BTreeSet<ElementId>),
    /// Removes the elements alone; their reasons stay as free claims.
    DeleteOnly(BTreeSet<ElementId>),
    /// Copies the elements with all that stands under them beside themselves.
    Duplicate(BTreeSet<ElementId>),
    /// Adds another map; its tops become reasons of `under`, or stay free.
    InsertMap {
        /// What to add.
        clip: Box<ArgumentMap>,
        /// What its tops are to bear on.
        under: Option<Target>,
        /// How; on a question they answer.
        stance: Stance,
    },
    /// Adds an indented list; its tops become reasons of `under`, or stay free.
    InsertOutline {
        /// The lines.
        rows: Vec<OutlineRow>,
        /// What the tops are to bear on.
        under: Option<Target>,
        /// How, where a row does not say; on a question they answer.
        stance: Stance,
    },
    /// Turns supports into objections and objections into supports.
    FlipStance(BTreeSet<ElementId>),
    /// Joins reasons with one target as co-premises of one step.
    Link(BTreeSet<ElementId>),
    /// Gives each premise of steps with several a step of its own.
    Unlink(BTreeSet<ElementId>),
    /// Moves one use of a claim, with all that stands under the claim.
    MoveClaim {
        /// The claim.
        claim: ClaimId,
        /// The step that it leaves; `None` for the one under which it stands.
        from: Option<InferenceId>,
        /// Where it goes.
        to: Attachment,
    },
    /// Uses a claim once more, or for the first time; its other uses stay.
    AddUse {
        /// The claim.
        claim: ClaimId,
        /// Where it is used.
        to: Attachment,
    },
    /// Moves a step with all its premises.
    MoveStep {
        /// The step.
        step: InferenceId,
        /// Where it goes.
        to: Attachment,
    },
    /// Moves a step over its neighbour among the reasons of their target.
    MoveAmongSiblings(InferenceId, Side),
    /// Moves a premise to this place among the premises of its step, counted without it.
    MovePremise {
        /// The step.
        step: InferenceId,
        /// The premise.
        premise: ClaimId,
        /// How many premises shall stand before it.
        to: usize,
    },
    /// Pins boxes at these places.
    Pin(BTreeMap<ClaimId, Position>),
    /// Lets boxes go back into the layout.
    Unpin(BTreeSet<ElementId>),
    /// Sets the width of a claim's box in map units; `None` for the default.
    SetWidth(ClaimId, Option<f64>),
    /// Hides the reasons of the elements, or shows them if all are hidden.
    ToggleCollapsed(BTreeSet<ElementId>),
    /// Sets the style of the view in which the map is looked at.
    SetStyle(Style),
    /// Sets the direction of that view.
    SetDirection(Direction),
    /// Sets the aspect of that view.
    SetAspect(Aspect),
    /// Remembers what the layout chose; what the map no longer has is left out. The editor adds
    /// this to the transaction that made the layout choose.
    RememberLayout {
        /// How the reasons of claims stand.
        choices: BTreeMap<ClaimId, Choice>,
        /// Under which use shared claims stand.
        homes: BTreeMap<ClaimId, InferenceId>,
    },
    /// Takes over what tidying up found, as one step.
    TidyUp {
        /// Reasons of targets in their new order.
        orders: Vec<(Target, Vec<InferenceId>)>,
        /// Premises of steps in their new order.
        premises: Vec<(InferenceId, Vec<ClaimId>)>,
        /// How the reasons of claims stand.
        choices: BTreeMap<ClaimId, Choice>,
        /// Under which use shared claims stand.
        homes: BTreeMap<ClaimId, InferenceId>,
    },
    /// Adds a view that looks as the one does in which the map is looked at.
    AddView {
        /// What people are to call it.
        name: String,
        /// The claims that it shows; `None` for all.
        only: Option<BTreeSet<ClaimId>>,
    },
    /// Adds a view just like another, steps included.
    DuplicateView(ViewId),
    /// Names a view.
    SetViewName(ViewId, String),
    /// Says which claims a view shows; `None` for all.
    SetViewOnly(ViewId, Option<BTreeSet<ClaimId>>),
    /// Gives a view a look of its own by the name of a theme; an empty name takes it back.
    SetViewTheme(ViewId, String),
    /// Lets elements stand out in the view in which the map is looked at, or no longer if all do.
    ToggleEmphasised(BTreeSet<ElementId>),
    /// Removes a view that is not the first one.
    RemoveView(ViewId),
    /// Replaces the steps of a view by steps made from the map.
    MakeSteps(ViewId, By, Camera),
    /// Puts an empty step before the one of this number, counted from 0.
    InsertStep(ViewId, usize),
    /// Removes a step; nothing that it let appear is lost.
    RemoveStep(ViewId, usize),
    /// Moves a step to another number.
    ReorderStep {
        /// The view.
        view: ViewId,
        /// Its number now.
        from: usize,
        /// Its number then.
        to: usize,
    },
    /// Makes one step of a step and the next.
    MergeSteps(ViewId, usize),
    /// Lets a part of what appears at a step appear at one of its own right after.
    SplitStep {
        /// The view.
        view: ViewId,
        /// The step's number.
        at: usize,
        /// What appears later; the later half in reading order where nothing is named.
        later: BTreeSet<ElementId>,
    },
    /// Replaces a step; what it lets appear appears at no other step any more.
    SetStep {
        /// The view.
        view: ViewId,
        /// The step's number.
        at: usize,
        /// The step.
        step: Box<Step>,
    },
}

impl Operation {
    /// Plans the operation on a map that is looked at in its first view; new ids come from `ids`.
    ///
    /// # Errors
    /// [`CannotPlan`] says why it cannot be done, for the user.
    pub fn plan(&self, map: &ArgumentMap, ids: &mut dyn IdSource) -> Result<Planned, CannotPlan> {
        self.plan_in(map, &map.main_view().id, ids)
    }

    /// Plans the operation on a map that is looked at in this view.
    ///
    /// # Errors
    /// [`CannotPlan`] says why it cannot be done, for the user.
    #[expect(
        clippy::too_many_lines,
        reason = "a table with one arm for each operation"
    )]
    pub fn plan_in(
        &self,
        map: &ArgumentMap,
        shown: &ViewId,
        ids: &mut dyn IdSource,
    ) -> Result<Planned, CannotPlan> {
        let plan = Plan::new(map, shown, ids);
        match self {
            Self::AddClaim { kind, at } => Ok(add::add_claim(plan, *kind, *at)),
            Self::AddReason { target, stance } => add::add_reason(plan, target, *stance),
            Self::AddCoPremise(step) => add::add_co_premise(plan, step),
            Self::SetMapTitle(title) => Ok(properties::set_map_title(plan, title)),
            Self::SetMapNote(note) => Ok(properties::set_map_note(plan, note)),
            Self::SetText(element, text) => properties::set_text(plan, element, text),
            Self::SetLabel(claim, label) => properties::set_label(plan, claim, label),
            Self::SetNote(element, note) => properties::set_note(plan, element, note),
            Self::SetTags(element, tags) => properties::set_tags(plan, element, tags),
            Self::SetImplicit(element, implicit) => {
                properties::set_implicit(plan, element, *implicit)
            }
            Self::SetKind(claim, kind) => properties::set_kind(plan, claim, *kind),
            Self::SetContention(claim, contention) => {
                properties::set_contention(plan, claim, *contention)
            }
            Self::SetAttitude(element, holder, attitude) => {
                holders::set_attitude(plan, element, holder, *attitude)
            }
            Self::AddHolder(element, name, attitude) => {
                holders::add_holder(plan, element, name, *attitude)
            }
            Self::AddParticipant(name) => participants::add_participant(plan, name),
            Self::SetParticipantName(id, name) => participants::set_name(plan, id, name),
            Self::SetParticipantNote(id, note) => participants::set_note(plan, id, note),
            Self::RemoveParticipant(id) => participants::remove_participant(plan, id),
            Self::SetSource(source) => sources::set_source(plan, source),
            Self::RemoveSource(id) => sources::remove_source(plan, id),
            Self::SetQuotes(element, quotes) => quotes::set_quotes(plan, element, quotes),
            Self::QuoteSource {
                element,
                title,
                exact,
            } => quotes::quote_source(plan, element, title, exact),
            Self::Delete(elements) => delete::delete(plan, elements),
            Self::DeleteOnly(elements) => delete::delete_only(plan, elements),
            Self::Duplicate(elements) => duplicate::duplicate(plan, elements),
            Self::InsertMap {
                clip,
                under,
                stance,
            } => paste::insert_map(plan, clip, under.as_ref(), *stance),
            Self::InsertOutline {
                rows,
                under,
                stance,
            } => paste::insert_outline(plan, rows, under.as_ref(), *stance),
            Self::FlipStance(elements) => stance::flip(plan, elements),
            Self::Link(elements) => link::link(plan, elements),
            Self::Unlink(elements) => link::unlink(plan, elements),
            Self::MoveClaim { claim, from, to } => {
                attach::move_claim(plan, claim, from.as_ref(), to)
            }
            Self::AddUse { claim, to } => attach::add_use(plan, claim, to),
            Self::MoveStep { step, to } => attach::move_step(plan, step, to),
            Self::MoveAmongSiblings(step, side) => reorder::move_among_siblings(plan, step, *side),
            Self::MovePremise { step, premise, to } => {
                reorder::move_premise(plan, step, premise, *to)
            }
            Self::Pin(places) => view::pin(plan, places),
            Self::Unpin(elements) => Ok(view::unpin(plan, elements)),
            Self::SetWidth(claim, width) => view::set_width(plan, claim, *width),
            Self::ToggleCollapsed(elements) => view::toggle_collapsed(plan, elements),
            Self::SetStyle(style) => Ok(view::set_style(plan, *style)),
            Self::SetDirection(direction) => Ok(view::set_direction(plan, *direction)),
            Self::SetAspect(aspect) => view::set_aspect(plan, *aspect),
            Self::RememberLayout { choices, homes } => {
                Ok(view::remember_layout(plan, choices, homes))
            }
            Self::TidyUp {
                orders,
                premises,
                choices,
                homes,
            } => Ok(tidy::tidy_up(plan, orders, premises, choices, homes)),
            Self::AddView { name, only } => views::add_view(plan, name, only.as_ref()),
            Self::DuplicateView(view) => views::duplicate(plan, view),
            Self::SetViewName(view, name) => views::set_name(plan, view, name),
            Self::SetViewOnly(view, only) => views::set_only(plan, view, only.as_ref()),
            Self::SetViewTheme(view, theme) => views::set_theme(plan, view, theme),
            Self::ToggleEmphasised(elements) => view::toggle_emphasised(plan, elements),
            Self::RemoveView(view) => views::remove_view(plan, view),
            Self::MakeSteps(view, by, camera) => steps::make(plan, view, *by, *camera),
            Self::InsertStep(view, at) => steps::insert(plan, view, *at),
            Self::RemoveStep(view, at) => steps::remove(plan, view, *at),
            Self::ReorderStep { view, from, to } => steps::reorder(plan, view, *from, *to),
            Self::MergeSteps(view, at) => steps::merge(plan, view, *at),
            Self::SplitStep { view, at, later } => steps::split(plan, view, *at, later),
            Self::SetStep { view, at, step } => steps::set(plan, view, *at, step),
        }
    }
}
