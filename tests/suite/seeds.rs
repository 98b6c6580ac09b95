//! Holds the shipped maps against the documents that they analyse.
//!
//! The documents stay outside the repository: the folder that `REJOINDER_SEEDS` names has them.

mod findings;
mod sentences;

use std::env;
use std::ffi::OsString;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use rejoinder::formats::ron_map;
use rejoinder::model::ArgumentMap;

use findings::{
    Documents, SetAside, borrowed_steps, digest_of, gaps, problems_of_form, problems_with_sources,
};

/// The documents that the ids of sources mean, the same in all shipped maps.
const MEANT: [(&str, &str); 5] = [
    ("fp", "drezner-on-naim-minilateralism.txt"),
    ("case", "the-case-for-microlateralism-2021-04-29.txt"),
    ("rev-a", "multilateralism-revision-a.txt"),
    ("rev-b", "multilateralism-revision-b.txt"),
    ("rev-c", "multilateralism-revision-c-2018-05-14.txt"),
];

/// The documents that a map goes through sentence by sentence; the last one draws on all of them.
const COVERED: [(&str, &[&str]); 4] = [
    (
        "drezner-on-minilateralism",
        &["drezner-on-naim-minilateralism.txt"],
    ),
    (
        "microlateralism",
        &["the-case-for-microlateralism-2021-04-29.txt"],
    ),
    (
        "multilateralism",
        &[
            "multilateralism-revision-a.txt",
            "multilateralism-revision-b.txt",
            "multilateralism-revision-c-2018-05-14.txt",
        ],
    ),
    ("forms-of-cooperation", &[]),
];

#[test]
fn shipped_maps_have_headlines_holders_and_quotes_and_nothing_loose() {
    for (name, _) in COVERED {
        assert_clean(name, &problems_of_form(&shipped(name)));
    }
}

#[test]
fn steps_from_one_document_to_another_are_the_analysts() {
    assert_clean(
        "synthesis",
        &borrowed_steps(&shipped("forms-of-cooperation")),
    );
}

#[test]
fn every_quote_is_found_letter_for_letter_in_the_document_meant() {
    let Some(documents) = documents_or_skip() else {
        return;
    };
    for (name, _) in COVERED {
        assert_clean(
            name,
            &problems_with_sources(&shipped(name), &documents, &MEANT),
        );
    }
}

#[test]
fn every_sentence_of_every_document_is_quoted_or_set_aside_by_name() {
    let Some(documents) = documents_or_skip() else {
        return;
    };
    let set_aside = sentences_set_aside();
    for (name, covered) in COVERED {
        assert_clean(name, &gaps(&shipped(name), &documents, covered, &set_aside));
    }
    for (_, document) in MEANT {
        let maps = COVERED
            .iter()
            .filter(|(_, names)| names.contains(&document));
        assert_eq!(maps.count(), 1, "one map covers {document}");
    }
    for entry in &set_aside {
        let is_known = MEANT.iter().any(|(_, name)| *name == entry.document);
        assert!(is_known, "{} is no document", entry.document);
    }
}

fn assert_clean(subject: &str, problems: &[String]) {
    assert!(problems.is_empty(), "{subject}:\n{}", problems.join("\n"));
}

fn in_repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn shipped(name: &str) -> ArgumentMap {
    let path = in_repository("maps").join(name).with_extension("ron");
    let text = fs::read_to_string(&path).expect("the shipped map is there");
    map_of(&text)
}

fn map_of(text: &str) -> ArgumentMap {
    let read = ron_map::read(text.as_bytes(), "map");
    read.expect("the map is whole and consistent").map
}

fn sentences_set_aside() -> Vec<SetAside> {
    let path = in_repository("tests/suite/seeds_set_aside.ron");
    let text = fs::read_to_string(path).expect("the list is there");
    ron::from_str(&text).expect("the list is well formed")
}

fn documents_or_skip() -> Option<Documents> {
    let documents = documents_named_by(env::var_os("REJOINDER_SEEDS"));
    if documents.is_none() {
        // Straight to the stream, since the test runner swallows what passing tests print.
        writeln!(
            std::io::stderr(),
            "skipped: REJOINDER_SEEDS names no folder of documents"
        )
        .expect("the error stream takes a line");
    }
    documents.map(|documents| documents.expect("REJOINDER_SEEDS names the folder of documents"))
}

fn documents_named_by(variable: Option<OsString>) -> Option<Result<Documents, String>> {
    variable.map(|folder| Documents::in_folder(Path::new(&folder)))
}

mod the_checks_can_fail {
    //! Plants each fault once and sees it named.

    use super::*;

    const TEXT: &str = "Title\n\nAll men are mortal. Socrates is a man. So he is mortal.\n";
    const NAMES: [(&str, &str); 1] = [("book", "book.txt")];

    /// A sound map of [`TEXT`], with a fault for something that it has.
    fn map_with(faults: &[(&str, &str)]) -> ArgumentMap {
        let mut text = r#"ArgumentMap(
            version: 1,
            title: "Socrates",
            sources: [Source(id: "book", title: "Title", digest: "DIGEST")],
            claims: [
                Claim(
                    id: "mortal", text: "Socrates is as mortal as all", held_by: [Asserts("analyst")],
                    quotes: [Quote(source: "book", exact: "he is mortal", prefix: "So ")],
                ),
                Claim(
                    id: "all-men", text: "All men there are are mortal", held_by: [Asserts("analyst")],
                    quotes: [Quote(source: "book", exact: "men are mortal", prefix: "All ")],
                ),
                Claim(
                    id: "a-man", text: "Socrates is one of all men", held_by: [Asserts("analyst")],
                    quotes: [Quote(source: "book", exact: "is a man", prefix: "Socrates ")],
                ),
            ],
            inferences: [
                Inference(
                    id: "so", stance: Support, premises: ["all-men", "a-man"],
                    target: Claim("mortal"), held_by: [Asserts("analyst")],
                ),
            ],
        )"#
        .to_owned();
        for (sound, faulty) in faults {
            assert!(text.contains(sound), "the fault can be planted: {sound}");
            text = text.replacen(sound, faulty, 1);
        }
        map_of(&text.replace("DIGEST", &digest_of(TEXT)))
    }

    fn book() -> Documents {
        Documents::of(&[("book.txt", TEXT)])
    }

    fn title_set_aside(times: usize) -> Vec<SetAside> {
        vec![SetAside {
            document: "book.txt".to_owned(),
            sentence: "Title".to_owned(),
            times,
            reason: "headline".to_owned(),
        }]
    }

    fn assert_names(problems: &[String], fault: &str) {
        let is_named = problems.iter().any(|problem| problem.contains(fault));
        assert!(is_named, "“{fault}” is among {problems:?}");
    }

    #[test]
    fn a_sound_map_has_no_problem() {
        let map = map_with(&[]);
        assert_clean("form", &problems_of_form(&map));
        assert_clean("sources", &problems_with_sources(&map, &book(), &NAMES));
        assert_clean(
            "gaps",
            &gaps(&map, &book(), &["book.txt"], &title_set_aside(1)),
        );
        assert_clean("steps", &borrowed_steps(&map));
    }

    #[test]
    fn faults_of_form_are_named() {
        for (what, instead, fault) in [
            (
                r#"premises: ["all-men", "a-man"]"#,
                r#"premises: ["all-men"]"#,
                "`a-man` hangs loose",
            ),
            (
                r#"quotes: [Quote(source: "book", exact: "is a man", prefix: "Socrates ")],"#,
                "",
                "has no quote",
            ),
            (
                "one of all men\",",
                "one of all men\", implicit: true,",
                "is implicit and has a quote",
            ),
            ("as mortal as all", "mortal", "`mortal` has 3 words"),
            (
                r#"target: Claim("mortal"), held_by: [Asserts("analyst")]"#,
                r#"target: Claim("mortal")"#,
                "nobody holds `so`",
            ),
            (r#"id: "so""#, r#"id: "So_then""#, "not in kebab case"),
            (r#", prefix: "So ""#, "", "has no context"),
            ("he is mortal", &"word ".repeat(26), "has 26 words"),
        ] {
            let map = map_with(&[(what, instead)]);
            assert_names(&problems_of_form(&map), fault);
        }
    }

    #[test]
    fn a_map_of_a_circle_has_no_headline() {
        let circle = r#"target: Claim("mortal"), held_by: [Asserts("analyst")],
                ),
                Inference(
                    id: "back", stance: Support, premises: ["mortal"],
                    target: Claim("all-men"), held_by: [Asserts("analyst")],"#;
        let step = r#"target: Claim("mortal"), held_by: [Asserts("analyst")],"#;
        let map = map_with(&[(step, circle)]);
        assert_names(&problems_of_form(&map), "headline");
    }

    #[test]
    fn faults_of_quotes_and_digests_are_named() {
        for (what, instead, fault) in [
            ("he is mortal", "he was mortal", "not found"),
            (r#"prefix: "All ""#, r#"prefix: "Some ""#, "not found"),
            (
                r#"exact: "is a man", prefix: "Socrates ""#,
                r#"exact: "mortal", suffix: ".""#,
                "found more than once",
            ),
            (
                r#"exact: "is a man", prefix: "Socrates ""#,
                r#"exact: "mortal", suffix: ".", position: 3"#,
                "not found",
            ),
            ("DIGEST", "sha256:0", "is of another text"),
            ("DIGEST", "sha256:0", "quotes a text that is not at hand"),
        ] {
            let map = map_with(&[(what, instead)]);
            assert_names(&problems_with_sources(&map, &book(), &NAMES), fault);
        }
        let elsewhere = Documents::of(&[("other.txt", TEXT)]);
        let problems = problems_with_sources(&map_with(&[]), &elsewhere, &NAMES);
        assert_names(&problems, "the document of `book` is not at hand");
    }

    #[test]
    fn a_position_tells_equal_phrases_apart() {
        let repeated = r#"exact: "mortal", suffix: ".", position: 19"#;
        let map = map_with(&[(r#"exact: "is a man", prefix: "Socrates ""#, repeated)]);
        assert_clean("sources", &problems_with_sources(&map, &book(), &NAMES));
    }

    #[test]
    fn gaps_and_vain_entries_are_named() {
        let elsewhere = r#"exact: "men are mortal", prefix: "All ""#;
        let map = map_with(&[(r#"exact: "is a man", prefix: "Socrates ""#, elsewhere)]);
        let documents = book();
        let problems = gaps(&map, &documents, &["book.txt"], &title_set_aside(1));
        assert_names(&problems, "nobody quotes “Socrates is a man.”");
        let sound = map_with(&[]);
        let problems = gaps(&sound, &documents, &["book.txt"], &[]);
        assert_names(&problems, "nobody quotes “Title”");
        let problems = gaps(&sound, &documents, &["book.txt"], &title_set_aside(2));
        assert_names(&problems, "set aside 2 times and found unquoted 1 times");
        let problems = gaps(&sound, &documents, &["missing.txt"], &[]);
        assert_names(&problems, "missing.txt is not at hand");
    }

    #[test]
    fn a_folder_that_is_named_and_missing_is_an_error() {
        assert!(documents_named_by(None).is_none());
        let missing = documents_named_by(Some("no/such/folder".into()));
        assert!(missing.is_some_and(|documents| documents.is_err()));
        let empty = tempfile::tempdir().expect("a folder can be made");
        let documents = documents_named_by(Some(empty.path().into()));
        assert!(documents.is_some_and(|documents| documents.is_err()));
    }

    #[test]
    fn a_step_between_documents_that_another_draws_is_named() {
        let participants = (
            "sources: [",
            r#"participants: [Participant(id: "plato", name: "Plato")],
            sources: [Source(id: "novel", title: "Novel"), "#,
        );
        let quotes_the_novel = (
            r#"Quote(source: "book", exact: "he is mortal""#,
            r#"Quote(source: "novel", exact: "he is mortal""#,
        );
        let drawn_by_plato = (
            r#"target: Claim("mortal"), held_by: [Asserts("analyst")]"#,
            r#"target: Claim("mortal"), held_by: [Asserts("plato")]"#,
        );
        let map = map_with(&[participants, quotes_the_novel]);
        assert_clean("the analyst's step", &borrowed_steps(&map));
        let map = map_with(&[participants, quotes_the_novel, drawn_by_plato]);
        assert_names(&borrowed_steps(&map), "`so` joins documents");
        let map = map_with(&[participants, drawn_by_plato]);
        assert_clean("a step within one document", &borrowed_steps(&map));
    }
}
