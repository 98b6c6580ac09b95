//! An edit leaves alone what it does not touch, on the canvas and in the file.

use std::collections::BTreeMap;
use std::sync::Arc;

use kurbo::{Rect, Vec2};
use rejoinder::editor::{Command, Property};
use rejoinder::formats::ron_map;
use rejoinder::model::{Claim, ClaimId, ElementId, Inference, OrderKey, Stance, Target};
use rejoinder::theme::ThemeName;

use super::desk::{Desk, claim, read};

const SHIPPED: [&str; 4] = [
    "drezner-on-minilateralism",
    "forms-of-cooperation",
    "microlateralism",
    "multilateralism",
];

/// A shipped map whose view remembers its layout.
fn shipped(name: &str) -> String {
    let path = format!("{}/maps/{name}.ron", env!("CARGO_MANIFEST_DIR"));
    let mut desk = Desk::with(read(&std::fs::read_to_string(path).unwrap()));
    let first = desk.map().claims().next().unwrap().id.clone();
    for note in ["x", ""] {
        let first = first.clone().into();
        desk.key(Command::Set(Property::Note(first, note.to_owned())));
    }
    desk.ron()
}

fn boxes(desk: &Desk) -> BTreeMap<ElementId, Rect> {
    let claims = desk.editor.layout().claims.iter();
    claims
        .map(|placed| (placed.id.clone().into(), placed.rect))
        .collect()
}

#[test]
fn changing_one_word_of_a_shipped_map_changes_one_line_of_its_file() {
    for name in SHIPPED {
        let before = shipped(name);
        let mut desk = Desk::with(read(&before));
        let first = desk.map().claims().last().unwrap();
        let (id, text) = (first.id.clone(), first.text.replacen(' ', " quite ", 1));
        desk.select(&[id.into()]).key(Command::EditText);
        desk.types(&text).key(Command::Commit);
        let after = desk.ron();
        let changed = before.lines().zip(after.lines()).filter(|(a, b)| a != b);
        assert_eq!(changed.count(), 1, "{name}");
        assert_eq!(before.lines().count(), after.lines().count(), "{name}");
    }
}

#[test]
fn adding_an_objection_to_a_shipped_map_adds_its_blocks_only() {
    for name in SHIPPED {
        let before = shipped(name);
        let mut desk = Desk::with(read(&before));
        let on = desk.map().claims().rfind(|claim| !claim.is_question());
        let on = on.unwrap().id.clone();
        desk.select(&[on.into()]).key(Command::AddObjection);
        desk.types("I doubt it").key(Command::Commit);
        let after = desk.ron();
        let mut rest = after.lines();
        for line in before.lines() {
            assert!(
                rest.any(|other| other == line),
                "{name} lost or moved: {line}"
            );
        }
        assert!(
            after.lines().count() <= before.lines().count() + 12,
            "{name}"
        );
    }
}

#[test]
fn a_branch_that_an_edit_does_not_touch_keeps_its_shape() {
    for name in SHIPPED {
        let mut desk = Desk::with(read(&shipped(name)));
        let before = boxes(&desk);
        let on = desk.map().claims().last().unwrap().id.clone();
        desk.select(&[on.into()]).key(Command::AddByTab);
        desk.types("One more").key(Command::Commit);
        let after = boxes(&desk);
        let moves: Vec<Vec2> = before
            .iter()
            .map(|(id, rect)| after[id].origin() - rect.origin())
            .collect();
        for (id, rect) in &before {
            let grown = after[id].size() - rect.size();
            assert!(
                grown.width.abs().max(grown.height.abs()) < 1e-6,
                "{name}: {id:?} grew by {grown:?}"
            );
        }
        let still = moves.iter().filter(|moved| moved.hypot() < 0.5).count();
        assert!(
            still * 2 > moves.len(),
            "{name}: {still} of {} stay",
            moves.len()
        );
    }
}

#[test]
fn boxes_beside_the_edited_text_stay_put() {
    let mut desk = Desk::debate();
    let before = boxes(&desk);
    desk.select(&[claim("poll")]).key(Command::EditText);
    desk.types("A poll of both towns says so")
        .key(Command::Commit);
    let after = boxes(&desk);
    for (id, rect) in before.iter().filter(|(id, _)| **id != claim("poll")) {
        assert_eq!(after[id], *rect, "{id:?}");
    }
}

#[test]
fn the_first_edit_of_a_map_without_choices_flips_no_branch() {
    let claim_of = |n: usize| format!("Claim(id: \"c{n}\", text: \"Reason {n} in some words\"),");
    let step_of = |n: usize| {
        let target = if n <= 3 { 0 } else { 1 + n % 3 };
        format!(
            "Inference(id: \"s{n}\", stance: Support, premises: [\"c{n}\"], \
             target: Claim(\"c{target}\")),"
        )
    };
    let claims: String = (0..25).map(claim_of).collect();
    let steps: String = (1..25).map(step_of).collect();
    let ron = format!("ArgumentMap(version: 1, claims: [{claims}], inferences: [{steps}])");
    let mut desk = Desk::with(read(&ron));
    assert_eq!(desk.map().main_view().choices, None);
    let chosen = desk.editor.layout().choices.clone();
    assert!(!chosen.is_empty(), "the layout hangs something in columns");
    desk.select(&[claim("c5")]).key(Command::AddObjection);
    desk.types("No").key(Command::Commit);
    assert_eq!(desk.map().main_view().choices, Some(chosen));
    desk.key(Command::Undo);
    assert_eq!(desk.map().main_view().choices, None);
}

#[test]
fn a_new_map_remembers_that_its_reasons_stand_in_rows() {
    let mut desk = Desk::empty();
    desk.key(Command::AddClaim)
        .types("Start")
        .key(Command::Commit);
    assert_eq!(desk.map().main_view().choices, Some(BTreeMap::new()));
}

#[test]
fn a_further_use_does_not_pull_a_claim_out_of_its_branch() {
    let mut desk = Desk::debate();
    let before = desk.rect(&claim("cost"));
    desk.drop_into(
        &claim("cost"),
        &claim("left"),
        rejoinder::editor::DropKind::Objection,
        super::desk::CTRL,
    );
    let after = desk.rect(&claim("cost"));
    assert_eq!(
        before.y0, after.y0,
        "it stands under the contention as before"
    );
}

#[test]
fn an_edit_redraws_only_what_it_touched() {
    let mut desk = Desk::debate();
    let key_of = |desk: &Desk| -> BTreeMap<String, *const rejoinder::scene::Group> {
        let items = desk.editor.scene().items().iter();
        items
            .map(|item| (item.group.key.clone(), Arc::as_ptr(&item.group)))
            .collect()
    };
    let before = key_of(&desk);
    desk.select(&[claim("poll")]).key(Command::EditText);
    desk.types("A poll said so").key(Command::Commit);
    let after = key_of(&desk);
    let redrawn: Vec<_> = before
        .iter()
        .filter(|(key, group)| after.get(*key) != Some(group))
        .map(|(key, _)| key.as_str())
        .collect();
    assert!(redrawn.contains(&"claim:poll"));
    assert!(redrawn.len() <= 3, "{redrawn:?}");
}

#[test]
fn the_scene_is_made_anew_only_when_something_changed() {
    let mut desk = Desk::debate();
    let before = desk.editor.revision();
    desk.select(&[claim("poll")]).key(Command::ZoomIn);
    let at = desk.middle(&claim("cost"));
    desk.moves(at, super::desk::NONE);
    assert_eq!(desk.editor.revision(), before);
    desk.editor.set_theme(ThemeName::Dark);
    assert_ne!(desk.editor.revision(), before);
    assert_eq!(desk.editor.theme().name, ThemeName::Dark);
}

#[test]
fn a_theme_moves_no_box() {
    let mut desk = Desk::debate();
    let before = boxes(&desk);
    desk.editor.set_theme(ThemeName::Contrast);
    assert_eq!(boxes(&desk), before);
}

#[test]
fn editors_given_the_same_gestures_write_the_same_file() {
    let play = || {
        let mut desk = Desk::debate();
        let spot = desk.empty_spot();
        desk.double_click(spot).types("Else").key(Command::Commit);
        desk.select(&[claim("cost")]).key(Command::AddByTab);
        desk.types("Because").key(Command::AddByShiftTab);
        desk.types("But").key(Command::Commit);
        ron_map::write(desk.map())
    };
    assert_eq!(play(), play());
}

#[test]
fn a_map_of_ten_thousand_claims_can_be_edited() {
    let mut desk = Desk::with(large(10_000));
    let leaf = ElementId::Claim(ClaimId::new("c9999").unwrap());
    desk.select(std::slice::from_ref(&leaf))
        .key(Command::AddByTab);
    desk.types("One more").key(Command::Commit);
    assert_eq!(desk.editor.counts().claim_count, 10_001);
    desk.key(Command::Undo);
    assert_eq!(desk.editor.counts().claim_count, 10_000);
}

/// A tree in which every claim has three reasons.
fn large(claim_count: usize) -> rejoinder::model::ArgumentMap {
    let mut map = rejoinder::model::ArgumentMap::new();
    let id = |n: usize| ClaimId::new(&format!("c{n}")).unwrap();
    let mut changes = Vec::new();
    let mut add = |record: rejoinder::model::Record| {
        changes.push(rejoinder::model::Change {
            id: record.id(),
            before: None,
            after: Some(record),
        });
    };
    for n in 0..claim_count {
        let order = OrderKey::of_index(n);
        add(Claim::new(id(n), order.clone(), format!("Claim {n}")).into());
        if n > 0 {
            let step = rejoinder::model::InferenceId::new(&format!("s{n}")).unwrap();
            let target = Target::Claim(id((n - 1) / 3));
            add(Inference::new(step, order, Stance::Support, vec![id(n)], target).into());
        }
    }
    map.apply(&changes).unwrap();
    map
}
