//! The system's clipboard: an indented list for other programs, and our own map hidden beside it.
//!
//! The map travels as an attribute of the HTML flavour, which survives programs that know only
//! text: they see the list, and another window of Rejoinder finds the map.

use super::ports::Clipboard;
use crate::editor::PasteContents;
use crate::export::Pixels;
use crate::files::Parcel;

const ATTRIBUTE: &str = "data-rejoinder-map=\"";

/// The clipboard of the desktop, opened when first needed and kept, because on X11 the contents
/// live in the program that put them there.
#[derive(Default)]
pub(super) struct SystemClipboard {
    arboard: Option<arboard::Clipboard>,
    /// The file that other programs can take.
    parcel: Option<Parcel>,
}

impl SystemClipboard {
    fn arboard(&mut self) -> Option<&mut arboard::Clipboard> {
        if self.arboard.is_none() {
            self.arboard = arboard::Clipboard::new().ok();
        }
        self.arboard.as_mut()
    }
}

impl Clipboard for SystemClipboard {
    fn put(&mut self, text: &str, map_ron: &str) -> bool {
        let html = to_html(text, map_ron);
        self.arboard()
            .is_some_and(|clipboard| clipboard.set_html(html, Some(text.to_owned())).is_ok())
    }

    fn put_text(&mut self, text: &str) -> bool {
        self.arboard()
            .is_some_and(|clipboard| clipboard.set_text(text).is_ok())
    }

    fn put_picture(&mut self, picture: Pixels) -> bool {
        let image = arboard::ImageData {
            width: picture.width as usize,
            height: picture.height as usize,
            bytes: picture.rgba.into(),
        };
        self.arboard()
            .is_some_and(|clipboard| clipboard.set_image(image).is_ok())
    }

    fn put_file(&mut self, name: &str, text: &str) -> bool {
        let parcel = Parcel::new(name, text.as_bytes()).ok();
        let Some(clipboard) = self.arboard() else {
            return false;
        };
        let is_put = match &parcel {
            Some(parcel) => clipboard.set().file_list(&[parcel.path()]).is_ok(),
            None => false,
        };
        let is_put = is_put || clipboard.set_text(text).is_ok();
        // The file before it is no longer on the clipboard.
        self.parcel = parcel;
        is_put
    }

    fn take(&mut self, text: Option<String>) -> PasteContents {
        let arboard = self.arboard();
        let html = arboard.and_then(|clipboard| clipboard.get().html().ok());
        let map_ron = html.as_deref().and_then(map_in_html);
        let text = text.or_else(|| self.arboard()?.get_text().ok());
        PasteContents {
            text: text.unwrap_or_default(),
            map_ron,
        }
    }
}

/// The list as preformatted text that carries the map.
fn to_html(text: &str, map_ron: &str) -> String {
    let (map, text) = (escaped(map_ron), escaped(text));
    format!("<meta charset=\"utf-8\"><pre {ATTRIBUTE}{map}\">{text}</pre>")
}

/// The map that an HTML flavour carries, if it is ours.
fn map_in_html(html: &str) -> Option<String> {
    let (_, rest) = html.split_once(ATTRIBUTE)?;
    let (map, _) = rest.split_once('"')?;
    Some(unescaped(map))
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // Readers of HTML may fold line breaks inside attributes.
            '\n' => out.push_str("&#10;"),
            other => out.push(other),
        }
    }
    out
}

fn unescaped(text: &str) -> String {
    text.replace("&#10;", "\n")
        .replace("&quot;", "\"")
        .replace("&gt;", ">")
        .replace("&lt;", "<")
        .replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_map_comes_back_from_html_letter_for_letter() {
        let map = "ArgumentMap(\n  title: \"a < b & \\\"c\\\" &quot;\",\n)";
        let html = to_html("- a", map);
        assert_eq!(map_in_html(&html).as_deref(), Some(map));
        assert_eq!(map_in_html("<p>other</p>"), None);
    }

    #[test]
    fn other_programs_see_the_list_as_text() {
        let html = to_html("- one\n  - <two>", "(…)");
        assert!(html.ends_with(">- one&#10;  - &lt;two&gt;</pre>"), "{html}");
    }
}
