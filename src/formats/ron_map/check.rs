//! Finds everything in a parsed file that contradicts itself, each with its place.
//!
//! The model refuses such maps too, but at the first fault and without a place.

use std::collections::{BTreeMap, BTreeSet};

use super::places::Step;
use super::v3;
use crate::formats::nearest::suggestion;
use crate::model::{ANALYST, ArgumentMap, ClaimId};

/// Suggestions look at every id, so a file full of faults gets them for the first ones only.
const SUGGESTION_LIMIT: usize = 20;

/// One thing wrong with a parsed file.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) path: Vec<Step>,
    pub(super) id: String,
    pub(super) message: String,
}

/// All faults of a file, in the order of its lists.
pub(super) fn faults(file: &v3::ArgumentMap) -> Vec<Fault> {
    let mut check = Check::default();
    check.ids(file);
    for (at, claim) in file.claims.iter().enumerate() {
        check.claim(at, claim);
    }
    for (at, inference) in file.inferences.iter().enumerate() {
        check.inference(at, inference);
    }
    check.rings(file);
    for (at, view) in file.views.iter().enumerate() {
        super::check_view::view(&mut check, at, view);
    }
    check.faults
}

#[derive(Default)]
pub(super) struct Check<'a> {
    pub(super) faults: Vec<Fault>,
    taken: BTreeMap<&'a str, &'static str>,
    participants: BTreeSet<&'a str>,
    sources: BTreeSet<&'a str>,
    pub(super) claims: BTreeMap<&'a str, &'a v3::Claim>,
    pub(super) inferences: BTreeMap<&'a str, &'a v3::Inference>,
}

impl<'a> Check<'a> {
    pub(super) fn fault(&mut self, path: Vec<Step>, id: &str, message: String) {
        let id = id.to_owned();
        self.faults.push(Fault { path, id, message });
    }

    fn ids(&mut self, file: &'a v3::ArgumentMap) {
        for (at, participant) in file.participants.iter().enumerate() {
            self.id("participants", at, &participant.id, "participant");
            self.participants.insert(&participant.id);
        }
        for (at, source) in file.sources.iter().enumerate() {
            self.id("sources", at, &source.id, "source");
            self.sources.insert(&source.id);
        }
        for (at, claim) in file.claims.iter().enumerate() {
            self.id("claims", at, &claim.id, "claim");
            self.claims.entry(&claim.id).or_insert(claim);
        }
        for (at, inference) in file.inferences.iter().enumerate() {
            self.id("inferences", at, &inference.id, "inference");
            self.inferences.entry(&inference.id).or_insert(inference);
        }
        for (at, view) in file.views.iter().enumerate() {
            self.id("views", at, &view.id, "view");
        }
    }

    fn id(&mut self, list: &'static str, at: usize, id: &'a str, what: &'static str) {
        let path = || vec![Step::Field(list), Step::Item(at), Step::Field("id")];
        if let Err(invalid) = ClaimId::new(id) {
            self.fault(
                path(),
                id,
                format!("{invalid}; give this {what} another id"),
            );
            return;
        }
        let is_default_view = list != "views" && id == ArgumentMap::MAIN_VIEW;
        if is_default_view {
            let message = format!(
                "`{id}` is the id of the view that every map has; give this {what} another id"
            );
            self.fault(path(), id, message);
        } else if let Some(first) = self.taken.insert(id, what) {
            let message = format!(
                "the id `{id}` is used twice, first by a {first}; give this {what} another id"
            );
            self.fault(path(), id, message);
            self.taken.insert(id, first);
        }
    }

    fn claim(&mut self, at: usize, claim: &v3::Claim) {
        let base = [Step::Field("claims"), Step::Item(at)];
        self.holders(&base, &claim.id, &claim.held_by);
        self.quotes(&base, &claim.id, &claim.quotes);
        if claim.exclusive && claim.kind != v3::Kind::Question {
            let message = format!(
                "`{}` is exclusive, which is said of questions only; add `kind: Question` or take `exclusive` out",
                claim.id
            );
            self.fault(down(&base, [Step::Field("exclusive")]), &claim.id, message);
        }
    }

    fn inference(&mut self, at: usize, inference: &v3::Inference) {
        let base = [Step::Field("inferences"), Step::Item(at)];
        self.premises(&base, inference);
        self.target(&base, inference);
        self.holders(&base, &inference.id, &inference.held_by);
        self.quotes(&base, &inference.id, &inference.quotes);
    }

    fn premises(&mut self, base: &[Step], inference: &v3::Inference) {
        let id = inference.id.as_str();
        let path = down(base, [Step::Field("premises")]);
        let is_answer = matches!(inference.stance, v3::Stance::Answer);
        if inference.premises.is_empty() {
            let message = format!("the step `{id}` has no premises; name at least one claim");
            self.fault(path.clone(), id, message);
        } else if is_answer && inference.premises.len() > 1 {
            let message = format!(
                "the answer `{id}` has several premises; give each answer an inference of its own"
            );
            self.fault(path.clone(), id, message);
        }
        let mut seen = BTreeSet::new();
        for (at, premise) in inference.premises.iter().enumerate() {
            let question = self
                .claims
                .get(premise.as_str())
                .map(|claim| claim.kind == v3::Kind::Question);
            let message = match question {
                None => {
                    let advice = self.advice(premise, Wanted::Claim);
                    format!(
                        "the step `{id}` names the premise `{premise}`, and there is no such claim{advice}"
                    )
                }
                Some(true) => format!(
                    "`{premise}` is a question, which is answered and never a premise; take it out of the step `{id}`"
                ),
                Some(false) if !seen.insert(premise) => {
                    format!("`{premise}` is a premise of the step `{id}` twice; take one out")
                }
                Some(false) => continue,
            };
            self.fault(down(&path, [Step::Item(at)]), id, message);
        }
    }

    fn target(&mut self, base: &[Step], inference: &v3::Inference) {
        let id = inference.id.as_str();
        let is_answer = matches!(inference.stance, v3::Stance::Answer);
        let question = match &inference.target {
            v3::Element::Claim(target) => self
                .claims
                .get(target.as_str())
                .map(|claim| claim.kind == v3::Kind::Question),
            v3::Element::Inference(target) => self
                .inferences
                .contains_key(target.as_str())
                .then_some(false),
        };
        let message = match question {
            None => self.missing_target(id, &inference.target),
            Some(false) if is_answer => format!(
                "`{id}` is an answer, and its target is not a question; make it a support, or make the target `kind: Question`"
            ),
            Some(true) if !is_answer => format!(
                "`{id}` supports or attacks a question, which is only answered; write `stance: Answer`"
            ),
            Some(_) => return,
        };
        let path = down(base, [Step::Field("target"), Step::Item(0)]);
        self.fault(path, id, message);
    }

    fn missing_target(&self, id: &str, target: &v3::Element) -> String {
        match target {
            v3::Element::Claim(target) if self.inferences.contains_key(target.as_str()) => format!(
                "the step `{id}` bears on the claim `{target}`, which is an inference; write `Inference(\"{target}\")`"
            ),
            v3::Element::Inference(target) if self.claims.contains_key(target.as_str()) => format!(
                "the step `{id}` bears on the inference `{target}`, which is a claim; write `Claim(\"{target}\")`"
            ),
            v3::Element::Claim(target) => {
                let advice = self.advice(target, Wanted::Claim);
                format!("the step `{id}` bears on `{target}`, and there is no such claim{advice}")
            }
            v3::Element::Inference(target) => {
                let advice = self.advice(target, Wanted::Inference);
                format!(
                    "the step `{id}` bears on `{target}`, and there is no such inference{advice}"
                )
            }
        }
    }

    fn holders(&mut self, base: &[Step], id: &str, held_by: &[v3::Held]) {
        let mut seen = BTreeSet::new();
        for (at, held) in held_by.iter().enumerate() {
            let holder = held.holder();
            let message = if holder != ANALYST && !self.participants.contains(holder) {
                let advice = self.advice(holder, Wanted::Participant);
                format!("`{id}` is held by `{holder}`, and there is no such participant{advice}")
            } else if !seen.insert(holder) {
                format!("`{id}` is held by `{holder}` twice; keep one attitude")
            } else {
                continue;
            };
            let path = down(
                base,
                [Step::Field("held_by"), Step::Item(at), Step::Item(0)],
            );
            self.fault(path, id, message);
        }
    }

    fn quotes(&mut self, base: &[Step], id: &str, quotes: &[v3::Quote]) {
        for (at, quote) in quotes.iter().enumerate() {
            let source = quote.source.as_str();
            if !self.sources.contains(source) {
                let advice = self.advice(source, Wanted::Source);
                let message =
                    format!("`{id}` quotes `{source}`, and there is no such source{advice}");
                let quote = [Step::Field("quotes"), Step::Item(at), Step::Field("source")];
                self.fault(down(base, quote), id, message);
            }
        }
    }

    /// Chains of targets that never reach a claim; each ring is reported once.
    fn rings(&mut self, file: &v3::ArgumentMap) {
        let mut walked: BTreeMap<&str, usize> = BTreeMap::new();
        for (at, start) in file.inferences.iter().enumerate() {
            let mut next = start.id.as_str();
            loop {
                match walked.get(next) {
                    Some(walk) if *walk == at => {
                        let message = format!(
                            "the steps from `{next}` on bear on each other in a ring and never reach a claim; let one of them bear on a claim"
                        );
                        let path = vec![
                            Step::Field("inferences"),
                            Step::Item(at),
                            Step::Field("target"),
                        ];
                        self.fault(path, &start.id, message);
                        break;
                    }
                    Some(_) => break,
                    None => {}
                }
                walked.insert(next, at);
                let Some(inference) = self.inferences.get(next) else {
                    break;
                };
                let v3::Element::Inference(target) = &inference.target else {
                    break;
                };
                next = target;
            }
        }
    }

    /// What to do about an id that names nothing.
    pub(super) fn advice(&self, id: &str, wanted: Wanted) -> String {
        let near = if self.faults.len() < SUGGESTION_LIMIT {
            match wanted {
                Wanted::Claim => suggestion(id, self.claims.keys().copied()),
                Wanted::Inference => suggestion(id, self.inferences.keys().copied()),
                Wanted::Participant => suggestion(id, self.participants.iter().copied()),
                Wanted::Source => suggestion(id, self.sources.iter().copied()),
            }
        } else {
            String::new()
        };
        if near.is_empty() {
            "; add it, or take the reference out".to_owned()
        } else {
            near
        }
    }
}

/// What a reference should name.
#[derive(Debug, Clone, Copy)]
pub(super) enum Wanted {
    Claim,
    Inference,
    Participant,
    Source,
}

/// A path continued.
pub(super) fn down(base: &[Step], steps: impl IntoIterator<Item = Step>) -> Vec<Step> {
    base.iter().cloned().chain(steps).collect()
}
