//! Names nobody has: people, companies, titles. Every address ends in `.example`.

use super::chance::Chance;

const FIRST: [&str; 48] = [
    "Priya", "Ann", "Ida", "Marek", "Lucia", "Omar", "Greta", "Hugo", "Yara", "Nils", "Paula",
    "Stefan", "Mei", "Jonas", "Elif", "Rosa", "Emil", "Zoe", "Dario", "Klara", "Anton", "Leila",
    "Mats", "Nadia", "Oskar", "Petra", "Rafael", "Sofia", "Theo", "Ursula", "Victor", "Wanda",
    "Xenia", "Yusuf", "Agnes", "Bruno", "Carla", "Dmitri", "Erika", "Farid", "Gloria", "Henrik",
    "Irina", "Jakob", "Kenji", "Lotte", "Milo", "Nora",
];

const LAST: [&str; 56] = [
    "Raman", "Bolt", "Sorensen", "Vasquez", "Keller", "Oyelaran", "Brandt", "Silva", "Tanaka",
    "Meyer", "Dubois", "Kaya", "Lindgren", "Rossi", "Novotny", "Castillo", "Hansen", "Adler",
    "Pereira", "Schulz", "Varga", "Iqbal", "Jansen", "Moretti", "Nakamura", "Olsen", "Petrov",
    "Quint", "Rahal", "Steiner", "Torres", "Ulrich", "Vogel", "Wagner", "Yilmaz", "Zeman",
    "Albrecht", "Bianchi", "Costa", "Dahl", "Engel", "Fischer", "Garcia", "Huber", "Ivanova",
    "Juhasz", "Koch", "Larsen", "Marin", "Nieminen", "Ortega", "Popescu", "Richter", "Santos",
    "Toth", "Winter",
];

const BEGINNINGS: [&str; 44] = [
    "Alder", "Bramble", "Cobalt", "Delta", "Ekko", "Finch", "Gravel", "Hatch", "Ibex", "Juno",
    "Kiln", "Lark", "Moss", "Nord", "Oak", "Pine", "Quarz", "Rook", "Slate", "Tarn", "Umber",
    "Vale", "Wren", "Yarrow", "Zeta", "Amber", "Birch", "Cedar", "Dune", "Ember", "Fjord",
    "Garnet", "Harbor", "Iris", "Jasper", "Kestrel", "Linden", "Marble", "Nickel", "Onyx", "Prism",
    "Quill", "Ridge", "Sable",
];

const ENDINGS: [(&str, &str); 20] = [
    (" Robotics", "machinery"),
    (" Foods", "food"),
    (" Tools", "machinery"),
    (" Pumps", "machinery"),
    (" Labs", "electronics"),
    (" Logistics", "logistics"),
    (" Packaging", "packaging"),
    (" Chemicals", "chemicals"),
    (" Textiles", "textiles"),
    (" Castings", "metal"),
    (" Steelworks", "metal"),
    (" Optics", "electronics"),
    (" Plastics", "plastics"),
    (" Energy", "energy"),
    (" Glass", "glass"),
    (" Paper", "paper"),
    (" Motors", "automotive"),
    (" Dairy", "food"),
    (" Timber", "wood"),
    (" Medical", "medical devices"),
];

const FORMS: [(&str, &str); 9] = [
    (" GmbH", "Germany"),
    (" AG", "Germany"),
    (" AS", "Norway"),
    (" BV", "Netherlands"),
    (" SpA", "Italy"),
    (" SA", "France"),
    (" Ltd", "United Kingdom"),
    (" AB", "Sweden"),
    ("", "Germany"),
];

const DECIDERS: [&str; 8] = [
    "VP Operations",
    "Head of Maintenance",
    "Plant Manager",
    "COO",
    "Director of Production",
    "Technical Director",
    "Head of Reliability",
    "Maintenance Manager",
];

/// Whether a title is one of those the company agreed on.
pub(super) fn can_decide(title: &str) -> bool {
    let title = title.to_lowercase();
    let parts = ["director", "head", "vp", "manager"];
    parts.iter().any(|part| title.contains(part))
}

/// A title of somebody who can, by a number.
pub(super) fn decider(number: u32) -> &'static str {
    let can: Vec<&str> = DECIDERS
        .into_iter()
        .filter(|title| can_decide(title))
        .collect();
    let at = usize::try_from(number).unwrap_or(0) % can.len().max(1);
    can.get(at).copied().unwrap_or_default()
}

const OTHERS: [&str; 6] = [
    "Working Student",
    "Assistant",
    "Intern",
    "Junior Technician",
    "Procurement Clerk",
    "Researcher",
];

/// Somebody at some company.
pub(super) struct Contact {
    pub name: String,
    pub company: String,
    pub title: String,
    pub email: String,
    pub phone: String,
    pub country: String,
    pub industry: String,
    pub employees: String,
}

/// Draws a contact; one who decides in that share of cases.
pub(super) fn contact(chance: &mut Chance, decides: f64) -> Contact {
    let first = chance.pick(&FIRST).copied().unwrap_or_default();
    let last = chance.pick(&LAST).copied().unwrap_or_default();
    let beginning = chance.pick(&BEGINNINGS).copied().unwrap_or_default();
    let (ending, industry) = chance.pick(&ENDINGS).copied().unwrap_or_default();
    let (form, country) = chance.pick(&FORMS).copied().unwrap_or_default();
    let titles: &[&str] = if chance.happens(decides) {
        &DECIDERS
    } else {
        &OTHERS
    };
    let title = chance.pick(titles).copied().unwrap_or_default();
    let domain = format!("{beginning}{}", ending.trim()).to_lowercase();
    let (first_lower, last_lower) = (first.to_lowercase(), last.to_lowercase());
    let employees = [20, 35, 60, 90, 140, 240, 380, 620, 1100, 2400][chance.below(10)];
    Contact {
        name: format!("{first} {last}"),
        company: format!("{beginning}{ending}{form}"),
        title: title.to_owned(),
        email: format!("{first_lower}.{last_lower}@{domain}.example"),
        phone: format!(
            "+49 555 {:04} {:02}",
            chance.below(10_000),
            chance.below(100)
        ),
        country: country.to_owned(),
        industry: industry.to_owned(),
        employees: employees.to_string(),
    }
}
