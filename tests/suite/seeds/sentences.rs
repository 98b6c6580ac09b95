//! Splits the documents into sentences; paragraphs and bullets end a sentence too.

use std::ops::Range;

/// Words whose full stop ends no sentence.
const ABBREVIATIONS: [&str; 21] = [
    "vs.", "cf.", "etc.", "no.", "mr.", "mrs.", "ms.", "dr.", "prof.", "st.", "jan.", "feb.",
    "mar.", "apr.", "aug.", "sept.", "sep.", "oct.", "nov.", "dec.", "jr.",
];

/// The sentences of a text in order, as byte ranges without bullets and surrounding space.
pub(super) fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut line_start = 0;
    for line in text.split('\n') {
        let mut start = 0;
        for end in ends_in_line(line).chain([line.len()]) {
            found.extend(trimmed(text, line_start + start..line_start + end));
            start = end;
        }
        line_start += line.len() + 1;
    }
    found
}

fn ends_in_line(line: &str) -> impl Iterator<Item = usize> + '_ {
    line.char_indices()
        .filter(|(_, c)| matches!(c, '.' | '!' | '?' | '…'))
        .filter_map(|(at, mark)| end_of_sentence(line, at, mark))
}

/// Where the sentence ends that this mark ends, closing quotes and brackets included.
fn end_of_sentence(line: &str, at: usize, mark: char) -> Option<usize> {
    let (head, tail) = line.split_at(at + mark.len_utf8());
    let after_closers = tail.trim_start_matches(['"', '”', '’', '\'', ')', ']', '.', '!', '?']);
    let next = after_closers.trim_start().chars().next();
    if !after_closers.starts_with(char::is_whitespace) && !after_closers.is_empty() {
        return lacks_a_space(head, tail).then_some(head.len());
    }
    if next.is_some_and(char::is_lowercase) || (next.is_some() && ends_in_abbreviation(head)) {
        return None;
    }
    Some(line.len() - after_closers.len())
}

/// A typing slip in one document: `three or more states.John Ruggie`.
fn lacks_a_space(head: &str, tail: &str) -> bool {
    let mut before = head.trim_end_matches('.').chars().rev();
    head.ends_with('.')
        && tail.starts_with(char::is_uppercase)
        && before.next().is_some_and(char::is_lowercase)
        && before.next().is_some_and(char::is_lowercase)
}

fn ends_in_abbreviation(head: &str) -> bool {
    let word = head
        .rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '"' | '“' | '/'))
        .next()
        .unwrap_or(head);
    let is_initials = word.ends_with('.')
        && !word.starts_with('.')
        && word.split_terminator('.').all(|part| {
            let mut letters = part.chars();
            letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
        });
    is_initials || ABBREVIATIONS.contains(&word.to_lowercase().as_str())
}

fn trimmed(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let sentence = text.get(range.clone())?;
    let lead = sentence.len() - sentence.trim_start_matches(is_space_or_bullet).len();
    let body = sentence.trim_matches(is_space_or_bullet);
    let start = range.start + lead;
    body.contains(char::is_alphanumeric)
        .then_some(start..start + body.len())
}

fn is_space_or_bullet(c: char) -> bool {
    c.is_whitespace() || c == '•'
}

fn split(text: &str) -> Vec<&str> {
    sentences(text)
        .into_iter()
        .map(|range| &text[range])
        .collect()
}

#[test]
fn full_stops_question_and_exclamation_marks_end_sentences() {
    let text = "So what is to be done? Forget it! We need one. ";
    let expected = ["So what is to be done?", "Forget it!", "We need one."];
    assert_eq!(split(text), expected);
}

#[test]
fn abbreviations_and_initials_end_no_sentence() {
    for text in [
        "They could not wish away the U.N. process on warming.",
        "Unlike former U.S. President Trump, he stayed.",
        "It is Daniel W. Drezner vs. Naím, on Jan. 15.",
        "It concerns conduct ... which specify (e.g. NATO) more.",
    ] {
        assert_eq!(split(text), [text], "{text}");
    }
}

#[test]
fn closing_quotes_and_brackets_belong_to_the_sentence_they_close() {
    let text = "He said \"never.\" She left (for example.) They stayed.";
    let expected = [
        "He said \"never.\"",
        "She left (for example.)",
        "They stayed.",
    ];
    assert_eq!(split(text), expected);
}

#[test]
fn lines_and_bullets_end_sentences_and_no_break_spaces_are_space() {
    let text = "A title\n\n  • One point.\u{a0} And more.\u{a0}\n  • Another\n";
    let expected = ["A title", "One point.", "And more.", "Another"];
    assert_eq!(split(text), expected);
}

#[test]
fn a_missing_space_after_a_full_stop_hides_no_sentence() {
    let expected = ["Three or more states.", "John elaborated."];
    assert_eq!(split("Three or more states.John elaborated."), expected);
}
