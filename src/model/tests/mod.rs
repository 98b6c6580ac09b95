//! Every sentence of the room's contract, held against maps that would break it.

mod derived;
mod refusals;

use super::*;

pub(super) fn claim(id: &str) -> ClaimId {
    ClaimId::new(id).unwrap()
}

pub(super) fn step(id: &str) -> InferenceId {
    InferenceId::new(id).unwrap()
}

pub(super) fn made(record: impl Into<Record>) -> Change {
    let record = record.into();
    Change {
        id: record.id(),
        before: None,
        after: Some(record),
    }
}

/// The change that turns a record of the map into this one.
pub(super) fn replaced(map: &ArgumentMap, record: impl Into<Record>) -> Change {
    let record = record.into();
    Change {
        id: record.id(),
        before: map.record(&record.id()),
        after: Some(record),
    }
}

pub(super) fn gone(map: &ArgumentMap, id: RecordId) -> Change {
    Change {
        before: map.record(&id),
        id,
        after: None,
    }
}

pub(super) fn assertion(id: &str) -> Claim {
    Claim::new(claim(id), OrderKey::of_index(0), id)
}

pub(super) fn question(id: &str) -> Claim {
    Claim {
        kind: ClaimKind::Question(Answers::Compatible),
        ..assertion(id)
    }
}

/// A step called `s-` and its first premise; targets that begin with `s-` are steps.
pub(super) fn inference(premises: &[&str], stance: Stance, target: &str) -> Inference {
    let id = step(&format!("s-{}", premises.first().unwrap_or(&"none")));
    let target = if target.starts_with("s-") {
        Target::Inference(step(target))
    } else {
        Target::Claim(claim(target))
    };
    let premises = premises.iter().map(|premise| claim(premise)).collect();
    Inference::new(id, OrderKey::of_index(0), stance, premises, target)
}

/// `b` and `c` are for `a` together, `d` undercuts that, `x` answers `q`; `p` holds `a`, which
/// quotes `source`, and `other` stands alone.
pub(super) fn sample() -> ArgumentMap {
    let mut map = ArgumentMap::new();
    let participant = Participant {
        id: ParticipantId::new("p").unwrap(),
        order: OrderKey::of_index(0),
        name: "P".to_owned(),
        note: String::new(),
    };
    let source = Source {
        id: SourceId::new("source").unwrap(),
        order: OrderKey::of_index(0),
        title: "T".to_owned(),
        author: String::new(),
        publication: String::new(),
        date: String::new(),
        url: String::new(),
        digest: String::new(),
        note: String::new(),
    };
    let mut a = assertion("a");
    a.held_by = vec![HeldBy {
        holder: Holder::Participant(participant.id.clone()),
        attitude: Attitude::Asserts,
    }];
    a.quotes = vec![Quote {
        source: source.id.clone(),
        exact: "x".to_owned(),
        prefix: String::new(),
        suffix: String::new(),
        position: None,
    }];
    let mut changes = vec![
        made(participant),
        made(source),
        made(a),
        made(question("q")),
    ];
    for id in ["b", "c", "d", "x", "other"] {
        changes.push(made(assertion(id)));
    }
    changes.push(made(inference(&["b", "c"], Stance::Support, "a")));
    changes.push(made(inference(&["d"], Stance::Attack, "s-b")));
    changes.push(made(inference(&["x"], Stance::Answer, "q")));
    map.apply(&changes).unwrap();
    map
}
