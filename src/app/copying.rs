//! A part of the map onto the clipboard, as a picture, an SVG file or an indented list.

use std::collections::BTreeSet;
use std::sync::mpsc::{Receiver, TryRecvError, channel};

use egui::Context;

use super::action::{CopyExtent, CopyKind};
use super::exporting::{ExportForm, Exposure, What};
use super::shell::App;
use super::status::plural;
use crate::deck::picture;
use crate::export::{Ground, Page, PictureOptions, PictureSize, Pixels, png, svg};
use crate::formats::outline_text;
use crate::model::{ArgumentMap, ElementId};
use crate::scene::{Captions, Role};
use crate::text::Fonts;
use crate::theme::{Theme, ThemeName};

/// Pictures have so many pixels for each map unit, so that they are sharp on good screens.
const SCALE: f64 = 2.0;
/// More pixels than this strain the programs that take them.
const MOST_PIXELS: f64 = 40e6;

/// What is on its way to the clipboard.
#[derive(Default)]
pub(super) struct Copying {
    made: Option<Receiver<Result<Copied, String>>>,
}

/// What goes onto the clipboard, and how many claims it shows.
struct Copied {
    claim_count: usize,
    contents: Contents,
}

enum Contents {
    Picture(Pixels),
    Svg { name: String, text: String },
    Text(String),
}

impl App {
    /// Makes what was asked for, beside the window.
    pub(super) fn copy_as(&mut self, (kind, extent): (CopyKind, CopyExtent), ctx: &Context) {
        self.settle_typing();
        let exposure = Exposure::of(&self.editor);
        let form = ExportForm::of_view(self.view_to_export());
        let what = match extent {
            CopyExtent::Everything => What::Everything,
            CopyExtent::Selected if self.editor.selection().is_empty() => What::View,
            CopyExtent::Selected => What::Selection,
        };
        let (theme, fonts) = (exposure.theme(&form), self.editor.fonts().clone());
        // Around a copied picture stands what stands around an exported one.
        let captions = self.captions_chosen();
        let name = self.session.file_name(&self.editor, "svg");
        let (sender, made) = channel();
        self.copying.made = Some(made);
        let wake = ctx.clone();
        self.ports.jobs.start(Box::new(move || {
            let part = exposure.part(&form, what);
            let copied = part.map_or_else(
                || Err("there is nothing here to copy".to_owned()),
                |part| copied(&part, kind, name, (theme, &fonts, captions)),
            );
            // The window may be gone by now.
            sender.send(copied).ok();
            wake.request_repaint();
        }));
        self.poll_copying();
    }

    /// Puts what was made onto the clipboard, and says what that is.
    pub(super) fn poll_copying(&mut self) {
        let Some(made) = &self.copying.made else {
            return;
        };
        let copied = match made.try_recv() {
            Err(TryRecvError::Empty) => return,
            Err(TryRecvError::Disconnected) => Err("copying ended early; try again".to_owned()),
            Ok(copied) => copied,
        };
        self.copying.made = None;
        let copied = match copied {
            Ok(copied) => copied,
            Err(why) => return self.complain("Nothing was copied", &why),
        };
        let claims = plural(copied.claim_count, "claim");
        let clipboard = &mut *self.ports.clipboard;
        let (is_put, said) = match copied.contents {
            Contents::Picture(picture) => {
                let (width, height) = (picture.width, picture.height);
                let is_put = clipboard.put_picture(picture);
                let said = format!("Copied {claims} as a picture of {width} × {height} pixels");
                (is_put, said)
            }
            Contents::Svg { name, text } => {
                let size = kilobytes(text.len());
                let said = format!("Copied {claims} as the SVG file {name}, {size}");
                (clipboard.put_file(&name, &text), said)
            }
            Contents::Text(text) => {
                let lines = plural(text.lines().count(), "line");
                let said = format!("Copied {claims} as {lines} of text");
                (clipboard.put_text(&text), said)
            }
        };
        if is_put {
            self.toasts.say(said);
        } else {
            let why = "the system’s clipboard takes nothing; export a file instead";
            self.complain("Nothing was copied", why);
        }
    }
}

fn copied(
    part: &ArgumentMap,
    kind: CopyKind,
    name: String,
    (theme, fonts, captions): (ThemeName, &Fonts, Captions),
) -> Result<Copied, String> {
    let mut claim_count = part.claim_count();
    let contents = if kind == CopyKind::Text {
        Contents::Text(listed(part))
    } else {
        let scene = picture(part, Theme::of(theme), fonts).captioned(part, fonts, captions);
        // Branches may be hidden.
        let items = scene.items().iter();
        claim_count = items.filter(|item| item.group.role == Role::Claim).count();
        let page = Page::of(&scene, fonts);
        let options = PictureOptions {
            ground: Ground::Theme,
            ..PictureOptions::default()
        };
        let made = if kind == CopyKind::Svg {
            svg::export(&page, &options).map(|bytes| Contents::Svg {
                name,
                text: String::from_utf8_lossy(&bytes).into_owned(),
            })
        } else {
            let bounds = scene.bounds().inflate(options.margin, options.margin);
            let scale = SCALE.min((MOST_PIXELS / bounds.area().max(1.0)).sqrt());
            let size = if scale < 1.0 {
                PictureSize::WidthPx((bounds.width() * scale).max(1.0) as u32)
            } else {
                PictureSize::Scale(scale)
            };
            png::pixels(&page, &PictureOptions { size, ..options }).map(Contents::Picture)
        };
        made.map_err(|error| error.to_string())?
    };
    Ok(Copied {
        claim_count,
        contents,
    })
}

/// All claims as an indented list, from the contentions down.
fn listed(map: &ArgumentMap) -> String {
    let contentions = map.contentions();
    let tops = contentions.iter().map(|claim| claim.id.clone());
    let named: BTreeSet<_> = tops.clone().collect();
    let others = map.claims().map(|claim| claim.id.clone());
    let roots = tops.chain(others.filter(|id| !named.contains(id)));
    let roots: Vec<ElementId> = roots.map(ElementId::Claim).collect();
    outline_text::write(map, &roots)
}

fn kilobytes(bytes: usize) -> String {
    format!("{} KB", bytes.div_ceil(1000))
}
