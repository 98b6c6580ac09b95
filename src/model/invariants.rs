//! Holds the outcome of a transaction against the invariants, looking only at what it touched.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    ArgumentMap, Change, Choice, ClaimId, ElementId, Frame, HeldBy, Holder, Inference, InferenceId,
    ParticipantId, Quote, Record, RecordId, SourceId, Stance, Step, Target, View, ViewId,
};

/// Why a transaction was refused; the map is as it was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The change names no record or records of another id.
    #[error("the change of `{}` does not describe that record", .0.as_str())]
    NotAChange(RecordId),
    /// The record is not as the change expects it.
    #[error("`{}` has changed since this edit was planned", .0.as_str())]
    Stale(RecordId),
    /// Another record bears the id.
    #[error("the id `{}` is used twice", .0.as_str())]
    DuplicateId(RecordId),
    /// The heading or the last view would go.
    #[error("a map always has a heading and a view")]
    Indispensable,
    /// An inference would have no premises.
    #[error("the step `{0}` would have no premises")]
    NoPremises(InferenceId),
    /// An inference would have one premise twice.
    #[error("`{1}` is a premise of the step `{0}` already")]
    PremiseTwice(InferenceId, ClaimId),
    /// A question would be a premise.
    #[error("`{1}` is a question, and a question is answered but never a premise (step `{0}`)")]
    QuestionAsPremise(InferenceId, ClaimId),
    /// A premise does not exist.
    #[error("the step `{0}` names the premise `{1}`, and there is no such claim")]
    MissingPremise(InferenceId, ClaimId),
    /// A target does not exist.
    #[error("the step `{0}` bears on `{1}`, which does not exist")]
    MissingTarget(InferenceId, String),
    /// Inferences would bear on each other in a ring.
    #[error("the steps from `{0}` on bear on each other in a ring and never reach a claim")]
    TargetRing(InferenceId),
    /// An answer has several premises.
    #[error("the answer `{0}` has several premises; each answer is one claim")]
    AnswerOfSeveral(InferenceId),
    /// An answer targets something that is not a question.
    #[error("`{0}` answers something that is not a question")]
    AnswerToNoQuestion(InferenceId),
    /// Something other than an answer targets a question.
    #[error("`{0}` supports or attacks a question; a question is only answered")]
    ReasonForQuestion(InferenceId),
    /// A holder stands twice.
    #[error("`{0}` names a holder twice")]
    HolderTwice(String),
    /// A holder does not exist.
    #[error("`{0}` is held by `{1}`, and there is no such participant")]
    MissingParticipant(String, ParticipantId),
    /// A quoted source does not exist.
    #[error("`{0}` quotes `{1}`, and there is no such source")]
    MissingSource(String, SourceId),
    /// A view says something about what does not exist.
    #[error("the view `{0}` names `{1}`, which does not exist")]
    MissingInView(ViewId, String),
    /// A column of reasons would begin with a step that is none of them.
    #[error("the view `{0}` begins a column of the reasons of `{1}` with `{2}`, which is none")]
    ColumnOfOthers(ViewId, ClaimId, InferenceId),
    /// Two columns of reasons would begin with the same one.
    #[error("the view `{0}` begins two columns of the reasons of `{1}` with `{2}`")]
    ColumnTwice(ViewId, ClaimId, InferenceId),
    /// A view has a number that is no place or size.
    #[error("the view `{0}` has a number for `{1}` that is not a usable place or size")]
    BadNumber(ViewId, String),
    /// An element would appear twice in one view.
    #[error("the view `{0}` lets `{1}` appear at two steps")]
    AppearsTwice(ViewId, String),
    /// A record is still referred to.
    #[error("`{}` is still referred to by `{by}`", .gone.as_str())]
    StillUsed {
        /// What would go.
        gone: RecordId,
        /// What refers to it.
        by: String,
    },
}

/// Checks everything that the changes could have broken.
pub(super) fn check(map: &ArgumentMap, changes: &[Change]) -> Result<(), Refusal> {
    let mut grounded = BTreeSet::new();
    for change in changes {
        // A record may be changed twice in one transaction: look at how it stands now.
        match map.record(&change.id) {
            Some(record) => check_record(map, change, &record, &mut grounded)?,
            None => check_gone(map, &change.id)?,
        }
    }
    Ok(())
}

/// `grounded` gathers the inferences whose targets are known to lead to a claim.
fn check_record(
    map: &ArgumentMap,
    change: &Change,
    record: &Record,
    grounded: &mut BTreeSet<InferenceId>,
) -> Result<(), Refusal> {
    match record {
        Record::Heading(_) | Record::Participant(_) | Record::Source(_) => Ok(()),
        Record::Claim(claim) => {
            check_holders(map, claim.id.as_str(), &claim.held_by)?;
            check_quotes(map, claim.id.as_str(), &claim.quotes)?;
            match &change.before {
                Some(Record::Claim(before)) if before.kind != claim.kind => {
                    check_kind_against_uses(map, &claim.id)
                }
                _ => Ok(()),
            }
        }
        Record::Inference(inference) => {
            check_premises(map, inference)?;
            check_target(map, inference)?;
            check_chain(map, inference, grounded)?;
            check_holders(map, inference.id.as_str(), &inference.held_by)?;
            check_quotes(map, inference.id.as_str(), &inference.quotes)?;
            match &change.before {
                Some(Record::Inference(before)) => {
                    check_homes_in(map, before, inference)?;
                    check_columns_left(map, before, inference)
                }
                _ => Ok(()),
            }
        }
        Record::View(view) => {
            let before = match &change.before {
                Some(Record::View(before)) => before.choices.as_ref(),
                _ => None,
            };
            check_view(map, view, before)
        }
    }
}

/// A claim that ceased to be a premise cannot have its home there.
fn check_homes_in(
    map: &ArgumentMap,
    before: &Inference,
    inference: &Inference,
) -> Result<(), Refusal> {
    let lost = before.premises.iter();
    for claim in lost.filter(|premise| !inference.premises.contains(premise)) {
        let mut views = map.views();
        if let Some(view) = views.find(|view| view.homes.get(claim) == Some(&inference.id)) {
            return Err(Refusal::MissingInView(
                view.id.clone(),
                inference.id.to_string(),
            ));
        }
    }
    Ok(())
}

/// A reason that turned to something else cannot begin a column where it was.
fn check_columns_left(
    map: &ArgumentMap,
    before: &Inference,
    inference: &Inference,
) -> Result<(), Refusal> {
    let Target::Claim(left) = &before.target else {
        return Ok(());
    };
    if before.target == inference.target {
        return Ok(());
    }
    let begins = |view: &&View| {
        let mut breaks = view.breaks_of(left).into_iter().flatten();
        breaks.any(|first| *first == inference.id)
    };
    match map.views().find(begins) {
        Some(view) => Err(Refusal::ColumnOfOthers(
            view.id.clone(),
            left.clone(),
            inference.id.clone(),
        )),
        None => Ok(()),
    }
}

fn check_premises(map: &ArgumentMap, inference: &Inference) -> Result<(), Refusal> {
    let id = &inference.id;
    if inference.premises.is_empty() {
        return Err(Refusal::NoPremises(id.clone()));
    }
    if inference.stance == Stance::Answer && inference.premises.len() > 1 {
        return Err(Refusal::AnswerOfSeveral(id.clone()));
    }
    let mut seen = BTreeSet::new();
    for premise in &inference.premises {
        let Some(claim) = map.claim(premise) else {
            return Err(Refusal::MissingPremise(id.clone(), premise.clone()));
        };
        if claim.is_question() {
            return Err(Refusal::QuestionAsPremise(id.clone(), premise.clone()));
        }
        if !seen.insert(premise) {
            return Err(Refusal::PremiseTwice(id.clone(), premise.clone()));
        }
    }
    Ok(())
}

fn check_target(map: &ArgumentMap, inference: &Inference) -> Result<(), Refusal> {
    let id = &inference.id;
    match &inference.target {
        Target::Claim(target) => {
            let Some(claim) = map.claim(target) else {
                return Err(Refusal::MissingTarget(id.clone(), target.to_string()));
            };
            match (claim.is_question(), inference.stance == Stance::Answer) {
                (true, false) => Err(Refusal::ReasonForQuestion(id.clone())),
                (false, true) => Err(Refusal::AnswerToNoQuestion(id.clone())),
                _ => Ok(()),
            }
        }
        Target::Inference(_) if inference.stance == Stance::Answer => {
            Err(Refusal::AnswerToNoQuestion(id.clone()))
        }
        Target::Inference(target) if map.inference(target).is_none() => {
            Err(Refusal::MissingTarget(id.clone(), target.to_string()))
        }
        Target::Inference(_) => Ok(()),
    }
}

/// Follows targets upwards until a claim or an inference known to lead to one.
fn check_chain(
    map: &ArgumentMap,
    from: &Inference,
    grounded: &mut BTreeSet<InferenceId>,
) -> Result<(), Refusal> {
    let mut path = BTreeSet::from([from.id.clone()]);
    let mut target = &from.target;
    while let Target::Inference(next) = target {
        if grounded.contains(next) {
            break;
        }
        if !path.insert(next.clone()) {
            return Err(Refusal::TargetRing(from.id.clone()));
        }
        let Some(inference) = map.inference(next) else {
            return Err(Refusal::MissingTarget(from.id.clone(), next.to_string()));
        };
        target = &inference.target;
    }
    grounded.extend(path);
    Ok(())
}

/// A claim that became a question, or ceased to be one, must still fit where it is used.
fn check_kind_against_uses(map: &ArgumentMap, claim: &ClaimId) -> Result<(), Refusal> {
    for inference in map.uses(claim) {
        check_premises(map, inference)?;
    }
    for inference in map.bearing_on(&ElementId::Claim(claim.clone())) {
        check_target(map, inference)?;
    }
    Ok(())
}

fn check_holders(map: &ArgumentMap, element: &str, held_by: &[HeldBy]) -> Result<(), Refusal> {
    let mut seen = BTreeSet::new();
    for held in held_by {
        if !seen.insert(&held.holder) {
            return Err(Refusal::HolderTwice(element.to_owned()));
        }
        if let Holder::Participant(id) = &held.holder
            && map.participant(id).is_none()
        {
            return Err(Refusal::MissingParticipant(element.to_owned(), id.clone()));
        }
    }
    Ok(())
}

fn check_quotes(map: &ArgumentMap, element: &str, quotes: &[Quote]) -> Result<(), Refusal> {
    match quotes
        .iter()
        .find(|quote| map.source(&quote.source).is_none())
    {
        Some(quote) => Err(Refusal::MissingSource(
            element.to_owned(),
            quote.source.clone(),
        )),
        None => Ok(()),
    }
}

/// Choices are many; those that stood there `before` are known to name claims and their reasons,
/// and one that goes is looked for in the views.
fn check_view(
    map: &ArgumentMap,
    view: &View,
    before: Option<&BTreeMap<ClaimId, Choice>>,
) -> Result<(), Refusal> {
    let missing = |id: &str| Refusal::MissingInView(view.id.clone(), id.to_owned());
    let bad_number = |id: &str| Refusal::BadNumber(view.id.clone(), id.to_owned());
    if view.aspect.width == 0 || view.aspect.height == 0 {
        return Err(bad_number("aspect"));
    }
    for element in &view.collapsed {
        if !exists(map, element) {
            return Err(missing(element.as_str()));
        }
    }
    check_steps(map, view)?;
    for (claim, at) in &view.pinned {
        if !(at.x.is_finite() && at.y.is_finite()) {
            return Err(bad_number(claim.as_str()));
        }
    }
    for (claim, width) in &view.widths {
        if !(width.is_finite() && *width > 0.0) {
            return Err(bad_number(claim.as_str()));
        }
    }
    for (claim, home) in &view.homes {
        let used = map
            .inference(home)
            .is_some_and(|home| home.premises.contains(claim));
        if !used {
            return Err(missing(home.as_str()));
        }
    }
    let named = view
        .pinned
        .keys()
        .chain(view.widths.keys())
        .chain(view.homes.keys())
        .chain(view.only.iter().flatten());
    let is_gone = |claim: &&ClaimId| map.claim(claim).is_none();
    if let Some(claim) = named.into_iter().find(is_gone) {
        return Err(missing(claim.as_str()));
    }
    if let Some(choices) = &view.choices {
        for (claim, choice) in changed_entries(before, choices) {
            if is_gone(&claim) {
                return Err(missing(claim.as_str()));
            }
            if let Choice::Columns(breaks) = choice {
                check_breaks(map, view, claim, breaks)?;
            }
        }
    }
    Ok(())
}

/// What the view says of showing it names what exists, and lets nothing appear twice.
fn check_steps(map: &ArgumentMap, view: &View) -> Result<(), Refusal> {
    let shown = view.emphasised.iter().chain(view.frame.elements());
    let mut named = shown.chain(view.steps.iter().flat_map(Step::elements));
    if let Some(gone) = named.find(|element| !exists(map, element)) {
        let id = gone.as_str().to_owned();
        return Err(Refusal::MissingInView(view.id.clone(), id));
    }
    let frames = view.steps.iter().filter_map(|step| step.frame.as_ref());
    for frame in frames.chain([&view.frame]) {
        if let Frame::Area(area) = frame
            && !area.is_usable()
        {
            return Err(Refusal::BadNumber(view.id.clone(), "frame".to_owned()));
        }
    }
    let mut seen = BTreeSet::new();
    for element in view.steps.iter().flat_map(|step| &step.appears) {
        if !seen.insert(element) {
            let id = element.as_str().to_owned();
            return Err(Refusal::AppearsTwice(view.id.clone(), id));
        }
    }
    Ok(())
}

fn check_breaks(
    map: &ArgumentMap,
    view: &View,
    claim: &ClaimId,
    breaks: &[InferenceId],
) -> Result<(), Refusal> {
    let mut seen = BTreeSet::new();
    for first in breaks {
        let step = map.inference(first);
        let fault = if step.is_none_or(|step| step.target != Target::Claim(claim.clone())) {
            Refusal::ColumnOfOthers
        } else if !seen.insert(first) {
            Refusal::ColumnTwice
        } else {
            continue;
        };
        return Err(fault(view.id.clone(), claim.clone(), first.clone()));
    }
    Ok(())
}

/// The entries of a map that it does not share with an earlier one, in one walk over both.
fn changed_entries<'m, K: Ord, V: PartialEq>(
    before: Option<&'m BTreeMap<K, V>>,
    now: &'m BTreeMap<K, V>,
) -> impl Iterator<Item = (&'m K, &'m V)> {
    let mut known = before.into_iter().flatten().peekable();
    now.iter().filter(move |entry| {
        while known.next_if(|known| known.0 < entry.0).is_some() {}
        known.peek() != Some(entry)
    })
}

fn exists(map: &ArgumentMap, element: &ElementId) -> bool {
    match element {
        ElementId::Claim(id) => map.claim(id).is_some(),
        ElementId::Inference(id) => map.inference(id).is_some(),
    }
}

fn check_gone(map: &ArgumentMap, id: &RecordId) -> Result<(), Refusal> {
    let user = match id {
        RecordId::Heading => return Err(Refusal::Indispensable),
        RecordId::View(_) => {
            let left = map.views().next().is_some();
            return if left {
                Ok(())
            } else {
                Err(Refusal::Indispensable)
            };
        }
        RecordId::Claim(claim) => map
            .uses(claim)
            .next()
            .map(|inference| inference.id.to_string())
            .or_else(|| user_of_element(map, &ElementId::Claim(claim.clone()))),
        RecordId::Inference(inference) => {
            user_of_element(map, &ElementId::Inference(inference.clone()))
        }
        RecordId::Participant(participant) => holder_of(map, participant),
        RecordId::Source(source) => quoter_of(map, source),
    };
    match user {
        Some(by) => Err(Refusal::StillUsed {
            gone: id.clone(),
            by,
        }),
        None => Ok(()),
    }
}

fn user_of_element(map: &ArgumentMap, element: &ElementId) -> Option<String> {
    map.bearing_on(element)
        .next()
        .map(|inference| inference.id.to_string())
        .or_else(|| {
            map.views()
                .find(|view| view.mentions(element))
                .map(|view| view.id.to_string())
        })
}

fn holder_of(map: &ArgumentMap, participant: &ParticipantId) -> Option<String> {
    let holder = Holder::Participant(participant.clone());
    let holds = |held_by: &[HeldBy]| held_by.iter().any(|held| held.holder == holder);
    let claim = map
        .claims()
        .find(|claim| holds(&claim.held_by))
        .map(|claim| claim.id.to_string());
    claim.or_else(|| {
        let mut inferences = map.inferences();
        inferences
            .find(|inference| holds(&inference.held_by))
            .map(|found| found.id.to_string())
    })
}

fn quoter_of(map: &ArgumentMap, source: &SourceId) -> Option<String> {
    let quotes = |quotes: &[Quote]| quotes.iter().any(|quote| quote.source == *source);
    let claim = map
        .claims()
        .find(|claim| quotes(&claim.quotes))
        .map(|claim| claim.id.to_string());
    claim.or_else(|| {
        let mut inferences = map.inferences();
        inferences
            .find(|inference| quotes(&inference.quotes))
            .map(|found| found.id.to_string())
    })
}
