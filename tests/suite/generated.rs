//! Maps of any size that look like debates: a tree with heavy-tailed branching, and claims that
//! are used again elsewhere. Included by benchmarks too, so it needs nothing but the model.

use rejoinder::model::{
    ArgumentMap, Claim, ClaimId, Inference, InferenceId, OrderKey, Record, Stance, Target,
};

/// Which debate to make; equal ones are equal byte for byte.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Debate {
    /// How many claims.
    pub(crate) claim_count: usize,
    /// How many further uses of claims, in hundredths of the claims.
    pub(crate) cross_percent: usize,
    /// Picks one of many maps of this size.
    pub(crate) seed: u64,
}

impl Debate {
    /// Makes the map. The first claim is the contention; further uses run upwards, so there are
    /// no circles.
    pub(crate) fn map(self) -> ArgumentMap {
        let mut dice = Dice(self.seed);
        let parents = parents(self.claim_count, &mut dice);
        let mut records: Vec<Record> = Vec::with_capacity(2 * self.claim_count);
        for index in 0..self.claim_count {
            let text = sentence(&mut dice);
            records.push(Claim::new(claim_id(index), OrderKey::of_index(index), text).into());
        }
        for (index, parent) in parents.iter().enumerate() {
            if let Some(parent) = parent {
                records.push(step(index, index, *parent, &mut dice).into());
            }
        }
        let cross_count = self.claim_count * self.cross_percent / 100;
        for number in 0..cross_count {
            let from = dice.below(self.claim_count);
            let to = dice.below(from.max(1));
            if from > 0 && parents[from] != Some(to) {
                records.push(step(self.claim_count + number, from, to, &mut dice).into());
            }
        }
        ArgumentMap::of_records(records).expect("a generated debate is a map")
    }
}

fn claim_id(index: usize) -> ClaimId {
    ClaimId::new(&format!("c{index}")).expect("a letter and digits are an id")
}

fn step(number: usize, premise: usize, target: usize, dice: &mut Dice) -> Inference {
    let stance = if dice.below(100) < 55 {
        Stance::Support
    } else {
        Stance::Attack
    };
    let id = InferenceId::new(&format!("s{number}")).expect("a letter and digits are an id");
    let target = Target::Claim(claim_id(target));
    Inference::new(
        id,
        OrderKey::of_index(number),
        stance,
        vec![claim_id(premise)],
        target,
    )
}

/// The claim that each bears on, parents before children. Most claims have no reply or one or
/// two, some have many, and a branch is at most twelve deep.
fn parents(claim_count: usize, dice: &mut Dice) -> Vec<Option<usize>> {
    let mut parents = vec![None];
    let mut depths = vec![0_usize];
    let mut open = vec![0];
    while parents.len() < claim_count {
        let parent = if open.is_empty() {
            dice.below(parents.len())
        } else {
            open.swap_remove(dice.below(open.len().min(64)))
        };
        let depth = depths[parent];
        if depth >= 12 {
            continue;
        }
        for _ in 0..reply_count(depth, dice) {
            if parents.len() < claim_count {
                open.push(parents.len());
                parents.push(Some(parent));
                depths.push(depth + 1);
            }
        }
    }
    parents.truncate(claim_count);
    parents
}

fn reply_count(depth: usize, dice: &mut Dice) -> usize {
    if depth == 0 {
        return 4 + dice.below(6);
    }
    if dice.below(1000) < 300 + 45 * depth {
        return 0;
    }
    match dice.below(100) {
        0..=60 => 1,
        61..=80 => 2,
        81..=90 => 3,
        91..=96 => 4 + dice.below(3),
        _ => 7 + dice.below(19),
    }
}

fn sentence(dice: &mut Dice) -> String {
    const WORDS: [&str; 24] = [
        "countries",
        "agreement",
        "often",
        "the",
        "of",
        "because",
        "institutions",
        "legitimacy",
        "smaller",
        "talks",
        "have",
        "failed",
        "on",
        "climate",
        "trade",
        "powerful",
        "and",
        "cooperation",
        "universal",
        "a",
        "rarely",
        "costs",
        "interests",
        "shared",
    ];
    let word_count = 4 + dice.below(10) + dice.below(14);
    let words: Vec<&str> = (0..word_count)
        .map(|_| WORDS[dice.below(WORDS.len())])
        .collect();
    words.join(" ")
}

/// Numbers that look random and depend on the seed alone (splitmix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % end.max(1) as u64) as usize
    }
}
