//! Bookmarks: the contentions with their main reasons, and the pages that show a part closer.

use krilla::destination::XyzDestination;
use krilla::outline::{Outline, OutlineNode};
use kurbo::Point;

use super::numbers;
use super::sheets::Sheet;
use super::tags::shortened;
use crate::export::Page;
use crate::scene::{Item, Reading, Role};

/// A bookmark has at most so many characters.
const LONGEST: usize = 120;
/// More bookmarks of claims that nothing bears on would be a list, and no overview.
const MOST_LOOSE: usize = 50;

/// The bookmarks of a document.
pub(super) fn outline(pages: &[Page<'_>], sheets: &[Sheet], readings: &[Vec<Reading>]) -> Outline {
    let mut outline = Outline::new();
    for (number, (page, reading)) in pages.iter().zip(readings).enumerate() {
        match page.detail {
            Some(detail) => {
                let top = sheets.iter().position(|sheet| sheet.page == number);
                let target = XyzDestination::new(top.unwrap_or(0), numbers::point(Point::ORIGIN));
                outline.push_child(OutlineNode::new(shortened(detail.name, LONGEST), target));
            }
            None => {
                for node in contentions(page, number, sheets, reading) {
                    outline.push_child(node);
                }
            }
        }
    }
    outline
}

/// A contention each, or where there is none, the claims that stand alone.
fn contentions(
    page: &Page<'_>,
    number: usize,
    sheets: &[Sheet],
    reading: &[Reading],
) -> Vec<OutlineNode> {
    let items = page.scene.items();
    let mut nodes: Vec<OutlineNode> = Vec::new();
    let mut loose = Vec::new();
    for (at, entry) in reading.iter().enumerate() {
        let Some(item) = items
            .get(entry.item)
            .filter(|item| item.group.role == Role::Claim)
        else {
            continue;
        };
        let node = || OutlineNode::new(brief(item), target(item, number, sheets));
        let has_reasons = reading.get(at + 1).is_some_and(|next| next.depth > 0);
        match (entry.depth, nodes.last_mut()) {
            (0, _) if has_reasons => nodes.push(node().with_open(true)),
            (0, _) if loose.len() < MOST_LOOSE => loose.push(node()),
            (2, Some(contention)) => contention.push_child(node()),
            _ => {}
        }
    }
    if nodes.is_empty() { loose } else { nodes }
}

/// Where an item stands on the first sheet that shows its top.
pub(super) fn target(item: &Item, page: usize, sheets: &[Sheet]) -> XyzDestination {
    let body = item.body_in_map();
    let shows = |at: &usize| {
        let sheet = sheets.get(*at);
        sheet.is_some_and(|sheet| sheet.page == page && sheet.frame.contains(body.origin()))
    };
    let of_page = || sheets.iter().position(|sheet| sheet.page == page);
    let at = (0..sheets.len()).find(shows).or_else(of_page).unwrap_or(0);
    let corner = sheets
        .get(at)
        .map_or(Point::ORIGIN, |sheet| sheet.place.on_page(body.origin()));
    XyzDestination::new(at, numbers::point(corner))
}

/// What bookmarks and headings call an item.
pub(super) fn brief(item: &Item) -> String {
    let title = shortened(&item.group.title, LONGEST);
    if title.is_empty() {
        "…".to_owned()
    } else {
        title
    }
}
