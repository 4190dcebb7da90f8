//! The tagger's figures on the labelled cards of this repository do not fall, and the cards stay what they were
//! chosen for. Each floor lies a little under what was measured last; docs/tagging.md has the figures.

use smilecard::cli::evaluate::{Report, measure};
use std::collections::BTreeSet;
use std::path::PathBuf;

fn file(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/tagging").join(name)
}

fn report(names: &[&str], pad: usize) -> Report {
    let files: Vec<PathBuf> = names.iter().map(|name| file(name)).collect();
    measure(&files, pad, false, &mut std::io::sink()).unwrap()
}

fn all() -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(file("."))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".jsonl"))
        .collect();
    names.sort();
    names
}

/// File, least F1, most cards with a wrong tag; small rosters first, then filled to 1,000.
const FLOORS: &[(&str, [(f64, u32); 2])] = &[
    ("phone-company-and-inn.jsonl", [(0.99, 1), (0.99, 1)]),
    ("many-languages.jsonl", [(0.985, 1), (0.985, 1)]),
    ("car-dealer.jsonl", [(0.985, 1), (0.985, 1)]),
    ("held-out.jsonl", [(0.995, 1), (0.995, 1)]),
    ("stays-and-cars.jsonl", [(0.985, 1), (0.98, 2)]),
    ("clinic-and-electronics.jsonl", [(0.97, 1), (0.97, 1)]),
    ("garden-store.jsonl", [(0.985, 1), (0.985, 1)]),
    ("rentals-and-trucks.jsonl", [(0.98, 1), (0.98, 1)]),
    ("telecom.jsonl", [(0.985, 1), (0.985, 1)]),
    ("outfitters.jsonl", [(0.995, 1), (0.995, 1)]),
    ("dentists.jsonl", [(0.97, 1), (0.97, 1)]),
    ("council.jsonl", [(0.97, 1), (0.96, 1)]),
    ("airline.jsonl", [(0.94, 1), (0.94, 1)]),
    ("hospital-and-hotel.jsonl", [(0.98, 1), (0.98, 1)]),
    ("credit-union.jsonl", [(0.945, 1), (0.945, 1)]),
    ("mobile-network.jsonl", [(0.97, 1), (0.97, 1)]),
    ("car-hire.jsonl", [(0.96, 1), (0.96, 1)]),
    ("vets.jsonl", [(0.965, 1), (0.94, 2)]),
    ("university.jsonl", [(0.925, 2), (0.925, 2)]),
    ("energy.jsonl", [(0.94, 1), (0.94, 1)]),
    ("grocers.jsonl", [(0.94, 1), (0.94, 1)]),
    ("dental-skin.jsonl", [(0.94, 1), (0.94, 1)]),
    ("building-society.jsonl", [(0.995, 1), (0.995, 1)]),
    ("ferry.jsonl", [(0.995, 1), (0.995, 1)]),
    ("hotel-group.jsonl", [(0.955, 1), (0.955, 1)]),
    ("leisure-centre.jsonl", [(0.89, 1), (0.89, 1)]),
    ("removals-and-language-school.jsonl", [(0.96, 1), (0.96, 1)]),
    ("salon-and-bank.jsonl", [(0.945, 1), (0.945, 1)]),
    ("transit.jsonl", [(0.95, 1), (0.95, 1)]),
    ("community-health.jsonl", [(0.925, 1), (0.925, 1)]),
    ("garden-centres.jsonl", [(0.98, 1), (0.98, 1)]),
    ("plain-reviews.jsonl", [(0.98, 1), (0.98, 1)]),
    ("cable.jsonl", [(0.96, 1), (0.96, 1)]),
    ("department-store.jsonl", [(0.985, 1), (0.985, 1)]),
    ("health-plan-and-car-dealer.jsonl", [(0.94, 2), (0.94, 2)]),
    ("broadband-hardware-and-clinic.jsonl", [(0.98, 1), (0.98, 1)]),
    ("insurance-stays-and-cars.jsonl", [(0.98, 1), (0.98, 1)]),
    ("rail-gyms-and-clinic.jsonl", [(0.97, 1), (0.97, 1)]),
    ("bank-repairs-and-kitchens.jsonl", [(0.97, 1), (0.97, 1)]),
    ("kitchens.jsonl", [(0.96, 1), (0.96, 1)]),
    ("heating-and-furniture.jsonl", [(0.985, 1), (0.98, 2)]),
    ("ferries-vets-and-stays.jsonl", [(0.985, 1), (0.98, 2)]),
    ("phones-dental-and-guest-houses.jsonl", [(0.985, 1), (0.98, 2)]),
    ("tv-shops-and-cars.jsonl", [(0.985, 1), (0.985, 1)]),
    ("banks-opticians-and-hotels.jsonl", [(0.985, 1), (0.98, 2)]),
    ("phones-store-and-repairs.jsonl", [(0.975, 1), (0.97, 2)]),
    ("broadband-and-garden-chain.jsonl", [(0.945, 3), (0.935, 5)]),
    ("leisure-energy-and-hospital.jsonl", [(0.996, 1), (0.988, 1)]),
    ("removals-insurance-and-cafes.jsonl", [(0.992, 1), (0.992, 1)]),
    ("transport-phones-and-lettings.jsonl", [(0.988, 2), (0.984, 3)]),
    ("hotels-software-and-store.jsonl", [(0.992, 1), (0.992, 1)]),
    ("garages-council-and-salons.jsonl", [(0.964, 2), (0.961, 3)]),
    ("couriers-pharmacies-and-cruises.jsonl", [(0.978, 1), (0.978, 1)]),
    ("airport-kitchens-and-bank.jsonl", [(0.967, 1), (0.967, 1)]),
    ("campsites-water-and-phone-repairs.jsonl", [(0.958, 1), (0.958, 1)]),
    ("clinics-car-hire-and-groceries.jsonl", [(0.983, 1), (0.971, 2)]),
    ("buses-bakeries-and-home-insurance.jsonl", [(0.944, 2), (0.944, 2)]),
    ("spa-appliances-and-outpatients.jsonl", [(0.970, 3), (0.970, 3)]),
    ("dealership-cottages-and-broadband.jsonl", [(0.976, 2), (0.976, 2)]),
    ("removals-gym-and-wireless.jsonl", [(0.995, 0), (0.995, 0)]),
    ("store-stays-and-dealership.jsonl", [(0.989, 0), (0.989, 0)]),
    ("electronics-and-holiday-homes.jsonl", [(0.973, 0), (0.973, 0)]),
    ("credit-union-physio-and-hotels.jsonl", [(0.973, 3), (0.970, 4)]),
    ("phone-line-and-hardware.jsonl", [(0.968, 0), (0.959, 3)]),
    ("dealers-and-utilities.jsonl", [(0.977, 2), (0.974, 3)]),
    // Written on 2026-11-28 by nineteen authors, scored two or three at a time, each mended for after that.
    ("couriers-salons-banks-and-hotels.jsonl", [(0.988, 1), (0.986, 3)]),
    ("mobile-supermarkets-and-health-fund.jsonl", [(0.988, 0), (0.984, 2)]),
    ("water-clinic-and-garden-chain.jsonl", [(0.979, 1), (0.975, 3)]),
    ("trains-broadband-and-swimming.jsonl", [(0.974, 1), (0.970, 3)]),
    ("airline-pharmacies-and-electronics.jsonl", [(0.974, 0), (0.972, 1)]),
    ("council-coffee-and-claims.jsonl", [(0.975, 1), (0.975, 1)]),
    ("parcels-networks-and-heating.jsonl", [(0.970, 2), (0.967, 4)]),
    ("energy-cable-and-holiday-houses.jsonl", [(0.978, 2), (0.978, 2)]),
    ("utilities-pets-and-credit-union.jsonl", [(0.967, 4), (0.963, 6)]),
    // By six more authors on the same evening, the first four scored together, then the last two.
    ("coast-hotels-and-used-cars.jsonl", [(0.960, 1), (0.957, 2)]),
    ("irish-network-and-outdoor-shops.jsonl", [(0.957, 1), (0.953, 2)]),
    ("country-bank-and-eye-clinics.jsonl", [(0.975, 1), (0.972, 2)]),
    ("cottages-and-home-electronics.jsonl", [(0.957, 1), (0.954, 2)]),
    ("pools-and-plumbing.jsonl", [(0.971, 1), (0.968, 2)]),
    ("furniture-and-island-flights.jsonl", [(0.959, 1), (0.957, 2)]),
    // By twelve more later that evening, two a file, scored four at a time, each four mended for before the next.
    ("northern-trains-vets-and-opticians.jsonl", [(0.980, 0), (0.978, 1)]),
    ("life-insurance-pizza-and-tyres.jsonl", [(0.984, 0), (0.979, 3)]),
    ("water-clinics-and-campervans.jsonl", [(0.982, 0), (0.981, 1)]),
    ("airport-ground-barbers-and-furniture.jsonl", [(0.978, 0), (0.976, 2)]),
    ("pools-car-lots-and-buses.jsonl", [(0.968, 0), (0.967, 1)]),
    ("seaside-hotels-and-meters.jsonl", [(0.965, 1), (0.964, 2)]),
];

/// Nothing was ever mended for these, but one turn of speech in the last ("un certain Thomas"); they stand for cards that the tagger has not seen.
const NEVER_MENDED: [&str; 7] = [
    "grocers.jsonl",
    "dental-skin.jsonl",
    "buses-bakeries-and-home-insurance.jsonl",
    "spa-appliances-and-outpatients.jsonl",
    "dealership-cottages-and-broadband.jsonl",
    "credit-union-physio-and-hotels.jsonl",
    "phone-line-and-hardware.jsonl",
];

#[test]
fn no_file_falls_under_its_floor() {
    let keeps = |(name, floors): &(&str, [(f64, u32); 2])| {
        for (pad, (f1, wrong)) in [0, 1000].into_iter().zip(floors) {
            let total = report(&[name], pad).total;
            assert!(total.f1() >= *f1, "{name} padded to {pad}: F1 {:.3}, floor {f1}", total.f1());
            assert!(total.wrong_cards <= *wrong, "{name} padded to {pad}: {} wrong cards", total.wrong_cards);
        }
    };
    // It is the longest of all tests: the other cores, which have nothing else left, take their share.
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for first in 0..workers {
            scope.spawn(move || FLOORS.iter().skip(first).step_by(workers).for_each(keeps));
        }
    });
    let named: BTreeSet<&str> = FLOORS.iter().map(|floor| floor.0).collect();
    assert_eq!(all().iter().map(String::as_str).collect::<BTreeSet<_>>(), named, "a file has no floor");
}

#[test]
fn a_confidence_is_true_on_cards_that_nothing_was_mended_for() {
    let never = report(&NEVER_MENDED, 0);
    let share = |from: f32, to: f32| {
        let said: Vec<_> = never.claims.iter().filter(|c| c.0 >= from && c.0 < to).collect();
        let claimed = said.iter().map(|c| c.0).sum::<f32>() / said.len().max(1) as f32;
        (said.len(), claimed, said.iter().filter(|c| c.1).count() as f32 / said.len().max(1) as f32)
    };
    let (count, claimed, right) = share(0.9, 1.1);
    assert!(count >= 60, "{count} claims");
    assert!(right >= 0.9 && right >= claimed - 0.03, "of {count} claimed at {claimed:.3}, {right:.3} are right");
    // Over all files, what is claimed lies no more than a tenth above what is right; below one half it claims too much.
    let names = all();
    let seen = report(&names.iter().map(String::as_str).collect::<Vec<_>>(), 0);
    for (from, to) in [(0.55, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 0.96), (0.96, 1.1)] {
        let said: Vec<_> = seen.claims.iter().filter(|c| c.0 >= from && c.0 < to).collect();
        let claimed = said.iter().map(|c| c.0).sum::<f32>() / said.len().max(1) as f32;
        let right = said.iter().filter(|c| c.1).count() as f32 / said.len().max(1) as f32;
        assert!(said.len() >= 10 && right >= claimed - 0.1, "{} claimed at {claimed:.2}: {right:.2} right", said.len());
    }
}

#[test]
fn the_classes_where_a_wrong_tag_is_costliest_have_next_to_none() {
    let names: Vec<String> = all().into_iter().filter(|name| !NEVER_MENDED.contains(&name.as_str())).collect();
    let report = report(&names.iter().map(String::as_str).collect::<Vec<_>>(), 0);
    for class in ["word-not-meant", "own-name", "family", "namesake", "other-firm", "quoted", "near-word", "none"] {
        let tally = report.classes[class];
        let share = f64::from(tally.wrong_cards) / f64::from(tally.cards);
        assert!(share <= 0.02, "{class}: {:.1} % of cards with a wrong tag", 100.0 * share);
    }
    let hard: Vec<_> = ["misspelt", "heard", "particles"].iter().map(|class| report.classes[*class]).collect();
    assert_eq!(hard.iter().map(|tally| tally.wrong).sum::<u32>(), 0, "a misspelt name was given to somebody else");
    let total = report.total;
    assert!(f64::from(total.surfaced) >= 0.98 * f64::from(total.expected), "{} surfaced", total.surfaced);
    assert!(f64::from(total.whole) >= 0.945 * f64::from(total.groups), "{} of {} groups", total.whole, total.groups);
    assert!(f64::from(total.needless) <= 0.03 * f64::from(total.cards), "{} needless questions", total.needless);
}

#[test]
fn the_cards_are_many_and_a_third_names_nobody() {
    let names = all();
    let report = report(&names.iter().map(String::as_str).collect::<Vec<_>>(), 0);
    assert!(report.total.cards >= 600);
    assert!(f64::from(report.total.empty) >= 0.3 * f64::from(report.total.cards), "{} name nobody", report.total.empty);
    for class in [
        "first-name",
        "full-name",
        "possessive",
        "misspelt",
        "heard",
        "spelled",
        "nickname",
        "diacritics",
        "particles",
        "lower-upper",
        "word-meant",
        "word-not-meant",
        "near-word",
        "ambiguous",
        "resolved",
        "contradiction",
        "namesake",
        "code",
        "own-name",
        "quoted",
        "greeting",
        "family",
        "other-firm",
        "contrast",
        "denied",
        "several",
        "long",
        "spanish",
        "french",
        "german",
        "cjk",
        "none",
        "hint",
        "reviews",
        "shared-surname",
        "bots",
    ] {
        assert!(report.classes.contains_key(class), "no card of class {class}");
    }
}
