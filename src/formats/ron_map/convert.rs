//! Turns a parsed file into a map.

use std::collections::{BTreeMap, BTreeSet};

use super::check::{self, Fault};
use super::{v3, view_of_file};
use crate::model::{
    ANALYST, Answers, ArgumentMap, Attitude, Claim, ClaimId, ClaimKind, ElementId, Heading, HeldBy,
    Holder, Inference, InferenceId, InvalidId, OrderKey, Participant, ParticipantId, Quote, Record,
    Source, SourceId, Stance,
};

/// The map, or everything that is wrong with the file.
pub(super) fn to_map(file: v3::ArgumentMap) -> Result<ArgumentMap, Vec<Fault>> {
    let faults = check::faults(&file);
    if !faults.is_empty() {
        return Err(faults);
    }
    let records = records(file).map_err(|invalid| vec![unplaced(invalid.to_string())])?;
    ArgumentMap::of_records(records).map_err(|refusal| vec![unplaced(refusal.to_string())])
}

/// A fault that [`check`] does not know how to place.
fn unplaced(message: String) -> Fault {
    Fault {
        path: Vec::new(),
        id: String::new(),
        message,
    }
}

fn records(mut file: v3::ArgumentMap) -> Result<Vec<Record>, InvalidId> {
    put_breaks_in_order(&mut file);
    let heading = Heading {
        title: file.title,
        note: file.note,
    };
    let mut records = vec![Record::from(heading)];
    for (at, participant) in file.participants.into_iter().enumerate() {
        records.push(participant.into_model(at)?.into());
    }
    for (at, source) in file.sources.into_iter().enumerate() {
        records.push(source.into_model(at)?.into());
    }
    for (at, claim) in file.claims.into_iter().enumerate() {
        records.push(claim.into_model(at)?.into());
    }
    for (at, inference) in file.inferences.into_iter().enumerate() {
        records.push(inference.into_model(at)?.into());
    }
    let steps: BTreeSet<_> = (records.iter())
        .filter_map(|record| match record {
            Record::Inference(step) => Some(step.id.to_string()),
            _ => None,
        })
        .collect();
    for (at, view) in file.views.into_iter().enumerate() {
        records.push(view_of_file::view(view, at, &steps)?.into());
    }
    Ok(records)
}

/// Whoever moves reasons in the file need not look at the views: columns begin in the order in
/// which the reasons stand now, the first of them where the others begin.
fn put_breaks_in_order(file: &mut v3::ArgumentMap) {
    let choices = file.views.iter_mut().flat_map(|view| &mut view.choices);
    let choices = choices.flat_map(|choices| &mut choices.0);
    let columns = choices.filter_map(|(claim, choice)| match choice {
        v3::Choice::Columns(breaks) if !breaks.is_empty() => Some((claim.as_str(), breaks)),
        _ => None,
    });
    let columns: Vec<_> = columns.collect();
    if columns.is_empty() {
        return;
    }
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let mut first_reasons: BTreeMap<&str, &str> = BTreeMap::new();
    for (at, step) in file.inferences.iter().enumerate() {
        places.insert(&step.id, at);
        if let v3::Element::Claim(target) = &step.target {
            first_reasons.entry(target).or_insert(&step.id);
        }
    }
    for (claim, breaks) in columns {
        breaks.sort_by_key(|step| places.get(step.as_str()).copied());
        breaks.retain(|step| first_reasons.get(claim) != Some(&step.as_str()));
    }
}

impl v3::Participant {
    fn into_model(self, at: usize) -> Result<Participant, InvalidId> {
        Ok(Participant {
            id: ParticipantId::new(&self.id)?,
            order: OrderKey::of_index(at),
            name: self.name,
            note: self.note,
        })
    }
}

impl v3::Source {
    fn into_model(self, at: usize) -> Result<Source, InvalidId> {
        Ok(Source {
            id: SourceId::new(&self.id)?,
            order: OrderKey::of_index(at),
            title: self.title,
            author: self.author,
            publication: self.publication,
            date: self.date,
            url: self.url,
            digest: self.digest,
            note: self.note,
        })
    }
}

impl v3::Claim {
    fn into_model(self, at: usize) -> Result<Claim, InvalidId> {
        Ok(Claim {
            id: ClaimId::new(&self.id)?,
            order: OrderKey::of_index(at),
            text: self.text,
            label: self.label,
            kind: match (self.kind, self.exclusive) {
                (v3::Kind::Assertion, _) => ClaimKind::Assertion,
                (v3::Kind::Question, false) => ClaimKind::Question(Answers::Compatible),
                (v3::Kind::Question, true) => ClaimKind::Question(Answers::Exclusive),
            },
            contention: self.contention,
            implicit: self.implicit,
            held_by: all(self.held_by, v3::Held::into_model)?,
            quotes: all(self.quotes, v3::Quote::into_model)?,
            tags: self.tags,
            note: self.note,
        })
    }
}

impl v3::Held {
    /// The holder's id as written.
    pub(super) fn holder(&self) -> &str {
        let (Self::Asserts(holder)
        | Self::Grants(holder)
        | Self::Denies(holder)
        | Self::LeavesOpen(holder)) = self;
        holder
    }

    fn into_model(self) -> Result<HeldBy, InvalidId> {
        let attitude = match self {
            Self::Asserts(_) => Attitude::Asserts,
            Self::Grants(_) => Attitude::Grants,
            Self::Denies(_) => Attitude::Denies,
            Self::LeavesOpen(_) => Attitude::LeavesOpen,
        };
        let holder = match self.holder() {
            ANALYST => Holder::Analyst,
            participant => Holder::Participant(ParticipantId::new(participant)?),
        };
        Ok(HeldBy { holder, attitude })
    }
}

impl v3::Quote {
    fn into_model(self) -> Result<Quote, InvalidId> {
        Ok(Quote {
            source: SourceId::new(&self.source)?,
            exact: self.exact,
            prefix: self.prefix,
            suffix: self.suffix,
            position: self.position,
        })
    }
}

impl v3::Inference {
    fn into_model(self, at: usize) -> Result<Inference, InvalidId> {
        Ok(Inference {
            id: InferenceId::new(&self.id)?,
            order: OrderKey::of_index(at),
            stance: match self.stance {
                v3::Stance::Support => Stance::Support,
                v3::Stance::Attack => Stance::Attack,
                v3::Stance::Answer => Stance::Answer,
            },
            premises: all(self.premises, |premise| ClaimId::new(&premise))?,
            target: self.target.into_model()?.into(),
            word: self.word,
            implicit: self.implicit,
            held_by: all(self.held_by, v3::Held::into_model)?,
            quotes: all(self.quotes, v3::Quote::into_model)?,
            tags: self.tags,
            note: self.note,
        })
    }
}

impl v3::Element {
    pub(super) fn into_model(self) -> Result<ElementId, InvalidId> {
        Ok(match self {
            Self::Claim(id) => ClaimId::new(&id)?.into(),
            Self::Inference(id) => InferenceId::new(&id)?.into(),
        })
    }
}

pub(super) fn all<T, U, C: FromIterator<U>>(
    items: Vec<T>,
    into_model: impl Fn(T) -> Result<U, InvalidId>,
) -> Result<C, InvalidId> {
    items.into_iter().map(into_model).collect()
}

pub(super) fn by_claim<T, U, C: FromIterator<(ClaimId, U)>>(
    pairs: v3::Pairs<T>,
    into_model: impl Fn(T) -> Result<U, InvalidId>,
) -> Result<C, InvalidId> {
    let entry = |(claim, value): (String, T)| Ok((ClaimId::new(&claim)?, into_model(value)?));
    pairs.0.into_iter().map(entry).collect()
}
