//! Remarks on maps that are whole and yet look unfinished.

use std::collections::BTreeMap;

use crate::model::{
    ArgumentMap, Claim, ClaimId, ElementId, Inference, Quote, RecordId, Source, Stance, Target,
};

/// How much a remark weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Something is missing or wrong.
    Problem,
    /// Something may be meant so.
    Note,
}

/// One remark on one record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// The record.
    pub id: RecordId,
    /// How much it weighs.
    pub weight: Weight,
    /// What is odd, and what to do.
    pub message: String,
}

/// Everything odd about a map, in the order of its records.
pub fn remarks(map: &ArgumentMap) -> Vec<Remark> {
    let mut remarks = Remarks::default();
    for participant in map.participants() {
        if is_blank(&participant.name) {
            let id = RecordId::Participant(participant.id.clone());
            remarks.problem(id, "this participant has no name; give one".to_owned());
        }
    }
    for source in map.sources() {
        remarks.source(source);
    }
    let mut seen = BTreeMap::new();
    for claim in map.claims() {
        remarks.claim(map, claim, &mut seen);
    }
    let mut steps = BTreeMap::new();
    for inference in map.inferences() {
        remarks.inference(inference, &mut steps);
    }
    remarks.circles(map);
    remarks.0
}

#[derive(Default)]
struct Remarks(Vec<Remark>);

impl Remarks {
    fn problem(&mut self, id: RecordId, message: String) {
        let weight = Weight::Problem;
        self.0.push(Remark {
            id,
            weight,
            message,
        });
    }

    fn note(&mut self, id: RecordId, message: String) {
        let weight = Weight::Note;
        self.0.push(Remark {
            id,
            weight,
            message,
        });
    }

    fn source(&mut self, source: &Source) {
        let id = RecordId::Source(source.id.clone());
        if is_blank(&source.title) {
            self.note(id.clone(), "this source has no title; give one".to_owned());
        }
        if !is_digest(&source.digest) {
            let message =
                "the digest is not `sha256:` and 64 hexadecimal digits; correct it, or take it out";
            self.problem(id, message.to_owned());
        }
    }

    fn claim<'m>(
        &mut self,
        map: &ArgumentMap,
        claim: &'m Claim,
        seen: &mut BTreeMap<&'m str, &'m ClaimId>,
    ) {
        let id = || RecordId::Claim(claim.id.clone());
        let what = if claim.is_question() {
            "question"
        } else {
            "claim"
        };
        if is_blank(&claim.text) {
            self.problem(
                id(),
                format!("this {what} has no text; write it, or delete it"),
            );
        } else if let Some(first) = seen.get(claim.text.as_str()) {
            let message =
                format!("this {what} says the same as `{first}`; use one claim in both places");
            self.note(id(), message);
        } else {
            seen.insert(&claim.text, &claim.id);
        }
        let is_loose = map.claim_count() > 1
            && map.uses(&claim.id).next().is_none()
            && map
                .bearing_on(&ElementId::Claim(claim.id.clone()))
                .next()
                .is_none();
        if is_loose {
            let message = format!("this {what} hangs loose; connect it to another");
            self.note(id(), message);
        }
        self.quotes(&id(), &claim.quotes);
    }

    fn inference<'m>(
        &mut self,
        inference: &'m Inference,
        seen: &mut BTreeMap<(&'m Target, Stance, Vec<&'m ClaimId>), &'m Inference>,
    ) {
        let id = RecordId::Inference(inference.id.clone());
        self.quotes(&id, &inference.quotes);
        let mut premises: Vec<_> = inference.premises.iter().collect();
        premises.sort();
        let step = (&inference.target, inference.stance, premises);
        match seen.get(&step) {
            Some(first) => {
                let message = format!(
                    "this step says the same as `{}`; delete one of them",
                    first.id
                );
                self.note(id, message);
            }
            None => drop(seen.insert(step, inference)),
        }
    }

    fn quotes(&mut self, id: &RecordId, quotes: &[Quote]) {
        if quotes.iter().any(|quote| is_blank(&quote.exact)) {
            let message = "a quote here is empty; write the phrase, or take it out".to_owned();
            self.problem(id.clone(), message);
        }
    }

    /// Claims that are supported by nothing but, in the end, themselves.
    fn circles(&mut self, map: &ArgumentMap) {
        let claims: Vec<&Claim> = map.claims().collect();
        let numbers: BTreeMap<&ClaimId, usize> = claims
            .iter()
            .enumerate()
            .map(|(number, claim)| (&claim.id, number))
            .collect();
        let reasons = claims.iter().map(|claim| {
            let claim = ElementId::Claim(claim.id.clone());
            let steps = map.bearing_on(&claim);
            let supports = steps.filter(|step| step.stance == Stance::Support);
            let premises = supports.flat_map(|step| &step.premises);
            let numbers = premises.filter_map(|premise| numbers.get(premise));
            numbers.copied().collect()
        });
        let reasons: Vec<Vec<usize>> = reasons.collect();
        for number in first_in_circles(&reasons) {
            if let Some(claim) = claims.get(number) {
                let message =
                    "the reasons for this claim lead back to it; give one that does not".to_owned();
                self.note(RecordId::Claim(claim.id.clone()), message);
            }
        }
    }
}

fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}

fn is_digest(digest: &str) -> bool {
    digest.is_empty()
        || digest.strip_prefix("sha256:").is_some_and(|hexadecimal| {
            hexadecimal.len() == 64
                && hexadecimal
                    .bytes()
                    .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
        })
}

/// The nodes at which a depth-first walk in order closes a circle, each once.
fn first_in_circles(next: &[Vec<usize>]) -> Vec<usize> {
    #[derive(Clone, Copy, PartialEq)]
    enum State {
        New,
        Open,
        Done,
    }
    let mut states = vec![State::New; next.len()];
    let mut found = Vec::new();
    for start in 0..next.len() {
        if states.get(start) != Some(&State::New) {
            continue;
        }
        let mut walk = vec![(start, 0)];
        while let Some((node, taken)) = walk.last_mut() {
            let at = *node;
            if let Some(state) = states.get_mut(at).filter(|_| *taken == 0) {
                *state = State::Open;
            }
            let step = next.get(at).and_then(|next| next.get(*taken)).copied();
            *taken += 1;
            match step.map(|to| (to, states.get(to).copied())) {
                Some((to, Some(State::New))) => walk.push((to, 0)),
                Some((to, Some(State::Open))) => found.push(to),
                Some(_) => {}
                None => {
                    if let Some(state) = states.get_mut(at) {
                        *state = State::Done;
                    }
                    walk.pop();
                }
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::ron_map;

    fn said(file: &str) -> Vec<String> {
        let file = format!("ArgumentMap(version: 1, {file})");
        let map = ron_map::read(file.as_bytes(), "map").unwrap().map;
        let said = remarks(&map).into_iter().map(|remark| {
            let first = remark.message.split(';').next().unwrap_or("").to_owned();
            format!("{:?} {}: {first}", remark.weight, remark.id.as_str())
        });
        said.collect()
    }

    #[test]
    fn what_is_missing_is_a_problem_and_what_may_be_meant_a_note() {
        let file = r#"
            participants: [(id: "p"), (id: "p2", name: "P")],
            sources: [(id: "s", title: "S", digest: "sha256:12"), (id: "s2")],
            claims: [
                (id: "a", text: " "), (id: "b", text: "x"), (id: "c", text: "x"),
                (id: "d", text: "z", quotes: [(source: "s", exact: "")]),
            ],
            inferences: [
                (id: "i", stance: Support, premises: ["a", "b"], target: Claim("c")),
                (id: "j", stance: Support, premises: ["b", "a"], target: Claim("c")),
            ]"#;
        assert_eq!(
            said(file),
            [
                "Problem p: this participant has no name",
                "Problem s: the digest is not `sha256:` and 64 hexadecimal digits",
                "Note s2: this source has no title",
                "Problem a: this claim has no text",
                "Note c: this claim says the same as `b`",
                "Note d: this claim hangs loose",
                "Problem d: a quote here is empty",
                "Note j: this step says the same as `i`",
            ]
        );
    }

    #[test]
    fn reasons_that_lead_back_are_noted_once_and_attacks_are_not() {
        let file = r#"
            claims: [(id: "a", text: "a"), (id: "b", text: "b"), (id: "c", text: "c")],
            inferences: [
                (id: "i", stance: Support, premises: ["b"], target: Claim("a")),
                (id: "j", stance: Support, premises: ["a"], target: Claim("b")),
                (id: "k", stance: Support, premises: ["c"], target: Claim("a")),
                (id: "l", stance: Attack, premises: ["a"], target: Claim("c")),
            ]"#;
        assert_eq!(
            said(file),
            ["Note a: the reasons for this claim lead back to it"]
        );
        assert_eq!(
            first_in_circles(&[vec![1], vec![2], vec![1, 2], vec![3]]),
            [1, 2, 3]
        );
    }

    #[test]
    fn a_map_of_one_claim_is_not_loose() {
        assert_eq!(said(r#"claims: [(id: "a", text: "a")]"#), [""; 0]);
    }
}
