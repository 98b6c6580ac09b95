//! Presenting: the steps of a view full screen, with a window for the speaker.
//!
//! While a presentation runs it has the window to itself: keys and the pointer become [`keys::Ask`]s,
//! [`state::Presenting`] says where that leads, and the stage paints the slide. When the map is
//! edited the presentation waits, and goes on at the same step with the map as it is by then.

mod keys;
mod overview;
mod reel;
mod screens;
mod speaker;
mod stage;
mod state;

use egui::{Align2, Button, Context, Id, Rect, Sense, Ui, ViewportCommand};
use egui::{WidgetInfo, pos2, vec2};

pub(super) use reel::{Extent, Reel, theme_of};
pub use screens::Screens;
pub(super) use stage::Stage;
pub(super) use state::{Presenting, Showing};

use super::action::LookAction;
use super::context::UiContext;
use super::fonts;
use super::palette::name_ui;
use super::shell::App;
use super::style::{self, color32};
use crate::model::ViewId;
use crate::theme::Theme;
use keys::Ask;
use screens::Stand;
use state::Duty;

/// Where a presentation begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Begin {
    /// At its first step.
    Start,
    /// At the step that was shown or chosen last.
    Here,
}

impl App {
    /// Shows the steps of the view that the steps panel shows, or of the first.
    pub(super) fn present(&mut self, from: Begin, has_speaker: bool, ctx: &Context) {
        self.settle_typing();
        let map = self.editor.map();
        if map.claim_count() == 0 {
            self.toasts.say("There is nothing to present yet");
            return;
        }
        let view = self.editor.shown_view().id.clone();
        let is_paused = self.presenting.showing == Showing::Paused;
        let at = match from {
            Begin::Start => 0,
            Begin::Here if is_paused => self.presenting.at,
            Begin::Here => self.steps.chosen(),
        };
        let has_speaker = has_speaker || (is_paused && self.presenting.has_speaker);
        self.presenting.reel.refresh(&self.editor, &view);
        let last = self.presenting.reel.len().saturating_sub(1);
        if self.presenting.showing == Showing::Off {
            self.presenting.came_from = Stand::of(ctx);
        }
        self.presenting.begin(view, at.min(last), ctx.time());
        self.presenting.has_speaker = has_speaker;
        let presenting = &mut self.presenting;
        let seats = &mut presenting.seats;
        if has_speaker && seats.part(&presenting.screens) {
            screens::fill(ctx, seats.slides);
        } else if !is_full_screen(ctx) {
            ctx.send_viewport_cmd(ViewportCommand::Fullscreen(true));
        }
        ctx.request_repaint();
    }

    /// Takes the screens as they are now.
    pub fn set_screens(&mut self, screens: Screens) {
        self.presenting.screens = screens;
    }

    /// One frame of a presentation.
    pub(super) fn presenting_ui(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        let Some(view) = self.view_presented() else {
            self.end_presenting(&ctx);
            return;
        };
        let theme = Theme::of(theme_of(&self.editor, &view));
        self.presenting.reel.refresh(&self.editor, &view);
        let last = self.presenting.reel.len().saturating_sub(1);
        self.presenting.at = self.presenting.at.min(last);
        let whole = ui.available_rect_before_wrap();
        let area = self.slide_area(whole);
        let mut asks = keys::take(&ctx);
        ui.painter().rect_filled(whole, 0.0, color32(theme.canvas));
        if self.presenting.overview.is_some() {
            asks.extend(overview::overview_ui(self, ui, theme, whole));
        } else {
            asks.extend(self.slide_ui(ui, theme, (whole, area)));
        }
        if self.presenting.has_speaker {
            asks.extend(speaker::speaker_ui(self, &ctx));
        }
        for ask in asks {
            let duty = self.presenting.take(ask, area, ctx.time());
            self.carry_out_duty(duty, &ctx);
            ctx.request_repaint();
        }
    }

    fn view_presented(&self) -> Option<ViewId> {
        let view = self.presenting.view.clone()?;
        self.editor.map().view(&view).map(|view| view.id.clone())
    }

    fn carry_out_duty(&mut self, duty: Duty, ctx: &Context) {
        match duty {
            Duty::None => {}
            Duty::End => self.end_presenting(ctx),
            Duty::Edit => {
                self.presenting.showing = Showing::Paused;
                self.steps.choose(self.presenting.at);
                // What is changed is most likely what was just shown.
                let frame = self.presenting.frame();
                self.editor.look_at_all(frame);
            }
            Duty::FullScreen => {
                ctx.send_viewport_cmd(ViewportCommand::Fullscreen(!is_full_screen(ctx)));
            }
            Duty::Screen(number) => screens::fill(ctx, number),
        }
    }

    /// Leaves the presentation for the map.
    pub(super) fn end_presenting(&mut self, ctx: &Context) {
        self.presenting.showing = Showing::Off;
        self.steps.choose(self.presenting.at);
        ctx.send_viewport_cmd(ViewportCommand::Fullscreen(false));
        let came_from = self.presenting.came_from.take();
        if let Some(stand) = came_from.filter(|_| self.presenting.screens.in_px.len() > 1) {
            stand.restore(ctx);
        }
        ctx.request_repaint();
    }

    /// What the slide fills: all but the band of titles, which is there if any step has one, so
    /// that nothing moves from step to step.
    fn slide_area(&self, whole: Rect) -> Rect {
        let view = self.presenting.view.as_ref();
        let view = view.and_then(|view| self.editor.map().view(view));
        let has_titles =
            view.is_some_and(|view| view.steps.iter().any(|step| !step.title.trim().is_empty()));
        let band = if has_titles { title_band(whole) } else { 0.0 };
        Rect::from_min_max(pos2(whole.left(), whole.top() + band), whole.max)
    }

    fn slide_ui(&mut self, ui: &mut Ui, theme: &Theme, (whole, area): (Rect, Rect)) -> Vec<Ask> {
        let now_s = ui.ctx().time();
        let response = ui.interact(whole, Id::unique("slide"), Sense::click_and_drag());
        let frame = self.presenting.frame();
        let slide = self.presenting.slide();
        let moves = self.moves();
        let passage = self.presenting.passage.take();
        let passage = passage.filter(|passage| moves && passage.share(now_s) < 1.0);
        let title = slide.as_ref().map_or("", |slide| slide.title.as_str());
        let count = self.presenting.reel.len();
        let name = format!("Step {} of {count}: {title}", self.presenting.at + 1);
        response.widget_info(|| WidgetInfo::labeled(egui::Role::Image, true, &name));
        if self.presenting.is_black {
            ui.painter().rect_filled(whole, 0.0, egui::Color32::BLACK);
        } else if let (Some(slide), Some(map)) = (&slide, self.presenting.reel.map()) {
            let stage = Stage {
                painter: ui.painter(),
                families: &self.families,
                map,
            };
            match &passage {
                Some(passage) => stage.passing(slide, frame, area, (passage, now_s)),
                None => stage.still(slide, frame, area),
            }
            if area.top() > whole.top() {
                title_ui(ui, theme, whole, title);
            }
            let number = match self.presenting.typed {
                Some(typed) => format!("{typed}… Enter"),
                None => format!("{} / {count}", self.presenting.at + 1),
            };
            number_ui(ui, theme, whole, number);
        }
        if passage.is_some() {
            ui.ctx().request_repaint();
        }
        self.presenting.passage = passage;
        keys::of_pointer(&response)
    }
}

fn is_full_screen(ctx: &Context) -> bool {
    ctx.input(|input| input.viewport().fullscreen.unwrap_or(false))
}

/// Says in a strip of its own, which covers nothing, that a presentation waits.
pub(super) fn waiting_ui(context: &UiContext<'_>, ui: &mut Ui, at: usize) {
    ui.horizontal(|ui| {
        let words = format!("The presentation waits at step {}", at + 1);
        ui.label(egui::RichText::new(words).font(fonts::semibold(style::BODY_PT)));
        ui.add_space(6.0);
        let button = ui.add(Button::new("Go on").small());
        name_ui(&button, "Go on presenting");
        if button.on_hover_text("Shift+F5").clicked() {
            context.send(LookAction::Present(Begin::Here));
        }
        let button = ui.add(Button::new("End").small());
        name_ui(&button, "End the presentation");
        if button.clicked() {
            context.send(LookAction::EndPresentation);
        }
    });
}

fn title_band(whole: Rect) -> f32 {
    (whole.height() * 0.09).clamp(30.0, 110.0)
}

fn title_ui(ui: &Ui, theme: &Theme, whole: Rect, title: &str) {
    let band = title_band(whole);
    let font = fonts::semibold(band * 0.42);
    let room = whole.width() - band * 1.2;
    let mut job = egui::text::LayoutJob::simple(title.to_owned(), font, color32(theme.text), room);
    job.wrap.max_rows = 1;
    let galley = ui.painter().layout_job(job);
    let at = pos2(
        whole.left() + band * 0.6,
        whole.top() + (band - galley.size().y) / 2.0 + band * 0.1,
    );
    ui.painter().galley(at, galley, color32(theme.text));
}

fn number_ui(ui: &Ui, theme: &Theme, whole: Rect, number: String) {
    let font = fonts::regular((whole.height() * 0.016).clamp(style::SMALL_PT, 18.0));
    let at = whole.right_bottom() - vec2(18.0, 12.0);
    let color = color32(theme.secondary);
    ui.painter()
        .text(at, Align2::RIGHT_BOTTOM, number, font, color);
}
