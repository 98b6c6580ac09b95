//! The order in which a page is drawn: as it is read, where that shows the same picture.

use crate::export::Page;
use crate::scene::{Item, Reading, Role};

/// Places of the scene's items in the order of drawing: the connectors, then the rest as it is
/// read, unless boxes lie on each other; then as they lie.
pub(super) fn drawing_order(page: &Page<'_>, reading: &[Reading]) -> Vec<usize> {
    let items = page.scene.items();
    if has_piles(page) {
        return (0..items.len()).collect();
    }
    let connectors = items
        .iter()
        .enumerate()
        .filter(|(_, item)| is_connector(item))
        .map(|(at, _)| at);
    connectors.chain(reading.iter().map(|it| it.item)).collect()
}

/// Whether anything but connectors lies on anything else.
fn has_piles(page: &Page<'_>) -> bool {
    let solid = page.scene.items().iter().filter(|item| !is_connector(item));
    solid.into_iter().any(|item| {
        let bounds = item.bounds_in_map().inset(-0.01);
        let others = page.scene.visible(bounds);
        others
            .filter(|other| !is_connector(other) && !std::ptr::eq(*other, item))
            .any(|other| other.bounds_in_map().overlaps(bounds))
    })
}

fn is_connector(item: &Item) -> bool {
    matches!(item.group.role, Role::Connector(_))
}
