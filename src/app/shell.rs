//! The application: one frame after the other, from input to drawing.

use std::sync::Arc;

use egui::{CentralPanel, Context, Frame, Margin, Ui, ViewportCommand};

use super::action::{Action, FileAction, LookAction, Outbox, Panel, ThemeChoice};
use super::canvas::{self, Canvas, CanvasOutput};
use super::context::UiContext;
use super::copying::Copying;
use super::dialog::{self, Dialog, Reply};
use super::exporting::Exporting;
use super::folders::Opening;
use super::fonts::Families;
use super::inspector_panel::{self as inspector, InspectorState};
use super::keys;
use super::menu::{self, MenuData};
use super::motion::SystemMotion;
use super::outline_panel::{self as outline, OutlineState};
use super::palette::Palette;
use super::panes::focus;
use super::ports::{Ports, Purpose};
use super::presenting::{self, Begin, Presenting, Showing};
use super::recovery::Keeper;
use super::session::Session;
use super::settings::Settings;
use super::steps_panel::{self as steps, StepsState};
use super::style::{self, color32};
use super::tidying::Tidying;
use super::toasts::Toasts;
use super::{hidden, progress, status, tool_row, welcome};
use crate::edit::IdSource;
use crate::editor::{Command, Editor, Effect};
use crate::files::{self, Recent, StateFolder};
use crate::model::{ArgumentMap, Claim};
use crate::text::Fonts;
use crate::theme::{Theme, ThemeName};

/// Windows narrower than this fold the panels at the sides away, until one is asked for.
const FOLDS_PX: f32 = 1000.0;

/// What an application starts with.
pub struct Startup {
    /// The fonts, with their source of fallbacks.
    pub fonts: Fonts,
    /// What is remembered of the window.
    pub settings: Settings,
    /// Where recent files and recovery copies are kept; nowhere in tests that need none.
    pub state: Option<StateFolder>,
    /// Dialogs and clipboard.
    pub ports: Ports,
    /// Whether the system asks for less motion.
    pub motion: SystemMotion,
    /// Ids of what is added.
    pub ids: Box<dyn IdSource>,
}

/// The whole application without its window.
pub struct App {
    pub(super) editor: Editor,
    pub(super) session: Session,
    pub(super) dialog: Option<Dialog>,
    pub(super) toasts: Toasts,
    pub(super) ports: Ports,
    pub(super) keeper: Keeper,
    pub(super) tidying: Tidying,
    pub(super) exporting: Exporting,
    pub(super) presenting: Presenting,
    pub(super) steps: StepsState,
    pub(super) families: Families,
    pub(super) opening: Option<Opening>,
    pub(super) copying: Copying,
    pub(super) settings: Settings,
    motion: SystemMotion,
    pub(super) canvas: Canvas,
    outbox: Outbox,
    palette: Palette,
    pub(super) outline: OutlineState,
    pub(super) inspector: InspectorState,
    shipped: Vec<(String, String)>,
    /// The theme of all but the canvas.
    chrome: ThemeName,
    styled: Option<(ThemeName, bool)>,
    shown_title: String,
    /// The window may close without a question.
    closing: bool,
    pub(super) is_narrow: bool,
    /// Panels that were opened although the window is narrow.
    pub(super) unfolded: Vec<Panel>,
    /// A field had the keyboard at the end of the last frame.
    was_in_field: bool,
    /// Input that waits until the field on the canvas has seen what was typed before it.
    later: Vec<egui::Event>,
}

impl App {
    /// Starts with an empty map.
    pub fn new(ctx: &Context, startup: Startup) -> Self {
        let editor = Editor::new(
            ArgumentMap::new(),
            Arc::new(startup.fonts),
            ThemeName::Light,
            startup.ids,
        );
        ctx.options_mut(|options| {
            options.zoom_with_keyboard = false;
            options.quit_shortcuts.clear();
        });
        let mut families = Families::default();
        families.refresh(ctx, editor.fonts());
        let shipped = files::shipped_maps()
            .iter()
            .map(|map| (map.name.to_owned(), map.title.to_owned()))
            .collect();
        let store = startup.state.as_ref().map(Recent::in_folder);
        let keeper = Keeper::new(startup.state.as_ref());
        Self {
            editor,
            session: Session::new(store),
            dialog: keeper.question(),
            toasts: Toasts::default(),
            ports: startup.ports,
            opening: None,
            copying: Copying::default(),
            settings: startup.settings,
            motion: startup.motion,
            keeper,
            tidying: Tidying::default(),
            exporting: Exporting::default(),
            presenting: Presenting::default(),
            steps: StepsState::default(),
            canvas: Canvas::default(),
            families,
            outbox: Outbox::default(),
            palette: Palette::default(),
            outline: OutlineState::default(),
            inspector: InspectorState::default(),
            shipped,
            chrome: ThemeName::Light,
            styled: None,
            shown_title: String::new(),
            closing: false,
            is_narrow: false,
            unfolded: Vec::new(),
            was_in_field: false,
            later: Vec::new(),
        }
    }

    /// The editor, to look at.
    pub fn editor(&self) -> &Editor {
        &self.editor
    }

    /// One frame.
    pub fn ui(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        self.prepare(&ctx);
        if self.presenting.showing == Showing::Running {
            self.poll_export(&ctx);
            self.take_close_request(&ctx);
            if self.dialog.is_some() {
                self.end_presenting(&ctx);
            }
            self.presenting_ui(ui);
            return;
        }
        self.take_input(&ctx);
        self.apply_all(&ctx);
        let is_covered = self.dialog.is_some() || self.palette.is_open();
        let output = style::with_tooltips_unless(is_covered, &ctx, || self.draw(ui));
        self.take_output(&ctx, output);
        self.draw_over(&ctx);
        self.was_in_field = ctx.text_edit_focused();
        self.keeper
            .refresh(&ctx, &self.editor, self.session.path.as_deref());
        if !self.outbox.is_empty() {
            ctx.request_repaint();
        }
    }

    /// Does what is left when the window is gone.
    pub fn on_exit(&mut self) {
        self.keeper.clear();
        self.settings.save();
    }

    fn prepare(&mut self, ctx: &Context) {
        self.families.refresh(ctx, self.editor.fonts());
        let theme = self.theme_name(ctx);
        self.chrome = theme;
        let own = self.editor.shown_view().theme.parse().ok();
        let drawn = own.unwrap_or(theme);
        if self.editor.theme().name != drawn {
            self.editor.set_theme(drawn);
        }
        let moves = self.moves();
        let wanted = (theme, moves);
        if self.styled != Some(wanted) {
            self.styled = Some(wanted);
            let animation_s = if moves { 0.1 } else { 0.0 };
            style::apply(ctx, Theme::of(theme), animation_s);
        }
        self.is_narrow = ctx.content_rect().width() < FOLDS_PX;
        if !self.is_narrow {
            self.unfolded.clear();
        }
    }

    /// Whether anything may glide.
    pub(super) fn moves(&self) -> bool {
        !self.settings.reduce_motion && !self.motion.is_reduced()
    }

    fn theme_name(&self, ctx: &Context) -> ThemeName {
        match self.settings.theme {
            ThemeChoice::System if ctx.system_theme() == Some(egui::Theme::Dark) => ThemeName::Dark,
            ThemeChoice::System | ThemeChoice::Light => ThemeName::Light,
            ThemeChoice::Dark => ThemeName::Dark,
            ThemeChoice::Print => ThemeName::Print,
            ThemeChoice::Contrast => ThemeName::Contrast,
        }
    }

    fn take_input(&mut self, ctx: &Context) {
        self.poll_dialog(ctx);
        self.poll_export(ctx);
        self.refresh_preview(ctx);
        self.poll_folder(ctx);
        self.poll_copying();
        self.poll_tidying(ctx);
        self.look_for_poor_choices(ctx);
        self.take_dropped_files(ctx);
        self.take_close_request(ctx);
        let is_covered = self.dialog.is_some() || self.palette.is_open();
        if is_covered {
            return;
        }
        self.put_off_input(ctx);
        let nothing_focused = ctx.memory(|memory| memory.focused().is_none());
        // egui takes the keyboard from a field on Escape before anything else is asked.
        let has_left_field = self.was_in_field && nothing_focused && self.editor.draft().is_none();
        keys::take(ctx, &self.editor, &self.outbox, has_left_field);
        if nothing_focused && !egui::Popup::is_any_open(ctx) {
            ctx.memory_mut(|memory| memory.request_focus(canvas::canvas_id()));
        }
        let effects = self.canvas.take_input(ctx, &mut self.editor);
        self.carry_out(ctx, effects);
    }

    fn put_off_input(&mut self, ctx: &Context) {
        let waited = std::mem::take(&mut self.later);
        ctx.input_mut(|input| drop(input.events.splice(0..0, waited)));
        if self.editor.draft().is_some() {
            self.later = ctx.input_mut(canvas::put_off_end);
        }
        if !self.later.is_empty() {
            ctx.request_repaint();
        }
    }

    fn take_dropped_files(&mut self, ctx: &Context) {
        let dropped = ctx.input(|input| input.raw.dropped_files.clone());
        let path = dropped
            .into_iter()
            .map(|file| file.path().to_owned())
            .next();
        if let Some(path) = path {
            self.file_action(FileAction::OpenPath(path), ctx);
        }
    }

    fn take_close_request(&mut self, ctx: &Context) {
        let is_asked = ctx.input(|input| input.viewport().close_requested());
        if is_asked && !self.closing {
            self.settle_typing();
            if self.editor.is_modified() {
                ctx.send_viewport_cmd(ViewportCommand::CancelClose);
                self.dialog = Some(Dialog::Unsaved {
                    then: FileAction::Quit,
                });
            }
        }
    }

    /// Closes the window for good.
    pub(super) fn quit(&mut self, ctx: &Context) {
        self.closing = true;
        ctx.send_viewport_cmd(ViewportCommand::Close);
    }

    /// Takes over a text being typed, before something is done with the whole map.
    pub(super) fn settle_typing(&mut self) {
        let pending = [self.inspector.take_pending(), self.steps.take_pending()];
        for command in pending.into_iter().flatten() {
            drop(self.editor.command(command));
        }
        if self.editor.draft().is_some() {
            // Committing a text asks for nothing but perhaps a note.
            for effect in self.editor.command(Command::Commit) {
                if let Effect::Toast(text) = effect {
                    self.toasts.say(text);
                }
            }
        }
    }

    fn apply_all(&mut self, ctx: &Context) {
        for action in self.outbox.take() {
            self.apply(action, ctx);
        }
    }

    pub(super) fn apply(&mut self, action: Action, ctx: &Context) {
        match action {
            Action::Edit(command) => {
                if matches!(command, Command::Undo | Command::Redo) {
                    self.toasts.dismiss();
                }
                let effects = self.editor.command(command);
                self.carry_out(ctx, effects);
            }
            Action::File(action) => self.file_action(action, ctx),
            Action::Look(action) => self.look_action(&action, ctx),
            Action::CopyAs(kind, extent) => self.copy_as((kind, extent), ctx),
            Action::Paste => self.paste(None, ctx),
            Action::PasteText(text) => self.paste(Some(text), ctx),
        }
    }

    fn paste(&mut self, text: Option<String>, ctx: &Context) {
        let contents = self.ports.clipboard.take(text);
        let effects = self.editor.command(Command::Paste(contents));
        self.carry_out(ctx, effects);
    }

    fn carry_out(&mut self, ctx: &Context, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Toast(text) => self.toasts.say(dialog::capitalized(&text)),
                Effect::TidyUp => self.start_tidying(ctx),
                Effect::Copy { text, map_ron } => {
                    if !self.ports.clipboard.put(&text, &map_ron) {
                        ctx.copy_text(text);
                    }
                }
            }
        }
    }

    fn look_action(&mut self, action: &LookAction, ctx: &Context) {
        match action {
            LookAction::Toggle(panel) => self.toggle(*panel),
            LookAction::NextPane => self.move_pane(ctx, 1),
            LookAction::PreviousPane => self.move_pane(ctx, -1),
            LookAction::Filter => {
                self.show_panel(Panel::Outline);
                focus(ctx, outline::filter_id());
            }
            LookAction::Palette => self.palette.open(),
            LookAction::ContextMenu => self.canvas.open_menu(),
            LookAction::Theme(choice) => {
                self.settings.theme = *choice;
                self.settings.save();
            }
            LookAction::ReduceMotion => {
                self.settings.reduce_motion = !self.settings.reduce_motion;
                self.settings.save();
            }
            LookAction::Present(begin) => self.present(*begin, false, ctx),
            LookAction::PresentWithNotes => self.present(Begin::Start, true, ctx),
            LookAction::EndPresentation => self.end_presenting(ctx),
            LookAction::Keys => self.dialog = Some(Dialog::Keys),
            LookAction::About => self.dialog = Some(Dialog::About),
        }
    }

    fn menu_data(&self) -> MenuData {
        MenuData {
            recent: self.session.recent.clone(),
            shipped: self.shipped.clone(),
            title: self.session.title(&self.editor),
        }
    }

    fn draw(&mut self, ui: &mut Ui) -> CanvasOutput {
        let data = self.menu_data();
        let shown = self.shown_panels();
        let moves = self.moves();
        let context = &UiContext {
            editor: &self.editor,
            theme: Theme::of(self.chrome),
            settings: &self.settings,
            outbox: &self.outbox,
        };
        let bar = |margin: Margin| {
            Frame::NONE
                .fill(color32(context.theme.panel))
                .inner_margin(margin)
        };
        egui::Panel::top("menu-bar")
            .frame(bar(Margin::symmetric(10, 5)))
            .show(ui, |ui| menu::menu_bar_ui(context, ui, &data));
        if shown.contains(&Panel::ToolRow) {
            let ground = style::mix(context.theme.panel, context.theme.canvas, 0.6);
            egui::Panel::top("tool-row")
                .frame(bar(Margin::symmetric(12, 0)).fill(ground))
                .exact_size(44.0)
                .show(ui, |ui| {
                    let steps = &mut self.steps;
                    tool_row::tool_row_ui(context, ui, (is_question(context), steps));
                });
        }
        if self.presenting.showing == Showing::Paused {
            let at = self.presenting.at;
            egui::Panel::top("presentation-waits")
                .frame(bar(Margin::symmetric(16, 5)).fill(style::mix(
                    context.theme.panel,
                    context.theme.selection,
                    0.1,
                )))
                .show(ui, |ui| presenting::waiting_ui(context, ui, at));
        }
        if shown.contains(&Panel::StatusLine) {
            egui::Panel::bottom("status-line")
                .frame(bar(Margin::symmetric(16, 0)))
                .exact_size(28.0)
                .show(ui, |ui| {
                    status::status_ui(context, ui, self.session.saved_text(context.editor));
                });
        }
        if shown.contains(&Panel::Steps) {
            egui::Panel::bottom("steps")
                .frame(bar(Margin::symmetric(14, 8)))
                .resizable(true)
                .default_size(212.0)
                .size_range(150.0..=420.0)
                .show(ui, |ui| {
                    steps::steps_ui(context, ui, &mut self.steps, &self.families);
                });
        }
        if shown.contains(&Panel::Outline) {
            egui::Panel::left("outline")
                .frame(bar(Margin::symmetric(8, 10)))
                .default_size(260.0)
                .size_range(180.0..=480.0)
                .show(ui, |ui| outline::outline_ui(context, ui, &mut self.outline));
        }
        if shown.contains(&Panel::Inspector) {
            egui::Panel::right("inspector")
                .frame(bar(Margin::symmetric(14, 10)))
                .default_size(290.0)
                .size_range(230.0..=480.0)
                .show(ui, |ui| {
                    inspector::inspector_ui(context, ui, &mut self.inspector);
                });
        }
        let (families, shipped) = (&self.families, &self.shipped);
        let canvas = &mut self.canvas;
        CentralPanel::no_frame()
            .show(ui, |ui| {
                canvas_ui(context, ui, canvas, (families, shipped, moves))
            })
            .inner
    }

    fn take_output(&mut self, ctx: &Context, output: CanvasOutput) {
        if let Some(text) = output.typed {
            let is_new_to_fonts = !self.editor.fonts().missing(&text).is_empty();
            let effects = self.editor.type_text(text);
            self.carry_out(ctx, effects);
            if is_new_to_fonts {
                self.tell_missing_characters();
            }
            ctx.request_repaint();
        }
        if let Some(at_in_map) = output.look_at {
            self.editor.look_at(at_in_map);
            ctx.request_repaint();
        }
        let size = self
            .canvas
            .rect()
            .map(|rect| kurbo::Size::new(f64::from(rect.width()), f64::from(rect.height())));
        if let Some(size) = size
            && size != self.editor.canvas_size()
        {
            self.editor.set_canvas_size(size);
            ctx.request_discard("the canvas has another size");
            ctx.request_repaint();
        }
        let title = self.session.title(&self.editor);
        if title != self.shown_title {
            ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.shown_title = title;
        }
    }

    fn draw_over(&mut self, ctx: &Context) {
        let theme = Theme::of(self.chrome);
        if let Some(rect) = self.canvas.rect() {
            if let Some(action) = self.toasts.ui(ctx, theme, rect) {
                self.outbox.send(action);
            }
            let mut room = rect;
            room.max.y -= self.toasts.height(ctx);
            self.tidying.ui(ctx, theme, room);
            if self.tidying.is_running() {
                room.max.y -= progress::HEIGHT;
            }
            self.exporting_ui(ctx, theme, room);
        }
        let context = UiContext {
            editor: &self.editor,
            theme,
            settings: &self.settings,
            outbox: &self.outbox,
        };
        self.palette.ui(&context, ctx);
        let mut dialog = self.dialog.take();
        let surroundings = self.export_surroundings();
        let reply = dialog
            .as_mut()
            .and_then(|dialog| dialog::dialog_ui(ctx, theme, dialog, surroundings));
        self.dialog = dialog;
        if let Some(reply) = reply {
            if let Some(Dialog::Export(form)) = self.dialog.take() {
                self.keep_choices(*form);
            }
            ctx.memory_mut(|memory| memory.request_focus(canvas::canvas_id()));
            self.reply(reply, ctx);
            ctx.request_repaint();
        }
    }

    fn reply(&mut self, reply: Reply, ctx: &Context) {
        match reply {
            Reply::Close => {}
            Reply::Recover => self.recover(),
            Reply::DropLeftover => self.drop_leftover(),
            Reply::Save(then) => self.save(then, ctx),
            Reply::Discard(then) => self.proceed(then, ctx),
            Reply::Overwrite(path, then) => self.overwrite(&path, then, ctx),
            Reply::SaveElsewhere(then) => self.ask(Purpose::Save, then, ctx),
            Reply::CommentsGo(then) => self.save_without_comments(then, ctx),
            Reply::Path(form) => self.take_typed_path(&form, ctx),
            Reply::Browse(form) => self.ask(form.purpose, form.then, ctx),
            Reply::Export(form) => self.export(*form, ctx),
            Reply::ReplaceFiles(path) => self.export_to(path, ctx),
            Reply::ExportElsewhere(format) => self.ask(Purpose::Export(format), None, ctx),
            Reply::CreateAt(path) => self.create_at(path),
        }
    }
}

/// Draws the canvas, and on it what is said where it is empty or shows only a part.
fn canvas_ui(
    context: &UiContext<'_>,
    ui: &mut Ui,
    canvas: &mut Canvas,
    (families, shipped, moves): (&Families, &[(String, String)], bool),
) -> CanvasOutput {
    let output = canvas.ui(context, ui, families, moves);
    if context.editor.map().claim_count() == 0 {
        let rect = ui.available_rect_before_wrap();
        let covered = welcome::welcome_ui(context, ui, rect, shipped);
        canvas.cover(covered);
    }
    if let Some(rect) = canvas.rect()
        && let Some(covered) = hidden::hidden_ui(context, ui, rect)
    {
        canvas.cover(covered);
    }
    output
}

fn is_question(context: &UiContext<'_>) -> bool {
    let primary = context.editor.selection().primary();
    let claim = primary.and_then(|element| element.as_claim());
    claim
        .and_then(|id| context.editor.map().claim(id))
        .is_some_and(Claim::is_question)
}
