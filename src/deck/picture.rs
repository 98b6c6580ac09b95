//! The whole of a view as one picture.

use crate::layout::{LayoutRequest, layout};
use crate::model::{ArgumentMap, Timeline};
use crate::scene::{Details, Scene, SceneRequest, Staging, build, stage};
use crate::text::Fonts;
use crate::theme::Theme;

/// The main view of a map as exports draw it, with what the view emphasises standing out.
pub fn picture(map: &ArgumentMap, theme: &Theme, fonts: &Fonts) -> Scene {
    let view = map.main_view();
    let layout = layout(&LayoutRequest {
        map,
        view,
        metrics: &theme.metrics,
        fonts,
    });
    let request = SceneRequest {
        map,
        layout: &layout,
        theme,
        details: Details::Export,
        previous: None,
    };
    if view.emphasised.is_empty() {
        return build(&request);
    }
    let staging = Staging {
        visible: Timeline::new(map, view).visible(usize::MAX),
        emphasised: view.emphasised.clone(),
        ..Staging::default()
    };
    stage(&request, &staging)
}
