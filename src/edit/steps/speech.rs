//! Claims and their holders as parts of sentences.

use std::collections::BTreeSet;

use crate::model::{ArgumentMap, Attitude, Claim, HeldBy, Holder};

/// Words that begin sentences and are no names, whether or not the map has them elsewhere.
const COMMON: &str = "a after all also although an and another any as at because before both but \
    by each even every few for from give had hard he her his how however if in it its let many \
    more most much my no nobody not nothing of on one only or other our over she since so some \
    such than that the their then there these they this those though to trying under until we \
    what when where whether while who why with within without you";

/// Words that begin what is asked for instead of being stated, which no "that" can introduce.
const ASKING: &str = "abandon abolish adopt allow avoid ban build buy choose cut do don end forget \
    give go invest keep leave legalise legalize let make never raise reduce reject remember stop \
    support take tax use vote";

/// Knows which words of a map begin with a capital only where they begin a sentence.
pub(super) struct Speech<'m> {
    map: &'m ArgumentMap,
    /// Words that stand in small letters somewhere.
    small: BTreeSet<&'m str>,
}

impl<'m> Speech<'m> {
    pub(super) fn new(map: &'m ArgumentMap) -> Self {
        let own = map.claims().flat_map(|claim| [&claim.text, &claim.label]);
        let quotes = map.claims().flat_map(|claim| &claim.quotes);
        let quoted = quotes.flat_map(|quote| [&quote.prefix, &quote.exact, &quote.suffix]);
        let words = own
            .chain(quoted)
            .flat_map(|text| text.split(|c: char| !c.is_alphanumeric()));
        let is_small = |word: &&str| word.chars().next().is_some_and(char::is_lowercase);
        let small = words
            .filter(is_small)
            .chain(COMMON.split_whitespace())
            .collect();
        Self { map, small }
    }

    /// The text inside a sentence: without its full stop, and with a small first letter unless it
    /// begins with a name.
    pub(super) fn inner(&self, text: &str) -> String {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let text = text.trim_end_matches(['.', '!']);
        let word: String = text.chars().take_while(|c| c.is_alphanumeric()).collect();
        let small: String = word.to_lowercase();
        if self.small.contains(small.as_str())
            && let Some(rest) = text.get(word.len()..)
        {
            return format!("{small}{rest}");
        }
        text.to_owned()
    }

    /// Who asserts something, by name; empty if no participant does.
    pub(super) fn asserting(&self, held_by: &[HeldBy]) -> Vec<&'m str> {
        self.holding(held_by, Attitude::Asserts)
    }

    /// Who takes this attitude, by name.
    pub(super) fn holding(&self, held_by: &[HeldBy], attitude: Attitude) -> Vec<&'m str> {
        let held = held_by.iter().filter(|held| held.attitude == attitude);
        let names = held.filter_map(|held| match &held.holder {
            Holder::Participant(id) => Some(self.map.participant(id)?.name.as_str()),
            Holder::Analyst => None,
        });
        names.filter(|name| !name.trim().is_empty()).collect()
    }

    /// A claim as a sentence of its own, with the attitudes of those who hold it.
    pub(super) fn alone(&self, claim: &Claim, text: &str) -> String {
        if claim.is_question() {
            return format!("The question is: {text}");
        }
        let inner = self.inner(text);
        let verbs = [
            (Attitude::Asserts, "argues that", "argue that"),
            (Attitude::Grants, "grants that", "grant that"),
            (Attitude::Denies, "denies that", "deny that"),
            (
                Attitude::LeavesOpen,
                "leaves open whether",
                "leave open whether",
            ),
        ];
        for (attitude, one, many) in verbs {
            let who = self.holding(&claim.held_by, attitude);
            if let Some(said) = said(&who, one, many) {
                let said = match said.strip_suffix(" that") {
                    Some(said) if asks(&inner) => format!("{said}:"),
                    _ => said,
                };
                return format!("{said} {inner}.");
            }
        }
        format!("{}.", capital(&inner))
    }
}

/// Whether a text asks for something.
pub(super) fn asks(text: &str) -> bool {
    let word: String = text.chars().take_while(|c| c.is_alphanumeric()).collect();
    let word = word.to_lowercase();
    ASKING.split_whitespace().any(|known| known == word)
}

/// "Naím argues that", "Naím and Drezner argue that"; nothing if nobody does.
pub(super) fn said(who: &[&str], one: &str, many: &str) -> Option<String> {
    let verb = if who.len() == 1 { one } else { many };
    (!who.is_empty()).then(|| format!("{} {verb}", listed(who)))
}

/// "A", "A and B", "A, B and C".
pub(super) fn listed<T: AsRef<str>>(parts: &[T]) -> String {
    let parts: Vec<_> = parts.iter().map(AsRef::as_ref).collect();
    match parts.split_last() {
        None => String::new(),
        Some((only, [])) => (*only).to_owned(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
    }
}

/// The text with a large first letter.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}
