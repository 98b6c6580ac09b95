//! What comes, goes, stands out and steps back on a slide at each click (ECMA-376 part 1, 19.5).

use std::collections::BTreeSet;

use crate::export::Build;
use crate::export::xml::Markup as _;
use crate::scene::FADING;

/// How long anything takes to come or go, in milliseconds.
const FADE_MS: u32 = 400;
/// The number that titles have on every slide.
const TITLE: u32 = 2;

/// A shape that was written, as far as its changes are concerned.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Drawn {
    /// Its number.
    pub(super) id: u32,
    /// The keys of the items that it is drawn for: it is there as long as one of them is.
    pub(super) owners: BTreeSet<String>,
    /// Whether it is a shape that text could be in, which is listed beside its changes.
    pub(super) is_listed: bool,
    /// The colours of its border when it is as usual and when it stands out, if that changes.
    pub(super) border: Option<[String; 2]>,
}

/// What a shape is like at a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Look {
    is_there: bool,
    stands_out: bool,
    steps_back: bool,
}

/// What happens to a shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Effect {
    Comes,
    Goes,
    StepsBack,
    StepsForward,
    StandsOut,
    StandsBack,
}

/// The timing of a slide: `faded` and `emphasised` are the keys of what is drawn so.
pub(super) fn timing(
    shapes: &[Drawn],
    builds: &[Build],
    faded: &BTreeSet<String>,
    emphasised: &BTreeSet<String>,
) -> String {
    if builds.len() < 2 {
        return String::new();
    }
    let mut writer = Writer {
        // Below are the root and the main sequence.
        next: 3,
        effects: vec![0; shapes.len()],
        out: String::new(),
    };
    for number in 0..builds.len() {
        let changes = shapes.iter().enumerate().flat_map(|(at, shape)| {
            let drawn = Look {
                is_there: true,
                stands_out: shape.owners.iter().any(|key| emphasised.contains(key)),
                steps_back: shape.owners.iter().all(|key| faded.contains(key)),
            };
            let now = builds.get(number).map(|build| look(shape, build, drawn));
            let before = number.checked_sub(1).and_then(|it| builds.get(it));
            let before = before.map_or(drawn, |build| look(shape, build, drawn));
            let effects = now.map_or_else(Vec::new, |now| effects(before, now, number == 0));
            effects.into_iter().map(move |effect| (at, effect))
        });
        let changes: Vec<_> = changes.collect();
        writer.click(shapes, &changes, number == 0);
    }
    let Writer { out, effects, .. } = writer;
    let mut listed = String::new();
    for (shape, count) in shapes.iter().zip(effects) {
        let id = shape.id;
        for group in (0..count).filter(|_| shape.is_listed) {
            listed.put(format_args!(
                "<p:bldP spid=\"{id}\" grpId=\"{group}\" animBg=\"1\"/>"
            ));
        }
    }
    if !listed.is_empty() {
        listed = format!("<p:bldLst>{listed}</p:bldLst>");
    }
    format!(
        "<p:timing><p:tnLst><p:par><p:cTn id=\"1\" dur=\"indefinite\" restart=\"never\" nodeType=\"tmRoot\"><p:childTnLst>\
         <p:seq concurrent=\"1\" nextAc=\"seek\"><p:cTn id=\"2\" dur=\"indefinite\" nodeType=\"mainSeq\"><p:childTnLst>\n{out}</p:childTnLst></p:cTn>\
         <p:prevCondLst><p:cond evt=\"onPrev\" delay=\"0\"><p:tgtEl><p:sldTgt/></p:tgtEl></p:cond></p:prevCondLst>\
         <p:nextCondLst><p:cond evt=\"onNext\" delay=\"0\"><p:tgtEl><p:sldTgt/></p:tgtEl></p:cond></p:nextCondLst></p:seq>\
         </p:childTnLst></p:cTn></p:par></p:tnLst>{listed}</p:timing>"
    )
}

fn look(shape: &Drawn, build: &Build, drawn: Look) -> Look {
    let mut there = shape
        .owners
        .iter()
        .filter(|key| build.visible.contains(*key));
    let is_there = there.clone().next().is_some();
    if !is_there {
        // While it is away it need not change.
        return Look { is_there, ..drawn };
    }
    Look {
        is_there,
        stands_out: there.clone().any(|key| build.emphasised.contains(key)),
        steps_back: there.all(|key| build.faded.contains(key)),
    }
}

/// What leads from one look to the next. At the start of a slide, what only comes later is away
/// by itself.
fn effects(before: Look, now: Look, is_start: bool) -> Vec<Effect> {
    let mut effects = Vec::new();
    match (before.is_there, now.is_there) {
        (false, true) => effects.push(Effect::Comes),
        (true, false) if !is_start => effects.push(Effect::Goes),
        _ => {}
    }
    if !now.is_there {
        return effects;
    }
    match (before.steps_back, now.steps_back) {
        (false, true) => effects.push(Effect::StepsBack),
        (true, false) => effects.push(Effect::StepsForward),
        _ => {}
    }
    match (before.stands_out, now.stands_out) {
        (false, true) => effects.push(Effect::StandsOut),
        (true, false) => effects.push(Effect::StandsBack),
        _ => {}
    }
    effects
}

struct Writer {
    /// The next number of a time node.
    next: u32,
    /// Of each shape how many effects it has had.
    effects: Vec<u32>,
    out: String,
}

impl Writer {
    fn number(&mut self) -> u32 {
        self.next += 1;
        self.next - 1
    }

    /// All changes of a click, at once; at the start of a slide they need none.
    fn click(&mut self, shapes: &[Drawn], changes: &[(usize, Effect)], is_start: bool) {
        if is_start && changes.is_empty() {
            return;
        }
        let (outer, inner) = (self.number(), self.number());
        let begins = if is_start {
            "<p:cond evt=\"onBegin\" delay=\"0\"><p:tn val=\"2\"/></p:cond>"
        } else {
            ""
        };
        self.out.put(format_args!(
            "<p:par><p:cTn id=\"{outer}\" fill=\"hold\"><p:stCondLst><p:cond delay=\"indefinite\"/>{begins}</p:stCondLst><p:childTnLst>\
             <p:par><p:cTn id=\"{inner}\" fill=\"hold\"><p:stCondLst><p:cond delay=\"0\"/></p:stCondLst><p:childTnLst>\n"
        ));
        let mut node = if is_start {
            "withEffect"
        } else {
            "clickEffect"
        };
        for (at, effect) in changes {
            let Some(shape) = shapes.get(*at) else {
                continue;
            };
            if self.effect(*at, shape, *effect, node) {
                node = "withEffect";
            }
        }
        if node == "clickEffect" {
            self.pause();
        }
        self.out += "</p:childTnLst></p:cTn></p:par></p:childTnLst></p:cTn></p:par>\n";
    }

    /// Writes an effect; false where the shape shows it in no way.
    fn effect(&mut self, at: usize, shape: &Drawn, effect: Effect, node: &str) -> bool {
        let (preset, class, subtype) = match effect {
            Effect::Comes => (10, "entr", 0),
            Effect::Goes => (10, "exit", 0),
            Effect::StepsBack | Effect::StepsForward => (9, "emph", 0),
            Effect::StandsOut | Effect::StandsBack if shape.border.is_none() => return false,
            Effect::StandsOut | Effect::StandsBack => (7, "emph", 2),
        };
        let group = if shape.is_listed {
            let count = self.effects.get_mut(at).map_or(0, |count| {
                *count += 1;
                *count - 1
            });
            format!(" grpId=\"{count}\"")
        } else {
            String::new()
        };
        let fill = if preset == 9 { "" } else { " fill=\"hold\"" };
        let number = self.number();
        self.out.put(format_args!(
            "<p:par><p:cTn id=\"{number}\" presetID=\"{preset}\" presetClass=\"{class}\" presetSubtype=\"{subtype}\"{fill}{group} nodeType=\"{node}\">\
             <p:stCondLst><p:cond delay=\"0\"/></p:stCondLst><p:childTnLst>"
        ));
        match effect {
            Effect::Comes => self.come(shape.id),
            Effect::Goes => self.go(shape.id),
            Effect::StepsBack => self.see_through(shape.id, 1.0 - FADING),
            Effect::StepsForward => self.see_through(shape.id, 1.0),
            Effect::StandsOut => self.border(shape, 1),
            Effect::StandsBack => self.border(shape, 0),
        }
        self.out += "</p:childTnLst></p:cTn></p:par>\n";
        true
    }

    /// A click at which nothing can be seen to change still is one.
    fn pause(&mut self) {
        let number = self.number();
        self.out.put(format_args!(
            "<p:par><p:cTn id=\"{number}\" presetID=\"9\" presetClass=\"emph\" presetSubtype=\"0\" nodeType=\"clickEffect\">\
             <p:stCondLst><p:cond delay=\"0\"/></p:stCondLst><p:childTnLst>"
        ));
        self.see_through(TITLE, 1.0);
        self.out += "</p:childTnLst></p:cTn></p:par>\n";
    }

    fn come(&mut self, shape: u32) {
        let (set, fade) = (self.number(), self.number());
        let behavior = behavior(
            set,
            "dur=\"1\" fill=\"hold\"",
            "0",
            shape,
            "style.visibility",
        );
        self.out.put(format_args!(
            "<p:set>{behavior}<p:to><p:strVal val=\"visible\"/></p:to></p:set>\
             <p:animEffect transition=\"in\" filter=\"fade\"><p:cBhvr><p:cTn id=\"{fade}\" dur=\"{FADE_MS}\"/>{}</p:cBhvr></p:animEffect>",
            target(shape)
        ));
    }

    fn go(&mut self, shape: u32) {
        let (fade, set) = (self.number(), self.number());
        let last = (FADE_MS - 1).to_string();
        let behavior = behavior(
            set,
            "dur=\"1\" fill=\"hold\"",
            &last,
            shape,
            "style.visibility",
        );
        self.out.put(format_args!(
            "<p:animEffect transition=\"out\" filter=\"fade\"><p:cBhvr><p:cTn id=\"{fade}\" dur=\"{FADE_MS}\"/>{}</p:cBhvr></p:animEffect>\
             <p:set>{behavior}<p:to><p:strVal val=\"hidden\"/></p:to></p:set>",
            target(shape)
        ));
    }

    fn see_through(&mut self, shape: u32, opacity: f64) {
        let (set, image) = (self.number(), self.number());
        let target = target(shape);
        self.out.put(format_args!(
            "<p:set><p:cBhvr rctx=\"PPT\"><p:cTn id=\"{set}\" dur=\"indefinite\"/>{target}<p:attrNameLst><p:attrName>style.opacity</p:attrName></p:attrNameLst></p:cBhvr>\
             <p:to><p:strVal val=\"{opacity:.2}\"/></p:to></p:set>\
             <p:animEffect filter=\"image\" prLst=\"opacity: {opacity:.2}\"><p:cBhvr rctx=\"IE\"><p:cTn id=\"{image}\" dur=\"indefinite\"/>{target}</p:cBhvr></p:animEffect>"
        ));
    }

    fn border(&mut self, shape: &Drawn, which: usize) {
        let color = shape.border.as_ref().and_then(|both| both.get(which));
        let color = color.map_or("", String::as_str);
        let (ink, on) = (self.number(), self.number());
        let length = format!("dur=\"{FADE_MS}\" fill=\"hold\"");
        let id = shape.id;
        self.out.put(format_args!(
            "<p:animClr clrSpc=\"rgb\" dir=\"cw\">{}<p:to>{color}</p:to></p:animClr>\
             <p:set>{}<p:to><p:strVal val=\"true\"/></p:to></p:set>",
            behavior(ink, &length, "", id, "stroke.color"),
            behavior(on, &length, "", id, "stroke.on")
        ));
    }
}

fn target(shape: u32) -> String {
    format!("<p:tgtEl><p:spTgt spid=\"{shape}\"/></p:tgtEl>")
}

/// What changes in a shape, how long it takes, and after how many milliseconds.
fn behavior(number: u32, length: &str, delay: &str, shape: u32, attribute: &str) -> String {
    let starts = match delay {
        "" => String::new(),
        delay => format!("<p:stCondLst><p:cond delay=\"{delay}\"/></p:stCondLst>"),
    };
    let target = target(shape);
    format!(
        "<p:cBhvr><p:cTn id=\"{number}\" {length}>{starts}</p:cTn>{target}<p:attrNameLst><p:attrName>{attribute}</p:attrName></p:attrNameLst></p:cBhvr>"
    )
}
