//! The six areas of World Athletics and the codes of their members, as results print them; the codes of states that are no
//! more stand with the area that they competed in.

/// An area (continental) association.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Area {
    Africa,
    Asia,
    Europe,
    NorthAmerica,
    Oceania,
    SouthAmerica,
}

const MEMBERS: [(Area, &str); 6] = [
    (
        Area::Africa,
        "ALG ANG BDI BEN BOT BUR CAF CGO CHA CIV CMR COD COM CPV DJI EGY ERI ETH GAB GAM GBS GEQ GHA GUI KEN LBA LBR LES \
         MAD MAR MAW MLI MOZ MRI MTN NAM NIG NGR RSA RWA SEN SEY SLE SOM SSD STP SUD SWZ TAN TOG TUN UGA ZAM ZIM",
    ),
    (
        Area::Asia,
        "AFG BAN BHU BRN BRU CAM CHN HKG INA IND IRI IRQ JOR JPN KAZ KGZ KOR KSA KUW LAO LBN MAC MAS MDV MGL MYA NEP OMA \
         PAK PHI PLE PRK QAT SGP SRI SYR THA TJK TKM TLS TPE UAE UZB VIE YEM",
    ),
    (
        Area::Europe,
        "ALB AND ARM AUT AZE BEL BIH BLR BUL CRO CYP CZE DEN ESP EST FIN FRA GBR GEO GER GIB GRE HUN IRL ISL ISR ITA KOS \
         LAT LIE LTU LUX MDA MKD MLT MNE MON NED NOR POL POR ROU RUS SLO SMR SRB SUI SVK SWE TUR UKR \
         URS TCH GDR FRG EUA YUG SCG EUN BOH ANA ARP",
    ),
    (
        Area::NorthAmerica,
        "AIA ANT ARU BAH BAR BER BIZ CAN CAY CRC CUB DMA DOM ESA GRN GUA HAI HON ISV IVB JAM MEX MSR NCA PUR SKN LCA TCA \
         TTO USA VIN",
    ),
    (
        Area::Oceania,
        "ASA AUS COK FIJ FSM GUM KIR MHL NFI NMI NRU NZL PLW PNG PYF SAM SOL TGA TUV VAN NCL",
    ),
    (
        Area::SouthAmerica,
        "ARG BOL BRA CHI COL ECU GUY PAN PAR PER SUR URU VEN",
    ),
];

impl Area {
    pub const ALL: [Self; 6] = [
        Self::Africa,
        Self::Asia,
        Self::Europe,
        Self::NorthAmerica,
        Self::Oceania,
        Self::SouthAmerica,
    ];

    /// The area of a nation's code; `None` for a code that is not a member's.
    pub fn of(code: &str) -> Option<Self> {
        let has = |(_, codes): &&(Self, &str)| codes.split(' ').any(|c| c == code);
        MEMBERS.iter().find(has).map(|(area, _)| *area)
    }

    pub const fn name(self) -> &'static str {
        match self {
            Self::Africa => "Africa",
            Self::Asia => "Asia",
            Self::Europe => "Europe",
            Self::NorthAmerica => "North and Central America",
            Self::Oceania => "Oceania",
            Self::SouthAmerica => "South America",
        }
    }

    /// `European`
    pub const fn adjective(self) -> &'static str {
        match self {
            Self::Africa => "African",
            Self::Asia => "Asian",
            Self::Europe => "European",
            Self::NorthAmerica => "North and Central American",
            Self::Oceania => "Oceanian",
            Self::SouthAmerica => "South American",
        }
    }

    /// An area by its name or the beginning of it, in any case: `Europe`, `europ`, `North America`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_lowercase();
        let starts = |area: &Self| area.name().to_lowercase().starts_with(&text);
        match text.as_str() {
            "north america" | "nacac" => Some(Self::NorthAmerica),
            _ if text.len() < 4 => None,
            _ => Self::ALL.into_iter().find(starts),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_in_one_area() {
        let codes: Vec<&str> = MEMBERS.iter().flat_map(|(_, codes)| codes.split(' ')).collect();
        for code in &codes {
            assert_eq!(code.len(), 3, "{code}");
            assert_eq!(codes.iter().filter(|c| *c == code).count(), 1, "{code}");
        }
        let areas = ["NOR", "KEN", "USA", "AUS", "BRA", "JPN"].map(Area::of);
        assert!(areas.iter().all(Option::is_some));
        assert_eq!([Area::of("GBR"), Area::of("XXX")], [Some(Area::Europe), None]);
        assert_eq!([Area::parse("europe"), Area::parse("GBR")], [Some(Area::Europe), None]);
    }
}
