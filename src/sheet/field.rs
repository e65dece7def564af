//! The kinds of value that a result has: caption, definition and text of each, the same in every table of results.

use super::{Align, Column};
use crate::analysis::gap::gap_to_winner;
use crate::model::mark::wind_text;
use crate::model::time::reaction_text;
use crate::model::{Qualification, Round, Status};
use crate::store::{self, RowView};

/// A kind of value that a result has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Place,
    Bib,
    Athlete,
    Nation,
    Team,
    Class,
    Lane,
    Reaction,
    /// The mark, or the status in its place.
    Mark,
    Status,
    Wind,
    Net,
    Series,
    Gap,
    Qualification,
    PlaceInRound,
    PlaceAt,
    Flags,
    Rule,
    Age,
    Date,
    Meet,
    Event,
    Round,
    Venue,
    Note,
}

impl Field {
    /// In the order of the columns of one race: what is the same for all its rows stands last.
    pub const OF_RACE: [Field; 25] = [
        Self::Place,
        Self::Athlete,
        Self::Bib,
        Self::Nation,
        Self::Team,
        Self::Class,
        Self::Lane,
        Self::Reaction,
        Self::Mark,
        Self::Wind,
        Self::Net,
        Self::Gap,
        Self::Series,
        Self::Qualification,
        Self::PlaceInRound,
        Self::PlaceAt,
        Self::Flags,
        Self::Rule,
        Self::Age,
        Self::Date,
        Self::Meet,
        Self::Event,
        Self::Round,
        Self::Venue,
        Self::Note,
    ];

    /// In the order of the columns of several races: what tells the races apart stands beside the mark.
    pub const OF_RACES: [Field; 25] = [
        Self::Place,
        Self::Athlete,
        Self::Nation,
        Self::Mark,
        Self::Wind,
        Self::Event,
        Self::Date,
        Self::Meet,
        Self::Round,
        Self::Gap,
        Self::Net,
        Self::Qualification,
        Self::PlaceInRound,
        Self::PlaceAt,
        Self::Flags,
        Self::Rule,
        Self::Age,
        Self::Class,
        Self::Team,
        Self::Bib,
        Self::Lane,
        Self::Reaction,
        Self::Series,
        Self::Venue,
        Self::Note,
    ];

    pub fn column(self) -> Column {
        let new = Column::new;
        let (left, right) = (Align::Left, Align::Right);
        match self {
            Self::Place => new(
                "place",
                "Place",
                "Official place in the race; in a list, the rank that the list states",
                right,
            )
            .sorted_by(store::Column::Place),
            Self::Bib => new("bib", "Bib", "Start number", right)
                .cut_to(80.0)
                .sorted_by(store::Column::Bib),
            Self::Athlete => new("athlete", "Athlete", "Name as the file writes it", left)
                .cut_to(144.0)
                .sorted_by(store::Column::Athlete),
            Self::Nation => new("nation", "Nation", "Code of the nation", left)
                .cut_to(80.0)
                .sorted_by(store::Column::Nation),
            Self::Team => new("team", "Team", "Team or club in this race", left)
                .cut_to(120.0)
                .sorted_by(store::Column::Team),
            Self::Mark => new(
                "mark",
                "Mark",
                "Time, length or points, with the precision of the source",
                right,
            )
            .sorted_by(store::Column::Mark),
            Self::Class => new("class", "Class", "Class or category as the file writes it", left)
                .cut_to(100.0)
                .sorted_by(store::Column::Class),
            Self::Lane => new("lane", "Lane", "Lane or order at the start", right).sorted_by(store::Column::Lane),
            Self::Reaction => {
                new("reaction", "Reaction", "Reaction time at the start, s", right).sorted_by(store::Column::Reaction)
            }
            Self::Wind => new("wind", "Wind", "Wind in m/s, + from behind", right).sorted_by(store::Column::Wind),
            Self::Net => {
                new("net", "Net", "Net (chip) time, beside the official one", right).sorted_by(store::Column::Net)
            }
            Self::Series => new("series", "Series", "Attempts as the file writes them", left).cut_to(220.0),
            Self::PlaceInRound => new(
                "place_in_round",
                "In round",
                "Place among all heats of the round",
                right,
            )
            .sorted_by(store::Column::PlaceInRound),
            Self::PlaceAt => new("place_at", "Pos", "Place in the race in which the mark was set", right)
                .sorted_by(store::Column::PlaceAt),
            Self::Rule => new("rule", "Rule", "Rule of the disqualification", left).cut_to(80.0),
            Self::Status => new("status", "Status", "Why there is no place or no mark", left),
            Self::Gap => new("gap", "Gap", "Behind the winner, s", right).sorted_by(store::Column::Gap),
            Self::Qualification => new(
                "qualification",
                "Q",
                "Q advanced by place, q by time, qR by the referee, qJ by the jury, qD by draw",
                left,
            )
            .sorted_by(store::Column::Qualification),
            Self::Flags => new("flags", "Flags", "Records and bests as the file writes them", left)
                .cut_to(100.0)
                .sorted_by(store::Column::Flags),
            Self::Age => new("age", "Age", "Years on the day", right).sorted_by(store::Column::Age),
            Self::Date => new("date", "Date", "Day of the race", left).sorted_by(store::Column::Date),
            Self::Meet => new("meet", "Meet", "Name of the meet", left)
                .cut_to(180.0)
                .sorted_by(store::Column::Meet),
            Self::Event => new("event", "Event", "Sex, distance and kind", left)
                .cut_to(112.0)
                .sorted_by(store::Column::Event),
            Self::Round => new("round", "Round", "Round and heat", left)
                .cut_to(112.0)
                .sorted_by(store::Column::Round),
            Self::Venue => new("venue", "Venue", "Stadium and place", left).cut_to(160.0),
            Self::Note => new("note", "Note", "Remarks of the source", left).cut_to(160.0),
        }
    }

    pub fn is_present(self, row: RowView<'_>) -> bool {
        match self {
            Self::Place | Self::Athlete | Self::Mark => true,
            Self::Bib => !row.bib().is_empty(),
            Self::Nation => !row.nation().is_empty(),
            Self::Team => !row.team().is_empty(),
            Self::Class => !row.category().is_empty(),
            Self::Lane => row.lane().is_some(),
            Self::Reaction => row.reaction_ms().is_some(),
            Self::Wind => row.wind_tenths().is_some(),
            Self::Net => row.net().is_some(),
            Self::Series => !row.series().is_empty(),
            Self::PlaceInRound => row.place_in_round().is_some(),
            Self::PlaceAt => row.place_at().is_some(),
            Self::Rule => !row.rule().is_empty(),
            Self::Status => row.status() != Status::None,
            Self::Gap => gap_to_winner(row).is_some(),
            Self::Qualification => row.qualification() != Qualification::None,
            Self::Flags => row.flags().next().is_some(),
            Self::Age => age(row).is_some(),
            Self::Date => row.date().is_some(),
            Self::Meet => !row.meet_name().is_empty(),
            Self::Event => row.race().event().distance_mm > 0 || !row.race().title().is_empty(),
            Self::Round => row.race().round() != Round::Unknown || row.race().heat().is_some(),
            Self::Venue => !row.venue().is_empty(),
            Self::Note => !row.note().is_empty(),
        }
    }

    /// Whether two rows have the same value.
    pub fn is_same(self, a: RowView<'_>, b: RowView<'_>) -> bool {
        let in_one_race = || a.race().id() == b.race().id() && !a.race().is_list();
        match self {
            Self::Bib => a.bib() == b.bib(),
            Self::Athlete => a.athlete_id() == b.athlete_id(),
            Self::Nation => a.nation() == b.nation(),
            Self::Team => a.team() == b.team(),
            Self::Date => a.date() == b.date(),
            Self::Meet => a.meet_name() == b.meet_name(),
            Self::Note => a.note() == b.note(),
            Self::Event | Self::Round | Self::Venue if in_one_race() => true,
            _ => self.text(a) == self.text(b),
        }
    }

    pub fn text(self, row: RowView<'_>) -> String {
        match self {
            Self::Place => row.place_text(),
            Self::Bib => row.bib().to_owned(),
            Self::Athlete => row.name().to_owned(),
            Self::Nation => row.nation().to_owned(),
            Self::Team => row.team().to_owned(),
            Self::Mark => row.mark_or_status(),
            Self::Class => row.category().to_owned(),
            Self::Lane => number(row.lane()),
            Self::Reaction => row.reaction_ms().map(reaction_text).unwrap_or_default(),
            Self::Wind => row.wind_tenths().map(wind_text).unwrap_or_default(),
            Self::Net => number(row.net()),
            Self::Series => row.series().to_owned(),
            Self::PlaceInRound => number(row.place_in_round()),
            Self::PlaceAt => number(row.place_at()),
            Self::Rule => row.rule().to_owned(),
            Self::Status => row.status().to_string(),
            Self::Gap => gap_text(row),
            Self::Qualification => row.qualification().to_string(),
            Self::Flags => row.flags_text(),
            Self::Age => number(age(row)),
            Self::Date => row.date().map(|d| d.to_string()).unwrap_or_default(),
            Self::Meet => row.meet_name().to_owned(),
            Self::Event => match row.race().event().to_string() {
                event if event.is_empty() => row.race().title().to_owned(),
                event => event,
            },
            Self::Round if row.race().is_list() => row.race().title().to_owned(),
            Self::Round => row.race().round_text(),
            Self::Venue => row.venue(),
            Self::Note => row.note().to_owned(),
        }
    }
}

fn number(value: Option<impl ToString>) -> String {
    value.map(|v| v.to_string()).unwrap_or_default()
}

fn age(row: RowView<'_>) -> Option<u16> {
    row.age_on_day()
        .map(|(years, _)| years)
        .or(row.stated_age().map(u16::from))
}

/// The gap as shown: with the mark of an estimate it has at most one decimal (terms.md 2.6).
fn gap_text(row: RowView<'_>) -> String {
    let Some(gap) = gap_to_winner(row) else {
        return String::new();
    };
    if row.mark().is_estimate() {
        format!("≈{}", gap.as_estimate())
    } else {
        gap.to_string()
    }
}
