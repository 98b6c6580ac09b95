//! Random gestures: whatever hands do, the map stays sound and everything can be undone.

use kurbo::{Point, Vec2};
use rejoinder::editor::{
    Button, Command, Heading, Modifiers, PasteContents, PointerKind, ZOOM_LIMITS,
};
use rejoinder::formats::ron_map;
use rejoinder::model::{Direction, ElementId};

use super::desk::{DEBATE, Desk, read};

/// A reproducible source of choices (a linear congruential generator).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }

    fn chance(&mut self, one_in: u64) -> bool {
        self.below(one_in) == 0
    }

    fn point(&mut self) -> Point {
        Point::new(self.below(1600) as f64, self.below(1000) as f64)
    }

    fn held(&mut self) -> Modifiers {
        Modifiers {
            shift: self.chance(5),
            command: self.chance(5),
            space: self.chance(20),
        }
    }
}

/// A place on the canvas, more often than not on a claim or mark.
fn somewhere(desk: &Desk, dice: &mut Dice) -> Point {
    let layout = desk.editor.layout();
    let rects: Vec<_> = layout
        .claims
        .iter()
        .map(|it| it.rect)
        .chain(layout.marks.iter().map(|it| it.rect))
        .collect();
    if rects.is_empty() || dice.chance(4) {
        return dice.point();
    }
    let rect = rects[dice.below(rects.len() as u64) as usize];
    let within = Vec2::new(
        rect.width() * (dice.below(100) as f64 / 100.0),
        rect.height() * (dice.below(100) as f64 / 100.0),
    );
    desk.editor.camera().to_screen(rect.origin() + within)
}

fn any_element(desk: &Desk, dice: &mut Dice) -> Option<ElementId> {
    let map = desk.map();
    let claims = map.claims().map(|it| it.id.clone().into());
    let steps = map.inferences().map(|it| it.id.clone().into());
    let all: Vec<ElementId> = claims.chain(steps).collect();
    let count = all.len() as u64;
    (count > 0).then(|| all[dice.below(count) as usize].clone())
}

fn command(desk: &Desk, dice: &mut Dice) -> Command {
    let paste = |text: &str| {
        Command::Paste(PasteContents {
            text: text.to_owned(),
            map_ron: None,
        })
    };
    let commands = [
        Command::AddByTab,
        Command::AddByShiftTab,
        Command::AddCoPremise,
        Command::AddUndercut,
        Command::AddAnswer,
        Command::AddClaim,
        Command::AddQuestion,
        Command::EditText,
        Command::Commit,
        Command::Commit,
        Command::Cancel,
        Command::Undo,
        Command::Redo,
        Command::DeleteOnlyClaim,
        Command::Duplicate,
        Command::Copy,
        Command::FlipStance,
        Command::LinkPremises,
        Command::UnlinkPremises,
        Command::MoveEarlier,
        Command::MoveLater,
        Command::ToggleCollapsed,
        Command::Unpin,
        Command::Move(Heading::Up),
        Command::Move(Heading::Right),
        Command::PickStep(2),
        Command::ZoomToFit,
        Command::SetDirection(Direction::Right),
        Command::SetDirection(Direction::Down),
        Command::ShowOnlySelected,
        Command::HideSelected,
        Command::ShowAllClaims,
        Command::ToggleEmphasised,
        paste("One\n  two"),
    ];
    if dice.chance(15) {
        let views: Vec<_> = desk.map().views().map(|view| view.id.clone()).collect();
        let view = views[dice.below(views.len() as u64) as usize].clone();
        return Command::ShowView(view);
    }
    if dice.chance(12) {
        return if desk.map().claim_count() > 25 {
            Command::Delete
        } else {
            paste(DEBATE)
        };
    }
    commands[dice.below(commands.len() as u64) as usize].clone()
}

fn gesture(desk: &mut Desk, dice: &mut Dice) {
    let (from, to) = (somewhere(desk, dice), somewhere(desk, dice));
    let held = dice.held();
    match dice.below(10) {
        0 => drop(desk.double_click(from).types("Clicked")),
        1 => drop(desk.click(from, held)),
        2..=4 => drop(desk.drag(from, to, held)),
        5 => {
            desk.carry(from, to, held);
            let command = command(desk, dice);
            desk.key(command).release(to, held);
        }
        6 => drop(desk.event(PointerKind::Press(Button::Secondary, 1), from, held)),
        7 => {
            let factor = [0.5, 2.0, 1.1][dice.below(3) as usize];
            desk.event(PointerKind::Zoom(factor), from, held);
        }
        _ => {
            if let Some(element) = any_element(desk, dice) {
                desk.select(&[element]);
            }
            let command = command(desk, dice);
            desk.key(command);
            if desk.editor.draft().is_some() && dice.chance(2) {
                desk.types("Typed by a monkey");
            }
        }
    }
}

fn check(desk: &Desk) {
    let camera = desk.editor.camera();
    assert!(camera.pan.is_finite());
    assert!((ZOOM_LIMITS.0..=ZOOM_LIMITS.1).contains(&camera.zoom));
    for element in desk.editor.selection().elements() {
        assert!(
            desk.has(element.as_str()),
            "{element:?} is selected and gone"
        );
    }
    assert!(!desk.editor.status().is_empty());
    let view = desk.editor.shown_view();
    for placed in &desk.editor.layout().claims {
        assert!(
            view.shows(&placed.id),
            "{} is drawn and not shown",
            placed.id
        );
    }
}

#[test]
fn whatever_hands_do_can_be_undone_and_redone() {
    for seed in 1..=3 {
        let mut dice = Dice(seed);
        let mut desk = Desk::debate();
        let before = desk.ron();
        for _ in 0..100 {
            gesture(&mut desk, &mut dice);
            check(&desk);
        }
        desk.key(Command::Commit)
            .key(Command::Cancel)
            .key(Command::Cancel);
        let after = desk.ron();
        let reread = ron_map::read(after.as_bytes(), "test").unwrap().map;
        assert_eq!(
            reread,
            *desk.map(),
            "what was made can be saved (seed {seed})"
        );
        while desk.editor.undo_name().is_some() {
            desk.key(Command::Undo);
        }
        assert_eq!(desk.ron(), before, "seed {seed}");
        while desk.editor.redo_name().is_some() {
            desk.key(Command::Redo);
        }
        assert_eq!(desk.ron(), after, "seed {seed}");
    }
}

#[test]
fn a_gesture_that_is_cancelled_leaves_the_map_as_it_was() {
    let mut dice = Dice(99);
    let mut desk = Desk::with(read(DEBATE));
    let before = desk.ron();
    for _ in 0..200 {
        let (from, to) = (somewhere(&desk, &mut dice), somewhere(&desk, &mut dice));
        let held = dice.held();
        desk.carry(from, to, held).key(Command::Cancel);
        desk.release(to, held).key(Command::Cancel);
        assert_eq!(desk.ron(), before, "{from:?} {to:?} {held:?}");
        assert_eq!(desk.editor.undo_name(), None);
    }
}
