//! Small layouts as they are known, and what edits of them move.

use expect_test::expect;

use super::*;

/// Places and ways in whole map units, a line each.
fn dump(layout: &Layout) -> String {
    let rect = |rect: Rect| {
        let (x, y) = (rect.x0.round(), rect.y0.round());
        format!("{x} {y} {}×{}", rect.width().round(), rect.height().round())
    };
    let mut lines = Vec::new();
    for claim in &layout.claims {
        lines.push(format!("claim {} {}", claim.id, rect(claim.rect)));
    }
    for mark in &layout.marks {
        lines.push(format!(
            "mark {} {} {}",
            mark.id,
            mark.word.text,
            rect(mark.rect)
        ));
    }
    for connector in &layout.connectors {
        let points = connector.points.iter();
        let way: Vec<_> = points
            .map(|at| format!("{},{}", at.x.round(), at.y.round()))
            .collect();
        let sides = format!("{:?}→{:?}", connector.from.side, connector.to.side);
        lines.push(format!("{} {sides} {}", connector.inference, way.join(" ")));
    }
    lines.join("\n")
}

fn step(premises: &[usize], target: usize, attack: bool) -> StepSketch {
    StepSketch {
        premises: premises.to_vec(),
        target,
        on_step: false,
        attack,
    }
}

/// A contention with co-premises and an objection, and an undercut of the first step.
fn small_debate() -> ArgumentMap {
    let undercut = StepSketch {
        premises: vec![4],
        target: 0,
        on_step: true,
        attack: true,
    };
    let steps = vec![step(&[1, 2], 0, false), step(&[3], 0, true), undercut];
    map_of(&Sketch {
        claim_count: 5,
        steps,
    })
}

#[test]
fn rows_hold_marks_over_co_premises_and_undercuts_beside_the_mark() {
    let map = small_debate();
    let mut view = map.main_view().clone();
    view.style = Style::Classic;
    expect![[r"
        claim c0 -110 0 220×42
        claim c1 -575 119 220×60
        claim c2 -315 119 220×79
        claim c4 -55 154 240×60
        claim c3 225 119 220×42
        mark s0 because -377 77 83×22
        mark s2 doesn’t follow 8 112 114×22
        mark s1 but 308 77 54×22
        s0 Top→Bottom -335,77 -335,65 -86,65 -86,42
        s0 Top→Bottom -465,119 -465,109 -335,109 -335,99
        s0 Top→Bottom -205,119 -205,109 -335,109 -335,99
        s2 Top→Right 65,112 65,88 -293,88
        s2 Top→Bottom 65,154 65,134
        s1 Top→Bottom 335,77 335,65 86,65 86,42
        s1 Top→Bottom 335,119 335,99"]]
    .assert_eq(&dump(&lay_out(&map, &view)));
}

#[test]
fn columns_hang_from_spines_and_undercuts_stand_below() {
    let map = small_debate();
    let mut view = map.main_view().clone();
    view.choices = Some(BTreeMap::from([(claim_id(0), Choice::Columns(Vec::new()))]));
    expect![[r"
        claim c0 -110 0 220×42
        claim c1 -67 115 220×60
        claim c2 193 115 220×79
        claim c4 -43 250 240×60
        claim c3 -67 366 220×42
        mark s0 because 131 73 83×22
        mark s2 doesn’t follow -43 218 114×22
        mark s1 but -67 334 54×22
        s0 Left→Bottom 131,84 -83,84 -83,42
        s0 Top→Bottom 43,115 43,105 173,105 173,95
        s0 Top→Bottom 303,115 303,105 173,105 173,95
        s2 Top→Right 14,218 14,206 427,206 427,84 215,84
        s2 Top→Bottom 14,250 14,240
        s1 Left→Bottom -67,345 -96,345 -96,42
        s1 Top→Bottom -40,366 -40,356"]]
    .assert_eq(&dump(&lay_out(&map, &view)));
}

#[test]
fn a_reason_added_at_the_end_moves_nothing_that_stands_before_it() {
    let mut sketch = Sketch {
        claim_count: 5,
        steps: vec![
            step(&[1], 0, false),
            step(&[2], 1, false),
            step(&[3], 1, true),
            step(&[4], 0, true),
        ],
    };
    let mut view = ArgumentMap::new().main_view().clone();
    view.choices = Some(BTreeMap::from([(claim_id(0), Choice::Columns(Vec::new()))]));
    let before = places(&lay_out(&map_of(&sketch), &view));
    sketch.claim_count += 1;
    sketch.steps.push(step(&[5], 4, false));
    let after = places(&lay_out(&map_of(&sketch), &view));
    for (element, rect) in before {
        assert_eq!(after[&element], rect, "{element:?}");
    }
}

#[test]
fn while_a_claim_is_typed_its_box_changes_its_size_only_now_and_then() {
    let text = "Cities that close their centres to cars breathe cleaner air and sleep more quietly";
    let mut map = map_of(&chain(2));
    let mut sizes = Vec::new();
    for (end, _) in text.char_indices().skip(1) {
        let typed = Claim::new(claim_id(1), OrderKey::of_index(1), text[..end].to_owned());
        let before = map.claim(&claim_id(1)).cloned().map(Record::from);
        let change = Change {
            id: Record::from(typed.clone()).id(),
            before,
            after: Some(typed.into()),
        };
        map.apply(&[change]).unwrap();
        let layout = lay_out(&map, map.main_view());
        sizes.push(layout.claims[1].rect.size());
    }
    let changes = sizes.windows(2).filter(|pair| pair[0] != pair[1]).count();
    assert!((2..=10).contains(&changes), "{sizes:?}");
}
