//! The notes of steps: sentences with numbers, and the quotes behind the numbers.

use std::collections::{BTreeMap, BTreeSet};

use super::speech::{Speech, asks, capital, listed, said};
use crate::model::{
    ArgumentMap, Claim, ClaimId, ElementId, Inference, InferenceId, OrderKey, Quote, Role, Stance,
    Target,
};

/// Speaks one step after the other, and knows what was said before.
pub(super) struct Said<'m> {
    map: &'m ArgumentMap,
    speech: Speech<'m>,
    claims: BTreeSet<ClaimId>,
    inferences: BTreeSet<InferenceId>,
}

impl<'m> Said<'m> {
    pub(super) fn new(map: &'m ArgumentMap) -> Self {
        Self {
            map,
            speech: Speech::new(map),
            claims: BTreeSet::new(),
            inferences: BTreeSet::new(),
        }
    }

    /// The notes of a step at which these claims appear, in this order.
    pub(super) fn of(&mut self, claims: &[ClaimId]) -> String {
        let mut numbers = Numbers::default();
        let fresh: BTreeSet<&ClaimId> = claims.iter().collect();
        self.claims.extend(claims.iter().cloned());
        let mut sentences: Vec<String> = Vec::new();
        let mut spoken = BTreeSet::new();
        let mut before: Option<&Inference> = None;
        for id in claims {
            let map = self.map;
            let (Some(claim), false) = (map.claim(id), spoken.contains(id)) else {
                continue;
            };
            let step = self.new_step_of(id);
            let Some(step) = step else {
                let text = self.speech.alone(claim, &claim.text);
                sentences.push(numbers.cited(text, claim));
                spoken.insert(id.clone());
                before = None;
                continue;
            };
            let follows = before.is_some_and(|before| answers(step, before));
            let adds = before.is_some_and(|before| self.adds(step, before));
            let clause = if adds {
                self.addition(step, &fresh, &mut numbers)
            } else {
                self.clause(step, &fresh, follows, &mut numbers)
            };
            match sentences.last_mut() {
                Some(last) if follows => {
                    *last = format!("{}; {clause}.", last.trim_end_matches('.'));
                }
                _ => sentences.push(format!("{}.", capital(&clause))),
            }
            spoken.extend(step.premises.iter().cloned());
            self.inferences.insert(step.id.clone());
            before = Some(step);
        }
        for step in self.completed(&fresh) {
            let clause = self.clause(step, &BTreeSet::new(), false, &mut numbers);
            sentences.push(format!("{}.", capital(&clause)));
            self.inferences.insert(step.id.clone());
        }
        let mut notes = sentences.join("\n");
        if !numbers.lines.is_empty() {
            notes.push_str("\n\n");
            notes.push_str(&numbers.lines(self.map).join("\n"));
        }
        notes
    }

    /// The first inference of the claim that was not spoken yet and whose target was shown.
    fn new_step_of(&self, claim: &ClaimId) -> Option<&'m Inference> {
        let mut used = self.map.uses(claim);
        used.find(|step| {
            let target_is_shown = match &step.target {
                Target::Claim(target) => self.claims.contains(target),
                Target::Inference(target) => {
                    let target = self.map.inference(target);
                    target.is_some_and(|target| {
                        target
                            .premises
                            .iter()
                            .any(|premise| self.claims.contains(premise))
                    })
                }
            };
            target_is_shown && !self.inferences.contains(&step.id)
        })
    }

    /// The inferences that can be seen from now on, and were not spoken with their premises.
    fn completed(&self, fresh: &BTreeSet<&ClaimId>) -> Vec<&'m Inference> {
        let map = self.map;
        let mut near: BTreeMap<&OrderKey, &'m Inference> = BTreeMap::new();
        for claim in fresh {
            let on = map.bearing_on(&ElementId::Claim((*claim).clone()));
            let from = map.uses(claim);
            for step in on.chain(from) {
                near.insert(&step.order, step);
                let further = map.bearing_on(&ElementId::Inference(step.id.clone()));
                near.extend(further.map(|step| (&step.order, step)));
            }
        }
        let is_complete = |step: &&Inference| {
            let ends = match &step.target {
                Target::Claim(target) => self.claims.contains(target),
                Target::Inference(target) => self.inferences.contains(target),
            };
            let mut premises = step.premises.iter();
            ends && premises.any(|premise| self.claims.contains(premise))
                && !self.inferences.contains(&step.id)
        };
        near.into_values().filter(is_complete).collect()
    }

    /// Whether a step is a further reason for the same, by the same people.
    fn adds(&self, step: &Inference, before: &Inference) -> bool {
        let both = |stance| step.stance == stance && before.stance == stance;
        both(Stance::Support)
            && step.target == before.target
            && matches!(step.target, Target::Claim(_))
            && self.who(step) == self.who(before)
    }

    fn addition(
        &self,
        step: &Inference,
        fresh: &BTreeSet<&ClaimId>,
        numbers: &mut Numbers<'m>,
    ) -> String {
        let premises = self.premises(step, fresh, numbers);
        if !step.word.trim().is_empty() {
            return format!("{}, {premises}", step.word.trim());
        }
        let lead = said(&self.who(step), "adds that", "add that");
        let lead = lead.unwrap_or_else(|| "what is more,".to_owned());
        format!("{lead} {premises}")
    }

    /// What the step says, without a full stop; `follows` what was just said.
    fn clause(
        &self,
        step: &Inference,
        fresh: &BTreeSet<&ClaimId>,
        follows: bool,
        numbers: &mut Numbers<'m>,
    ) -> String {
        let premises = self.premises(step, fresh, numbers);
        let who = self.who(step);
        match &step.target {
            Target::Claim(target) => {
                let Some(claim) = self.map.claim(target) else {
                    return premises;
                };
                self.on_claim(step, claim, &who, follows, &premises)
            }
            Target::Inference(target) => {
                let Some(target) = self.map.inference(target) else {
                    return premises;
                };
                self.on_step(step, target, &who, follows, &premises)
            }
        }
    }

    fn on_claim(
        &self,
        step: &Inference,
        target: &Claim,
        who: &[&str],
        follows: bool,
        premises: &str,
    ) -> String {
        let claim = self.speech.inner(target.short_text());
        let quoted = format!("“{}”", target.short_text().trim().trim_end_matches('.'));
        match step.stance {
            Stance::Support => {
                let because = if step.word.trim().is_empty() {
                    "because"
                } else {
                    step.word.trim()
                };
                let of_target = self.speech.asserting(&target.held_by);
                // A label need not be a sentence.
                let (one, many) = if target.label.is_empty() && !asks(&claim) {
                    ("argues that", "argue that")
                } else {
                    ("argues:", "argue:")
                };
                if who.is_empty() || who == of_target {
                    let lead = said(who, one, many);
                    let lead = lead.map_or_else(String::new, |lead| format!("{lead} "));
                    format!("{lead}{claim}, {because} {premises}")
                } else {
                    let lead = said(who, "says that", "say that").unwrap_or_default();
                    format!("in support of {quoted}, {lead} {premises}")
                }
            }
            Stance::Attack => {
                let (one, many, nobody) = if self.map.role(step) == Role::Rebuttal {
                    ("replies that", "reply that", "a reply is that")
                } else {
                    ("objects that", "object that", "an objection is that")
                };
                let lead = said(who, one, many).unwrap_or_else(|| nobody.to_owned());
                if follows {
                    format!("{lead} {premises}")
                } else {
                    format!("to {quoted}, {lead} {premises}")
                }
            }
            Stance::Answer => {
                let lead = said(who, "answers that", "answer that");
                let lead = lead.unwrap_or_else(|| "one answer is that".to_owned());
                format!(
                    "to the question “{}”, {lead} {premises}",
                    target.short_text().trim()
                )
            }
        }
    }

    fn on_step(
        &self,
        step: &Inference,
        target: &Inference,
        who: &[&str],
        follows: bool,
        premises: &str,
    ) -> String {
        let attacks = step.stance == Stance::Attack;
        let (one, many, nobody) = if attacks {
            ("objects that", "object that", "an objection is that")
        } else {
            ("adds that", "add that", "what is more,")
        };
        let lead = said(who, one, many).unwrap_or_else(|| nobody.to_owned());
        if follows {
            let verdict = match (attacks, target.stance) {
                (true, Stance::Attack) => "this is no objection",
                (true, _) => "this does not follow",
                (false, Stance::Attack) => "this does count",
                (false, _) => "this does follow",
            };
            return format!("{lead} {verdict}, because {premises}");
        }
        let texts: Vec<_> = (target.premises.iter())
            .filter_map(|id| self.map.claim(id))
            .map(|claim| format!("“{}”", claim.short_text().trim().trim_end_matches('.')))
            .collect();
        let what = listed(&texts);
        let not = match (attacks, texts.len() > 1) {
            (true, true) => "do not",
            (true, false) => "does not",
            (false, true) => "do",
            (false, false) => "does",
        };
        match &target.target {
            Target::Claim(end) => {
                let end = self.map.claim(end).map_or("", |claim| claim.short_text());
                let end = end.trim().trim_end_matches('.');
                let relation = match target.stance {
                    Stance::Attack => "count against",
                    Stance::Support | Stance::Answer => "lead to",
                };
                format!("{lead} {what} {not} {relation} “{end}”, because {premises}")
            }
            Target::Inference(_) => {
                let verdict = if attacks { "does not hold" } else { "holds" };
                format!("{lead} the step from {what} {verdict}, because {premises}")
            }
        }
    }

    /// The premises with the numbers of their quotes; in short where they were said before.
    fn premises(
        &self,
        step: &Inference,
        fresh: &BTreeSet<&ClaimId>,
        numbers: &mut Numbers<'m>,
    ) -> String {
        let premises = step.premises.iter().filter_map(|id| self.map.claim(id));
        let shown = premises.filter(|claim| self.claims.contains(&claim.id));
        let parts: Vec<_> = shown
            .map(|claim| {
                if fresh.contains(&claim.id) {
                    numbers.cited(self.speech.inner(&claim.text), claim)
                } else {
                    self.speech.inner(claim.short_text())
                }
            })
            .collect();
        joined(&parts)
    }

    /// Who draws the step, or else asserts its first premise.
    fn who(&self, step: &Inference) -> Vec<&'m str> {
        let drawn = self.speech.asserting(&step.held_by);
        if !drawn.is_empty() {
            return drawn;
        }
        let first = step.premises.first().and_then(|id| self.map.claim(id));
        first.map_or_else(Vec::new, |claim| self.speech.asserting(&claim.held_by))
    }
}

/// The parts as a list; what begins with "but" or "and" needs no other word before it.
fn joined(parts: &[String]) -> String {
    match parts {
        [rest @ .., last] if last.starts_with("but ") || last.starts_with("and ") => {
            format!("{}, {last}", listed(rest))
        }
        _ => listed(parts),
    }
}

/// Whether a step attacks or backs the one spoken before, or a premise of it.
fn answers(step: &Inference, before: &Inference) -> bool {
    match &step.target {
        Target::Claim(claim) => step.stance == Stance::Attack && before.premises == [claim.clone()],
        Target::Inference(target) => *target == before.id,
    }
}

/// The quotes of one step, numbered from 1.
#[derive(Default)]
struct Numbers<'m> {
    lines: Vec<&'m Quote>,
    of_claim: BTreeMap<&'m ClaimId, String>,
}

impl<'m> Numbers<'m> {
    /// The text with the numbers of the claim's quotes, before its full stop.
    fn cited(&mut self, text: String, claim: &'m Claim) -> String {
        if claim.quotes.is_empty() {
            return text;
        }
        let first = self.lines.len() + 1;
        let lines = &mut self.lines;
        let numbers = self.of_claim.entry(&claim.id).or_insert_with(|| {
            lines.extend(&claim.quotes);
            let numbers = first..=lines.len();
            let numbers: Vec<_> = numbers.map(|number| number.to_string()).collect();
            numbers.join(", ")
        });
        match text.strip_suffix('.') {
            Some(text) => format!("{text} [{numbers}]."),
            None => format!("{text} [{numbers}]"),
        }
    }

    /// A line for each quote; one for the source as well where all are from the same.
    fn lines(&self, map: &ArgumentMap) -> Vec<String> {
        let sources: BTreeSet<_> = self.lines.iter().map(|quote| &quote.source).collect();
        let is_one = sources.len() == 1;
        let quotes = self.lines.iter().enumerate();
        let line = |(at, quote): (usize, &&Quote)| {
            let exact = quote.exact.split_whitespace().collect::<Vec<_>>().join(" ");
            let line = format!("[{}] “{exact}”", at + 1);
            if is_one {
                line
            } else {
                format!("{line} ({})", source_of(map, quote))
            }
        };
        let source = self.lines.first().filter(|_| is_one);
        let source = source.map(|quote| format!("Source: {}", source_of(map, quote)));
        quotes.map(line).chain(source).collect()
    }
}

/// Author, title and publication, as far as they are known.
fn source_of(map: &ArgumentMap, quote: &Quote) -> String {
    let Some(source) = map.source(&quote.source) else {
        return quote.source.to_string();
    };
    let parts = [
        &source.author,
        &source.title,
        &source.publication,
        &source.date,
    ];
    let parts: Vec<_> = parts
        .into_iter()
        .map(|part| part.trim())
        .filter(|part| !part.is_empty())
        .collect();
    if parts.is_empty() {
        source.id.to_string()
    } else {
        parts.join(", ")
    }
}
