//! What the captions of tables mean, in the languages that results are published in. The words are folded: small letters
//! without diacritics, signs as blanks.

use super::header::Meaning;

/// The meaning of a folded caption of words; [`Meaning::Unknown`] for others.
pub fn meaning_of_words(caption: &str) -> Meaning {
    use Meaning as M;
    match caption {
        "place" | "pos" | "overall" | "overall place" | "pl" | "plc" | "position overall" | "finish place"
        | "final place" | "ov" | "overall pl" | "overall position" | "overall pos" | "overall rank" | "o'all"
        | "placing" | "finish position" | "finish pos" | "gun place" | "miejsce" | "miejsce open" | "platz"
        | "rang" | "gesamtplatz" | "platz gesamt" | "platz ges" | "pl ges" | "ges platz" | "gesamtrang"
        | "rang gesamt" | "platzierung" | "clt" | "classement" | "clas" | "cla" | "place generale"
        | "classement general" | "clt general" | "puesto" | "posicion" | "pos general" | "puesto general" | "lugar"
        | "posizione" | "pos ass" | "pos assoluta" | "piazz" | "piazzamento" | "posicao" | "pos geral"
        | "colocacao" | "plaats" | "plac" | "placering" | "plass" | "plassering" | "sija" | "sijoitus" | "poradi"
        | "umisteni" | "helyezes" | "mesto" => M::Place,
        "rank" | "rk" | "ranking" => M::Rank,
        "bib" | "start number" | "numer startowy" | "no" | "num" | "number" | "startnummer" | "bib number"
        | "bib no" | "stno" | "startnr" | "st nr" | "stnr" | "start no" | "start nr" | "race number" | "race no"
        | "runner no" | "startnumber" | "snr" | "st-nr" | "start-nr" | "nr" | "nr startowy" | "dossard" | "dos"
        | "doss" | "n dossard" | "no dossard" | "num dossard" | "dorsal" | "pettorale" | "pett" | "pet"
        | "num pett" | "peito" | "borstnummer" | "beennummer" | "nro" | "numero" | "kilpailunumero" | "st c"
        | "startovni cislo" | "cislo" => M::Bib,
        "name"
        | "competitor"
        | "athlete"
        | "athletes"
        | "display name"
        | "runner"
        | "full name"
        | "runner name"
        | "athlete name"
        | "competitor name"
        | "participant"
        | "participant name"
        | "parkrunner"
        | "entrant"
        | "swimmer"
        | "naam"
        | "deelnemer"
        | "atleet"
        | "name vorname"
        | "nachname vorname"
        | "vorname nachname"
        | "teilnehmer"
        | "sportler"
        | "athlet"
        | "athletin"
        | "laufer"
        | "nom"
        | "nom prenom"
        | "nom et prenom"
        | "nom prenoms"
        | "prenom nom"
        | "concurrent"
        | "coureur"
        | "participants"
        | "nombre"
        | "apellidos nombre"
        | "apellidos y nombre"
        | "nombre y apellidos"
        | "nombre apellidos"
        | "atleta"
        | "corredor"
        | "participante"
        | "nome"
        | "cognome e nome"
        | "cognome nome"
        | "nome e cognome"
        | "nome cognome"
        | "nominativo"
        | "concorrente"
        | "namn"
        | "navn"
        | "lopare"
        | "utover"
        | "nimi"
        | "urheilija"
        | "imie i nazwisko"
        | "nazwisko i imie"
        | "nazwisko imie"
        | "zawodnik"
        | "jmeno"
        | "jmeno a prijmeni"
        | "prijmeni a jmeno"
        | "prijmeni jmeno"
        | "zavodnik"
        | "nev"
        | "surname first name"
        | "last name first name"
        | "surname forename" => M::Name,
        "firstname" | "first name" | "given name" | "given" | "first" | "forename" | "imie" | "vorname" | "prenom"
        | "voornaam" | "fornamn" | "fornavn" | "etunimi" | "imia" => M::Given,
        "lastname" | "last name" | "surname" | "family name" | "family" | "last" | "nazwisko" | "nachname"
        | "familienname" | "nom de famille" | "apellidos" | "apellido" | "cognome" | "apelido" | "sobrenome"
        | "achternaam" | "efternamn" | "etternavn" | "efternavn" | "sukunimi" | "prijmeni" | "familiia" => M::Family,
        "nat" | "nation" | "country" | "ctz" | "nationality" | "noc" | "country code" | "nat code" | "kraj"
        | "nationalitat" | "land" | "nationalite" | "pays" | "pais" | "nacionalidad" | "paese" | "nazione" | "naz"
        | "nazionalita" | "nacionalidade" | "nationaliteit" | "nationalitet" | "maa" | "zeme" | "strana" => M::Nation,
        "club" | "team" | "team name" | "club name" | "affiliation" | "school" | "club team" | "team club"
        | "college" | "university" | "organisation" | "organization" | "squad" | "druzyna" | "klub" | "verein"
        | "vereinsname" | "verein ort" | "verein team" | "team verein" | "mannschaft" | "equipe" | "club equipe"
        | "equipo" | "club equipo" | "societa" | "squadra" | "team societa" | "soc" | "clube" | "equipa"
        | "vereniging" | "ploeg" | "forening" | "klubb" | "lag" | "idrettslag" | "hold" | "seura" | "joukkue"
        | "oddil" | "tym" | "egyesulet" => M::Team,
        "gender" | "sex" | "s" | "gend" | "gen" | "m f" | "plec" | "geschlecht" | "m w" | "sexe" | "sexo" | "sesso"
        | "geslacht" | "kon" | "kjonn" | "sukupuoli" | "pohlavi" => M::Sex,
        "age" | "ag" | "alter" | "edad" | "eta" | "idade" | "leeftijd" | "alder" | "ika" | "vek" | "wiek" => M::Age,
        "birth date"
        | "date of birth"
        | "dob"
        | "birthdate"
        | "year of birth"
        | "birth year"
        | "yob"
        | "born"
        | "birth"
        | "year born"
        | "rocznik"
        | "rok urodzenia"
        | "rok ur"
        | "data urodzenia"
        | "jahrgang"
        | "jg"
        | "jahrg"
        | "geburtsjahr"
        | "geburtsdatum"
        | "geb datum"
        | "geb"
        | "naissance"
        | "annee de naissance"
        | "date de naissance"
        | "fecha de nacimiento"
        | "ano de nacimiento"
        | "f nac"
        | "anno di nascita"
        | "anno nascita"
        | "data di nascita"
        | "nato"
        | "data de nascimento"
        | "ano de nascimento"
        | "geboortejaar"
        | "geboortedatum"
        | "fodd"
        | "fodelsear"
        | "fodt"
        | "fodselsar"
        | "syntymavuosi"
        | "synt"
        | "rok narozeni"
        | "rocnik" => M::Birth,
        "time" | "result" | "mark" | "official" | "official time" | "finish time" | "final" | "guntime"
        | "gun time" | "gun" | "total time" | "finish" | "performance" | "perf" | "result time" | "best" | "total"
        | "time ms" | "guntim" | "gun tim" | "elapsed time" | "elapsed" | "clock time" | "finishing time"
        | "race time" | "official result" | "overall time" | "time official" | "finished" | "czas" | "czas brutto"
        | "brutto" | "wynik" | "zeit" | "bruttozeit" | "zeit brutto" | "brutto zeit" | "endzeit" | "laufzeit"
        | "gesamtzeit" | "zielzeit" | "leistung" | "ergebnis" | "resultat" | "temps" | "temps officiel"
        | "temps total" | "temps final" | "chrono" | "tiempo" | "marca" | "tiempo oficial" | "tiempo total"
        | "tiempo bruto" | "resultado" | "t oficial" | "tempo ufficiale" | "tempo finale" | "tempo gara"
        | "tempo lordo" | "prestazione" | "risultato" | "tempo oficial" | "tempo bruto" | "tijd" | "eindtijd"
        | "bruto tijd" | "brutotijd" | "prestatie" | "resultaat" | "tid" | "sluttid" | "bruttotid" | "aika"
        | "tulos" | "loppuaika" | "bruttoaika" | "cas" | "vysledny cas" | "vysledek" | "ido" | "eredmeny"
        | "rezultat" => M::Mark,
        "net" | "net time" | "chip time" | "nettime" | "chip" | "chiptime" | "nettim" | "net tim" | "time net"
        | "time chip" | "czas netto" | "netto" | "nettozeit" | "zeit netto" | "netto zeit" | "temps reel"
        | "temps net" | "temps puce" | "real time" | "tempo reale" | "tempo netto" | "tiempo neto" | "tiempo chip"
        | "tiempo real" | "tempo liquido" | "tempo chip" | "netto tijd" | "nettotijd" | "nettotid" | "netto tid"
        | "nettoaika" => M::Net,
        "seconds" => M::Seconds,
        "status" | "result status" | "finish status" | "statut" | "estado" | "stato" => M::Status,
        "note" | "notes" | "comment" | "comments" | "remark" | "remarks" | "bemerkung" | "bem" | "obs"
        | "observations" | "observaciones" | "huom" | "anm" | "uwagi" | "poznamka" | "opmerking" => M::Note,
        "flags" | "flag" | "records" => M::Flags,
        "qualified" | "qualification" | "qual" | "q" => M::Qualified,
        "wind" | "vent" | "viento" | "vento" | "vind" | "tuuli" | "wiatr" | "vitr" => M::Wind,
        "lane" | "ln" | "bahn" | "couloir" | "calle" | "corsia" | "bana" | "bane" | "baan" | "rata" | "tor" => M::Lane,
        "reaction" | "reaction time" | "reaction time s" | "rt" | "react" | "reaktion" | "reaktionszeit"
        | "temps de reaction" => M::Reaction,
        "round" | "stage" | "phase" | "ronda" | "turno" => M::Round,
        "heat" | "ht" | "heat no" | "heat number" | "section" | "serie" | "lauf" | "batteria" | "eliminatoria" => {
            M::Heat
        }
        "date" | "datum" | "race date" | "fecha" | "data" | "dato" | "pvm" => M::Date,
        "year" | "race year" | "season" | "rok" | "jahr" | "annee" | "ano" | "anno" | "jaar" | "vuosi" | "saison"
        | "temporada" | "stagione" | "sasong" => M::Year,
        "meet" | "meeting" | "competition" | "competition name" | "meet name" | "veranstaltung" | "competicion"
        | "manifestazione" | "tavling" | "stevne" | "stavne" | "kilpailu" | "zawody" => M::Meet,
        "event" | "discipline" | "event code" | "event name" | "race name" | "disziplin" | "wettbewerb" | "strecke"
        | "epreuve" | "prueba" | "specialita" | "gara" | "prova" | "gren" | "ovelse" | "laji" | "konkurencja"
        | "disciplina" | "onderdeel" => M::Event,
        "venue" | "location" | "ort" | "lieu" | "luogo" | "plats" | "sted" | "paikka" | "sede" | "localita" => M::Venue,
        "city" | "ville" | "ciudad" | "citta" | "stad" => M::City,
        "state" | "st" | "town" | "hometown" | "canton" | "residence" | "latitude" | "longitude" | "miasto"
        | "wohnort" | "miejscowosc" | "woonplaats" => M::Home,
        "indoor" => M::Indoor,
        "category" | "class" | "div" | "age class" | "age group" | "age cat" | "age category" | "agecat"
        | "agegroup" | "age division" | "ageband" | "age band" | "division name" | "cat" | "kategoria"
        | "kategoria wiekowa" | "klasse" | "ak" | "altersklasse" | "kategorie" | "kat" | "categorie" | "categoria"
        | "klass" | "sarja" | "luokka" => M::Category,
        "record" => M::Record,
        "source" => M::Source,
        "coach" => M::Coach,
        "birthplace" => M::Birthplace,
        "distance m" | "distance" => M::Distance,
        "lap" | "lap number" | "lap no" | "runde" | "round number" => M::Lap,
        "cumulative time" | "cumulative time s" | "cumulative" => M::Cumulative,
        "precision s" => M::PrecisionS,
        "position" => M::Position,
        "position basis" => M::PositionBasis,
        "kind" => M::Kind,
        "x m" | "y m" | "speed m s" | "distance run m" | "distance along lap m" | "time s" => M::Tracking,
        "" => M::Ignored,
        other if is_beside_the_results(other) => M::Ignored,
        _ => M::Unknown,
    }
}

/// Paces, gaps, points, and places among a part of the finishers.
fn is_beside_the_results(caption: &str) -> bool {
    const PLACES: [&str; 14] = [
        "place", "pos", "position", "rank", "pl", "platz", "rang", "miejsce", "clt", "puesto", "plaats", "plac",
        "result", "tot",
    ];
    const PARTS: [&str; 30] = [
        "gender",
        "gend",
        "sex",
        "division",
        "div",
        "category",
        "cat",
        "class",
        "age",
        "ag",
        "age group",
        "age cat",
        "age class",
        "age category",
        "ak",
        "m w",
        "mw",
        "sexe",
        "sexo",
        "kat",
        "categoria",
        "categorie",
        "plec",
        "kategoria wiekowa",
        "chip",
        "team",
        "klasse",
        "male",
        "female",
        "group",
    ];
    let is_part_place = PLACES.iter().any(|place| {
        let behind = caption
            .strip_suffix(place)
            .and_then(|part| part.strip_suffix([' ', '/', '-']));
        let before = caption
            .strip_prefix(place)
            .and_then(|part| part.strip_prefix([' ', '/', '-']));
        [behind, before].into_iter().flatten().any(|part| PARTS.contains(&part))
    });
    is_part_place
        || matches!(
            caption,
            "pace"
                | "tempo"
                | "speed"
                | "avg pace"
                | "average pace"
                | "avg speed"
                | "rate"
                | "allure"
                | "ritmo"
                | "passo"
                | "vitesse"
                | "velocidad"
                | "velocita"
                | "snelheid"
                | "schnitt"
                | "geschwindigkeit"
                | "min/km"
                | "min/mile"
                | "km/h"
                | "genderdiv"
                | "division"
                | "medal"
                | "ruckstand"
                | "gap"
                | "behind"
                | "diff"
                | "difference"
                | "abstand"
                | "strata"
                | "ecart"
                | "diferencia"
                | "distacco"
                | "distacchi"
                | "verschil"
                | "efter"
                | "ero"
                | "results score"
                | "points"
                | "punkte"
                | "pts"
                | "age grade"
                | "age grading"
                | "age grade %"
                | "wava"
                | "total runs"
                | "runs"
                | "photo"
                | "photos"
                | "video"
                | "certificate"
                | "link"
                | "url"
                | "details"
        )
}
