//! The RON format from outside: golden file, small differences, round trips of any map.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use rejoinder::formats::ron_map;
use rejoinder::model::{
    Answers, Area, ArgumentMap, Aspect, Attitude, Change, Choice, Claim, ClaimId, ClaimKind,
    Direction, ElementId, Frame, Heading, HeldBy, Holder, Inference, InferenceId, OrderKey,
    Participant, ParticipantId, Position, Quote, Record, Source, SourceId, Stance, Step, Style,
    Target, View, ViewId,
};

const GOLDEN: &str = include_str!("../golden/every_field.ron");
const VERSION_1: &str = include_str!("../golden/version_1.ron");
const VERSION_2: &str = include_str!("../golden/version_2.ron");

fn read(text: &str) -> ArgumentMap {
    ron_map::read(text.as_bytes(), "map").unwrap().map
}

fn put(map: &mut ArgumentMap, record: impl Into<Record>) {
    let record = record.into();
    let id = record.id();
    let change = Change {
        before: map.record(&id),
        after: Some(record),
        id,
    };
    map.apply(&[change]).unwrap();
}

/// The lines that differ: from the first to the last that is not the same in both.
fn changed_lines<'t>(before: &'t str, after: &'t str) -> (Vec<&'t str>, Vec<&'t str>) {
    let (before, after): (Vec<_>, Vec<_>) = (before.lines().collect(), after.lines().collect());
    let same = |pairs: &mut dyn Iterator<Item = (&&str, &&str)>| {
        pairs.take_while(|(before, after)| before == after).count()
    };
    let start = same(&mut before.iter().zip(&after));
    let longest = before.len().min(after.len()) - start;
    let end = same(&mut before.iter().rev().zip(after.iter().rev())).min(longest);
    (
        before[start..before.len() - end].to_vec(),
        after[start..after.len() - end].to_vec(),
    )
}

/// The lines that were added, if nothing else happened.
fn added_lines<'t>(before: &str, after: &'t str) -> Option<Vec<&'t str>> {
    let mut kept = before.lines().peekable();
    let added = after
        .lines()
        .filter(|line| kept.next_if_eq(line).is_none())
        .collect();
    kept.peek().is_none().then_some(added)
}

#[test]
fn the_golden_file_is_read_and_written_back_letter_for_letter() {
    assert_eq!(ron_map::write(&read(GOLDEN)), GOLDEN);
}

#[test]
fn the_golden_file_means_what_it_says() {
    let map = read(GOLDEN);
    let claim = map.claim(&ClaimId::new("mini").unwrap()).unwrap();
    assert_eq!(claim.note, "שלום \\ tab\t and \u{202e}override\u{7}");
    assert_eq!(claim.quotes[0].position, Some(12));
    assert_eq!(claim.held_by[2].holder, Holder::Analyst);
    assert_eq!(claim.held_by[2].attitude, Attitude::LeavesOpen);
    let question = map.claim(&ClaimId::new("question").unwrap()).unwrap();
    assert_eq!(question.kind, ClaimKind::Question(Answers::Exclusive));
    let pinned = &map.main_view().pinned[&ClaimId::new("empty").unwrap()];
    assert_eq!(*pinned, Position { x: 12.0, y: -40.25 });
    let choices: Vec<_> = map.views().map(|view| view.choices.is_some()).collect();
    assert_eq!(choices, [true, true, false]);
    let mini = ClaimId::new("mini").unwrap();
    let begins = ["backing", "objection"].map(|id| InferenceId::new(id).unwrap());
    assert_eq!(map.main_view().breaks_of(&mini), Some(&begins[..]));
    assert_eq!(map.heading().note, "A first line\nand a second");
}

#[test]
fn the_steps_of_the_golden_file_mean_what_they_say() {
    let map = read(GOLDEN);
    let case = map.view(&ViewId::new("case").unwrap()).unwrap();
    let claim = |id: &str| ElementId::Claim(ClaimId::new(id).unwrap());
    let backing = ElementId::Inference(InferenceId::new("backing").unwrap());
    assert_eq!(case.title(), "Naím’s case");
    assert!(case.shows(&ClaimId::new("mini").unwrap()));
    assert!(!case.shows(&ClaimId::new("empty").unwrap()));
    let [first, second, last] = case.steps.as_slice() else {
        panic!("the view has three steps");
    };
    assert_eq!(first.frame, Some(Frame::Around([claim("mini")].into())));
    assert_eq!(first.notes.lines().count(), 3);
    assert_eq!(second.appears, [backing, claim("implicit")].into());
    assert_eq!(second.faded, [claim("mini")].into());
    assert_eq!(*last, Step::default());
}

#[test]
fn a_file_of_version_2_keeps_everything() {
    let old = read(VERSION_2);
    assert!(old.views().all(|view| view.steps.is_empty()));
    let expected = VERSION_2.replacen("version: 2", "version: 3", 1);
    assert_eq!(ron_map::write(&old), expected);
}

#[test]
fn a_word_more_in_the_notes_and_a_claim_more_at_a_step_change_one_line_each() {
    let mut map = read(GOLDEN);
    let mut view = map.view(&ViewId::new("case").unwrap()).unwrap().clone();
    let line = |text: &str| {
        let found = GOLDEN.lines().find(|line| line.contains(text)).unwrap();
        vec![found]
    };
    view.steps[0].notes = view.steps[0].notes.replace("argues for", "now argues for");
    put(&mut map, view.clone());
    let written = ron_map::write(&map);
    let (before, after) = changed_lines(GOLDEN, &written);
    assert_eq!((before, after.len()), (line("Naím argues for"), 1));
    let empty = ElementId::Claim(ClaimId::new("empty").unwrap());
    view.steps[1].appears.insert(empty);
    put(&mut map, view);
    let later = ron_map::write(&map);
    let (before, after) = changed_lines(&written, &later);
    assert_eq!(before, line(r#"appears: ["implicit", "backing"]"#));
    assert_eq!(after.len(), 1);
}

#[test]
fn a_file_of_version_1_keeps_everything_but_its_counted_columns() {
    let old = read(VERSION_1);
    let [main, fresh] = &old.views().collect::<Vec<_>>()[..] else {
        panic!("the file has two views");
    };
    assert_eq!(main.choices, None);
    assert_eq!(fresh.choices, Some(BTreeMap::new()));
    let written = ron_map::write(&old);
    assert_eq!(read(&written), old);
    let counted = "            choices: {\n                \"mini\": Columns(2),\n                \"question\": Row,\n            },\n";
    assert!(VERSION_1.contains(counted));
    let expected = VERSION_1
        .replace(counted, "")
        .replacen("version: 1", "version: 3", 1);
    assert_eq!(written, expected);
    let rows = VERSION_1.replace("\"mini\": Columns(2)", "\"mini\": Row");
    assert_eq!(read(&rows).main_view().choices.as_ref().unwrap().len(), 2);
}

#[test]
fn reasons_put_in_another_order_by_hand_keep_beginning_their_columns() {
    let columns = |breaks: &str| {
        let file = GOLDEN.replace(r#"["backing", "objection"]"#, breaks);
        let map = read(&file);
        let mini = ClaimId::new("mini").unwrap();
        let breaks = map.main_view().breaks_of(&mini).unwrap();
        breaks.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(
        columns(r#"["objection", "backing"]"#),
        ["backing", "objection"]
    );
    assert_eq!(columns(r#"["objection", "why"]"#), ["objection"]);
}

#[test]
fn defaults_are_left_out_down_to_an_empty_map() {
    let written = ron_map::write(&ArgumentMap::new());
    assert_eq!(written, "ArgumentMap(\n    version: 3,\n)\n");
    assert_eq!(read(&written), ArgumentMap::new());
}

#[test]
fn what_a_person_writes_by_hand_is_understood() {
    let by_hand = r##"
        #![enable(implicit_some)]
        /* a note /* in a note */ */ // and another
        (version: 2, claims: [(id: "a", text: r#"a "raw" text"#), Claim(id: "b", text: "two
lines", quotes: [(source: "s", exact: "x", position: Some(3))])],
        sources: [(id: "s")], views: [View(id: "main", widths: {"a": 300}, pinned: {"b": (-1, 2e1)})])"##;
    let read = ron_map::read(by_hand.as_bytes(), "map").unwrap();
    assert!(read.has_comments);
    let texts: Vec<_> = read.map.claims().map(|claim| claim.text.as_str()).collect();
    assert_eq!(texts, ["a \"raw\" text", "two\nlines"]);
    let written = ron_map::write(&read.map);
    assert!(
        written.contains("\n            text: \"two\\nlines\",\n"),
        "{written}"
    );
    assert!(
        written.contains("\n                \"b\": (-1.0, 20.0),\n"),
        "{written}"
    );
    assert!(
        !ron_map::read(written.as_bytes(), "map")
            .unwrap()
            .has_comments
    );
}

#[test]
fn windows_line_ends_and_a_byte_order_mark_make_no_difference() {
    let windows = format!("\u{feff}{}", GOLDEN.replace('\n', "\r\n"));
    assert_eq!(read(&windows), read(GOLDEN));
}

#[test]
fn changing_a_word_changes_one_line_even_in_a_long_note() {
    let mut map = read(GOLDEN);
    let mut claim = map.claim(&ClaimId::new("mini").unwrap()).unwrap().clone();
    claim.note = "one\ntwo\r\nthree\u{2028}four".to_owned();
    put(&mut map, claim.clone());
    let before = ron_map::write(&map);
    claim.note = claim.note.replace("two", "2");
    put(&mut map, claim);
    let after = ron_map::write(&map);
    assert_eq!(
        changed_lines(&before, &after),
        (
            vec![r#"            note: "one\ntwo\r\nthree\u{2028}four","#],
            vec![r#"            note: "one\n2\r\nthree\u{2028}four","#],
        )
    );
}

#[test]
fn moving_a_pinned_box_changes_one_line_and_pinning_another_adds_one() {
    let mut map = read(GOLDEN);
    let mut view = map.main_view().clone();
    let at = Position { x: 7.25, y: 8.0 };
    view.pinned.insert(ClaimId::new("mini").unwrap(), at);
    put(&mut map, view.clone());
    let moved = ron_map::write(&map);
    assert_eq!(
        changed_lines(GOLDEN, &moved),
        (
            vec![r#"                "mini": (0.1, 1e300),"#],
            vec![r#"                "mini": (7.25, 8.0),"#],
        )
    );
    view.pinned.insert(ClaimId::new("implicit").unwrap(), at);
    put(&mut map, view);
    assert_eq!(
        added_lines(&moved, &ron_map::write(&map)),
        Some(vec![r#"                "implicit": (7.25, 8.0),"#])
    );
}

#[test]
fn adding_an_objection_adds_its_two_blocks_and_touches_no_other_line() {
    let mut map = read(GOLDEN);
    let claim = ClaimId::new("late").unwrap();
    let first = map.claims().next().unwrap().order.clone();
    let next = map.claim_order_after(&first).cloned();
    let order = OrderKey::between(Some(&first), next.as_ref());
    put(&mut map, Claim::new(claim.clone(), order, "Too late"));
    let before_all = OrderKey::between(None, map.inferences().next().map(|step| &step.order));
    put(
        &mut map,
        Inference::new(
            InferenceId::new("too-late").unwrap(),
            before_all,
            Stance::Attack,
            vec![claim],
            Target::Claim(ClaimId::new("mini").unwrap()),
        ),
    );
    let expected = [
        "        Claim(",
        "            id: \"late\",",
        "            text: \"Too late\",",
        "        ),",
        "        Inference(",
        "            id: \"too-late\",",
        "            stance: Attack,",
        "            premises: [\"late\"],",
        "            target: Claim(\"mini\"),",
        "        ),",
    ];
    let written = ron_map::write(&map);
    let added = added_lines(GOLDEN, &written).expect("no line goes or changes");
    // Which of two equal closing lines is the new one is for the comparison to say.
    assert_eq!(sorted(&added), sorted(&expected));
}

fn sorted<'t>(lines: &[&'t str]) -> Vec<&'t str> {
    let mut lines = lines.to_vec();
    lines.sort_unstable();
    lines
}

proptest! {
    #[test]
    fn any_map_reads_back_equal_and_writes_back_the_same(
        numbers in proptest::collection::vec(any::<u32>(), 40..160),
        texts in proptest::collection::vec(any::<String>(), 1..12),
    ) {
        let map = Dice { numbers, texts, thrown: 0 }.map();
        let written = ron_map::write(&map);
        let back = ron_map::read(written.as_bytes(), "map").unwrap();
        prop_assert_eq!(&back.map, &map);
        prop_assert!(!back.has_comments);
        prop_assert_eq!(ron_map::write(&back.map), written);
    }

    #[test]
    fn a_text_of_any_characters_stays_on_its_line(text in any::<String>()) {
        let mut map = ArgumentMap::new();
        put(&mut map, Heading { title: text, note: String::new() });
        prop_assert_eq!(read(&ron_map::write(&map)), map.clone());
        prop_assert!(ron_map::write(&map).lines().count() <= 4);
    }
}

/// Builds maps from thrown numbers and texts.
struct Dice {
    numbers: Vec<u32>,
    texts: Vec<String>,
    thrown: usize,
}

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.thrown += 1;
        let number = self.numbers[self.thrown % self.numbers.len()] as usize;
        (number / (1 + self.thrown / self.numbers.len())) % limit
    }

    fn text(&mut self) -> String {
        let at = self.below(self.texts.len());
        self.texts[at].clone()
    }

    fn number(&mut self) -> f64 {
        let bits = (self.below(usize::MAX) as u64) << 32 | self.below(1 << 32) as u64;
        Some(f64::from_bits(bits))
            .filter(|x| x.is_finite())
            .unwrap_or(-0.0)
    }

    fn some_of<T: Clone>(&mut self, all: &[T], most: usize) -> Vec<T> {
        let chosen = all.iter().filter(|_| self.below(2) == 0);
        chosen.take(most).cloned().collect()
    }

    fn map(mut self) -> ArgumentMap {
        let mut map = ArgumentMap::new();
        let heading = Heading {
            title: self.text(),
            note: self.text(),
        };
        put(&mut map, heading);
        for at in 0..self.below(3) {
            let id = ParticipantId::new(&format!("p{at}")).unwrap();
            let order = OrderKey::of_index(at);
            put(
                &mut map,
                Participant {
                    id,
                    order,
                    name: self.text(),
                    note: self.text(),
                },
            );
        }
        for at in 0..self.below(3) {
            put(&mut map, self.source(at));
        }
        for at in 0..=self.below(6) {
            let claim = self.claim(&map, at);
            put(&mut map, claim);
        }
        for at in 0..self.below(6) {
            if let Some(inference) = self.inference(&map, at) {
                put(&mut map, inference);
            }
        }
        let main = map.main_view().clone();
        let view = self.view(&map, main);
        put(&mut map, view);
        if self.below(2) == 0 {
            let order = OrderKey::of_index(9);
            let view = self.view(&map, View::new(ViewId::new("ünd-2/é").unwrap(), order));
            put(&mut map, view);
            self.drop_main_view(&mut map);
        }
        map
    }

    fn drop_main_view(&mut self, map: &mut ArgumentMap) {
        let main = Record::from(map.main_view().clone());
        if self.below(2) == 0 {
            let change = Change {
                id: main.id(),
                before: Some(main),
                after: None,
            };
            map.apply(&[change]).unwrap();
        }
    }

    fn source(&mut self, at: usize) -> Source {
        Source {
            id: SourceId::new(&format!("s\"{at}\\")).unwrap(),
            order: OrderKey::of_index(at),
            title: self.text(),
            author: self.text(),
            publication: self.text(),
            date: self.text(),
            url: self.text(),
            digest: self.text(),
            note: self.text(),
        }
    }

    fn held_by(&mut self, map: &ArgumentMap) -> Vec<HeldBy> {
        let participants = map
            .participants()
            .map(|one| Holder::Participant(one.id.clone()));
        let holders: Vec<_> = participants.chain([Holder::Analyst]).collect();
        let chosen = self.some_of(&holders, 3);
        let held = chosen.into_iter().map(|holder| HeldBy {
            holder,
            attitude: Attitude::ALL[self.below(4)],
        });
        held.collect()
    }

    fn quotes(&mut self, map: &ArgumentMap) -> Vec<Quote> {
        let sources: Vec<_> = map.sources().map(|source| source.id.clone()).collect();
        let chosen = self.some_of(&sources, 3);
        let quotes = chosen.into_iter().map(|source| Quote {
            source,
            exact: self.text(),
            prefix: self.text(),
            suffix: self.text(),
            position: Some(u64::from(self.below(2) == 0) * u64::MAX).filter(|_| self.below(2) == 0),
        });
        quotes.collect()
    }

    fn claim(&mut self, map: &ArgumentMap, at: usize) -> Claim {
        let id = ClaimId::new(&format!("{at}-אב")).unwrap();
        Claim {
            label: self.text(),
            kind: match self.below(4) {
                0 => ClaimKind::Question(Answers::Compatible),
                1 => ClaimKind::Question(Answers::Exclusive),
                _ => ClaimKind::Assertion,
            },
            contention: self.below(3) == 0,
            implicit: self.below(3) == 0,
            held_by: self.held_by(map),
            quotes: self.quotes(map),
            tags: (0..self.below(3)).map(|_| self.text()).collect(),
            note: self.text(),
            ..Claim::new(id, OrderKey::of_index(at), self.text())
        }
    }

    fn inference(&mut self, map: &ArgumentMap, at: usize) -> Option<Inference> {
        let assertions = map.claims().filter(|claim| !claim.is_question());
        let assertions: Vec<_> = assertions.map(|claim| claim.id.clone()).collect();
        let steps: Vec<_> = map.inferences().map(|step| step.id.clone()).collect();
        let claims: Vec<_> = map.claims().collect();
        let (target, is_question) = if !steps.is_empty() && self.below(3) == 0 {
            (
                Target::Inference(steps[self.below(steps.len())].clone()),
                false,
            )
        } else {
            let claim = claims[self.below(claims.len())];
            (Target::Claim(claim.id.clone()), claim.is_question())
        };
        let (stance, most) = match (is_question, self.below(2)) {
            (true, _) => (Stance::Answer, 1),
            (false, 0) => (Stance::Support, 4),
            (false, _) => (Stance::Attack, 4),
        };
        let premises = self.some_of(&assertions, most);
        let id = InferenceId::new(&format!("i{at}")).unwrap();
        (!premises.is_empty()).then(|| Inference {
            word: self.text(),
            implicit: self.below(3) == 0,
            held_by: self.held_by(map),
            quotes: self.quotes(map),
            tags: (0..self.below(2)).map(|_| self.text()).collect(),
            note: self.text(),
            ..Inference::new(id, OrderKey::of_index(at), stance, premises, target)
        })
    }

    fn frame(&mut self, elements: &[ElementId]) -> Frame {
        match self.below(3) {
            0 => Frame::Whole,
            1 => Frame::Around(self.some_of(elements, 3).into_iter().collect()),
            _ => Frame::Area(Area {
                x: self.number(),
                y: self.number(),
                width: self.number().abs().max(f64::MIN_POSITIVE),
                height: self.number().abs().max(f64::MIN_POSITIVE),
            }),
        }
    }

    fn steps(&mut self, elements: &[ElementId]) -> Vec<Step> {
        let count = 1 + self.below(3);
        let share = elements.len().div_ceil(count).max(1);
        let parts = elements.chunks(share).take(self.below(4));
        let steps = parts.map(|part| Step {
            title: self.text(),
            appears: self.some_of(part, 4).into_iter().collect(),
            emphasised: self.some_of(elements, 2).into_iter().collect(),
            faded: self.some_of(elements, 2).into_iter().collect(),
            frame: (self.below(2) == 0).then(|| self.frame(elements)),
            notes: format!("{}\n{}", self.text(), self.text()),
        });
        steps.collect()
    }

    fn view(&mut self, map: &ArgumentMap, view: View) -> View {
        let claims: Vec<_> = map.claims().map(|claim| claim.id.clone()).collect();
        let elements = claims.iter().cloned().map(ElementId::Claim);
        let steps = map
            .inferences()
            .map(|step| ElementId::Inference(step.id.clone()));
        let elements: Vec<_> = elements.chain(steps).collect();
        let homes = map
            .inferences()
            .map(|step| (step.premises[0].clone(), step.id.clone()));
        let homes: BTreeMap<_, _> = homes.collect();
        View {
            style: [Style::Compact, Style::Classic][self.below(2)],
            direction: [Direction::Down, Direction::Right][self.below(2)],
            aspect: Aspect {
                width: 1 + self.below(20) as u32,
                height: 9,
            },
            collapsed: self
                .some_of(&elements, 3)
                .into_iter()
                .collect::<BTreeSet<_>>(),
            pinned: {
                let pinned = self.some_of(&claims, 3).into_iter();
                pinned
                    .map(|id| {
                        (
                            id,
                            Position {
                                x: self.number(),
                                y: self.number(),
                            },
                        )
                    })
                    .collect()
            },
            widths: {
                let widths = self.some_of(&claims, 3).into_iter();
                widths
                    .map(|id| (id, self.number().abs().max(f64::MIN_POSITIVE)))
                    .collect()
            },
            choices: (self.below(2) == 0).then(|| {
                let chosen = self.some_of(&claims, 3).into_iter();
                let choice = |id: &ClaimId, at: usize| match at {
                    0 => Choice::Row,
                    at => Choice::Columns({
                        let target = Target::Claim(id.clone());
                        let reasons = map.inferences().filter(|step| step.target == target);
                        reasons.skip(at).map(|step| step.id.clone()).collect()
                    }),
                };
                chosen
                    .map(|id| {
                        let at = self.below(4);
                        let choice = choice(&id, at);
                        (id, choice)
                    })
                    .collect()
            }),
            homes: if self.below(2) == 0 {
                homes
            } else {
                BTreeMap::new()
            },
            name: self.text(),
            only: (self.below(3) == 0).then(|| self.some_of(&claims, 3).into_iter().collect()),
            emphasised: self.some_of(&elements, 2).into_iter().collect(),
            theme: self.text(),
            frame: self.frame(&elements),
            steps: self.steps(&elements),
            ..view
        }
    }
}
