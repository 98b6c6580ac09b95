//! What a speaker asks for: keys, clickers and the pointer, wherever the keyboard is.

use egui::{Context, Event, Key, Modifiers, PointerButton, Pos2, Response, Vec2};

use crate::app::keys::DIGITS;

/// One thing asked for while presenting.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Ask {
    /// The next step; in the overview, the next picture.
    Next,
    /// The step before.
    Back,
    /// The first step.
    First,
    /// The last step.
    Last,
    /// Up in the overview.
    Up,
    /// Down in the overview.
    Down,
    /// Takes what is chosen or typed; otherwise goes on.
    Enter,
    /// A digit of a step's number.
    Digit(usize),
    /// A step by its number, counted from 0.
    Go(usize),
    /// Blacks the screen out, or shows it again.
    Black,
    /// All steps at a glance, or back.
    Overview,
    /// One thing less: number, overview, black screen, zoom, in the end the presentation.
    Escape,
    /// The end of the presentation.
    End,
    /// To the map, to change it; the place is kept.
    Edit,
    /// The presenter's window.
    Speaker,
    /// Full screen, or in a window.
    FullScreen,
    /// To the next screen.
    NextScreen,
    /// Nearer or farther, around a point of the window.
    Zoom(f64, Option<Pos2>),
    /// Moves the picture.
    Pan(Vec2),
    /// Back to the frame of the step.
    Reframe,
}

const KEYS: &[(Key, Ask)] = &[
    (Key::ArrowRight, Ask::Next),
    (Key::PageDown, Ask::Next),
    (Key::Space, Ask::Next),
    (Key::N, Ask::Next),
    (Key::ArrowLeft, Ask::Back),
    (Key::PageUp, Ask::Back),
    (Key::Backspace, Ask::Back),
    (Key::P, Ask::Back),
    (Key::ArrowDown, Ask::Down),
    (Key::ArrowUp, Ask::Up),
    (Key::Home, Ask::First),
    (Key::End, Ask::Last),
    (Key::Enter, Ask::Enter),
    (Key::B, Ask::Black),
    (Key::Period, Ask::Black),
    (Key::O, Ask::Overview),
    (Key::Tab, Ask::Overview),
    (Key::Escape, Ask::Escape),
    (Key::E, Ask::Edit),
    (Key::S, Ask::Speaker),
    (Key::F, Ask::FullScreen),
    (Key::F11, Ask::FullScreen),
    (Key::M, Ask::NextScreen),
    (Key::Z, Ask::Reframe),
    (Key::Plus, Ask::Zoom(1.25, None)),
    (Key::Equals, Ask::Zoom(1.25, None)),
    (Key::Minus, Ask::Zoom(0.8, None)),
];

/// Takes the keys that ask for something out of this frame's input, in the order they were
/// pressed: a slow frame may hold a whole number and its Enter.
pub(super) fn take(ctx: &Context) -> Vec<Ask> {
    ctx.input_mut(|input| {
        let mut asks = Vec::new();
        input.events.retain(|event| {
            let ask = asked(event);
            asks.extend(ask);
            ask.is_none()
        });
        asks
    })
}

fn asked(event: &Event) -> Option<Ask> {
    let Event::Key {
        key: pressed,
        pressed: true,
        modifiers,
        ..
    } = event
    else {
        return None;
    };
    // Some keyboards need Shift for these.
    let is_loose = matches!(pressed, Key::Plus | Key::Equals | Key::Minus);
    if !is_loose && !modifiers.matches_exact(Modifiers::NONE) {
        return None;
    }
    let digit = DIGITS.iter().position(|key| key == pressed);
    let ask = KEYS.iter().find(|(key, _)| key == pressed);
    digit.map(Ask::Digit).or(ask.map(|(_, ask)| *ask))
}

/// What the pointer asks for on the slide.
pub(super) fn of_pointer(response: &Response) -> Vec<Ask> {
    let mut asks = Vec::new();
    let ctx = &response.ctx;
    if response.clicked() {
        asks.push(Ask::Next);
    } else if response.secondary_clicked() {
        asks.push(Ask::Back);
    }
    if response.dragged_by(PointerButton::Primary) && response.drag_delta() != Vec2::ZERO {
        asks.push(Ask::Pan(response.drag_delta()));
    }
    if response.contains_pointer() {
        let (scroll, zoom, at) = ctx.input(|input| {
            let at = input.pointer.hover_pos();
            (input.smooth_scroll_delta, input.zoom_delta(), at)
        });
        if zoom != 1.0 {
            asks.push(Ask::Zoom(f64::from(zoom), at));
        } else if scroll.y != 0.0 {
            asks.push(Ask::Zoom(f64::from(scroll.y / 300.0).exp(), at));
        }
    }
    asks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(key: Key, modifiers: Modifiers) -> Event {
        Event::Key {
            key,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers,
        }
    }

    #[test]
    fn keys_of_one_frame_are_taken_in_the_order_they_were_pressed() {
        let ctx = Context::default();
        let none = Modifiers::NONE;
        let input = egui::RawInput {
            events: vec![
                press(Key::Num2, none),
                press(Key::Num1, none),
                press(Key::Enter, none),
                press(Key::PageDown, none),
                press(Key::PageDown, none),
                press(Key::Num5, Modifiers::COMMAND),
                press(Key::Plus, Modifiers::SHIFT),
            ],
            ..egui::RawInput::default()
        };
        let mut asks = Vec::new();
        let mut output = ctx.run_ui(input, |ui| asks.extend(take(ui.ctx())));
        output.textures_delta.clear();
        let expected = [
            Ask::Digit(2),
            Ask::Digit(1),
            Ask::Enter,
            Ask::Next,
            Ask::Next,
            Ask::Zoom(1.25, None),
        ];
        assert_eq!(asks, expected);
    }
}
