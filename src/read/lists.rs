//! Several lists of one file, each a table under titles of its own: the overall list and those of age groups, men and women,
//! 5 km and 10 km. Each list is a race with the title above it; rows that repeat those of a longer list are counted once.

use super::combine::combine_rows;
use super::csv;
use super::format::Progress;
use super::header::{self, Meaning};
use super::import::Import;
use super::mapping::Mapping;
use super::title::{event_in_title, round_in_title, wind_in_title};
use crate::model::{Finding, Round, Severity, Sex, Status, fold};
use hashbrown::{HashMap, HashSet};

/// Lists of one file; what follows is taken as rows of the last.
pub const MOST: usize = 2_000;

/// One list, in the order of the file.
#[derive(Debug, Default)]
pub struct List {
    /// The lines above it; of a further list those behind the list before.
    pub titles: Vec<String>,
    /// A header line and rows.
    pub table: String,
    /// By line of the table the line of the file.
    pub lines: Vec<u32>,
}

/// Reads the lists of a file as one import, under the titles that are those of all. Rows that repeat those of a longer list
/// are counted `once`, or every time.
pub fn read(lists: &[List], head: &[String], once: bool, mappings: &[Mapping], progress: &Progress) -> Import {
    if let [only] = lists
        && only.titles.len() == head.len()
    {
        let mut import = read_one(only, head, mappings, progress);
        give_wind(&mut import, head);
        return import;
    }
    let mut imports: Vec<Import> = Vec::with_capacity(lists.len());
    for (at, list) in lists.iter().enumerate() {
        let own: Vec<&String> = match at {
            0 => list.titles.iter().skip(head.len()).collect(),
            _ => list.titles.iter().filter(|t| !head.contains(t)).collect(),
        };
        let mut import = read_one(list, head, mappings, progress);
        name_races(&mut import, &own);
        if at > 0 {
            // said of the first
            import.findings.retain(|finding| finding.code != "title-lines");
        }
        imports.push(import);
    }
    let kept = match once {
        true => kept_rows(&imports),
        false => imports.iter().map(|i| vec![true; i.rows.len()]).collect(),
    };
    let mut import = combine_rows(&imports, |list, row| kept[list][row]);
    let repeated: usize = kept.iter().flatten().filter(|kept| !**kept).count();
    if repeated > 0 {
        import.findings.push(Finding {
            severity: Severity::Note,
            code: "repeated-rows",
            line: lists.get(1).and_then(|l| l.lines.first()).copied().unwrap_or(0),
            column: 0,
            found: format!("{repeated} rows that stand in a longer list too"),
            expected: "each result once; they are counted once".into(),
        });
    }
    import
}

fn read_one(list: &List, head: &[String], mappings: &[Mapping], progress: &Progress) -> Import {
    let first = list.lines.first().copied().unwrap_or(0);
    // below titles a header is told by three captions that are known
    let captions = list.table.lines().next().unwrap_or("").split(['\t', ',', ';', '|']);
    let known = captions.filter(|c| !matches!(header::meaning(c), Meaning::Unknown | Meaning::Ignored));
    let head = if known.count() > 2 { head } else { &[] };
    let mut text = String::with_capacity(list.table.len() + 200);
    for title in head {
        text.push_str(title);
        text.push('\n');
    }
    text.push_str(&list.table);
    let mut import = csv::read_table(&text, mappings, progress);
    import.renumber(|line| match (line as usize).checked_sub(head.len() + 1) {
        Some(at) => list.lines.get(at).copied().unwrap_or(0),
        None => first,
    });
    import
}

/// The titles of the first list that are those of all: without the last ones, which name the list.
pub fn head(lists: &[List]) -> &[String] {
    let Some((first, others)) = lists.split_first() else {
        return &[];
    };
    if others.is_empty() {
        return &first.titles;
    }
    if let [only] = first.titles.as_slice() {
        let distance = |title: &String| event_in_title(title).map(|e| e.distance_mm);
        let differs = |title: &String| distance(title).is_some_and(|d| Some(d) != distance(only));
        let other_sex = |title: &String| {
            let (own, others) = (sex_in(only), sex_in(title));
            own != Sex::Unknown && others != Sex::Unknown && own != others
        };
        let is_list = is_of_a_list(only) && distance(only).is_none();
        // `1500m - Heat 1` above one and `1500m - Heat 2` above the other
        let is_sibling =
            |title: &String| title != only && title.len() == only.len() && distance(title) == distance(only);
        let mut others = others.iter().flat_map(|l| &l.titles);
        let belongs =
            is_list || others.any(|t| distance(only).is_some() && (differs(t) || is_sibling(t)) || other_sex(t));
        return if belongs { &[] } else { &first.titles };
    }
    let own = first.titles.iter().rev().take_while(|t| is_of_a_list(t)).count();
    &first.titles[..first.titles.len().saturating_sub(own).max(1).min(first.titles.len())]
}

/// Whether a title says which of several lists it stands above.
fn is_of_a_list(title: &str) -> bool {
    const WORDS: [&str; 12] = [
        "overall",
        "age",
        "division",
        "wheelchair",
        "wheelchairs",
        "handcycle",
        "handcycles",
        "group",
        "open",
        "masters",
        "finishers",
        "heat",
    ];
    event_in_title(title).is_some()
        || sex_in(title) != Sex::Unknown
        || words(title).any(|w| WORDS.contains(&w.as_str()))
}

fn words(title: &str) -> impl Iterator<Item = String> {
    let folded = fold(title).to_lowercase();
    let words: Vec<String> = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(str::to_owned)
        .collect();
    words.into_iter()
}

/// The sex that the words of a title name.
fn sex_in(title: &str) -> Sex {
    let mut found = Sex::Unknown;
    for word in words(title) {
        let sex = match word.as_str() {
            "men" | "mens" | "male" | "males" | "boys" | "herren" | "manner" => Sex::Men,
            "women" | "womens" | "female" | "females" | "girls" | "ladies" | "damen" | "frauen" => Sex::Women,
            _ => continue,
        };
        if found != Sex::Unknown && found != sex {
            return Sex::Unknown;
        }
        found = sex;
    }
    found
}

/// Gives the races of a list what its own titles say.
fn name_races(import: &mut Import, own: &[&String]) {
    if own.is_empty() {
        return;
    }
    let event = own.iter().find_map(|t| event_in_title(t));
    let round = own.iter().find_map(|t| round_in_title(t));
    let sex = own
        .iter()
        .map(|t| sex_in(t))
        .find(|s| *s != Sex::Unknown)
        .unwrap_or_default();
    let title: Vec<&str> = own.iter().map(|t| t.as_str()).collect();
    let title = import.strings.push(&title.join(", ")).unwrap_or_default();
    for race in &mut import.races {
        if let Some(event) = event {
            (race.event.distance_mm, race.event.discipline) = (event.distance_mm, event.discipline);
        }
        if let Some((round, heat)) = round.filter(|_| race.round == Round::Unknown) {
            (race.round, race.heat) = (round, race.heat.or(heat));
        }
        if race.event.sex == Sex::Unknown {
            race.event.sex = sex;
        }
        if race.title.is_empty() {
            race.title = title;
        }
    }
    give_wind(import, own);
    if sex != Sex::Unknown {
        import
            .athletes
            .iter_mut()
            .filter(|a| a.sex == Sex::Unknown)
            .for_each(|a| a.sex = sex);
    }
}

/// Gives the wind of a title to the results of a sprint or a field event (terms.md 13).
fn give_wind(import: &mut Import, titles: &[impl AsRef<str>]) {
    let is_long = import.races.iter().any(|race| race.event.distance_mm >= 400_000);
    if let Some(wind) = titles
        .iter()
        .find_map(|t| wind_in_title(t.as_ref()))
        .filter(|_| !is_long)
    {
        import.give_wind(wind);
    }
}

/// By list and row, whether it is kept: a row of a shorter list with the name, mark and bib of one in a longer list is not.
fn kept_rows(imports: &[Import]) -> Vec<Vec<bool>> {
    let mut kept: Vec<Vec<bool>> = imports.iter().map(|i| vec![true; i.rows.len()]).collect();
    let mut order: Vec<usize> = (0..imports.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse(imports[*at].rows.len()));
    // bibs by name and mark
    let mut known: HashMap<(&str, u32, Status), HashSet<&str>> = HashMap::new();
    for at in order {
        let import = &imports[at];
        let key = |row: usize| {
            let name = import.text(import.athletes[import.rows.athlete[row] as usize].name);
            (name, import.rows.mark[row], import.rows.status[row])
        };
        let repeats = |row: usize| {
            let bib = import.text(import.rows.bib[row]);
            let same = |bibs: &HashSet<&str>| bib.is_empty() || bibs.contains(bib) || bibs.contains("");
            !key(row).0.is_empty() && known.get(&key(row)).is_some_and(same)
        };
        // who did not start in one race may not have started in another: without a mark a row repeats with its list only
        let marked = (0..import.rows.len()).filter(|r| key(*r).1 > 0);
        let (marked, again) = marked.fold((0, 0), |(n, again), r| (n + 1, again + usize::from(repeats(r))));
        let whole = again > 0 && again * 2 >= marked;
        for (row, kept) in kept[at].iter_mut().enumerate() {
            *kept = !repeats(row) || key(row).1 == 0 && !whole;
        }
        for row in (0..import.rows.len()).filter(|r| kept[at][*r]) {
            known
                .entry(key(row))
                .or_default()
                .insert(import.text(import.rows.bib[row]));
        }
    }
    kept
}
