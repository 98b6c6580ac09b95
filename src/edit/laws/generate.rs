//! Random operations on a map: one generator for each, which the compiler insists on.

use std::collections::{BTreeMap, BTreeSet};

use crate::edit::SequentialIds;
use crate::edit::operations::{Attachment, Operation, OutlineRow, Side, clip_of};
use crate::edit::steps::{By, Camera};
use crate::model::{
    Answers, Area, ArgumentMap, Aspect, Attitude, Change, Choice, ClaimId, ClaimKind, Direction,
    ElementId, Frame, Holder, InferenceId, OrderKey, Participant, ParticipantId, Position, Quote,
    Record, Source, SourceId, Stance, Step, Style, Target, ViewId,
};

/// Numbers that look random and depend on the seed alone.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `end` (splitmix64).
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % end.max(1) as u64) as usize
    }

    fn one_in(&mut self, chances: usize) -> bool {
        self.below(chances) == 0
    }

    fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())].clone()
    }
}

/// Makes of one list both the generators and a match that is exhaustive over operations.
macro_rules! generators {
    ($($operation:ident => $generate:expr,)*) => {
        const GENERATORS: &[fn(&ArgumentMap, &mut Dice) -> Operation] = &[$($generate),*];

        /// The name of every operation.
        pub(super) const NAMES: &[&str] = &[$(stringify!($operation)),*];

        /// The name of this one. An operation without a generator does not compile here.
        pub(super) fn name(operation: &Operation) -> &'static str {
            match operation {
                $(Operation::$operation { .. } => stringify!($operation),)*
            }
        }
    };
}

generators! {
    AddClaim => |_, dice| Operation::AddClaim {
        kind: kind(dice),
        at: dice.one_in(2).then(|| position(dice)),
    },
    AddReason => |map, dice| Operation::AddReason { target: target(map, dice), stance: stance(dice) },
    AddCoPremise => |map, dice| Operation::AddCoPremise(step(map, dice)),
    SetMapTitle => |_, dice| Operation::SetMapTitle(text(dice)),
    SetMapNote => |_, dice| Operation::SetMapNote(text(dice)),
    SetText => |map, dice| Operation::SetText(element(map, dice), text(dice)),
    SetLabel => |map, dice| Operation::SetLabel(claim(map, dice), text(dice)),
    SetNote => |map, dice| Operation::SetNote(element(map, dice), text(dice)),
    SetTags => |map, dice| Operation::SetTags(element(map, dice), vec![text(dice), text(dice)]),
    SetImplicit => |map, dice| Operation::SetImplicit(element(map, dice), dice.one_in(2)),
    SetKind => |map, dice| Operation::SetKind(claim(map, dice), kind(dice)),
    SetContention => |map, dice| Operation::SetContention(claim(map, dice), dice.one_in(2)),
    SetAttitude => |map, dice| Operation::SetAttitude(
        element(map, dice),
        holder(map, dice),
        (!dice.one_in(3)).then(|| dice.pick(&Attitude::ALL)),
    ),
    AddHolder => |map, dice| Operation::AddHolder(
        element(map, dice),
        text(dice),
        dice.pick(&Attitude::ALL),
    ),
    SetQuotes => |map, dice| Operation::SetQuotes(element(map, dice), quotes(map, dice)),
    QuoteSource => |map, dice| Operation::QuoteSource {
        element: element(map, dice),
        title: text(dice),
        exact: text(dice),
    },
    Delete => |map, dice| Operation::Delete(elements(map, dice)),
    DeleteOnly => |map, dice| Operation::DeleteOnly(elements(map, dice)),
    Duplicate => |map, dice| Operation::Duplicate(elements(map, dice)),
    InsertMap => |map, dice| Operation::InsertMap {
        clip: Box::new(clip(map, dice)),
        under: dice.one_in(2).then(|| target(map, dice)),
        stance: stance(dice),
    },
    InsertOutline => |map, dice| Operation::InsertOutline {
        rows: rows(dice),
        under: dice.one_in(2).then(|| target(map, dice)),
        stance: stance(dice),
    },
    FlipStance => |map, dice| Operation::FlipStance(elements(map, dice)),
    Link => |map, dice| Operation::Link(siblings(map, dice)),
    Unlink => |map, dice| Operation::Unlink(elements(map, dice)),
    MoveClaim => |map, dice| {
        let claim = claim(map, dice);
        let uses: Vec<_> = map.uses(&claim).map(|used| used.id.clone()).collect();
        let from = (!uses.is_empty() && dice.one_in(2)).then(|| dice.pick(&uses));
        Operation::MoveClaim { claim, from, to: attachment(map, dice) }
    },
    AddUse => |map, dice| Operation::AddUse { claim: claim(map, dice), to: attachment(map, dice) },
    MoveStep => |map, dice| Operation::MoveStep {
        step: step(map, dice),
        to: attachment(map, dice),
    },
    MoveAmongSiblings => |map, dice| Operation::MoveAmongSiblings(step(map, dice), side(dice)),
    MovePremise => |map, dice| {
        let step = step(map, dice);
        let premises = map.inference(&step).map(|step| step.premises.clone());
        let premise = match premises {
            Some(premises) => dice.pick(&premises),
            None => claim(map, dice),
        };
        Operation::MovePremise { step, premise, to: dice.below(4) }
    },
    Pin => |map, dice| Operation::Pin(BTreeMap::from([(claim(map, dice), position(dice))])),
    Unpin => |map, dice| {
        let pinned = map.main_view().pinned.keys().next().cloned();
        let pinned = pinned.map(ElementId::Claim);
        Operation::Unpin(pinned.into_iter().chain(elements(map, dice)).collect())
    },
    SetWidth => |map, dice| Operation::SetWidth(
        claim(map, dice),
        dice.pick(&[None, Some(180.0), Some(0.5), Some(-1.0), Some(f64::NAN)]),
    ),
    ToggleCollapsed => |map, dice| Operation::ToggleCollapsed(elements(map, dice)),
    SetStyle => |_, dice| Operation::SetStyle(dice.pick(&[Style::Compact, Style::Classic])),
    SetDirection => |_, dice| Operation::SetDirection(
        dice.pick(&[Direction::Down, Direction::Right]),
    ),
    SetAspect => |_, dice| Operation::SetAspect(Aspect {
        width: dice.below(5) as u32,
        height: dice.below(5) as u32,
    }),
    RememberLayout => |map, dice| {
        let choices = [(); 3].map(|()| columns(map, dice));
        let shared = map.claims().filter_map(|claim| {
            let uses: Vec<_> = map.uses(&claim.id).map(|used| used.id.clone()).collect();
            (uses.len() > 1).then(|| (claim.id.clone(), uses))
        });
        let mut homes = BTreeMap::from([(claim(map, dice), step(map, dice))]);
        for (claim, uses) in shared {
            homes.insert(claim, dice.pick(&uses));
        }
        Operation::RememberLayout { choices: BTreeMap::from(choices), homes }
    },
    AddParticipant => |_, dice| Operation::AddParticipant(text(dice)),
    SetParticipantName => |map, dice| Operation::SetParticipantName(
        participant(map, dice),
        text(dice),
    ),
    SetParticipantNote => |map, dice| Operation::SetParticipantNote(
        participant(map, dice),
        text(dice),
    ),
    RemoveParticipant => |map, dice| Operation::RemoveParticipant(participant(map, dice)),
    SetSource => |map, dice| Operation::SetSource(Box::new(Source {
        title: text(dice),
        author: text(dice),
        ..source(source_id(map, dice))
    })),
    RemoveSource => |map, dice| Operation::RemoveSource(source_id(map, dice)),
    TidyUp => |map, dice| {
        let target = target(map, dice);
        let siblings = map.bearing_on(&target.element());
        let order = shuffled(siblings.map(|step| step.id.clone()).collect(), dice);
        let step = step(map, dice);
        let premises = map.inference(&step).map(|step| step.premises.clone());
        Operation::TidyUp {
            orders: vec![(target, order)],
            premises: vec![(step, shuffled(premises.unwrap_or_default(), dice))],
            choices: [(); 3].map(|()| columns(map, dice)).into(),
            homes: map.main_view().homes.clone(),
        }
    },
    AddView => |map, dice| Operation::AddView {
        name: text(dice),
        only: dice.one_in(2).then(|| claims(map, dice)),
    },
    SetViewName => |map, dice| Operation::SetViewName(view(map, dice), text(dice)),
    SetViewOnly => |map, dice| Operation::SetViewOnly(
        view(map, dice),
        dice.one_in(2).then(|| claims(map, dice)),
    ),
    SetViewTheme => |map, dice| Operation::SetViewTheme(
        view(map, dice),
        dice.pick(&[String::new(), "dark".to_owned()]),
    ),
    ToggleEmphasised => |map, dice| Operation::ToggleEmphasised(elements(map, dice)),
    MakeSteps => |map, dice| Operation::MakeSteps(
        view(map, dice),
        dice.pick(&By::ALL),
        dice.pick(&[Camera::Keeps, Camera::Follows]),
    ),
    InsertStep => |map, dice| Operation::InsertStep(view(map, dice), dice.below(4)),
    RemoveStep => |map, dice| Operation::RemoveStep(view(map, dice), dice.below(4)),
    ReorderStep => |map, dice| Operation::ReorderStep {
        view: view(map, dice),
        from: dice.below(4),
        to: dice.below(4),
    },
    MergeSteps => |map, dice| Operation::MergeSteps(view(map, dice), dice.below(3)),
    SplitStep => |map, dice| Operation::SplitStep {
        view: view(map, dice),
        at: dice.below(3),
        later: if dice.one_in(2) { elements(map, dice) } else { BTreeSet::new() },
    },
    SetStep => |map, dice| Operation::SetStep {
        view: view(map, dice),
        at: dice.below(3),
        step: Box::new(shown(map, dice)),
    },
    RemoveView => |map, dice| Operation::RemoveView(view(map, dice)),
    DuplicateView => |map, dice| Operation::DuplicateView(view(map, dice)),
}

/// A view of the map, the latest more often.
fn view(map: &ArgumentMap, dice: &mut Dice) -> ViewId {
    let views: Vec<_> = map.views().map(|view| view.id.clone()).collect();
    match views.last() {
        Some(last) if dice.one_in(2) => last.clone(),
        _ if dice.one_in(60) => ViewId::new("nowhere").unwrap(),
        _ => dice.pick(&views),
    }
}

fn claims(map: &ArgumentMap, dice: &mut Dice) -> BTreeSet<ClaimId> {
    let count = dice.below(6);
    (0..count).map(|_| claim(map, dice)).collect()
}

/// A step that says something of everything.
fn shown(map: &ArgumentMap, dice: &mut Dice) -> Step {
    Step {
        title: text(dice),
        appears: elements(map, dice),
        emphasised: elements(map, dice),
        faded: elements(map, dice),
        frame: dice.pick(&[
            None,
            Some(Frame::Whole),
            Some(Frame::Around(elements(map, &mut Dice::new(7)))),
            Some(Frame::Area(Area {
                x: 0.0,
                y: 0.0,
                width: 40.0,
                height: 0.0,
            })),
        ]),
        notes: text(dice),
    }
}

/// In another order, now and then without one.
fn shuffled<T>(mut items: Vec<T>, dice: &mut Dice) -> Vec<T> {
    for at in 0..items.len() {
        let other = at + dice.below(items.len() - at);
        items.swap(at, other);
    }
    if dice.one_in(10) {
        items.pop();
    }
    items
}

/// A claim with columns that begin at some of its reasons, or at steps that are none.
fn columns(map: &ArgumentMap, dice: &mut Dice) -> (ClaimId, Choice) {
    let claim = claim(map, dice);
    let mut breaks: Vec<_> = map
        .bearing_on(&claim.clone().into())
        .map(|step| step.id.clone())
        .collect();
    breaks.retain(|_| dice.one_in(2));
    if dice.one_in(10) {
        breaks.push(step(map, dice));
    }
    (claim, Choice::Columns(breaks))
}

/// An operation of any kind, most often one that the map can take.
pub(crate) fn any_operation(map: &ArgumentMap, dice: &mut Dice) -> Operation {
    let at = dice.below(GENERATORS.len());
    GENERATORS[at](map, dice)
}

fn text(dice: &mut Dice) -> String {
    const TEXTS: [&str; 6] = ["", "Talks have failed", "Naím", "Légitimité", "שלום", "tag"];
    dice.pick(&TEXTS).to_owned()
}

fn kind(dice: &mut Dice) -> ClaimKind {
    dice.pick(&[
        ClaimKind::Assertion,
        ClaimKind::Assertion,
        ClaimKind::Question(Answers::Compatible),
        ClaimKind::Question(Answers::Exclusive),
    ])
}

fn stance(dice: &mut Dice) -> Stance {
    dice.pick(&[Stance::Support, Stance::Attack, Stance::Answer])
}

fn side(dice: &mut Dice) -> Side {
    dice.pick(&[Side::Before, Side::After])
}

fn position(dice: &mut Dice) -> Position {
    Position {
        x: dice.below(1000) as f64 - 500.0,
        y: dice.below(1000) as f64,
    }
}

/// A claim of the map, now and then one that is not there.
fn claim(map: &ArgumentMap, dice: &mut Dice) -> ClaimId {
    let claims: Vec<_> = map.claims().map(|claim| claim.id.clone()).collect();
    if claims.is_empty() || dice.one_in(60) {
        return ClaimId::new("nobody").unwrap();
    }
    dice.pick(&claims)
}

fn step(map: &ArgumentMap, dice: &mut Dice) -> InferenceId {
    let steps: Vec<_> = map.inferences().map(|step| step.id.clone()).collect();
    if steps.is_empty() || dice.one_in(60) {
        return InferenceId::new("nothing").unwrap();
    }
    dice.pick(&steps)
}

fn element(map: &ArgumentMap, dice: &mut Dice) -> ElementId {
    if dice.one_in(3) {
        step(map, dice).into()
    } else {
        claim(map, dice).into()
    }
}

fn elements(map: &ArgumentMap, dice: &mut Dice) -> BTreeSet<ElementId> {
    let count = 1 + dice.below(3);
    (0..count).map(|_| element(map, dice)).collect()
}

/// Reasons of one target, so that linking has a chance.
fn siblings(map: &ArgumentMap, dice: &mut Dice) -> BTreeSet<ElementId> {
    let Some(step) = map.inference(&step(map, dice)) else {
        return BTreeSet::new();
    };
    let mut chosen = BTreeSet::new();
    for other in map.bearing_on(&step.target.element()) {
        if other.stance != step.stance && !dice.one_in(4) {
            continue;
        }
        chosen.insert(match other.premises.first() {
            Some(premise) if dice.one_in(2) => ElementId::Claim(premise.clone()),
            _ => ElementId::Inference(other.id.clone()),
        });
    }
    chosen
}

fn target(map: &ArgumentMap, dice: &mut Dice) -> Target {
    element(map, dice).into()
}

fn attachment(map: &ArgumentMap, dice: &mut Dice) -> Attachment {
    match dice.below(5) {
        0 | 1 => Attachment::Reason {
            target: target(map, dice),
            stance: stance(dice),
        },
        2 | 3 => Attachment::CoPremise(step(map, dice)),
        _ => Attachment::Beside {
            sibling: step(map, dice),
            side: side(dice),
        },
    }
}

fn holder(map: &ArgumentMap, dice: &mut Dice) -> Holder {
    let known = map.participants().map(|known| known.id.clone());
    let mut holders: Vec<_> = known.map(Holder::Participant).collect();
    holders.push(Holder::Analyst);
    dice.pick(&holders)
}

/// A participant of the map, now and then one that is not there.
fn participant(map: &ArgumentMap, dice: &mut Dice) -> ParticipantId {
    let known: Vec<_> = map.participants().map(|known| known.id.clone()).collect();
    if known.is_empty() || dice.one_in(60) {
        return ParticipantId::new("stranger").unwrap();
    }
    dice.pick(&known)
}

fn source_id(map: &ArgumentMap, dice: &mut Dice) -> SourceId {
    let known: Vec<_> = map.sources().map(|known| known.id.clone()).collect();
    if known.is_empty() || dice.one_in(60) {
        return SourceId::new("lost").unwrap();
    }
    dice.pick(&known)
}

/// A participant who holds nothing.
fn newcomer() -> Participant {
    Participant {
        id: ParticipantId::new("newcomer").unwrap(),
        order: OrderKey::of_index(90),
        name: "Newcomer".to_owned(),
        note: String::new(),
    }
}

/// A source of which only the title is known.
fn source(id: SourceId) -> Source {
    Source {
        id,
        order: OrderKey::of_index(90),
        title: "Unquoted".to_owned(),
        author: String::new(),
        publication: String::new(),
        date: String::new(),
        url: String::new(),
        digest: String::new(),
        note: String::new(),
    }
}

fn quotes(map: &ArgumentMap, dice: &mut Dice) -> Vec<Quote> {
    let exact = text(dice);
    let quote = map.sources().next().map(|source| Quote {
        source: source.id.clone(),
        exact,
        prefix: String::new(),
        suffix: String::new(),
        position: Some(7),
    });
    quote.into_iter().collect()
}

fn rows(dice: &mut Dice) -> Vec<OutlineRow> {
    let count = dice.below(5);
    (0..count)
        .map(|_| OutlineRow {
            depth: dice.below(3),
            text: text(dice),
            stance: dice.one_in(2).then(|| stance(dice)),
            kind: kind(dice),
        })
        .collect()
}

/// A part of the map itself, or of another one.
fn clip(map: &ArgumentMap, dice: &mut Dice) -> ArgumentMap {
    if dice.one_in(2) {
        return clip_of(map, map.main_view(), &elements(map, dice));
    }
    let other = starting_map(2);
    let elements = elements(&other, dice);
    clip_of(&other, other.main_view(), &elements)
}

/// An empty map, a small tree, or a map that has some of everything.
pub(crate) fn starting_map(which: u8) -> ArgumentMap {
    let mut map = ArgumentMap::new();
    if which == 0 {
        return map;
    }
    let mut ids = SequentialIds::default();
    let mut dice = Dice::new(u64::from(which));
    let row = |depth, text: &str, stance| OutlineRow {
        depth,
        text: text.to_owned(),
        stance,
        kind: if text.ends_with('?') {
            ClaimKind::Question(Answers::Exclusive)
        } else {
            ClaimKind::Assertion
        },
    };
    let rows = vec![
        row(0, "Minilateralism", None),
        row(1, "Talks have failed", None),
        row(2, "Deadlines were missed", None),
        row(1, "The need has soared", None),
        row(1, "Legitimacy", Some(Stance::Attack)),
        row(2, "Hard to measure", Some(Stance::Attack)),
        row(0, "Which form?", None),
        row(1, "Universal", None),
        row(1, "Small", None),
    ];
    let seed = Operation::InsertOutline {
        rows,
        under: None,
        stance: Stance::Support,
    };
    let mut apply = |map: &mut ArgumentMap, operation: &Operation| {
        if let Ok(planned) = operation.plan(map, &mut ids) {
            let changes: Vec<_> = planned.transaction.changes().cloned().collect();
            map.apply(&changes).expect("planned operations fit");
        }
    };
    apply(&mut map, &seed);
    if which > 1 {
        for (generate, name) in GENERATORS.iter().zip(NAMES) {
            if !name.starts_with("Delete") && !name.starts_with("Remove") {
                let operation = generate(&map, &mut dice);
                apply(&mut map, &operation);
            }
        }
        let records = [
            Record::from(newcomer()),
            Record::from(source(SourceId::new("unquoted").unwrap())),
        ];
        let changes = records.map(|record| Change {
            id: record.id(),
            before: None,
            after: Some(record),
        });
        map.apply(&changes)
            .expect("what nothing names stands alone");
    }
    map
}
