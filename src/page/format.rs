//! The files that a chart can leave as: a page, or the data behind it.

/// The kind of file to make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Svg,
    Pdf,
    Png,
    Csv,
    Tsv,
    Markdown,
    Json,
}

impl Format {
    /// Pages first.
    pub const ALL: [Self; 7] = [
        Self::Svg,
        Self::Pdf,
        Self::Png,
        Self::Csv,
        Self::Tsv,
        Self::Markdown,
        Self::Json,
    ];

    /// The extension of the file, without a point.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Pdf => "pdf",
            Self::Png => "png",
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Markdown => "md",
            Self::Json => "json",
        }
    }

    pub fn from_extension(extension: &str) -> Option<Self> {
        let is_its = |format: &Self| format.extension().eq_ignore_ascii_case(extension);
        Self::ALL.into_iter().find(is_its)
    }

    pub const fn title(self) -> &'static str {
        match self {
            Self::Svg => "SVG",
            Self::Pdf => "PDF",
            Self::Png => "PNG",
            Self::Csv => "CSV",
            Self::Tsv => "TSV",
            Self::Markdown => "Markdown",
            Self::Json => "JSON",
        }
    }

    /// Whether it holds the chart, and not the data behind it.
    pub const fn is_page(self) -> bool {
        matches!(self, Self::Svg | Self::Pdf | Self::Png)
    }
}
