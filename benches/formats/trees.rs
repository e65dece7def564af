//! Made-up files of XML and JSON.

use crate::people::{NATIONS, Runner, clock, races, runners};

pub fn iof() -> String {
    let class = |number: usize, field: &[Runner]| {
        let person = |r: &Runner| {
            let seconds = |h: usize| format!("{}.{}", h / 100, h / 10 % 10);
            let splits: String = (0..20)
                .map(|n| {
                    let time = seconds(r.times[0] / 5 * (n + 1));
                    format!(
                        "        <SplitTime>\n          <ControlCode>{}</ControlCode>\n          <Time>{time}</Time>\n        </SplitTime>\n",
                        31 + n
                    )
                })
                .collect();
            format!(
                "    <PersonResult>\n      <Person sex=\"F\">\n        <Id>{}</Id>\n        <Name>\n          <Family>{}</Family>\n          \
                 <Given>{}</Given>\n        </Name>\n      </Person>\n      <Organisation>\n        <Name>{}</Name>\n        <Country \
                 code=\"{}\">x</Country>\n      </Organisation>\n      <Result>\n        <Time>{}</Time>\n        <Position>{}</Position>\n        \
                 <Status>OK</Status>\n{splits}      </Result>\n    </PersonResult>\n",
                r.number,
                r.family,
                r.given,
                r.club.replace('&', "&amp;"),
                r.nation,
                seconds(r.times[0] / 5 * 21),
                r.place,
            )
        };
        let people: String = field.iter().map(person).collect();
        format!(
            "  <ClassResult>\n    <Class>\n      <Name>D{number}</Name>\n    </Class>\n    <Course>\n      <Length>4100</Length>\n    \
             </Course>\n{people}  </ClassResult>\n"
        )
    };
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ResultList xmlns=\"http://www.orienteering.org/datastandard/3.0\" iofVersion=\"3.0\">\n  \
         <Event><Name>Spring</Name><StartTime><Date>2024-05-04</Date></StartTime></Event>\n{}</ResultList>\n",
        races(class)
    )
}

pub fn lenex() -> String {
    let athlete = |r: &Runner| {
        let time = |h: usize| format!("00:{:0>8}", clock(h));
        let [a, b, c, d] = r.times.map(time);
        format!(
            "<ATHLETE athleteid=\"{0}\" firstname=\"{1}\" lastname=\"{2}\" gender=\"F\" birthdate=\"{3}\">\n<RESULTS>\n<RESULT \
             eventid=\"1\" resultid=\"{0}\" heatid=\"5\" lane=\"{4}\" points=\"712\" reactiontime=\"+78\" swimtime=\"{d}\">\n<SPLITS>\n<SPLIT \
             distance=\"50\" swimtime=\"{a}\" />\n<SPLIT distance=\"100\" swimtime=\"{b}\" />\n<SPLIT distance=\"150\" swimtime=\"{c}\" \
             />\n</SPLITS>\n</RESULT>\n</RESULTS>\n</ATHLETE>\n",
            r.number,
            r.given,
            r.family,
            r.birth(),
            r.place,
        )
    };
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<LENEX version=\"3.0\">\n<MEETS>\n<MEET name=\"Spring Cup\" city=\"Town\" nation=\"NOR\" \
         course=\"LCM\">\n<SESSIONS>\n<SESSION number=\"1\" date=\"2024-05-04\">\n<EVENTS>\n<EVENT eventid=\"1\" number=\"1\" gender=\"F\" \
         round=\"TIM\">\n<SWIMSTYLE distance=\"200\" relaycount=\"1\" stroke=\"FREE\" />\n<HEATS>\n<HEAT heatid=\"5\" number=\"1\" \
         />\n</HEATS>\n</EVENT>\n</EVENTS>\n</SESSION>\n</SESSIONS>\n<CLUBS>\n<CLUB name=\"Club\" \
         nation=\"NOR\">\n<ATHLETES>\n{}</ATHLETES>\n</CLUB>\n</CLUBS>\n</MEET>\n</MEETS>\n</LENEX>\n",
        runners(athlete)
    )
}

pub fn odf() -> String {
    let points = ["400", "800", "1200", "Finish"];
    let places = (1..).zip(points).map(|(pos, value)| {
        format!("<ExtendedInfo Type=\"UI\" Code=\"INTERMEDIATE\" Pos=\"{pos}\" Value=\"{value}\" />\n")
    });
    let result = |r: &Runner| {
        let times = (1..).zip(r.times).map(|(pos, time)| {
            format!(
                "<ExtendedResult Type=\"ER\" Code=\"INTERMEDIATE\" Pos=\"{pos}\" Value=\"{}\" Rank=\"{}\" />\n",
                clock(time),
                r.place
            )
        });
        format!(
            "<Result Rank=\"{0}\" Result=\"{1}\" ResultType=\"TIME\" SortOrder=\"{0}\">\n<ExtendedResults>\n{2}</ExtendedResults>\n<Competitor \
             Code=\"{0}\" Type=\"A\" Organisation=\"{3}\">\n<Composition>\n<Athlete Code=\"{0}\" Order=\"1\" Bib=\"{0}\">\n<Description \
             FamilyName=\"{4}\" GivenName=\"{5}\" Gender=\"W\" Organisation=\"{3}\" BirthDate=\"{6}\" \
             />\n</Athlete>\n</Composition>\n</Competitor>\n</Result>\n",
            r.number,
            clock(r.times[3]),
            times.collect::<String>(),
            r.nation,
            r.family,
            r.given,
            r.birth(),
        )
    };
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<OdfBody CompetitionCode=\"XG2024\" DocumentCode=\"ATHW1500M-------------FNL-000100--\" \
         DocumentType=\"DT_RESULT\" ResultStatus=\"OFFICIAL\">\n<Competition Code=\"XG2024\">\n<ExtendedInfos>\n{}<SportDescription \
         DisciplineName=\"Athletics\" EventName=\"Women's 1500m\" Gender=\"W\" />\n</ExtendedInfos>\n{}</Competition>\n</OdfBody>\n",
        places.collect::<String>(),
        runners(result)
    )
}

/// Without the comma behind the last.
fn list(text: String) -> String {
    text.trim_end().trim_end_matches(',').to_owned()
}

pub fn opentrack() -> String {
    let position = |r: &Runner| {
        format!(
            "    {{\"givenName\": \"{}\", \"familyName\": \"{}\", \"gender\": \"F\", \"nationality\": \"{}\", \"birthDate\": \"{}\",\n     \
             \"bib\": \"{}\", \"club\": \"{}\", \"rank\": {}, \"perf\": \"{}\"}},\n",
            r.given,
            r.family,
            r.nation,
            r.birth(),
            r.number,
            r.club,
            r.number,
            clock(r.times[3])
        )
    };
    format!(
        "{{\n  \"fullName\": \"Town 1500 - Race B\", \"discipline\": \"1500\", \"venue\": \"Town Track\", \"country\": \"GBR\",\n  \
         \"startDate\": \"2024-07-20\",\n  \"positions\": [\n{}\n  ]\n}}\n",
        list(runners(position))
    )
}

pub fn world_athletics() -> String {
    let race = |number: usize, field: &[Runner]| {
        let result = |r: &Runner| {
            format!(
                "{{\"place\": \"{}.\", \"mark\": \"{}\", \"nationality\": \"{}\", \"records\": \"PB\", \"remark\": null, \"qualified\": \"\", \
                 \"wind\": null,\n \"competitor\": {{\"name\": \"{} {}\", \"birthDate\": \"19 SEP 2000\", \"iaafId\": {}, \"teamMembers\": \
                 null}}}},\n",
                r.place,
                clock(r.times[3]),
                r.nation,
                r.given,
                r.family.to_uppercase(),
                r.number
            )
        };
        let results = list(field.iter().map(result).collect());
        format!(
            "{{\"date\": \"06 AUG 2021\", \"race\": \"Heat\", \"raceNumber\": {number}, \"wind\": null, \"results\": [\n{results}]}},\n"
        )
    };
    format!(
        "{{\"data\": {{\"getCalendarCompetitionResults\": {{\n\"competition\": {{\"name\": \"Town Games\", \"venue\": \"Town Stadium, Town \
         (NOR)\", \"startDate\": \"2021-08-06\", \"endDate\": \"2021-08-07\"}},\n\"eventTitles\": [{{\"eventTitle\": null, \
         \"rankingCategory\": \"GW\", \"events\": [\n{{\"event\": \"Women's 1500 Metres\", \"gender\": \"W\", \"isRelay\": false, \"races\": \
         [\n{}]}}]}}]\n}}}}}}\n",
        list(races(race))
    )
}

pub fn race_result() -> String {
    let fields = [
        ("BIB", "Bib"),
        ("WithStatus([OverallRankp])", "Place"),
        ("DisplayName", "Name"),
        ("CLUB", "Club"),
        ("Split1", "400m"),
        ("Split2", "800m"),
        ("Split3", "1200m"),
        ("TIMETEXT", "Gun Time"),
    ];
    let fields = fields.map(|(field, label)| format!("{{\"Expression\": \"{field}\", \"Label\": \"{label}\"}}"));
    let row = |r: &Runner| {
        let [a, b, c, d] = r.times.map(clock);
        let (number, name, club) = (r.number, r.name(), r.club);
        format!(
            "[\"{number}\", {number}, \"{number}.\", \"{name}\", \"{club}\", \"{a}\", \"{b}\", \"{c}\", \"{d}\"],\n"
        )
    };
    let names = "[\"BIB\", \"ID\", \"WithStatus([OverallRankp])\", \"DisplayName\", \"CLUB\", \"Split1\", \"Split2\", \"Split3\", \"TIMETEXT\"]";
    format!(
        "{{\"list\": {{\"ListName\": \"Online|Final\", \"HeadLine1\": \"Town Run\", \"Fields\": [{}]}},\n\"DataFields\": {names},\n\"data\": \
         {{\"#1_1500 m\": [\n{}]}}}}\n",
        fields.join(", "),
        list(runners(row))
    )
}

pub fn athlinks() -> String {
    let result = |r: &Runner| {
        format!(
            "{{\"id\": {0}, \"age\": 36, \"bib\": \"{0}\", \"displayName\": \"{1}\", \"gender\": \"F\", \"chipTimeInMillis\": {2}, \
             \"gunTimeInMillis\": {3},\n \"location\": {{\"country\": \"{4}\"}}, \"rankings\": {{\"gender\": {0}, \"overall\": {0}}}, \
             \"status\": \"CONF\"}},\n",
            r.number,
            r.name(),
            r.times[3] * 10,
            r.times[3] * 10 + 500,
            NATIONS[r.number % 8],
        )
    };
    format!(
        "{{\"data\": [{{\"division\": {{\"name\": \"Overall\", \"type\": \"overall\"}},\n\"intervals\": [\n{{\"distance\": {{\"meters\": 5000, \
         \"metersFromStart\": 5000}}, \"full\": true, \"name\": \"Full Course\", \"raceType\": \"run\", \"results\": [\n{}]}}],\n\"race\": \
         {{\"id\": 9, \"name\": \"5 km\"}}}}]}}\n",
        list(runners(result))
    )
}
