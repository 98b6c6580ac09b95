//! Holds the imports of every room against the table of rooms, and every file against its head.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use syn::visit::{self, Visit};

/// One row of the table of rooms.
struct Room {
    name: &'static str,
    /// Rooms that it may import.
    rooms: &'static [&'static str],
    /// Crates beside `std` that it may import.
    crates: &'static [&'static str],
    /// Modules of `std` that it may import although pure rooms may not.
    std: &'static [&'static str],
}

/// What reaches out of the process, waits, or differs from run to run.
const IMPURE_STD: [&str; 7] = ["env", "fs", "net", "os", "process", "thread", "time"];

const ROOMS: &[Room] = &[
    Room {
        name: "model",
        rooms: &[],
        crates: &["thiserror"],
        std: &[],
    },
    Room {
        name: "theme",
        rooms: &[],
        crates: &["kurbo", "ron", "serde", "thiserror"],
        std: &[],
    },
    Room {
        name: "text",
        rooms: &[],
        crates: &[
            "fontdb",
            "harfrust",
            "kurbo",
            "skrifa",
            "unicode_bidi",
            "unicode_linebreak",
            "unicode_segmentation",
        ],
        std: &[],
    },
    Room {
        name: "edit",
        rooms: &["model"],
        crates: &["kurbo", "thiserror"],
        std: &[],
    },
    Room {
        name: "formats",
        rooms: &["model"],
        crates: &["flate2", "ron", "serde", "thiserror"],
        std: &[],
    },
    Room {
        name: "layout",
        rooms: &["model", "text", "theme"],
        crates: &["kurbo"],
        // Halves of large maps are worked on at the same time; which they are, and what comes of
        // them, does not depend on how many threads there are.
        std: &["thread"],
    },
    Room {
        name: "scene",
        rooms: &["model", "text", "theme", "layout"],
        crates: &["kurbo"],
        std: &[],
    },
    Room {
        name: "export",
        rooms: &["scene", "text", "theme"],
        crates: &["flate2", "krilla", "kurbo", "png", "thiserror", "tiny_skia"],
        // Parts of a large picture are drawn at the same time; which they are, and what they hold,
        // does not depend on how many threads there are.
        std: &["thread"],
    },
    Room {
        name: "deck",
        rooms: &[
            "model", "text", "theme", "edit", "layout", "scene", "export",
        ],
        crates: &["kurbo"],
        std: &[],
    },
    Room {
        name: "files",
        rooms: &["model", "formats"],
        crates: &["etcetera", "sha2", "tempfile", "thiserror"],
        std: &["env", "fs", "os"],
    },
    Room {
        name: "editor",
        rooms: &[
            "model", "theme", "text", "edit", "formats", "layout", "scene",
        ],
        crates: &["kurbo"],
        std: &[],
    },
    Room {
        name: "cli",
        rooms: &[
            "model", "theme", "text", "edit", "formats", "layout", "scene", "export", "deck",
            "files",
        ],
        crates: &[
            "anyhow",
            "clap",
            "kurbo",
            "serde",
            "serde_json",
            "thiserror",
        ],
        std: &["env", "fs", "process", "time"],
    },
    Room {
        name: "app",
        rooms: &[
            "model", "theme", "text", "edit", "formats", "layout", "scene", "export", "deck",
            "files", "editor",
        ],
        crates: &[
            "anyhow",
            "arboard",
            "eframe",
            "egui",
            "getrandom",
            "jiff",
            "kurbo",
            "rfd",
            "thiserror",
        ],
        std: &["env", "fs", "process", "thread", "time"],
    },
    Room {
        name: "main",
        rooms: &["cli", "app"],
        crates: &["anyhow"],
        std: &["env", "process"],
    },
];

#[test]
fn every_room_imports_only_what_the_table_allows() {
    let mut faults = Vec::new();
    let mut seen = BTreeSet::new();
    for (path, module) in source_files() {
        let Some(room) = module.first().and_then(|name| find_room(name)) else {
            assert!(
                module.is_empty(),
                "{} stands in no room of the table",
                path.display()
            );
            continue;
        };
        seen.insert(room.name);
        let text = fs::read_to_string(&path).unwrap();
        let found = faults_in(room, &module, &text);
        faults.extend(
            found
                .into_iter()
                .map(|fault| format!("{}: {fault}", path.display())),
        );
    }
    assert!(
        faults.is_empty(),
        "imports that the table of rooms forbids:\n{}",
        faults.join("\n")
    );
    let table: BTreeSet<_> = ROOMS.iter().map(|room| room.name).collect();
    assert_eq!(
        seen, table,
        "the table and the folders of src name different rooms"
    );
}

#[test]
fn every_source_file_starts_by_saying_what_it_owns() {
    let mut bare = Vec::new();
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    for folder in ["src", "tests", "benches", "fuzz"] {
        for path in rust_files(&here.join(folder)) {
            let text = fs::read_to_string(&path).unwrap();
            if !starts_with_head(&text) {
                bare.push(path.display().to_string());
            }
        }
    }
    assert!(
        bare.is_empty(),
        "files without a `//!` head:\n{}",
        bare.join("\n")
    );
}

#[test]
fn a_file_without_a_head_is_noticed() {
    assert!(starts_with_head("//! Owns the map.\n"));
    for bare in [
        "",
        "use std::fmt;\n",
        "// Owns the map.\n",
        "//!\n",
        "//! \nuse std::fmt;",
    ] {
        assert!(!starts_with_head(bare), "{bare:?}");
    }
}

#[test]
fn planted_faults_are_found() {
    let planted = [
        ("model", "use crate::layout::Layout;"),
        ("model", "use crate::{model::Claim, scene::Scene};"),
        ("model", "use crate::{self as root};"),
        ("model", "use crate as root;"),
        ("model", "use super::super::theme::Color;"),
        ("model", "use super::super::*;"),
        ("model", "fn f(c: &crate::theme::Color) {}"),
        ("model", "type T = Vec<super::super::theme::Color>;"),
        ("model", "fn f() { super::super::edit::go(); }"),
        (
            "model",
            "mod inner { fn f() { super::super::super::edit::go(); } }",
        ),
        ("model", "fn f() { let x: serde::de::IgnoredAny; }"),
        ("model", "#[derive(serde::Serialize)] struct S;"),
        ("model", "use std::fs;"),
        ("model", "use std::{fmt, time::Instant};"),
        (
            "model",
            "fn f() { println!(\"{}\", crate::theme::name()); }",
        ),
        (
            "model",
            "fn f() { assert!(vec![super::super::theme::one()].is_empty()); }",
        ),
        (
            "model",
            "fn f() { format!(\"{:?}\", std::time::Instant::now()); }",
        ),
        ("model", "extern crate serde;"),
        ("model", "impl crate::scene::Draw for Claim {}"),
        (
            "model",
            "#[cfg(not(test))] mod real { use crate::scene::Scene; }",
        ),
        ("layout", "use egui::Vec2;"),
        ("layout", "use egui; fn f(ui: &egui::Ui) {}"),
        ("app", "fn f() { png::encode(); }"),
        ("layout", "use std::time::Instant;"),
        ("scene", "use std::thread;"),
        ("export", "use crate::model::ArgumentMap;"),
        ("export", "use crate::layout::Layout;"),
        ("editor", "use std::time::Duration;"),
        ("editor", "use crate::files::open;"),
        ("editor", "fn f(ui: &mut ::egui::Ui) {}"),
        ("cli", "use crate::app::run;"),
        ("main", "use rejoinder::model::ArgumentMap;"),
        ("main", "fn main() { rejoinder::files::open(); }"),
        ("cli", "fn f() { crate::editor::Editor::new(); }"),
        ("app", "use crate::cli::run;"),
        (
            "text",
            "const F: &[u8] = include_bytes!(concat!(\"a\", \"b\")); use crate::theme::Metrics;",
        ),
    ];
    for (name, source) in planted {
        let room = find_room(name).unwrap();
        let module = [name.to_owned(), "inner".to_owned()];
        assert!(
            !faults_in(room, &module, source).is_empty(),
            "missed in {name}: {source}"
        );
    }
}

#[test]
fn what_the_table_allows_is_not_called_a_fault() {
    let sound = [
        (
            "model",
            "use super::Claim; use crate::model::{Inference, view::View};",
        ),
        (
            "model",
            "// use crate::layout::Layout;\nconst S: &str = \"crate::scene::Scene\";",
        ),
        ("model", "/// See [`crate::scene::Scene`].\nstruct S;"),
        (
            "model",
            "#[cfg(test)] mod tests { use super::super::super::edit::Document; use std::fs; }",
        ),
        (
            "model",
            "use std::collections::BTreeMap; use std::{fmt, sync::Arc};",
        ),
        (
            "scene",
            "use crate::{layout::Layout, model::ArgumentMap, theme::Theme};",
        ),
        ("files", "use std::fs::File;"),
        ("app", "use crate::export::png; fn f() { png::export(); }"),
        ("app", "use crate::editor::Editor; use egui::Ui;"),
    ];
    for (name, source) in sound {
        let room = find_room(name).unwrap();
        let module = [name.to_owned(), "inner".to_owned()];
        assert_eq!(
            faults_in(room, &module, source),
            Vec::<String>::new(),
            "{name}: {source}"
        );
    }
}

fn find_room(name: &str) -> Option<&'static Room> {
    ROOMS.iter().find(|room| room.name == name)
}

fn starts_with_head(text: &str) -> bool {
    let first = text.lines().next().unwrap_or_default();
    first
        .strip_prefix("//! ")
        .is_some_and(|head| head.trim().len() > 3)
}

/// Every file of `src` with the module that it is; `lib.rs` is the root, `main.rs` a room.
fn source_files() -> Vec<(PathBuf, Vec<String>)> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files = rust_files(&src);
    let module_of = |path: &Path| {
        let inside = path.strip_prefix(&src).unwrap().with_extension("");
        let mut parts: Vec<_> = inside
            .iter()
            .map(|part| part.to_string_lossy().into_owned())
            .collect();
        if matches!(parts.last().map(String::as_str), Some("mod" | "lib")) {
            parts.pop();
        }
        parts
    };
    files
        .into_iter()
        .map(|path| (path.clone(), module_of(&path)))
        .collect()
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        let Ok(entries) = fs::read_dir(&folder) else {
            continue;
        };
        for entry in entries {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// The forbidden imports of one file, as sentences.
fn faults_in(room: &'static Room, module: &[String], text: &str) -> Vec<String> {
    let file = syn::parse_file(text).unwrap();
    let mut reader = Reader {
        room,
        module: module.to_vec(),
        bound: bound_names(&file.items),
        faults: Vec::new(),
    };
    reader.visit_file(&file);
    reader.faults
}

/// Names that the file itself gives to modules, so that a path which starts with one is no crate:
/// the import that binds it is judged on its own.
fn bound_names(items: &[syn::Item]) -> BTreeSet<String> {
    let mut bound = BTreeSet::new();
    for item in items {
        match item {
            syn::Item::Mod(module) => drop(bound.insert(module.ident.to_string())),
            syn::Item::Use(import) => bind(&import.tree, &mut bound, 0),
            _ => {}
        }
    }
    bound
}

fn bind(tree: &syn::UseTree, bound: &mut BTreeSet<String>, depth: usize) {
    match tree {
        syn::UseTree::Path(path) => bind(&path.tree, bound, depth + 1),
        syn::UseTree::Name(name) if depth > 0 => drop(bound.insert(name.ident.to_string())),
        syn::UseTree::Rename(rename) => drop(bound.insert(rename.rename.to_string())),
        syn::UseTree::Group(group) => group.items.iter().for_each(|tree| bind(tree, bound, depth)),
        syn::UseTree::Name(_) | syn::UseTree::Glob(_) => {}
    }
}

/// Walks a file's syntax and judges every path in it, in whatever position.
struct Reader {
    room: &'static Room,
    module: Vec<String>,
    bound: BTreeSet<String>,
    faults: Vec<String>,
}

impl Reader {
    fn judge(&mut self, path: &[String]) {
        let Some(fault) = fault_of(self.room, &self.module, path) else {
            return;
        };
        self.faults.push(fault);
    }

    fn judge_use(&mut self, prefix: &[String], tree: &syn::UseTree) {
        let with = |ident: &syn::Ident| [prefix, &[ident.to_string()]].concat();
        match tree {
            syn::UseTree::Path(path) => self.judge_use(&with(&path.ident), &path.tree),
            syn::UseTree::Name(name) => self.judge(&with(&name.ident)),
            syn::UseTree::Rename(rename) => self.judge(&with(&rename.ident)),
            syn::UseTree::Glob(_) => self.judge(&[prefix, &["*".to_owned()]].concat()),
            syn::UseTree::Group(group) => {
                for tree in &group.items {
                    self.judge_use(prefix, tree);
                }
            }
        }
    }

    /// Judges paths in the tokens of a macro or attribute, where there is no syntax to walk.
    fn judge_tokens(&mut self, tokens: proc_macro2::TokenStream) {
        use proc_macro2::TokenTree;
        let mut path: Vec<String> = Vec::new();
        let mut colons = 0;
        for token in tokens {
            match token {
                TokenTree::Punct(punct) if punct.as_char() == ':' => colons += 1,
                TokenTree::Ident(ident) => {
                    if colons != 2 {
                        self.judge_if_long(&path);
                        path.clear();
                    }
                    path.push(ident.to_string());
                    colons = 0;
                }
                other => {
                    self.judge_if_long(&path);
                    path.clear();
                    colons = 0;
                    if let TokenTree::Group(group) = other {
                        self.judge_tokens(group.stream());
                    }
                }
            }
        }
        self.judge_if_long(&path);
    }

    /// Judges a path in an expression or type; a lone name is no path to another place.
    fn judge_if_long(&mut self, path: &[String]) {
        if path.len() > 1 && !self.bound.contains(&path[0]) {
            self.judge(path);
        }
    }
}

impl<'ast> Visit<'ast> for Reader {
    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        if item.attrs.iter().any(is_test_only) {
            return;
        }
        self.module.push(item.ident.to_string());
        visit::visit_item_mod(self, item);
        self.module.pop();
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        if !item.attrs.iter().any(is_test_only) {
            self.judge_use(&[], &item.tree);
        }
    }

    fn visit_item_extern_crate(&mut self, item: &'ast syn::ItemExternCrate) {
        self.judge(&[item.ident.to_string(), "*".to_owned()]);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let names: Vec<_> = path
            .segments
            .iter()
            .map(|part| part.ident.to_string())
            .collect();
        self.judge_if_long(&names);
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, item: &'ast syn::Macro) {
        self.judge_tokens(item.tokens.clone());
        visit::visit_macro(self, item);
    }

    fn visit_attribute(&mut self, attribute: &'ast syn::Attribute) {
        if let syn::Meta::List(list) = &attribute.meta {
            self.judge_tokens(list.tokens.clone());
        }
        visit::visit_attribute(self, attribute);
    }
}

fn is_test_only(attribute: &syn::Attribute) -> bool {
    attribute.path().is_ident("cfg")
        && attribute
            .parse_args::<syn::Path>()
            .is_ok_and(|path| path.is_ident("test"))
}

/// Says what is wrong with a path that stands in `module` of `room`, if anything is.
fn fault_of(room: &Room, module: &[String], path: &[String]) -> Option<String> {
    let shown = path.join("::");
    let first = path.first()?.as_str();
    match first {
        "crate" | "rejoinder" => inside_fault(room, &path[1..], &shown),
        "super" | "self" => {
            let ups = path
                .iter()
                .take_while(|part| *part == "super" || *part == "self");
            let ups: Vec<_> = ups.collect();
            let climbed = ups.iter().filter(|part| **part == "super").count();
            match module.len().checked_sub(climbed) {
                None | Some(0) if climbed > 0 => inside_fault(room, &path[ups.len()..], &shown),
                _ => None,
            }
        }
        "std" => {
            let inner = path.get(1).map_or("*", String::as_str);
            let forbidden = IMPURE_STD.contains(&inner) && !room.std.contains(&inner);
            forbidden.then(|| format!("`{shown}`: {} may not use std::{inner}", room.name))
        }
        name if is_dependency(name) && !room.crates.contains(&name) => Some(format!(
            "`{shown}`: {} may not use the crate {name}",
            room.name
        )),
        _ => None,
    }
}

/// Judges a path that starts at the root of the crate.
fn inside_fault(room: &Room, rest: &[String], shown: &str) -> Option<String> {
    let target = rest.first().map_or("*", String::as_str);
    if target == room.name || room.rooms.contains(&target) {
        return None;
    }
    Some(format!("`{shown}`: {} may not import {target}", room.name))
}

/// Whether a name is a crate that the package depends on.
fn is_dependency(name: &str) -> bool {
    const MANIFEST: &str = include_str!("../../Cargo.toml");
    let start = MANIFEST.find("[dependencies]").unwrap();
    let rest = &MANIFEST[start + 1..];
    let section = &rest[..rest.find("\n[").unwrap_or(rest.len())];
    section
        .lines()
        .filter_map(|line| line.split_once('=').map(|(key, _)| key.trim()))
        .any(|key| key.replace('-', "_") == name)
}
