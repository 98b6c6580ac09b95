//! Reads a map from edit to edit: who bears on whom, looked up anew only where records changed.

use std::sync::Arc;

use super::both::both;
use super::graph::{Links, Node};
use super::lists::Lists;
use super::roll::Roll;
use crate::model::{ArgumentMap, Claim, Inference, Participant, Stance, Target};

/// What a map holds, with numbers for ids.
#[derive(Debug, Default)]
pub(super) struct Reading {
    pub(super) claims: Roll<Claim>,
    pub(super) steps: Roll<Inference>,
    /// By the number of the step.
    joints: Vec<Joint>,
    /// Which claims the author marked as contentions, by number.
    marked: Vec<bool>,
    participants: Vec<Arc<Participant>>,
    pub(super) participants_changed: bool,
    /// Whether more changed than what is said inside boxes and marks.
    pub(super) is_reshaped: bool,
}

/// What a step joins, by numbers.
#[derive(Debug, Clone, Default, PartialEq)]
struct Joint {
    premises: Vec<u32>,
    target: Option<Node>,
    stance: Option<Stance>,
}

impl Reading {
    /// Takes over what the map holds now.
    pub(super) fn follow(&mut self, map: &ArgumentMap) {
        let (claims, steps) = (&mut self.claims, &mut self.steps);
        both(
            claims.records.len(),
            || claims.follow(map.claim_records()),
            || steps.follow(map.inference_records()),
        );
        self.participants_changed = !are_same(map.participant_records(), &self.participants);
        if self.participants_changed {
            self.participants = map.participant_records().cloned().collect();
        }
        self.is_reshaped = self.claims.is_rearranged || self.steps.is_rearranged;
        self.mark_contentions();
        self.join();
    }

    /// Whether most of the numbers given belong to what the map no longer has.
    pub(super) fn is_littered(&self) -> bool {
        let given = self.claims.number_count() + self.steps.number_count();
        given > 4_096 + 3 * (self.claims.records.len() + self.steps.records.len())
    }

    fn mark_contentions(&mut self) {
        self.marked.resize(self.claims.number_count(), false);
        for &rank in &self.claims.changed {
            let number = self.claims.numbers[rank as usize] as usize;
            let is_marked = self.claims.records[rank as usize].contention;
            self.is_reshaped |= self.marked[number] != is_marked;
            self.marked[number] = is_marked;
        }
    }

    fn join(&mut self) {
        let count = self.steps.number_count();
        self.joints.resize(count, Joint::default());
        for &rank in &self.steps.changed {
            let step = &self.steps.records[rank as usize];
            let target = match &step.target {
                Target::Claim(id) => self.claims.number(id).map(|it| Node::Claim(it as usize)),
                Target::Inference(id) => self.steps.number(id).map(|it| Node::Step(it as usize)),
            };
            let premises = step.premises.iter();
            let joint = Joint {
                premises: premises.filter_map(|id| self.claims.number(id)).collect(),
                target,
                stance: Some(step.stance),
            };
            let number = self.steps.numbers[rank as usize] as usize;
            if self.joints[number] != joint {
                self.joints[number] = joint;
                self.is_reshaped = true;
            }
        }
    }

    /// Who bears on whom, by ranks.
    pub(super) fn links(&self) -> Links {
        let rank_of = |number: usize| self.claims.ranks[number] as usize;
        let claim_count = self.claims.records.len();
        let mut premises = Lists::with_capacity(self.steps.records.len());
        let mut targets = Vec::with_capacity(self.steps.records.len());
        for joint in self.joints_in_order() {
            let ranks = joint
                .premises
                .iter()
                .map(|&number| rank_of(number as usize));
            premises.push(ranks.filter(|&rank| rank < claim_count));
            targets.push(match joint.target {
                Some(Node::Claim(number)) => Node::Claim(rank_of(number)),
                Some(Node::Step(number)) => Node::Step(self.steps.ranks[number] as usize),
                None => Node::Claim(0),
            });
        }
        Links::of(claim_count, premises, targets)
    }

    /// The stance of each step, by rank.
    pub(super) fn stances(&self) -> Vec<Stance> {
        let joints = self.joints_in_order();
        joints
            .map(|joint| joint.stance.unwrap_or(Stance::Support))
            .collect()
    }

    fn joints_in_order(&self) -> impl Iterator<Item = &Joint> {
        let numbers = self.steps.numbers.iter();
        numbers.map(|&number| &self.joints[number as usize])
    }

    /// The map's headlines, by rank; the same as the map says of itself.
    pub(super) fn headlines(&self, links: &Links, stances: &[Stance]) -> Vec<bool> {
        let numbers = self.claims.numbers.iter();
        let marked: Vec<bool> = numbers
            .map(|&number| self.marked[number as usize])
            .collect();
        if marked.contains(&true) {
            return marked;
        }
        let is_headline = |claim: usize| {
            let mut uses = links.uses[claim].iter();
            !links.on_claim[claim].is_empty() && uses.all(|&step| stances[step] == Stance::Answer)
        };
        (0..marked.len()).map(is_headline).collect()
    }
}

/// Whether the records are the very ones that are known.
fn are_same<'m>(
    mut now: impl Iterator<Item = &'m Arc<Participant>>,
    known: &[Arc<Participant>],
) -> bool {
    let mut known = known.iter();
    let all = known.all(|known| now.next().is_some_and(|now| Arc::ptr_eq(now, known)));
    all && now.next().is_none()
}
