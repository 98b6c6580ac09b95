//! Turns a parsed file into a map.

use super::check::{self, Fault};
use super::v1;
use crate::model::{
    ANALYST, Answers, ArgumentMap, Aspect, Attitude, Choice, Claim, ClaimId, ClaimKind, Direction,
    ElementId, Heading, HeldBy, Holder, Inference, InferenceId, InvalidId, OrderKey, Participant,
    ParticipantId, Position, Quote, Record, Source, SourceId, Stance, Style, View, ViewId,
};

/// The map, or everything that is wrong with the file.
pub(super) fn to_map(file: v1::ArgumentMap) -> Result<ArgumentMap, Vec<Fault>> {
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

fn records(file: v1::ArgumentMap) -> Result<Vec<Record>, InvalidId> {
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
    for (at, view) in file.views.into_iter().enumerate() {
        records.push(view.into_model(at)?.into());
    }
    Ok(records)
}

impl v1::Participant {
    fn into_model(self, at: usize) -> Result<Participant, InvalidId> {
        Ok(Participant {
            id: ParticipantId::new(&self.id)?,
            order: OrderKey::of_index(at),
            name: self.name,
            note: self.note,
        })
    }
}

impl v1::Source {
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

impl v1::Claim {
    fn into_model(self, at: usize) -> Result<Claim, InvalidId> {
        Ok(Claim {
            id: ClaimId::new(&self.id)?,
            order: OrderKey::of_index(at),
            text: self.text,
            label: self.label,
            kind: match (self.kind, self.exclusive) {
                (v1::Kind::Assertion, _) => ClaimKind::Assertion,
                (v1::Kind::Question, false) => ClaimKind::Question(Answers::Compatible),
                (v1::Kind::Question, true) => ClaimKind::Question(Answers::Exclusive),
            },
            contention: self.contention,
            implicit: self.implicit,
            held_by: all(self.held_by, v1::Held::into_model)?,
            quotes: all(self.quotes, v1::Quote::into_model)?,
            tags: self.tags,
            note: self.note,
        })
    }
}

impl v1::Held {
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

impl v1::Quote {
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

impl v1::Inference {
    fn into_model(self, at: usize) -> Result<Inference, InvalidId> {
        Ok(Inference {
            id: InferenceId::new(&self.id)?,
            order: OrderKey::of_index(at),
            stance: match self.stance {
                v1::Stance::Support => Stance::Support,
                v1::Stance::Attack => Stance::Attack,
                v1::Stance::Answer => Stance::Answer,
            },
            premises: all(self.premises, |premise| ClaimId::new(&premise))?,
            target: self.target.into_model()?.into(),
            word: self.word,
            implicit: self.implicit,
            held_by: all(self.held_by, v1::Held::into_model)?,
            quotes: all(self.quotes, v1::Quote::into_model)?,
            tags: self.tags,
            note: self.note,
        })
    }
}

impl v1::Element {
    fn into_model(self) -> Result<ElementId, InvalidId> {
        Ok(match self {
            Self::Claim(id) => ClaimId::new(&id)?.into(),
            Self::Inference(id) => InferenceId::new(&id)?.into(),
        })
    }
}

impl v1::View {
    fn into_model(self, at: usize) -> Result<View, InvalidId> {
        let (width, height) = self.aspect;
        let choices = self.choices.map(|choices| {
            by_claim(choices, |choice| {
                Ok(match choice {
                    v1::Choice::Row => Choice::Row,
                    v1::Choice::Columns(count) => Choice::Columns(count),
                })
            })
        });
        Ok(View {
            id: ViewId::new(&self.id)?,
            order: OrderKey::of_index(at),
            style: match self.style {
                v1::Style::Compact => Style::Compact,
                v1::Style::Classic => Style::Classic,
            },
            direction: match self.direction {
                v1::Direction::Down => Direction::Down,
                v1::Direction::Right => Direction::Right,
            },
            aspect: Aspect { width, height },
            collapsed: all(self.collapsed, v1::Element::into_model)?,
            pinned: by_claim(self.pinned, |(x, y)| Ok(Position { x, y }))?,
            widths: by_claim(self.widths, Ok)?,
            choices: choices.transpose()?,
            homes: by_claim(self.homes, |home| InferenceId::new(&home))?,
        })
    }
}

fn all<T, U, C: FromIterator<U>>(
    items: Vec<T>,
    into_model: impl Fn(T) -> Result<U, InvalidId>,
) -> Result<C, InvalidId> {
    items.into_iter().map(into_model).collect()
}

fn by_claim<T, U, C: FromIterator<(ClaimId, U)>>(
    pairs: v1::Pairs<T>,
    into_model: impl Fn(T) -> Result<U, InvalidId>,
) -> Result<C, InvalidId> {
    let entry = |(claim, value): (String, T)| Ok((ClaimId::new(&claim)?, into_model(value)?));
    pairs.0.into_iter().map(entry).collect()
}
