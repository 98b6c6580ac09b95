//! How a map is to be laid out, where the command line says it instead of the map's view.

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::edit::{Operation, SequentialIds};
use crate::model::{ArgumentMap, Aspect, Direction, Style};

/// Names of proportions, each with its width and height.
const NAMED_ASPECTS: [(&str, (u32, u32)); 5] = [
    ("a4", (210, 297)),
    ("a4-landscape", (297, 210)),
    ("letter", (17, 22)),
    ("letter-landscape", (22, 17)),
    ("square", (1, 1)),
];

/// The most that either part of an aspect may be.
const LARGEST_PART: u32 = 100_000;

/// Options that go before what the view of the map says.
#[derive(Debug, Clone, Copy, Default, Args)]
pub struct LookArguments {
    /// Compact, with reasons in rows and columns, or classic, all in rows [default: the map's]
    #[arg(long, value_parser = style_parser())]
    pub style: Option<Style>,
    /// Which way reasons lie from what they bear on [default: the map's]
    #[arg(long, value_parser = direction_parser())]
    pub direction: Option<Direction>,
    /// What a compact layout is to fill: 16:9, 4:3 or any W:H, a4, a4-landscape, letter,
    /// letter-landscape or square [default: the map's]
    #[arg(long, value_name = "W:H|NAME", value_parser = aspect_of)]
    pub aspect: Option<Aspect>,
}

impl LookArguments {
    /// Lets the map be looked at so. Where that is another look than its own, the layout chooses
    /// anew.
    pub(super) fn apply_to(self, map: &mut ArgumentMap) -> anyhow::Result<()> {
        let style = self.style.map(Operation::SetStyle);
        let direction = self.direction.map(Operation::SetDirection);
        let aspect = self.aspect.map(Operation::SetAspect);
        for operation in style.into_iter().chain(direction).chain(aspect) {
            let planned = operation.plan(map, &mut SequentialIds::default())?;
            let changes: Vec<_> = planned.transaction.changes().cloned().collect();
            map.apply(&changes)?;
        }
        Ok(())
    }
}

pub(super) fn style_parser() -> impl TypedValueParser<Value = Style> {
    PossibleValuesParser::new(["compact", "classic"]).map(|name| match name.as_str() {
        "classic" => Style::Classic,
        _ => Style::Compact,
    })
}

pub(super) fn direction_parser() -> impl TypedValueParser<Value = Direction> {
    PossibleValuesParser::new(["down", "right"]).map(|name| match name.as_str() {
        "right" => Direction::Right,
        _ => Direction::Down,
    })
}

pub(super) fn aspect_of(text: &str) -> Result<Aspect, String> {
    let named = NAMED_ASPECTS.iter().find(|(name, _)| *name == text);
    if let Some(&(_, (width, height))) = named {
        return Ok(Aspect { width, height });
    }
    let part = |text: &str| {
        let part = text.parse::<u32>().ok();
        part.filter(|part| (1..=LARGEST_PART).contains(part))
    };
    let parts = text.split_once(':');
    let aspect = parts.and_then(|(width, height)| {
        let (width, height) = (part(width)?, part(height)?);
        Some(Aspect { width, height })
    });
    aspect.ok_or_else(|| {
        let names: Vec<_> = NAMED_ASPECTS.iter().map(|(name, _)| *name).collect();
        format!(
            "write width and height as whole numbers like 16:9, or one of {}",
            names.join(", ")
        )
    })
}
