//! The race run again: every athlete on the oval, off the track on a straight course, with order and gaps beside it.

mod picture;

use super::{Context, empty_ui, strip_ui};
use crate::analysis::RaceSplits;
use crate::analysis::replay::{Replay, Run};
use crate::chart::oval;
use crate::chart::style::Ground;
use crate::desk::cache::For;
use crate::desk::theme;
use crate::model::DecimalMark;
use crate::model::name::short_names;
use crate::model::time::TICKS_PER_SECOND;
use crate::store::RowId;
use eframe::egui::{self, Button, ComboBox, Key, Modifiers, RichText, Sense, Slider, Ui, vec2};
use picture::{Picture, clock};

const SPEEDS: [f32; 6] = [0.25, 0.5, 1.0, 2.0, 4.0, 8.0];
/// One second, in ticks.
const SECOND: u32 = TICKS_PER_SECOND;
/// Width of the order beside the track.
const ORDER: f32 = 190.0;
/// So many athletes are in colour when none is selected.
const COLOURED: usize = crate::chart::subject::SHOWN_UNSELECTED;

pub struct Track {
    of: Option<For>,
    replay: Option<Replay>,
    names: Vec<String>,
    /// Ticks since the start; a fraction is kept, so that slow motion runs smoothly.
    at: f32,
    playing: bool,
    speed: usize,
}

impl Default for Track {
    fn default() -> Self {
        Self {
            of: None,
            replay: None,
            names: Vec::new(),
            at: 0.0,
            playing: false,
            speed: 3,
        }
    }
}

impl Track {
    pub fn ui(&mut self, ui: &mut Ui, context: &mut Context<'_>) {
        if context.session.on_show().is_none() {
            return empty_ui(ui, "No race is on show", "Choose a race in the library");
        }
        let Some((of, on_show)) = context.cache.shown(context.store, context.session, context.jobs) else {
            return empty_ui(ui, "Computing passings", "The track appears when they are ready");
        };
        let splits = on_show.splits();
        self.take(of, splits);
        let Some(replay) = self.replay.take() else {
            return empty_ui(
                ui,
                "Nobody’s way through this race is recorded",
                "Choose a race with passing times",
            );
        };
        let decimal = context.session.units.decimal;
        strip_ui(ui, |ui| self.controls_ui(ui, &replay, splits, decimal));
        let standings = replay.at(self.at as u32);
        context.session.replayed_mm = standings.first().map(|s| s.mm).filter(|_| self.at > 0.0);
        let room = ui.available_rect_before_wrap();
        let response = ui.allocate_rect(room, Sense::hover());
        let (ground, order) = room.split_left_right_at_x((room.right() - ORDER).max(room.center().x));
        let picture = Picture {
            replay: &replay,
            names: &self.names,
            standings: &standings,
            selected: colours(&replay, context),
            hovered: context.session.shown_hover,
            decimal: context.session.units.decimal,
            ground: if ui.visuals().dark_mode {
                Ground::Dark
            } else {
                Ground::Light
            },
        };
        let at = if splits.lap_mm == oval::LAP_MM {
            picture.oval_ui(ui, ground.shrink(10.0))
        } else {
            picture.course_ui(ui, ground.shrink2(vec2(24.0, 10.0)), splits)
        };
        let words = || egui::WidgetInfo::labeled(egui::Role::Figure, true, picture.words(self.at as u32));
        response.widget_info(words);
        let hovered = picture.order_ui(ui, order.shrink(6.0)).or(at);
        if hovered.is_some() {
            context.session.hover = hovered;
        }
        self.replay = Some(replay);
    }

    fn take(&mut self, of: For, splits: &RaceSplits) {
        if self.of == Some(of) {
            return;
        }
        self.of = Some(of);
        self.replay = Replay::new(splits);
        let runs = self.replay.iter().flat_map(|r| &r.runs);
        self.names = short_names(&runs.map(|r| r.name.as_str()).collect::<Vec<_>>());
        (self.at, self.playing) = (0.0, false);
    }

    fn controls_ui(&mut self, ui: &mut Ui, replay: &Replay, splits: &RaceSplits, decimal: DecimalMark) {
        let end = replay.duration as f32;
        let word = if self.playing { "Pause" } else { "Play" };
        let play = ui.add(Button::new(word).min_size(vec2(58.0, 0.0)));
        let space = play.has_focus() || ui.memory(|m| m.focused().is_none());
        let pressed = space && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Space));
        if play.on_hover_text("Run the race (Space)").clicked() || pressed {
            self.playing = !self.playing;
            if self.at >= end {
                self.at = 0.0;
            }
        }
        ComboBox::from_id_salt("speed of the replay")
            .selected_text(format!("{}×", SPEEDS[self.speed]))
            .width(58.0)
            .show_ui(ui, |ui| {
                for (at, speed) in SPEEDS.iter().enumerate() {
                    ui.selectable_value(&mut self.speed, at, format!("{speed}×"));
                }
            })
            .response
            .on_hover_text("Speed of the replay");
        ui.spacing_mut().slider_width = (ui.available_width() - 330.0).clamp(80.0, 420.0);
        let slider = Slider::new(&mut self.at, 0.0..=end).show_value(false);
        ui.add(slider).on_hover_text("Time since the start");
        ui.label(RichText::new(decimal.write(&clock(self.at as u32))).font(theme::medium(theme::SUBHEADING)));
        ui.menu_button("Go to", |ui| {
            for (marker, leader) in splits.markers.iter().zip(&splits.leader) {
                let Some(leader) = leader else { continue };
                let text = crate::model::passing::marker_with_unit(marker.mm, splits.distance_mm);
                if ui.button(decimal.write(&format!("{text}  {}", leader.time))).clicked() {
                    self.at = (leader.time.ticks() as f32).min(end);
                }
            }
        })
        .response
        .on_hover_text("The leader’s passing at a marker");
        if self.playing {
            self.at += ui.input(|i| i.stable_dt).min(0.1) * SPEEDS[self.speed] * SECOND as f32;
            if self.at >= end {
                (self.at, self.playing) = (end, false);
            }
            ui.ctx().request_repaint();
        }
    }
}

/// The index of the colour of each run; the selected, else the first.
fn colours(replay: &Replay, context: &Context<'_>) -> Vec<Option<usize>> {
    let session = &context.session;
    let is_selected = |row: RowId| session.isolated == Some(row) || session.selection.contains(row);
    let any = replay.runs.iter().any(|r| is_selected(r.row));
    let run = |(at, run): (usize, &Run)| match any {
        true => is_selected(run.row).then_some(at),
        false => (at < COLOURED).then_some(at),
    };
    replay.runs.iter().enumerate().map(run).collect()
}
