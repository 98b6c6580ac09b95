//! Files that are broken, foreign or malicious: each is refused at its place and in words.

use proptest::prelude::*;
use rejoinder::files::{self, OpenError};
use rejoinder::formats::{ReadError, ron_map};

const GOLDEN: &str = include_str!("../golden/every_field.ron");

fn refusal(bytes: &[u8]) -> String {
    match ron_map::read(bytes, "map.ron") {
        Ok(_) => "it is read".to_owned(),
        Err(error) => error.to_string(),
    }
}

/// Wraps the rest of a file in the head of a map; the rest begins in line 3.
fn map_with(rest: &str) -> String {
    format!("ArgumentMap(\n    version: 2,\n{rest}\n)\n")
}

#[track_caller]
fn check(cases: &[(&str, &str)]) {
    for (rest, expected) in cases {
        let refusal = refusal(map_with(rest).as_bytes());
        assert!(
            refusal.starts_with(expected),
            "\n   file: {rest}\nrefused: {refusal}\ninstead: {expected}"
        );
    }
}

#[test]
fn broken_syntax_is_explained_where_it_can_be_mended() {
    check(&[
        (
            "title: \"a\"\nnote: \"b\",",
            "map.ron:4:1: a comma or a closing bracket is expected here, not `note`",
        ),
        ("title \"a\",", "map.ron:3:7: a colon is expected here"),
        (
            "title: \"a\";",
            "map.ron:3:11: a comma or a closing bracket is expected here, not `;`",
        ),
        (
            "title: \"a,\nnote: \"b\",",
            "map.ron:3:8: the text that starts here has no closing quote",
        ),
        (
            "title: \"a,",
            "map.ron:3:8: the text that starts here has no closing quote",
        ),
        ("/* a /* b */", "map.ron:3:1: this comment never ends"),
        (
            "claims: [\nClaim(id: \"a\"),",
            "map.ron:5:1: `)` stands here while the `[` of line 3 is still open; add the missing `]`",
        ),
        (
            "claims: [Claim(id: \"a\"],",
            "map.ron:3:23: `]` stands here while the `Claim(` of line 3 is still open; add the missing `)`",
        ),
        (
            ")\n",
            "map.ron:5:1: there is more text after the end of the map",
        ),
        ("title: \"a\\qb\",", "map.ron:3:9: this escape is not known"),
        (
            "title: \"\\u{d800}\",",
            "map.ron:3:16: this escape is not known",
        ),
    ]);
    let unclosed = "ArgumentMap(\n    version: 1,\n    claims: [Claim(id: \"a\",\n";
    let refusal = refusal(unclosed.as_bytes());
    assert!(
        refusal.contains("the file ends while the `Claim(` of line 3 is still open"),
        "{refusal}"
    );
}

#[test]
fn wrong_types_say_what_belongs_there_and_how_it_is_written() {
    check(&[
        (
            "title: 5,",
            "map.ron:3:8: a text in double quotes is expected here, not `5`",
        ),
        (
            "title: “a”,",
            "map.ron:3:8: a text in double quotes is expected here, not `“`; write straight quotes",
        ),
        (
            "claims: {},",
            "map.ron:3:9: a list in [ ] is expected here, not `{`; write it like `claims: [Claim(",
        ),
        (
            "claims: [\"a\"],",
            "map.ron:3:10: `Claim(…)` is expected here, not `\"a\"`",
        ),
        (
            "claims: [Clam(id: \"a\")],",
            "map.ron:3:10: `Claim(…)` is expected here, not `Clam`",
        ),
        (
            "claims: [Claim(id: \"a\", implicit: yes)],",
            "map.ron:3:35: `true` or `false` is expected here, not `yes`",
        ),
        (
            "claims: [Claim(id: \"a\", held_by: [\"x\"])],",
            "map.ron:3:35: a name is expected here, not `\"x\"`; write it like `held_by: [Asserts(\"analyst\")]`",
        ),
        (
            "claims: [Claim(id: \"a\", quotes: [Quote(source: \"s\", exact: \"x\", position: -5)])],",
            "map.ron:3:75: `-5` is no number that fits here",
        ),
        (
            "views: [View(id: \"main\", aspect: (1.5, 1))],",
            "map.ron:3:35: `1.5` is no number that fits here; write it like `aspect: (16, 9)`",
        ),
        (
            "views: [View(id: \"main\", pinned: {\"a\": (\"x\", 1)})],",
            "map.ron:3:41: a number is expected here",
        ),
        (
            "inferences: [Inference(id: \"a\", stance: Suport, premises: [\"x\"], target: Claim(\"x\"))],",
            "map.ron:3:41: `Suport` is not known here; did you mean `Support`?",
        ),
    ]);
}

#[test]
fn unknown_missing_and_doubled_fields_are_named() {
    check(&[
        (
            "claims: [Claim(id: \"a\", txet: \"x\")],",
            "map.ron:3:25: there is no field `txet` of Claim; did you mean `text`?",
        ),
        (
            "weather: 3,",
            "map.ron:3:1: there is no field `weather` of ArgumentMap; take it out, or use one of version, title,",
        ),
        (
            "claims: [\nClaim(\ntext: \"x\",\n)],",
            "map.ron:4:1: this Claim has no `id`; add it",
        ),
        (
            "title: \"a\",\ntitle: \"b\",",
            "map.ron:4:1: the field `title` stands twice",
        ),
    ]);
}

#[test]
fn contradictions_are_all_found_each_at_its_place() {
    let file = map_with(
        r#"claims: [
Claim(id: "a", held_by: [Asserts("zz")]),
Claim(id: "a"),
Claim(id: "q", kind: Question),
Claim(id: "x y"),
Claim(id: "analyst"),
Claim(id: "main"),
Claim(id: "e", exclusive: true, quotes: [Quote(source: "nope", exact: "x")]),
Claim(id: "long-id", held_by: [Asserts("analyst"), Denies("analyst")]),
],
inferences: [
Inference(id: "i", stance: Support, premises: [], target: Claim("long-ib")),
Inference(id: "j", stance: Attack, premises: ["a", "a", "q", "bb"], target: Claim("i")),
Inference(id: "k", stance: Answer, premises: ["a", "e"], target: Claim("a")),
Inference(id: "l", stance: Attack, premises: ["a"], target: Claim("q")),
Inference(id: "r1", stance: Attack, premises: ["a"], target: Inference("r2")),
Inference(id: "r2", stance: Attack, premises: ["a"], target: Inference("r1")),
],
views: [View(id: "v", aspect: (0, 1), collapsed: [Claim("i")],
pinned: {"a": (NaN, inf), "b": (1, 1), "a": (1, 1)}, widths: {"a": -1, "e": inf},
choices: {"a": Columns(["r9", "k", "j", "k"])}, homes: {"a": "r9", "e": "l"})],"#,
    );
    let Err(ReadError::Problems { problems, .. }) = ron_map::read(file.as_bytes(), "map.ron")
    else {
        panic!("the file is full of problems");
    };
    let found: Vec<String> = problems
        .iter()
        .map(|problem| {
            let words: Vec<_> = problem.message.split(' ').collect();
            format!("{} {}: {}", problem.place, problem.id, words.join(" "))
        })
        .collect();
    let expected = [
        "4:34 a: `a` is held by `zz`, and there is no such participant",
        "5:11 a: the id `a` is used twice",
        "7:11 x y: the id \"x y\" has white space",
        "8:11 analyst: `analyst` is the reserved word",
        "9:11 main: `main` is the id of the view that every map has",
        "10:27 e: `e` is exclusive, which is said of questions only",
        "10:56 e: `e` quotes `nope`, and there is no such source",
        "11:59 long-id: `long-id` is held by `analyst` twice",
        "14:47 i: the step `i` has no premises",
        "14:65 i: the step `i` bears on `long-ib`, and there is no such claim; did you mean `long-id`?",
        "15:52 j: `a` is a premise of the step `j` twice",
        "15:57 j: `q` is a question",
        "15:62 j: the step `j` names the premise `bb`, and there is no such claim",
        "15:83 j: the step `j` bears on the claim `i`, which is an inference; write `Inference(\"i\")`",
        "16:46 k: the answer `k` has several premises",
        "16:72 k: `k` is an answer, and its target is not a question",
        "17:67 l: `l` supports or attacks a question",
        "18:62 r1: the steps from `r1` on bear on each other in a ring",
        "21:31 v: the aspect of the view `v` has a zero",
        "21:57 v: the view `v` names the claim `i`, which does not exist",
        "22:16 v: `a` is pinned at NaN",
        "22:21 v: `a` is pinned at inf",
        "22:32 v: the view `v` names the claim `b`",
        "22:45 v: `a` stands twice in `pinned`",
        "22:68 v: the width -1 of `a` is no size",
        "22:77 v: the width inf of `e` is no size",
        "23:25 v: the view `v` names the inference `r9`",
        "23:36 v: the view `v` begins a column of the reasons of `a` with the step `j`, which does not bear on it",
        "23:41 v: the view `v` begins two columns of the reasons of `a` with the step `k`",
        "23:62 v: the view `v` names the inference `r9`",
        "23:73 v: the view `v` puts `e` under the step `l`, which it is no premise of",
    ];
    for (found, expected) in found.iter().zip(expected) {
        assert!(
            found.starts_with(expected),
            "\n  found: {found}\ninstead: {expected}"
        );
    }
    assert_eq!(found.len(), expected.len(), "{found:#?}");
    let said = refusal(file.as_bytes());
    assert!(said.starts_with("map.ron:4:34: `a` is held by"), "{said}");
    assert!(
        said.ends_with("(and 30 more problems; `rejoinder check` lists all)"),
        "{said}"
    );
}

#[test]
fn what_is_no_text_or_no_map_is_said_to_be_so() {
    let utf16: Vec<u8> = GOLDEN.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let marked: Vec<u8> = [&[0xff, 0xfe][..], &utf16].concat();
    let latin1 = b"ArgumentMap(\n    title: \"caf\xe9\",\n)";
    let cases: [(&[u8], &str); 15] = [
        (b"", "the file is empty"),
        (b" \n\t\r\n", "the file is empty"),
        (b"\xef\xbb\xbf", "the file is empty"),
        (
            &utf16,
            "map.ron:1:1: the text is encoded as UTF-16; save it as UTF-8",
        ),
        (
            &marked,
            "map.ron:1:1: the text is encoded as UTF-16; save it as UTF-8",
        ),
        (latin1, "map.ron:2:16: a byte here is not UTF-8"),
        (
            b"\x89PNG\r\n\x1a\n",
            "map.ron:1:1: this is a PNG picture, not a map",
        ),
        (
            b"PK\x03\x04\x00",
            "map.ron:1:1: this is a zip archive or an office document",
        ),
        (
            b"ArgumentMap(\n\0",
            "map.ron:2:1: this is binary data, not a map",
        ),
        (
            b"\x01\x02\n\x00\xff",
            "map.ron:2:2: this is binary data, not a map",
        ),
        (
            b"BZh91AY&SY\x0c\x88\xfd\x1b\x02\x9f\xe3\x05\xb1\x7f\x92",
            "map.ron:1:12: this is binary data, not a map",
        ),
        (
            b"Dear reader,\n\nhello",
            "map.ron:1:1: this is not a map; a map begins with `ArgumentMap(`",
        ),
        (b"{\"version\": 1}", "map.ron:1:1: this is not a map"),
        (
            b"ArgumentMap(title: \"version: 1\")",
            "map.ron:1:1: the map does not say its version; add `version: 3,`",
        ),
        (
            b"Map(version: 1)",
            "map.ron:1:1: `ArgumentMap(…)` is expected here, not `Map`",
        ),
    ];
    for (bytes, expected) in cases {
        let refusal = refusal(bytes);
        assert!(
            refusal.starts_with(expected),
            "{refusal}\ninstead: {expected}"
        );
    }
}

#[test]
fn a_newer_version_is_said_before_anything_else_in_the_file_is_judged() {
    let newer = "/* hi */ ArgumentMap(\n  future: [\"version: 1\", (version: 1)],\n  version: 4, claims: §§";
    let refusal_of = |version: &str| refusal(newer.replace(": 4,", version).as_bytes());
    let said = refusal_of(": 4,");
    assert!(
        said.starts_with("map.ron:3:12: the file has version 4 of the format"),
        "{said}"
    );
    assert!(said.contains("open it with a newer Rejoinder"), "{said}");
    assert!(refusal_of(": 18446744073709551615,").contains("version 18446744073709551615"));
    for version in [": 0,", ": -1,", ": \"1\",", ": 1.0,", ": x,"] {
        let said = refusal_of(version);
        assert!(said.contains("is no version of the format"), "{said}");
    }
}

#[test]
fn merge_conflicts_are_said_to_be_so_with_their_line() {
    let ours = "<<<<<<< HEAD\n    title: \"a\",\n=======\n    title: \"b\",\n>>>>>>> theirs";
    let in_version = format!("ArgumentMap(\n{}\n)", ours.replace("title: ", "version: "));
    let cut = map_with("<<<<<<< HEAD\n    title: \"a\",");
    for (file, line) in [(map_with(ours), 3), (in_version, 2), (cut, 3)] {
        let said = refusal(file.as_bytes());
        let expected = format!("map.ron:{line}:1: unresolved merge conflict; choose");
        assert!(said.starts_with(&expected), "{said}");
        assert_eq!(refusal(file.replace('\n', "\r\n").as_bytes()), said);
    }
    let arrows = map_with("title: \"<<<<<<< HEAD\",");
    assert_eq!(refusal(arrows.as_bytes()), "it is read");
}

#[test]
fn nesting_a_million_deep_is_refused_without_using_up_the_stack() {
    let deep = 1_000_000;
    for opening in [
        "(", "[", "{", "Some(", "a(b:", "[(", "{\"a\":", "/*", "/* ", "r#",
    ] {
        let nest = opening.repeat(deep);
        for start in [
            "",
            "ArgumentMap(version: 1, claims: ",
            "ArgumentMap(version: 1, title: ",
        ] {
            let said = refusal(format!("{start}{nest}").as_bytes());
            assert!(said.starts_with("map.ron:1:"), "{start}{opening}…: {said}");
            assert!(said.len() < 300, "{start}{opening}…: {said}");
        }
    }
}

#[test]
fn two_hundred_megabytes_are_refused_before_they_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("huge.ron");
    let file = std::fs::File::create(&path).unwrap();
    file.set_len(200_000_000).unwrap();
    let error = files::open(&path).unwrap_err();
    assert!(matches!(error, OpenError::TooLarge(_)), "{error}");
    assert!(
        error
            .to_string()
            .starts_with("the file is larger than 64 MB"),
        "{error}"
    );
    // The limit holds for what does not tell its length, too.
    let endless = files::read_limited(std::io::repeat(b' '), &path);
    assert!(matches!(endless, Err(OpenError::TooLarge(_))));
}

#[test]
fn what_ids_hold_never_breaks_or_turns_a_message() {
    let file = map_with(r#"claims: [Claim(id: "a", held_by: [Asserts("x\ny\u{202e}z")])],"#);
    let said = refusal(file.as_bytes());
    assert!(said.contains("is held by `x\\u{a}y\\u{202e}z`"), "{said}");
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused_in_one_line(
        bytes in proptest::collection::vec(any::<u8>(), 0..200),
    ) {
        prop_assert!(!refusal(&bytes).contains('\n'));
    }

    #[test]
    fn a_map_with_any_damage_is_read_or_refused_within_the_file(
        damage in proptest::collection::vec((any::<proptest::sample::Index>(), 0..5_usize, any::<char>()), 1..4),
    ) {
        let mut chars: Vec<char> = GOLDEN.chars().collect();
        for (at, kind, new) in damage {
            let at = at.index(chars.len());
            match kind {
                0 => { chars.remove(at); }
                1 => chars.insert(at, new),
                2 => chars[at] = new,
                3 => chars.insert(at, ['(', ')', '"', '[', '}', ',', ':', '/', '*'][new as usize % 9]),
                _ => chars.truncate(at.max(1)),
            }
        }
        let text: String = chars.into_iter().collect();
        let line_count = text.lines().count() + 1;
        match ron_map::read(text.as_bytes(), "m") {
            Ok(read) => {
                let written = ron_map::write(&read.map);
                prop_assert_eq!(&ron_map::read(written.as_bytes(), "m").unwrap().map, &read.map);
            }
            Err(ReadError::Syntax { place, .. }) => prop_assert!(place.line <= line_count),
            Err(ReadError::Problems { problems, .. }) => {
                prop_assert!(!problems.is_empty());
                prop_assert!(problems.iter().all(|problem| problem.place.line <= line_count));
            }
            Err(_) => {}
        }
    }
}
