//! Pages of invented charts: nothing overlaps, nothing leaves the page, and the bytes are the same every time.

use super::scene::{Item, Scene};
use super::*;
use crate::chart::sample;

fn settings(key: &str, ground: Ground) -> Settings {
    Settings::new(Size::preset(key).expect("a preset"), ground)
}

fn assert_texts_fit(scene: &Scene, what: &str) {
    let texts: Vec<_> = scene.texts().map(|t| (t.bounds(), &t.content)).collect();
    for (at, (rect, content)) in texts.iter().enumerate() {
        assert!(
            rect.left >= -0.01
                && rect.right <= scene.width + 0.01
                && rect.top >= -0.01
                && rect.bottom <= scene.height + 0.01,
            "{what}: '{content}' leaves the page: {rect:?}"
        );
        for (other, content_of_other) in &texts[at + 1..] {
            assert!(
                !rect.overlaps(*other, 0.05),
                "{what}: '{content}' touches '{content_of_other}'"
            );
        }
    }
}

#[test]
fn no_text_overlaps_or_leaves_the_page() {
    for preset in PRESETS {
        for athletes in [1, 3, 13, 20, 45] {
            let chart = sample::gaps(athletes, 3);
            let scene = scene(&chart, settings(preset.key, Ground::Light)).expect("fits");
            assert_texts_fit(&scene, &format!("{} with {athletes}", preset.key));
        }
    }
    let own = Size::own(60.0, 50.0).expect("the smallest");
    let small = scene(&sample::gaps(13, 3), Settings::new(own, Ground::Print));
    if let Ok(scene) = small {
        assert_texts_fit(&scene, "smallest");
    }
}

#[test]
fn measured_widths_are_those_of_the_rasteriser() {
    let chart = sample::gaps(13, 3);
    let settings = settings("page", Ground::Light);
    let tree = tree(&svg(&chart, settings).expect("svg")).expect("tree");
    let mut boxes = Vec::new();
    collect_text_widths(tree.root(), &mut boxes);
    let scene = scene(&chart, settings).expect("scene");
    let measured: Vec<f64> = scene
        .texts()
        .map(|t| crate::chart::font::width(&t.content, t.size, t.weight))
        .collect();
    assert_eq!(boxes.len(), measured.len());
    for (drawn, measured) in boxes.iter().zip(&measured) {
        // The drawn box is that of the ink and is narrower than the advance by the side bearings, never wider.
        assert!(
            drawn - measured < 0.1 && measured - drawn < 2.5,
            "{drawn} drawn, {measured} measured"
        );
    }
}

fn collect_text_widths(group: &usvg::Group, out: &mut Vec<f64>) {
    for node in group.children() {
        match node {
            usvg::Node::Group(group) => collect_text_widths(group, out),
            usvg::Node::Text(text) => out.push(f64::from(text.bounding_box().width())),
            _ => {}
        }
    }
}

#[test]
fn same_chart_same_bytes() {
    let chart = sample::gaps(13, 3);
    let settings = settings("column", Ground::Dark);
    for format in [Format::Svg, Format::Pdf, Format::Png] {
        let once = export(&chart, settings, format).expect("bytes");
        let again = export(&chart, settings, format).expect("bytes");
        assert!(once == again, "{format:?} differs");
    }
}

#[test]
fn png_has_its_resolution_and_size() {
    let bytes = export(&sample::gaps(3, 3), settings("column", Ground::Light), Format::Png).expect("png");
    let decoder = ::png::Decoder::new(std::io::Cursor::new(&bytes));
    let reader = decoder.read_info().expect("a png");
    let info = reader.info();
    assert_eq!((info.width, info.height), (1004, 1004), "85 mm at 300 dpi");
    assert_eq!(info.pixel_dims.map(|d| (d.xppu, d.yppu)), Some((11_811, 11_811)));
    assert!(bytes.windows(4).any(|w| w == b"pHYs"));
    for dpi in [-5, 0, 35, 1201, 5_000_000_000] {
        assert!(matches!(resolution(dpi), Err(PageError::Resolution { .. })), "{dpi}");
    }
    assert!(resolution(36).is_ok() && resolution(1200).is_ok());
}

#[test]
fn a_picture_without_a_ground_is_white() {
    let (pixels, _, _) = preview(&sample::gaps(3, 3), settings("column", Ground::Print), 72).expect("pixels");
    assert_eq!(pixels[..4], [255; 4]);
    assert!(pixels.chunks(4).all(|p| p[3] == 255));
    for ground in Ground::ALL {
        let clear = Settings {
            transparent: true,
            ..settings("column", ground)
        };
        let (pixels, ..) = preview(&sample::gaps(3, 3), clear, 72).expect("pixels");
        assert_eq!(pixels[..4], [0; 4], "{ground:?}");
    }
}

/// A page and the type on it are as large in millimetres and points whatever the dots per inch.
#[test]
fn presets_keep_their_size_and_readable_type() {
    for preset in PRESETS {
        let settings = Settings::new(preset.size, Ground::Light);
        for dpi in [72, 150, 300] {
            let (_, width, height) = preview(&sample::gaps(3, 3), settings, dpi).expect("pixels");
            let mm = |pixels: u32| f64::from(pixels) / f64::from(dpi) * 25.4;
            let (wide, high) = (mm(width) - preset.size.width_mm, mm(height) - preset.size.height_mm);
            assert!(wide.abs() < 0.2 && high.abs() < 0.2, "{} at {dpi}", preset.key);
        }
        let scene = scene(&sample::gaps(3, 3), settings).expect("fits");
        assert!(
            scene.texts().all(|t| t.size >= 6.0),
            "{}: nothing below 6 pt",
            preset.key
        );
    }
}

#[test]
fn pdf_is_one() {
    let bytes = export(&sample::gaps(3, 3), settings("a4", Ground::Print), Format::Pdf).expect("pdf");
    assert!(bytes.starts_with(b"%PDF-"));
    assert!(bytes.windows(5).any(|w| w == b"%%EOF"));
    let text = String::from_utf8_lossy(&bytes);
    assert!(!text.contains("CreationDate"), "a date would make every file another");
    assert!(text.contains("MediaBox"));
    assert!(
        text.contains("/Figure") && text.contains("/Alt(A kick from the bell decides"),
        "what it shows, in words"
    );
}

#[test]
fn svg_has_true_size_real_text_and_a_description() {
    let svg = svg(&sample::gaps(3, 1), settings("column", Ground::Light)).expect("svg");
    assert!(svg.starts_with(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"85mm\" height=\"85mm\" viewBox=\"0 0 240.94 240.94\""
    ));
    assert!(svg.contains("<title id=\"title\">A kick from the bell decides"));
    assert!(svg.contains("At finish: Given0 Athlete0"));
    assert!(svg.contains(">1500 m</text>") && svg.contains(">last lap</text>") && svg.contains(">Athlete2</text>"));
    assert!(svg.contains("<g id=\"series-1\">\n<title>Given0 Athlete0: +0.00"));
    let print = super::svg(&sample::gaps(3, 1), settings("column", Ground::Print)).expect("svg");
    assert!(!print.contains("id=\"background\""));
}

#[test]
fn outlines_look_like_the_text() {
    for chart in golden::charts() {
        let settings = settings("column", Ground::Light);
        let outlined = Settings {
            lettering: Lettering::Outlines,
            ..settings
        };
        let file = String::from_utf8(export(&chart, outlined, Format::Svg).expect("svg")).expect("UTF-8");
        assert!(!file.contains("<text") && !file.contains("d=\"\""), "{}", chart.kind);
        assert!(file.contains(" width=\"85mm\"") && file.contains("<g id=\"heading\">\n<path aria-label=\""));
        let (text, ..) = preview(&chart, settings, 150).expect("pixels");
        let (shapes, ..) = png::pixels(&tree(&file).expect("a tree"), settings, 150).expect("pixels");
        let strays = text.iter().zip(&shapes).filter(|(a, b)| a.abs_diff(**b) > 24).count();
        assert!(strays * 1000 < text.len(), "{}: {strays} of {}", chart.kind, text.len());
    }
}

#[test]
fn every_line_stays_inside_the_plot() {
    let scene = scene(&sample::gaps(13, 13), settings("page", Ground::Light)).expect("scene");
    for item in scene
        .groups
        .iter()
        .filter(|g| g.id.starts_with("series"))
        .flat_map(|g| &g.items)
    {
        if let Item::Path { points, .. } = item {
            assert!(
                points
                    .iter()
                    .all(|(x, y)| *x > 0.0 && *x < scene.width && *y > 0.0 && *y < scene.height)
            );
        }
    }
}

#[test]
fn long_texts_are_wrapped_or_cut() {
    let mut chart = sample::gaps(13, 3);
    let long = "a text that is much longer than any page is wide ".repeat(4);
    (chart.title, chart.subtitle, chart.y.title) = (long.clone(), long.clone(), long.clone());
    chart.series[0].short = long;
    for preset in PRESETS {
        match scene(&chart, settings(preset.key, Ground::Light)) {
            Ok(scene) => assert_texts_fit(&scene, preset.key),
            Err(why) => assert!(matches!(why, PageError::TooSmall { .. })),
        }
    }
}

#[test]
fn every_kind_fits_every_page() {
    for chart in golden::charts() {
        for preset in PRESETS {
            let scene = scene(&chart, settings(preset.key, Ground::Light)).expect("fits");
            assert_texts_fit(&scene, &format!("{} on {}", chart.kind, preset.key));
            let is_cut = scene.texts().any(|t| t.content.ends_with('…'));
            assert!(!is_cut, "{} on {}", chart.kind, preset.key);
        }
    }
}
