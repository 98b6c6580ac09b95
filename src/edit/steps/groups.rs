//! Which claims appear together, and under which title.

use std::collections::{BTreeMap, BTreeSet};

use super::By;
use super::forest::{Forest, Grown};
use crate::edit::operations::home;
use crate::model::{
    ArgumentMap, Attitude, Claim, ClaimId, ElementId, Holder, Inference, InferenceId,
    ParticipantId, Stance, Target,
};

/// The claims with what they bear on where they stand, and the marks in between.
pub(super) fn surroundings(map: &ArgumentMap, claims: &[ClaimId]) -> BTreeSet<ElementId> {
    let mut found: BTreeSet<ElementId> = claims.iter().cloned().map(ElementId::Claim).collect();
    for claim in claims {
        let Some(step) = home(map, map.main_view(), claim).and_then(|step| map.inference(step))
        else {
            continue;
        };
        found.insert(step.id.clone().into());
        found.insert(step.target.element());
    }
    found
}

/// More than this many boxes at once are too much to take in.
const AT_ONCE: usize = 4;

/// Titles are cut at a word after about so many letters.
const TITLE_LENGTH: usize = 64;

/// The claims of one step.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Group {
    pub(super) title: String,
    /// In reading order.
    pub(super) claims: Vec<ClaimId>,
}

pub(super) fn groups(map: &ArgumentMap, forest: &Forest, by: By) -> Vec<Group> {
    let groups = match by {
        By::Reading => reading(map, forest),
        By::Participant => participants(map, forest),
        By::Branch => branches(map, forest),
        By::Depth => depths(map, forest),
    };
    groups
        .into_iter()
        .filter(|group| !group.claims.is_empty())
        .collect()
}

/// Each top, then each reason with the attacks on it, as long as that is not too much at once.
fn reading(map: &ArgumentMap, forest: &Forest) -> Vec<Group> {
    let mut of_step: BTreeMap<&InferenceId, Vec<ClaimId>> = BTreeMap::new();
    for grown in &forest.claims {
        if let Some(home) = &grown.home {
            of_step.entry(home).or_default().push(grown.id.clone());
        }
    }
    let mut taken: BTreeSet<ClaimId> = BTreeSet::new();
    let mut groups = Vec::new();
    for grown in &forest.claims {
        if taken.contains(&grown.id) {
            continue;
        }
        let mut claims = match &grown.home {
            None => vec![grown.id.clone()],
            Some(home) => of_step.get(home).cloned().unwrap_or_default(),
        };
        let title = titled(map, &claims);
        if let Some(step) = grown.home.as_ref().and_then(|home| map.inference(home)) {
            let rebuttals: Vec<_> = attacks_on(map, step)
                .filter_map(|attack| of_step.get(&attack.id))
                .flatten()
                .cloned()
                .collect();
            if claims.len() + rebuttals.len() <= AT_ONCE {
                claims.extend(rebuttals);
            }
        }
        taken.extend(claims.iter().cloned());
        groups.push(Group { title, claims });
    }
    groups
}

/// The attacks on a step and on its premises, where these stand under it.
fn attacks_on<'m>(
    map: &'m ArgumentMap,
    step: &'m Inference,
) -> impl Iterator<Item = &'m Inference> {
    let premises = step.premises.iter().cloned().map(ElementId::Claim);
    let on = [ElementId::Inference(step.id.clone())]
        .into_iter()
        .chain(premises);
    on.flat_map(|element| map.bearing_on(&element))
        .filter(|attack| attack.stance == Stance::Attack)
}

fn participants(map: &ArgumentMap, forest: &Forest) -> Vec<Group> {
    let (mut groups, rest) = tops(map, forest);
    let mut said: BTreeMap<Option<&ParticipantId>, Vec<ClaimId>> = BTreeMap::new();
    for claim in rest.iter().filter_map(|grown| map.claim(&grown.id)) {
        let speaker = speaker(claim);
        said.entry(speaker).or_default().push(claim.id.clone());
    }
    for participant in map.participants() {
        groups.push(Group {
            title: participant.name.clone(),
            claims: said.remove(&Some(&participant.id)).unwrap_or_default(),
        });
    }
    groups.push(Group {
        title: "The analyst".to_owned(),
        claims: said.remove(&None).unwrap_or_default(),
    });
    groups
}

/// The participant who puts a claim forward, or else takes any attitude to it.
fn speaker(claim: &Claim) -> Option<&ParticipantId> {
    let participant = |asserts: bool| {
        let held = claim.held_by.iter();
        let mut held = held.filter(move |held| !asserts || held.attitude == Attitude::Asserts);
        held.find_map(|held| match &held.holder {
            Holder::Participant(id) => Some(id),
            Holder::Analyst => None,
        })
    };
    participant(true).or_else(|| participant(false))
}

fn branches(map: &ArgumentMap, forest: &Forest) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut branch: Option<InferenceId> = None;
    for grown in &forest.claims {
        let home = grown.home.as_ref().filter(|_| grown.depth == 1);
        let on_top = home.map(|home| bearing_on_claim(map, home));
        match (on_top, groups.last_mut()) {
            (Some(step), Some(group)) if branch.as_ref() == Some(step) => {
                group.claims.push(grown.id.clone());
            }
            (Some(step), _) => {
                branch = Some(step.clone());
                groups.push(Group {
                    title: titled(map, &premises(map, step)),
                    claims: vec![grown.id.clone()],
                });
            }
            (None, Some(group)) if grown.depth > 0 => group.claims.push(grown.id.clone()),
            (None, _) => {
                branch = None;
                groups.push(top(map, grown));
            }
        }
    }
    groups
}

/// The step on a claim that this step is, or bears on over other steps.
fn bearing_on_claim<'m>(map: &'m ArgumentMap, step: &'m InferenceId) -> &'m InferenceId {
    let mut found = step;
    while let Some(Target::Inference(target)) = map.inference(found).map(|step| &step.target) {
        found = target;
    }
    found
}

fn premises(map: &ArgumentMap, step: &InferenceId) -> Vec<ClaimId> {
    let step = map.inference(step);
    step.map_or_else(Vec::new, |step| step.premises.clone())
}

fn depths(map: &ArgumentMap, forest: &Forest) -> Vec<Group> {
    let deepest = forest.claims.iter().map(|grown| grown.depth).max();
    let level = |depth: usize| {
        let grown = forest.claims.iter().filter(|grown| grown.depth == depth);
        let claims: Vec<_> = grown.map(|grown| grown.id.clone()).collect();
        let title = match depth {
            0 => titled(map, &claims),
            1 => kinds_of(map, &claims),
            2 => "What is said to these".to_owned(),
            _ => format!("Level {}", depth + 1),
        };
        Group { title, claims }
    };
    deepest.map_or_else(Vec::new, |deepest| (0..=deepest).map(level).collect())
}

/// "Reasons", "Objections", "Answers", or what there is of them.
fn kinds_of(map: &ArgumentMap, claims: &[ClaimId]) -> String {
    let used = claims.iter().flat_map(|claim| map.uses(claim));
    let used: Vec<_> = used
        .filter(|step| matches!(step.target, Target::Claim(_)))
        .collect();
    let has = |stance| used.iter().any(|step| step.stance == stance);
    let kinds = [
        (Stance::Support, "reasons"),
        (Stance::Attack, "objections"),
        (Stance::Answer, "answers"),
    ];
    let kinds = kinds.into_iter().filter(|(stance, _)| has(*stance));
    let kinds: Vec<_> = kinds.map(|(_, word)| word).collect();
    capitalised(&kinds.join(" and "))
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// A step for each top of a tree, and the claims that are none.
fn tops<'f>(map: &ArgumentMap, forest: &'f Forest) -> (Vec<Group>, Vec<&'f Grown>) {
    let (tops, rest): (Vec<_>, Vec<_>) =
        forest.claims.iter().partition(|grown| grown.home.is_none());
    (
        tops.into_iter().map(|grown| top(map, grown)).collect(),
        rest,
    )
}

fn top(map: &ArgumentMap, grown: &Grown) -> Group {
    let claims = vec![grown.id.clone()];
    Group {
        title: titled(map, &claims),
        claims,
    }
}

/// What the claims say, briefly.
fn titled(map: &ArgumentMap, claims: &[ClaimId]) -> String {
    let claims: Vec<_> = claims.iter().filter_map(|id| map.claim(id)).collect();
    let [first, rest @ ..] = claims.as_slice() else {
        return String::new();
    };
    let whole = claims.iter().map(|claim| claim.short_text().trim());
    let whole = whole.collect::<Vec<_>>().join(" + ");
    if whole.chars().count() <= TITLE_LENGTH || rest.is_empty() {
        shortened(&whole)
    } else {
        shortened(first.short_text().trim())
    }
}

/// Cut at a word, if it is long.
fn shortened(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= TITLE_LENGTH {
        return text.trim_end_matches('.').to_owned();
    }
    let head: String = text.chars().take(TITLE_LENGTH).collect();
    let cut = head.rfind(' ').filter(|at| *at > TITLE_LENGTH / 2);
    let head = cut.and_then(|at| head.get(..at)).unwrap_or(&head);
    format!("{}…", head.trim_end_matches([',', ';', ':', ' ', '.']))
}
