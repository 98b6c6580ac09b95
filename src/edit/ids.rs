//! Sources of new ids: readable ones with a random end, and countable ones for tests.

use crate::model::{ANALYST, ArgumentMap};

/// Gives strings for new ids, unlikely to be chosen by anyone else for another record.
pub trait IdSource {
    /// A fresh string that names no record of the map, another one on every call; `hint` is
    /// text it may be read from.
    fn fresh(&mut self, map: &ArgumentMap, hint: &str) -> String;
}

/// Ids such as `talks-failed-k3x9w`: words of the hint, and five letters from a source of random
/// numbers, so that two people who add claims to copies of one map do not choose the same.
#[derive(Debug, Clone)]
pub struct RandomIds<F> {
    random: F,
}

impl<F: FnMut() -> u64> RandomIds<F> {
    /// Takes the source of random numbers, which this room does not have.
    pub fn new(random: F) -> Self {
        Self { random }
    }
}

impl<F: FnMut() -> u64> IdSource for RandomIds<F> {
    fn fresh(&mut self, map: &ArgumentMap, hint: &str) -> String {
        let slug = slug(hint);
        loop {
            let id = format!("{slug}-{}", letters((self.random)()));
            if !map.is_taken(&id) {
                return id;
            }
        }
    }
}

/// Ids such as `talks-failed-1`, counted up: the same edits give the same ids.
#[derive(Debug, Clone, Default)]
pub struct SequentialIds {
    last: u64,
}

impl IdSource for SequentialIds {
    fn fresh(&mut self, map: &ArgumentMap, hint: &str) -> String {
        let slug = slug(hint);
        loop {
            self.last += 1;
            let id = format!("{slug}-{}", self.last);
            if !map.is_taken(&id) {
                return id;
            }
        }
    }
}

/// The longest readable part of an id, in characters.
const SLUG_LENGTH: usize = 24;
/// The digits of the random part: none that are mistaken for each other.
const DIGITS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
const RANDOM_LENGTH: u32 = 5;

/// The first words of the hint in lower case, joined by hyphens; `claim` if it has none.
fn slug(hint: &str) -> String {
    let mut slug = String::new();
    for word in hint.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’') {
        let word: String = word
            .chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .filter(|c| c.is_alphanumeric())
            .collect();
        let length = slug.chars().count();
        if word.is_empty() {
            continue;
        }
        if length > 0 && length + 1 + word.chars().count() > SLUG_LENGTH {
            break;
        }
        if length > 0 {
            slug.push('-');
        }
        slug.extend(word.chars().take(SLUG_LENGTH));
    }
    if slug.is_empty() || slug == ANALYST {
        "claim".to_owned()
    } else {
        slug
    }
}

fn letters(random: u64) -> String {
    (0..RANDOM_LENGTH)
        .map(|digit| (random >> (5 * digit)) as usize % DIGITS.len())
        .filter_map(|digit| DIGITS.get(digit))
        .map(|letter| char::from(*letter))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn countdown() -> impl FnMut() -> u64 {
        let mut next = 1_000_000_u64;
        move || {
            next -= 1;
            next
        }
    }

    #[test]
    fn ids_are_readable_and_short() {
        let map = ArgumentMap::new();
        let mut ids = RandomIds::new(countdown());
        let id = ids.fresh(&map, "Multilateral talks have failed again and again");
        assert!(id.starts_with("multilateral-talks-have-"), "{id}");
        assert!(id.chars().count() <= SLUG_LENGTH + 1 + RANDOM_LENGTH as usize);
    }

    #[test]
    fn ids_of_any_text_are_legal() {
        let map = ArgumentMap::new();
        let mut ids = SequentialIds::default();
        for hint in [
            "",
            "  \n",
            "!?…",
            "don’t",
            "Ça İstanbul",
            "多国間主義は弱者と強者の両方に奉仕する制度である",
            "analyst",
        ] {
            let id = ids.fresh(&map, hint);
            assert!(crate::model::ClaimId::new(&id).is_ok(), "{id}");
        }
        assert_eq!(ids.fresh(&map, "don’t"), "dont-8");
    }

    #[test]
    fn an_id_that_the_map_has_is_not_given_again() {
        use crate::model::{Change, Claim, ClaimId, OrderKey, Record};
        let mut map = ArgumentMap::new();
        let mut draws = [7, 7, 8].into_iter();
        let mut ids = RandomIds::new(move || draws.next().unwrap());
        let first = ids.fresh(&map, "talks");
        let id = ClaimId::new(&first).unwrap();
        let record = Record::from(Claim::new(id, OrderKey::of_index(0), ""));
        let made = Change {
            id: record.id(),
            before: None,
            after: Some(record),
        };
        map.apply(&[made]).unwrap();
        let second = ids.fresh(&map, "talks");
        assert_ne!(first, second);
    }
}
