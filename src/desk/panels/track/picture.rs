//! One moment of a race as a picture: the oval or a straight course, the field enlarged, and the order beside it.

use crate::analysis::RaceSplits;
use crate::analysis::replay::{Replay, Standing};
use crate::chart::style::{Ground, Palette, Style, palette, style};
use crate::chart::{Emphasis, label, oval};
use crate::desk::{plot, theme};
use crate::model::{DecimalMark, Gap, Precision, Time};
use crate::store::RowId;
use eframe::egui::{self, Align2, Color32, Painter, Pos2, Rect, Stroke, Ui, pos2, vec2};

/// Athletes nearer than this run side by side, in millimetres.
const ABREAST: u32 = 1_500;
/// Height of a line of the order.
const LINE: f32 = 17.0;
const DOT: f32 = 5.0;
/// The enlarged field reaches so far behind the first at least and at most, in millimetres.
const NEAREST: u32 = 5_000;
const FURTHEST: u32 = 60_000;

/// One moment of a race on the screen.
pub struct Picture<'a> {
    pub replay: &'a Replay,
    pub names: &'a [String],
    /// From the first to the last.
    pub standings: &'a [Standing],
    /// The colour of each run, of the selected alone.
    pub selected: Vec<Option<usize>>,
    pub hovered: Option<RowId>,
    pub ground: Ground,
    pub decimal: DecimalMark,
}

impl Picture<'_> {
    fn palette(&self) -> &'static Palette {
        palette(self.ground)
    }

    fn style(&self, run: usize) -> Style {
        match self.selected[run] {
            Some(index) => style(index, Emphasis::Selected, self.ground),
            None => style(run, Emphasis::Field, self.ground),
        }
    }

    fn is_hovered(&self, run: usize) -> bool {
        self.hovered == Some(self.replay.runs[run].row)
    }

    /// `≈+0.2`
    fn gap(&self, behind: u32) -> String {
        let gap = Gap::from_ticks(i64::from(behind), Precision::Tenth);
        self.decimal.write(&format!("≈{gap}"))
    }

    /// The order in words, for screen readers: `At 1:52.0: Cheruiyot, Ingebrigtsen ≈+0.2`.
    pub fn words(&self, at: u32) -> String {
        let one = |s: &Standing| match s.behind {
            0 => self.names[s.run].clone(),
            behind => format!("{} {}", self.names[s.run], self.gap(behind)),
        };
        let order: Vec<String> = self.standings.iter().map(one).collect();
        format!("At {}: {}", self.decimal.write(&clock(at)), order.join(", "))
    }

    /// How many athletes run inside of each standing, so that none covers another.
    fn lanes(&self) -> Vec<usize> {
        let mut last_in: Vec<u32> = Vec::new();
        let lane = |standing: &Standing| {
            let free = last_in.iter().position(|mm| mm.abs_diff(standing.mm) > ABREAST);
            let lane = free.unwrap_or(last_in.len());
            match last_in.get_mut(lane) {
                Some(last) => *last = standing.mm,
                None => last_in.push(standing.mm),
            }
            lane
        };
        self.standings.iter().map(lane).collect()
    }

    pub fn oval_ui(&self, ui: &Ui, room: Rect) -> Option<RowId> {
        let (wide, high) = oval::extent();
        let scale = (room.width() / (2.0 * wide) as f32).min(room.height() / (2.0 * high) as f32);
        let place = |spot: oval::Spot| room.center() + vec2(spot.x as f32 * scale, -spot.y as f32 * scale);
        let painter = ui.painter().with_clip_rect(room.expand(8.0));
        self.surface(&painter, &place);
        let across =
            |to_go: i64| [0.0, oval::LANES as f64 * oval::LANE].map(|out| place(oval::before_finish(to_go, out)));
        let finish = Stroke::new(2.0, plot::colour(self.palette().text));
        painter.line_segment(across(0), finish);
        let start = across(i64::from(self.replay.distance_mm));
        painter.extend(egui::Shape::dashed_line(
            &start,
            Stroke::new(1.5, finish.color),
            3.0,
            3.0,
        ));
        let ends = [("finish", 0), ("start", i64::from(self.replay.distance_mm))];
        let apart = !self.replay.distance_mm.is_multiple_of(oval::LAP_MM);
        for (name, to_go) in ends.into_iter().take(if apart { 2 } else { 1 }) {
            let quiet = plot::colour(self.palette().quiet_text);
            let at = place(oval::before_finish(to_go, -3.0));
            painter.text(at, Align2::CENTER_CENTER, name, theme::regular(theme::SMALL), quiet);
        }
        let spots: Vec<Pos2> = self
            .standings
            .iter()
            .zip(self.lanes())
            .map(|(standing, lane)| {
                let to_go = i64::from(self.replay.distance_mm) - i64::from(standing.mm);
                place(oval::before_finish(to_go, 0.30 + lane as f64 * oval::LANE))
            })
            .collect();
        let on_track = self.dots(ui, &painter, &spots, (room, false));
        let infield = place(oval::Spot {
            x: -oval::INFIELD.0,
            y: oval::INFIELD.1,
        });
        let infield = Rect::from_two_pos(
            infield,
            place(oval::Spot {
                x: oval::INFIELD.0,
                y: -oval::INFIELD.1,
            }),
        );
        self.pack_ui(ui, infield).or(on_track)
    }

    /// The field enlarged, in the infield: metres behind the first, who runs at the right.
    fn pack_ui(&self, ui: &Ui, room: Rect) -> Option<RowId> {
        let first = self.standings.first().filter(|_| room.width() > 120.0)?.mm;
        let behind = |s: &Standing| (first - s.mm).min(FURTHEST);
        let furthest = self.standings.iter().map(behind).max().unwrap_or(0).max(NEAREST);
        let x = |mm: u32| room.right() - 8.0 - mm as f32 / furthest as f32 * (room.width() - 16.0);
        let painter = ui.painter();
        let (y, axis) = (room.center().y, plot::colour(self.palette().axis));
        painter.hline(room.x_range(), y, Stroke::new(1.0, plot::colour(self.palette().grid)));
        let step = [1_000, 2_000, 5_000, 10_000, 20_000]
            .into_iter()
            .find(|step| furthest / step <= 5)
            .unwrap_or(50_000);
        for mm in (0..=furthest).step_by(step as usize) {
            painter.vline(x(mm), y - 3.0..=y + 3.0, Stroke::new(1.0, axis));
            let text = match mm {
                0 => "first".to_owned(),
                mm => format!("≈{} m", mm / 1000),
            };
            let font = theme::regular(theme::SMALL);
            let quiet = plot::colour(self.palette().quiet_text);
            painter.text(pos2(x(mm), room.bottom()), Align2::CENTER_BOTTOM, text, font, quiet);
        }
        let near: Vec<bool> = self.standings.iter().map(|s| first - s.mm <= FURTHEST).collect();
        // who is further behind than shown stands out of the picture
        let spot = |(s, near): (&Standing, &bool)| {
            if *near {
                pos2(x(behind(s)), y)
            } else {
                pos2(f32::MIN, y)
            }
        };
        let spots: Vec<Pos2> = self.standings.iter().zip(&near).map(spot).collect();
        let names = Rect::from_min_max(room.min, pos2(room.right(), room.bottom() - LINE));
        self.dots(ui, painter, &spots, (names, true))
    }

    /// Lanes on a shaded ground.
    fn surface(&self, painter: &Painter, place: &impl Fn(oval::Spot) -> Pos2) {
        let outside = oval::LANES as f64 * oval::LANE;
        let (inner, outer) = (oval::outline(0.0), oval::outline(outside));
        let mut mesh = egui::Mesh::default();
        let fill = plot::colour(self.palette().band);
        for (at, (inside, outside)) in inner.iter().zip(&outer).enumerate() {
            mesh.colored_vertex(place(*inside), fill);
            mesh.colored_vertex(place(*outside), fill);
            if at > 0 {
                let last = 2 * at as u32;
                mesh.add_triangle(last - 2, last - 1, last);
                mesh.add_triangle(last - 1, last, last + 1);
            }
        }
        painter.add(egui::Shape::mesh(mesh));
        for lane in 0..=oval::LANES {
            let line: Vec<Pos2> = oval::outline(lane as f64 * oval::LANE).into_iter().map(place).collect();
            let colour = if lane == 0 {
                self.palette().axis
            } else {
                self.palette().grid
            };
            painter.add(egui::Shape::line(line, Stroke::new(1.0, plot::colour(colour))));
        }
    }

    /// A race off the track, or on a track of another length: a straight course with its markers.
    pub fn course_ui(&self, ui: &Ui, room: Rect, splits: &RaceSplits) -> Option<RowId> {
        let painter = ui.painter().with_clip_rect(room.expand(24.0));
        let y = room.center().y;
        let x = |mm: u32| {
            let share = f64::from(mm) / f64::from(self.replay.distance_mm);
            room.left() + (share * f64::from(room.width())) as f32
        };
        painter.hline(room.x_range(), y, Stroke::new(2.0, plot::colour(self.palette().axis)));
        let mut free_from = f32::NEG_INFINITY;
        for marker in splits.markers.iter().filter(|m| m.main) {
            let (at, quiet) = (x(marker.mm), plot::colour(self.palette().quiet_text));
            painter.vline(at, y..=y + 6.0, Stroke::new(1.0, plot::colour(self.palette().axis)));
            let text = crate::model::passing::marker_text(marker.mm, splits.distance_mm);
            let galley = painter.layout_no_wrap(text, theme::regular(theme::SMALL), quiet);
            let place = Align2::CENTER_TOP.anchor_size(pos2(at, y + 9.0), galley.size());
            if place.left() > free_from {
                free_from = place.right() + 6.0;
                painter.galley(place.min, galley, quiet);
            }
        }
        let spots = self.standings.iter().zip(self.lanes());
        let spots: Vec<Pos2> = spots
            .map(|(s, lane)| pos2(x(s.mm), y - DOT * 2.2 * lane as f32))
            .collect();
        self.dots(ui, &painter, &spots, (room, true))
    }

    /// The athletes, the selected above the others, where asked for with names as far as there is room; the one under the
    /// pointer.
    fn dots(&self, ui: &Ui, painter: &Painter, spots: &[Pos2], (room, names): (Rect, bool)) -> Option<RowId> {
        let mut order: Vec<usize> = (0..spots.len()).collect();
        let is_coloured = |at: usize| self.selected[self.standings[at].run].is_some();
        order.sort_by_key(|at| {
            (
                self.is_hovered(self.standings[*at].run),
                is_coloured(*at),
                std::cmp::Reverse(*at),
            )
        });
        for &at in &order {
            let run = self.standings[at].run;
            let style = self.style(run);
            let radius = DOT * if self.is_hovered(run) { 1.4 } else { 1.0 };
            let edge = Stroke::new(1.0, plot::colour(self.palette().paper));
            painter.circle(spots[at], radius, plot::colour(style.line), edge);
        }
        let font = theme::medium(theme::SMALL);
        let named: Vec<usize> = order
            .into_iter()
            .rev()
            .filter(|at| names && is_coloured(*at) || self.is_hovered(self.standings[*at].run))
            .collect();
        let name = |at: &usize| self.names[self.standings[*at].run].as_str();
        let wide = |text: &str| {
            painter
                .layout_no_wrap(text.to_owned(), font.clone(), Color32::PLACEHOLDER)
                .size()
                .x
        };
        let sizes: Vec<(f64, f64)> = named
            .iter()
            .map(|at| (f64::from(wide(name(at))), f64::from(LINE) - 3.0))
            .collect();
        let place = |p: &Pos2| (f64::from(p.x), f64::from(p.y));
        let wanted: Vec<(f64, f64)> = named.iter().map(|at| place(&spots[*at])).collect();
        let all: Vec<(f64, f64)> = spots.iter().map(place).collect();
        let bounds = [room.left(), room.top(), room.right(), room.bottom()].map(f64::from);
        for (at, found) in named
            .iter()
            .zip(label::beside(&wanted, &sizes, &all, bounds, f64::from(DOT)))
        {
            let Some((left, middle)) = found else { continue };
            let ink = plot::colour(self.style(self.standings[*at].run).text);
            painter.text(
                pos2(left as f32, middle as f32),
                Align2::LEFT_CENTER,
                name(at),
                font.clone(),
                ink,
            );
        }
        let pointer = ui.input(|i| i.pointer.hover_pos()).filter(|p| room.contains(*p))?;
        let near =
            (0..spots.len()).min_by(|a, b| spots[*a].distance(pointer).total_cmp(&spots[*b].distance(pointer)))?;
        (spots[near].distance(pointer) < 12.0).then(|| self.replay.runs[self.standings[near].run].row)
    }

    /// The order at this moment with the time behind the first, which is an estimate.
    pub fn order_ui(&self, ui: &Ui, room: Rect) -> Option<RowId> {
        let painter = ui.painter();
        let look = theme::look(ui);
        let (regular, bold) = (theme::regular(theme::SMALL), theme::medium(theme::SMALL));
        let first = self.standings.first()?;
        let head = format!("≈{} m of {} m", first.mm / 1000, self.replay.distance_mm / 1000);
        painter.text(room.left_top(), Align2::LEFT_TOP, head, bold.clone(), look.text);
        let fitting = ((room.height() / LINE) as usize).saturating_sub(2);
        let mut hovered = None;
        for (at, standing) in self.standings.iter().enumerate().take(fitting) {
            let y = room.top() + LINE * (at as f32 + 1.6);
            let line = Rect::from_min_max(pos2(room.left(), y - LINE / 2.0), pos2(room.right(), y + LINE / 2.0));
            if ui.rect_contains_pointer(line) {
                hovered = Some(self.replay.runs[standing.run].row);
            }
            if self.is_hovered(standing.run) {
                painter.rect_filled(line, 3.0, look.hover);
            }
            let ink = plot::colour(self.style(standing.run).text);
            let behind = match at {
                0 => clock_of(standing, self.replay),
                _ => self.gap(standing.behind),
            };
            painter.text(
                pos2(room.left() + 18.0, y),
                Align2::RIGHT_CENTER,
                at + 1,
                regular.clone(),
                look.quiet,
            );
            painter.text(
                pos2(room.left() + 26.0, y),
                Align2::LEFT_CENTER,
                &self.names[standing.run],
                bold.clone(),
                ink,
            );
            painter.text(
                pos2(room.right(), y),
                Align2::RIGHT_CENTER,
                behind,
                regular.clone(),
                ink,
            );
        }
        let unseen = self.replay.left_out + self.standings.len().saturating_sub(fitting);
        if unseen > 0 {
            let more = format!("{unseen} more, or without passings");
            painter.text(room.left_bottom(), Align2::LEFT_BOTTOM, more, regular, look.quiet);
        }
        hovered
    }
}

/// `1:23.4`: the replay rests on interpolation, so that a tenth is the finest it can tell.
pub fn clock(ticks: u32) -> String {
    Time::from_ticks(ticks, Precision::Tenth).to_string()
}

/// What stands beside the first: `in` at the finish, else nothing.
fn clock_of(standing: &Standing, replay: &Replay) -> String {
    match standing.mm >= replay.distance_mm {
        true => "in".to_owned(),
        false => String::new(),
    }
}
