//! The command line as a process: what it prints, its exit codes, and that it needs no display.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

const DREZNER: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/maps/drezner-on-minilateralism.ron"
);
const BROKEN: &str = "ArgumentMap(\n    version: 1,\n    claims: [\n        Claim(id: \"a\", text: \"A\"),\n        Claim(id: \"b\", text: \"\"),\n    ],\n    inferences: [\n        Inference(id: \"i\", stance: Support, premises: [\"c\"], target: Claim(\"a\")),\n    ],\n)\n";

fn rejoinder() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rejoinder"));
    for display in ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"] {
        command.env_remove(display);
    }
    command
}

fn run(arguments: &[&str]) -> Output {
    rejoinder()
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

fn run_with(arguments: &[&str], input: &str) -> Output {
    let mut child = rejoinder()
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(input.as_bytes())
        .unwrap();
    child.wait_with_output().unwrap()
}

fn out(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

fn err(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

fn code(output: &Output) -> Option<i32> {
    output.status.code()
}

#[test]
fn shipped_maps_are_checked_without_a_problem_and_are_canonical() {
    for name in out(&run(&["examples"])).lines() {
        let name = name.split_whitespace().next().unwrap();
        let file = format!("{}/maps/{name}.ron", env!("CARGO_MANIFEST_DIR"));
        let checked = run(&["check", &file]);
        assert_eq!(
            code(&checked),
            Some(0),
            "{}{}",
            out(&checked),
            err(&checked)
        );
        assert!(
            out(&checked)
                .trim_end()
                .ends_with("inferences, no problems"),
            "{}",
            out(&checked)
        );
        let formatted = run(&["fmt", "--check", &file]);
        assert_eq!((code(&formatted), out(&formatted)), (Some(0), ""));
        assert_eq!(
            out(&run(&["examples", name])),
            fs::read_to_string(&file).unwrap()
        );
    }
    assert_eq!(out(&run(&["examples"])).lines().count(), 4);
}

#[test]
fn check_lists_problems_with_line_and_id_and_exits_with_1() {
    let dangling = run_with(&["check", "-"], BROKEN);
    assert_eq!(code(&dangling), Some(1));
    assert_eq!(
        out(&dangling),
        "<stdin>:8:56: i: the step `i` names the premise `c`, and there is no such claim; add it, or take the reference out\n<stdin>: 1 problem\n"
    );
    let empty = run_with(&["check", "-"], &BROKEN.replace("\"c\"", "\"b\""));
    assert_eq!(code(&empty), Some(1));
    assert_eq!(
        out(&empty),
        "<stdin>:5:19: b: this claim has no text; write it, or delete it\n<stdin>: 2 claims, 1 inference, 1 problem\n"
    );
    assert_eq!(err(&empty), "");
}

#[test]
fn check_tells_of_characters_that_no_font_has() {
    let map = "(version: 1, claims: [(id: \"a\", text: \"A\u{10fffd}\"), (id: \"b\", text: \"B\")], inferences: [(id: \"i\", stance: Support, premises: [\"a\"], target: Claim(\"b\"))])";
    let checked = run_with(&["check", "-"], map);
    assert_eq!(code(&checked), Some(1));
    let said = out(&checked).lines().next().unwrap();
    assert!(
        said.starts_with("<stdin>:1:28: a: no font on this machine has "),
        "{said}"
    );
    assert!(said.contains("(U+10FFFD)"), "{said}");
}

#[test]
fn check_exits_with_2_for_what_it_cannot_read_and_still_checks_the_rest() {
    let checked = run(&["check", "no-such.ron", DREZNER]);
    assert_eq!(code(&checked), Some(2));
    assert_eq!(
        err(&checked),
        "rejoinder: there is no such file; check the name: no-such.ron\n"
    );
    assert!(out(&checked).contains("no problems"));
    let syntax = run_with(&["check", "-"], "ArgumentMap(version: 1, title: x)");
    assert_eq!(code(&syntax), Some(2));
    assert!(
        err(&syntax).starts_with("rejoinder: <stdin>:1:32: a text in double quotes"),
        "{}",
        err(&syntax)
    );
    assert_eq!(out(&syntax), "");
}

#[test]
fn fmt_rewrites_a_file_once_and_tells_with_check() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("map.ron");
    let path = file.to_str().unwrap();
    fs::write(&file, "(version:1,claims:[(id:\"a\",text:\"A\")])").unwrap();
    let told = run(&["fmt", "--check", path]);
    assert_eq!(
        (code(&told), out(&told)),
        (Some(1), format!("{path}\n").as_str())
    );
    let done = run(&["fmt", path]);
    assert_eq!((code(&done), out(&done), err(&done)), (Some(0), "", ""));
    let canonical = fs::read_to_string(&file).unwrap();
    assert!(
        canonical.ends_with("            text: \"A\",\n        ),\n    ],\n)\n"),
        "{canonical}"
    );
    assert_eq!(code(&run(&["fmt", "--check", path])), Some(0));
    let piped = run_with(&["fmt", "-"], &canonical.replace('\n', "\r\n"));
    assert_eq!(out(&piped), canonical);
}

#[test]
fn fmt_leaves_files_with_comments_alone_unless_told_to_discard_them() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("map.ron");
    let path = file.to_str().unwrap();
    let text = "// mine\nArgumentMap(version: 1)\n";
    fs::write(&file, text).unwrap();
    let kept = run(&["fmt", path]);
    assert_eq!(code(&kept), Some(1));
    assert!(err(&kept).contains("--discard-comments"), "{}", err(&kept));
    assert_eq!(fs::read_to_string(&file).unwrap(), text);
    assert_eq!(code(&run(&["fmt", "--discard-comments", path])), Some(0));
    assert_eq!(
        fs::read_to_string(&file).unwrap(),
        "ArgumentMap(\n    version: 3,\n)\n"
    );
}

#[test]
fn fmt_never_writes_what_it_cannot_read() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("map.ron");
    fs::write(&file, BROKEN).unwrap();
    let refused = run(&["fmt", file.to_str().unwrap()]);
    assert_eq!(code(&refused), Some(2));
    assert!(err(&refused).contains("map.ron:8:56: the step `i` names the premise `c`"));
    assert_eq!(fs::read_to_string(&file).unwrap(), BROKEN);
}

#[test]
fn examples_are_written_into_new_files_only() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("mine.ron");
    let path = file.to_str().unwrap();
    assert_eq!(
        code(&run(&["examples", "microlateralism", "-o", path])),
        Some(0)
    );
    assert_eq!(code(&run(&["check", path])), Some(0));
    let again = run(&["examples", "multilateralism", "-o", path]);
    assert_eq!(code(&again), Some(2));
    assert!(
        err(&again).starts_with("rejoinder: there is a file of this name already; choose"),
        "{}",
        err(&again)
    );
    let unknown = run(&["examples", "nothing"]);
    assert_eq!(code(&unknown), Some(2));
    assert_eq!(
        err(&unknown),
        "rejoinder: there is no shipped map `nothing`; `rejoinder examples` lists them\n"
    );
}

#[test]
fn exports_are_byte_identical_on_every_run_and_in_the_format_of_their_name() {
    let folder = tempfile::tempdir().unwrap();
    let export = |name: &str, options: &[&str]| {
        let path = folder.path().join(name);
        let fixed = ["export", DREZNER, "-o", path.to_str().unwrap()];
        let output = run(&[&fixed[..], options].concat());
        assert_eq!((code(&output), err(&output)), (Some(0), ""));
        fs::read(path).unwrap()
    };
    let svg = export("a.svg", &[]);
    assert!(svg.starts_with(b"<?xml"));
    assert_eq!(svg, export("b.svg", &["--theme", "light"]));
    assert_ne!(svg, export("c.svg", &["--theme", "contrast"]));
    let branch = export("d.svg", &["--branch", "need-soared"]);
    assert!(branch.len() < svg.len() / 4);
    let png = export(
        "a.PNG",
        &["--width", "400", "--transparent", "--margin", "0"],
    );
    assert!(png.starts_with(b"\x89PNG"));
    assert_eq!(png[16..20], 400_u32.to_be_bytes());
    assert_eq!(
        png,
        export(
            "b.png",
            &["--width", "400", "--transparent", "--margin", "0"]
        )
    );
}

#[test]
fn a_map_is_exported_in_another_style_direction_and_aspect_and_its_file_stays_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let before = fs::read(DREZNER).unwrap();
    let size = |options: &[&str]| {
        let path = folder.path().join("map.svg");
        let fixed = [
            "export",
            DREZNER,
            "--margin",
            "0",
            "-o",
            path.to_str().unwrap(),
        ];
        let output = run(&[&fixed[..], options].concat());
        assert_eq!(code(&output), Some(0), "{options:?}");
        let svg = fs::read_to_string(&path).unwrap();
        let number = |name: &str| -> f64 {
            let value = svg.split_once(&format!(" {name}=\"")).unwrap().1;
            value.split_once('"').unwrap().0.parse().unwrap()
        };
        (number("width"), number("height"))
    };
    let proportion = |options: &[&str]| {
        let (width, height) = size(options);
        width / height
    };
    assert_eq!(
        size(&[]),
        size(&["--style", "compact", "--direction", "down"])
    );
    assert_eq!(
        size(&["--aspect", "a4-landscape"]),
        size(&["--aspect", "297:210"])
    );
    assert!(proportion(&["--style", "classic"]) > 1.3 * proportion(&[]));
    assert!(proportion(&["--direction", "right"]) < proportion(&["--style", "classic"]));
    assert!(proportion(&["--aspect", "a4"]) < proportion(&["--aspect", "16:9"]));
    assert!(proportion(&["--aspect", "30:1"]) > 1.3 * proportion(&["--aspect", "square"]));
    assert_eq!(fs::read(DREZNER).unwrap(), before);
    for aspect in ["0:1", "16", "16:", "a5", "-1:2", "16:9:4", "99999999:1", ""] {
        let output = run(&["export", DREZNER, "-o", "x.svg", "--aspect", aspect]);
        assert_eq!(code(&output), Some(2), "{aspect}");
    }
    let output = run(&["export", DREZNER, "-o", "x.svg", "--aspect", "a5"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(
        said.contains("like 16:9, or one of a4, a4-landscape"),
        "{said}"
    );
}

#[test]
fn tidying_a_file_up_remembers_rows_and_columns_and_doing_it_again_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("map.ron");
    fs::copy(DREZNER, &path).unwrap();
    let tidy = |options: &[&str]| {
        let output = run(&[&["tidy", path.to_str().unwrap()][..], options].concat());
        assert_eq!((code(&output), output.stdout.len()), (Some(0), 0));
        fs::read_to_string(&path).unwrap()
    };
    let once = tidy(&[]);
    assert!(once.contains("Columns(["), "{once}");
    assert_eq!(tidy(&[]), once);
    assert!(tidy(&["--style", "classic"]).contains("style: Classic"));
    fs::write(&path, format!("// mine\n{once}")).unwrap();
    let output = run(&["tidy", path.to_str().unwrap()]);
    assert_eq!(code(&output), Some(1));
    assert!(fs::read_to_string(&path).unwrap().starts_with("// mine"));
    assert_eq!(run_with(&["tidy", "-"], &once).stdout, once.as_bytes());
}

#[test]
fn exports_that_cannot_be_are_refused_in_a_sentence_and_leave_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let picture = folder.path().join("out.png");
    let path = picture.to_str().unwrap();
    let nowhere = folder.path().join("no/out.svg");
    let document = folder.path().join("out.pdf");
    let document = document.to_str().unwrap();
    let deck = folder.path().join("out.pptx");
    let deck = deck.to_str().unwrap();
    let cases: [(&[&str], &str); 19] = [
        (&["-o", deck, "--page", "a4"], "choose 16:9 or 4:3"),
        (&["-o", deck, "--tile", "1"], "--tile does nothing"),
        (&["-o", "out.gif"], ".svg, .png, .pdf, .pptx or .html"),
        (
            &["-o", document, "--page", "a5"],
            "choose fit, 16:9, 4:3, a4, a4-landscape",
        ),
        (&["-o", document, "--tile", "1"], "choose A4 or Letter"),
        (
            &["-o", document, "--page", "a4", "--tile", "0"],
            "a scale of 0 does not work",
        ),
        (
            &["-o", document, "--page", "a4", "--margin", "300"],
            "a margin of 300 does not work",
        ),
        (&["-o", document, "--scale", "2"], "--scale does nothing"),
        (&["-o", path, "--page", "a4"], "--page does nothing"),
        (&["-o", document, "--language", "not a tag"], "`not a tag`"),
        (
            &["-o", path, "--width", "-5"],
            "invalid value '-5' for '--width <PX>'",
        ),
        (&["-o", path, "--scale", "5"], "a scale of 5 does not work"),
        (
            &["-o", path, "--scale", "1e300"],
            "a scale of 1e300 does not work",
        ),
        (
            &["-o", path, "--scale", "-1"],
            "a scale of -1 does not work",
        ),
        (
            &["-o", path, "--margin", "-1"],
            "a margin of -1 does not work",
        ),
        (
            &["-o", path, "--width", "0"],
            "a width of 0 pixels does not work",
        ),
        (
            &["-o", path, "--width", "900000"],
            "over the limit of 400 megapixels",
        ),
        (&["-o", path, "--branch", "nobody"], "`nobody`"),
        (
            &["-o", nowhere.to_str().unwrap()],
            "the folder of this file does not exist",
        ),
    ];
    for (options, expected) in cases {
        let output = run(&[&["export", DREZNER][..], options].concat());
        assert_eq!(code(&output), Some(2), "{options:?}");
        assert!(err(&output).contains(expected), "{}", err(&output));
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    assert_eq!(
        code(&run(&["export", DREZNER, "-o", path, "--theme", "blue"])),
        Some(2)
    );
    assert_eq!(code(&run(&["export", DREZNER])), Some(2));
}

#[test]
fn characters_for_private_use_are_told_of_even_where_a_font_has_a_sign_for_them() {
    let map = |text: &str| {
        format!("ArgumentMap(version: 1, claims: [Claim(id: \"a\", text: \"{text}\")])")
    };
    let checked = run_with(&["check", "-"], &map("a \u{e000}"));
    assert!(
        out(&checked).contains("a: for private use") && out(&checked).contains("(U+E000)"),
        "{}",
        out(&checked)
    );
    assert_eq!(code(&checked), Some(0));
}

#[test]
fn what_a_file_holds_never_acts_on_the_terminal() {
    let map = "ArgumentMap(version: 1, \u{1b}[31m: 3, \u{9b}2J)";
    for arguments in [&["check", "-"][..], &["fmt", "-"]] {
        let refused = run_with(arguments, map);
        assert_eq!(code(&refused), Some(2));
        assert!(err(&refused).contains("\\u{1b}"), "{}", err(&refused));
        let is_plain = |c: char| !c.is_control() || c == '\n';
        assert!(err(&refused).chars().all(is_plain));
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_window_that_cannot_be_opened_is_no_mere_problem_of_a_map() {
    let output = run(&[DREZNER]);
    assert_eq!(code(&output), Some(2), "{}", err(&output));
    assert!(err(&output).starts_with("rejoinder: "), "{}", err(&output));
    assert_eq!(err(&output).lines().count(), 1);
}

#[test]
fn every_command_has_help_that_names_its_exit_codes_and_a_version() {
    for command in [
        &[][..],
        &["check"],
        &["fmt"],
        &["tidy"],
        &["export"],
        &["examples"],
    ] {
        let help = run(&[command, &["--help"]].concat());
        assert_eq!(code(&help), Some(0));
        assert!(out(&help).contains("Usage: rejoinder"), "{}", out(&help));
        assert!(out(&help).contains("Exit status: 0 "), "{}", out(&help));
        let version = run(&[command, &["--version"]].concat());
        assert_eq!(code(&version), Some(0));
        assert!(
            out(&version)
                .trim_end()
                .ends_with(env!("CARGO_PKG_VERSION"))
        );
    }
    assert_eq!(code(&run(&["check"])), Some(2));
    assert_eq!(code(&run(&["fmt", "--chek", DREZNER])), Some(2));
}

#[cfg(unix)]
#[test]
fn a_reader_that_stops_listening_is_no_failure() {
    let script = format!(
        "'{}' examples multilateralism | head -n 1; echo ${{PIPESTATUS[0]}}",
        env!("CARGO_BIN_EXE_rejoinder")
    );
    if !Path::new("/bin/bash").exists() {
        return;
    }
    let output = Command::new("/bin/bash")
        .args(["-c", &script])
        .output()
        .unwrap();
    assert_eq!((out(&output), err(&output)), ("ArgumentMap(\n0\n", ""));
    let full = Command::new("/bin/bash")
        .args([
            "-c",
            &format!(
                "'{}' examples multilateralism > /dev/full",
                env!("CARGO_BIN_EXE_rejoinder")
            ),
        ])
        .output()
        .unwrap();
    assert_eq!(code(&full), Some(2));
    assert!(
        err(&full).starts_with("rejoinder: the output could not be written"),
        "{}",
        err(&full)
    );
}
