//! The maps that come with the program.

/// A shipped map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShippedMap {
    /// The name of its file, without `.ron`.
    pub name: &'static str,
    /// What menus call it.
    pub title: &'static str,
    /// The file.
    pub text: &'static str,
}

macro_rules! shipped {
    ($name:literal, $title:literal) => {
        ShippedMap {
            name: $name,
            title: $title,
            text: include_str!(concat!("../../maps/", $name, ".ron")),
        }
    };
}

static SHIPPED: [ShippedMap; 4] = [
    shipped!("drezner-on-minilateralism", "Drezner on minilateralism"),
    shipped!("microlateralism", "The case for microlateralism"),
    shipped!(
        "multilateralism",
        "Multilateralism: what it is and whom it serves"
    ),
    shipped!("forms-of-cooperation", "Forms of international cooperation"),
];

/// The shipped maps in the order of menus, the one that opens first first.
pub fn shipped_maps() -> &'static [ShippedMap] {
    &SHIPPED
}

/// The shipped map of this name, with or without `.ron`.
pub fn shipped_map(name: &str) -> Option<&'static ShippedMap> {
    let name = name.strip_suffix(".ron").unwrap_or(name);
    SHIPPED.iter().find(|map| map.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::ron_map;

    #[test]
    fn each_shipped_map_opens_and_bears_its_title() {
        for shipped in shipped_maps() {
            let read = ron_map::read(shipped.text.as_bytes(), shipped.name).unwrap();
            assert_eq!(read.map.heading().title, shipped.title);
        }
    }
}
