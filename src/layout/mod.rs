//! Places claims and marks, and routes connectors: [`LayoutRequest`] → [`Layout`].
//!
//! A pure function of map, view, metrics and fonts. Homes form trees (the home of a claim is its
//! first use, or the one the view names), placed in linear time with the author's order of
//! siblings; further uses are cross edges, routed around boxes. The first contention's top
//! centre is the origin. Nothing overlaps, except boxes that are both pinned.
//!
//! Large maps are worked on by two threads or more (`both`, `route::crew`), which share work in a
//! way that does not depend on how many there are.
//!
//! The room is total: any map whose invariants hold has a layout, whatever its shape or depth
//! (no recursion over depth). It refuses randomness, clocks and hash order.

mod arrange;
mod both;
mod choose;
mod compose;
mod connect;
mod contour;
mod cross;
mod curves;
mod drawing;
mod findings;
mod frame;
mod gaps;
mod graph;
mod grown;
mod lists;
mod measure;
mod measures;
mod outcome;
mod patch;
mod pins;
mod place;
mod placed;
mod plain;
mod plant;
mod polyline;
mod ports;
mod reading;
mod request;
mod roll;
mod route;
mod sight;
mod tidy;
mod tree;

pub use arrange::{Layouter, layout};
pub use measure::usual_word;
pub use patch::{Edition, Fate, Heir, Patch, on_grid};
pub use placed::{
    Connector, ConnectorPart, HiddenBadge, Layout, PlacedCaption, PlacedClaim, PlacedMark,
    PlacedQuoteCount, Port, Side,
};
pub use plain::{PlainChoice, PlainForest, PlainGraph, PlainLayout, PlainLook, PlainPlaced};
pub use request::LayoutRequest;
pub use tidy::{Tidied, poor_choices, tidy};
