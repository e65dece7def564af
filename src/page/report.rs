//! A race as a web page that needs no network: its tables, and its charts as pictures in the page.

use super::{PageError, Settings, svg, table, typeface};
use crate::chart::Chart;
use crate::sheet::{Align, Sheet};
use std::collections::BTreeSet;

const STYLE: &str = "\
body{font:15px/1.45 'IBM Plex Sans',Arial,sans-serif;color:#1a1c1f;max-width:62rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.7rem;margin:0 0 .2rem}h2{font-size:1.2rem;margin:2.2rem 0 .6rem}
.quiet,figcaption{color:#5f656c}figure{margin:2rem 0}figure svg{width:100%;height:auto}
.wide{overflow-x:auto}table{border-collapse:collapse;font-variant-numeric:tabular-nums}
th,td{padding:.22rem .7rem .22rem 0;text-align:left;white-space:nowrap;border-bottom:1px solid #e5e7ea}
th{font-weight:500;color:#5f656c}.r{text-align:right}
@media print{body{margin:0;max-width:none}figure{break-inside:avoid}}";

/// What stands on the page.
pub struct Report<'a> {
    pub title: &'a str,
    pub subtitle: &'a str,
    /// Sentences, the most unusual first.
    pub facts: Vec<String>,
    /// Heading and table.
    pub tables: Vec<(&'a str, &'a dyn Sheet)>,
    /// Each with the name of the file that holds its data.
    pub charts: Vec<(Chart, String)>,
}

impl Report<'_> {
    /// The page, with the fonts that it is set in; the charts in it are drawn on `settings`.
    pub fn html(&self, settings: Settings) -> Result<String, PageError> {
        let title = escaped(self.title);
        let body = self.body(settings)?;
        let used: BTreeSet<char> = body.chars().collect();
        let fonts = typeface::rules(|_| used.clone());
        Ok(format!(
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" \
             content=\"width=device-width\">\n<title>{title}</title>\n<style>\n{STYLE}\n{fonts}\n</style>\n</head>\n\
             <body>\n{body}</body>\n</html>\n"
        ))
    }

    fn body(&self, settings: Settings) -> Result<String, PageError> {
        let (title, subtitle) = (escaped(self.title), escaped(self.subtitle));
        let mut body = format!("<h1>{title}</h1>\n<p class=\"quiet\">{subtitle}</p>\n");
        if !self.facts.is_empty() {
            let lines: String = self
                .facts
                .iter()
                .map(|f| format!("<li>{}</li>\n", escaped(f)))
                .collect();
            body.push_str(&format!("<h2>Facts</h2>\n<ul>\n{lines}</ul>\n"));
        }
        for (heading, sheet) in &self.tables {
            body.push_str(&format!("<h2>{}</h2>\n<div class=\"wide\">\n", escaped(heading)));
            body.push_str(&html_table(*sheet));
            body.push_str("</div>\n");
        }
        for (chart, data) in &self.charts {
            let picture = with_own_ids(&svg(chart, settings)?, chart.kind);
            let data = escaped(data);
            body.push_str(&format!(
                "<figure>\n{picture}<figcaption><a href=\"{data}\">Data</a></figcaption>\n</figure>\n"
            ));
        }
        Ok(body)
    }
}

/// A picture whose ids are no other's on the page; texts hold no quotes, so that only ids are found.
fn with_own_ids(svg: &str, kind: &str) -> String {
    svg.replace(" id=\"", &format!(" id=\"{kind}-"))
        .replace("\"title desc\"", &format!("\"{kind}-title {kind}-desc\""))
}

fn html_table(sheet: &dyn Sheet) -> String {
    let aligns: Vec<&str> = table::aligns(sheet)
        .into_iter()
        .map(|align| if align == Align::Right { " class=\"r\"" } else { "" })
        .collect();
    let line = |tag: &str, values: Vec<String>| {
        let cell = |(value, class): (&String, &&str)| format!("<{tag}{class}>{}</{tag}>", escaped(value));
        let cells: String = values.iter().zip(&aligns).map(cell).collect();
        format!("<tr>{cells}</tr>\n")
    };
    let rows: String = (0..sheet.row_count())
        .map(|row| line("td", table::shown(sheet, row)))
        .collect();
    format!(
        "<table>\n<thead>\n{}</thead>\n<tbody>\n{rows}</tbody>\n</table>\n",
        line("th", table::shown_headings(sheet))
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::ChartData;
    use crate::chart::style::Ground;
    use crate::chart::tests::chart_of_example;
    use crate::page::PRESETS;

    #[test]
    fn a_page_holds_tables_and_pictures() {
        let chart = chart_of_example("gap");
        let data = ChartData::new(&chart);
        let report = Report {
            title: "Gaps <& more>",
            subtitle: "",
            facts: vec!["Ann & Bea won.".to_owned()],
            tables: vec![("Gaps", &data)],
            charts: vec![(chart, "gap.csv".to_owned())],
        };
        let settings = Settings::new(PRESETS[1].size, Ground::Light);
        let page = report.html(settings).expect("a page");
        assert!(page.contains("<h1>Gaps &lt;&amp; more&gt;</h1>"));
        assert!(page.contains("<li>Ann &amp; Bea won.</li>"));
        assert!(page.contains("<td class=\"r\">+0.69</td>"), "the margin of the second");
        assert!(page.contains("<figure>\n<svg ") && page.contains("href=\"gap.csv\""));
        assert!(!page.contains("<?xml"), "only the first line of a file says so");
        assert_eq!(page.matches("@font-face").count(), 3, "once for all charts");
        assert!(page.contains("aria-labelledby=\"gap-title gap-desc\"") && page.contains("<title id=\"gap-title\">"));
    }
}
