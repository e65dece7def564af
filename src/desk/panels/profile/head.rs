//! Who the athlete is: name, nation and personal data.

use super::{Context, strip_ui};
use crate::desk::theme;
use crate::model::Sex;
use crate::store::AthleteView;
use eframe::egui::{self, Label, RichText, Ui};

pub fn head_ui(ui: &mut Ui, context: &Context<'_>, athlete: AthleteView<'_>) {
    let look = theme::look(ui);
    strip_ui(ui, |ui| {
        ui.add(
            Label::new(
                RichText::new(athlete.name())
                    .font(theme::bold(theme::HEADING))
                    .color(look.text),
            )
            .truncate(),
        );
        ui.label(
            RichText::new(athlete.nation())
                .font(theme::medium(theme::SUBHEADING))
                .color(look.quiet),
        );
    });
    let sex = match athlete.sex() {
        Sex::Men => "male",
        Sex::Women => "female",
        Sex::Mixed | Sex::Unknown => "",
    };
    let mut facts: Vec<(&str, String)> = vec![("Sex", sex.to_owned())];
    if let Some(birth) = athlete.birth() {
        facts.push(("Born", birth.to_string()));
        let day = context.session.race.and_then(|r| context.store.race(r).date());
        if let Some((day, (years, days))) = day.and_then(|d| Some((d, birth.age_on(d)?))) {
            facts.push(("Age", format!("{years} years {days} days on {day}")));
        }
    }
    facts.extend(
        [
            ("Club", athlete.club()),
            ("Coach", athlete.coach()),
            ("Birthplace", athlete.birthplace()),
        ]
        .map(|(k, v)| (k, v.to_owned())),
    );
    facts.retain(|(_, value)| !value.is_empty());
    if facts.is_empty() {
        return;
    }
    egui::Frame::new()
        .inner_margin(egui::Margin {
            left: 8,
            right: 8,
            top: 0,
            bottom: 2,
        })
        .show(ui, |ui| {
            // before the lines begin, since it is the least height of each
            ui.spacing_mut().interact_size.y = 16.0;
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = egui::vec2(4.0, 2.0);
                for (title, value) in facts {
                    // one label each, so that a line never ends between a title and its value
                    let format = |color| egui::TextFormat {
                        font_id: theme::regular(theme::SMALL),
                        color,
                        ..Default::default()
                    };
                    let mut fact = egui::text::LayoutJob::default();
                    fact.append(title, 0.0, format(look.quiet));
                    fact.append(&format!(" {value}"), 0.0, format(look.text));
                    ui.add(Label::new(fact).extend());
                    ui.add_space(8.0);
                }
            });
        });
}
