//! Microseconds a card against rosters of 10, 1,000 and 100,000, beside a plain exact matcher
//! (Aho-Corasick over all first and full names) in the same run. Prints medians, tails and ratios.
use aho_corasick::{AhoCorasickBuilder, MatchKind};
use smilecard::analysis::mentions::{self, CardText, Learnt, Thresholds};
use smilecard::analysis::roster::{Roster, Settings};
use smilecard::domain::roster::RosterEntry;
use std::hint::black_box;
use std::time::{Duration, Instant};

const GIVEN: &str = include_str!("../src/analysis/lexicon/names.txt");
const FAMILY: &str = include_str!("../src/analysis/lexicon/surnames.txt");

fn words(list: &str) -> Vec<String> {
    let title = |w: &str| w.chars().take(1).flat_map(char::to_uppercase).chain(w.chars().skip(1)).collect::<String>();
    list.lines().filter(|l| !l.starts_with('#')).flat_map(str::split_whitespace).map(title).collect()
}

fn roster(count: usize) -> Vec<RosterEntry> {
    let (given, family) = (words(GIVEN), words(FAMILY));
    let teams = ["Billing", "Sales", "Support", "Retention", "Repairs", "Front desk", "Night shift"];
    (0..count)
        .map(|n| {
            // Past the first few thousand, family names are made of two, so that there are tens of thousands of them.
            let first = &given[(n * 7919) % given.len()];
            let mut last = family[(n * 104_729) % family.len()].clone();
            if n > 3000 {
                last.push_str(&family[(n / 7) % family.len()].to_lowercase());
            }
            RosterEntry {
                id: format!("a{n}"),
                name: format!("{first} {last}"),
                code: Some(format!("{}", 10_000 + n)),
                team: Some(teams[n % teams.len()].to_owned()),
                ..RosterEntry::default()
            }
        })
        .collect()
}

fn cards(people: &[RosterEntry]) -> Vec<String> {
    let name = |n: usize| people[n * 31 % people.len()].name.split(' ').next().unwrap_or("").to_owned();
    let full = |n: usize| people[n * 37 % people.len()].name.clone();
    (0..400)
        .map(|n| match n % 8 {
            0 => format!("I have been with you for six years and this was the first time I had to call. {} picked up at once, listened to the whole story about my bill and the roaming charge, and fixed it while I waited on the line. I will tell my friends, and I hope the manager hears about it too. Thank you so much for the help today.", name(n)),
            1 => format!("My bill was wrong again. I spoke with {} and then with {}, who both told me to wait. I will wait no longer, and I may leave in May when the contract ends. The shop in Leeds was closed when I went there on Monday, and nobody answers the phone. Please mark this as urgent and call me back before the end of the week.", full(n), name(n + 3)),
            2 => "The queue was long and there was nowhere to sit. The screens did not work, the heating was off, and the only person at the desk was on the phone the whole time. When it was finally my turn I was told to come back on Tuesday with another form, which your own website says is not needed. I am not angry, just tired of it all.".to_owned(),
            3 => format!("{} in billing was lovely, but {} hung up on me twice. I do not understand how one company can have both. The first call took four minutes and solved what three letters had not; the second cost me an hour and my good mood. Please thank the one and train the other, and please send me the form that was promised.", name(n), name(n + 5)),
            4 => format!("she said her name was {}x and that she would ring me before five. it is friday now and nobody has called. i have tried the chat, the app and the shop. i just want somebody to tell me when the engineer is coming, because i cannot take another day off work for this. if nobody comes i will go to another company and that is that.", name(n).to_lowercase()),
            5 => format!("Dear Sir or Madam,\n\nplease find below what I wrote to you in April. I have had no answer. The line has been dead for three weeks and I am paying for it.\n\nKind regards,\n{}\n\nOn Mon, 3 Mar 2025 at 10:12, Support wrote:\n> We will look into it and call you tomorrow morning without fail.\n> {}", full(n), name(n + 1)),
            6 => "Great shop, friendly people, fair prices, quick service, and a chair for my mother while we waited. What more could anybody want? We came in with a broken screen and went out forty minutes later with a phone that looks like new. The coffee was good too. We will be back when the next one breaks, which knowing us will be quite soon, so see you then.".to_owned(),
            _ => format!("Agent {} helped me with the transfer of my number. It took a while because the old provider made a fuss, but in the end everything worked, and I was called twice to make sure that it did. That is what I call service. The only thing that I did not like is the music. Please change the music, it has been the same since 2012.", 10_000 + n),
        })
        .collect()
}

fn percentile(times: &mut [Duration], p: usize) -> f64 {
    times.sort_unstable();
    times.get((times.len() * p / 100).min(times.len() - 1)).map_or(0.0, |d| d.as_secs_f64() * 1e6)
}

fn memory() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    status
        .lines()
        .find_map(|l| l.strip_prefix("VmRSS:"))
        .and_then(|v| v.trim().split(' ').next())
        .and_then(|v| v.parse::<f64>().ok())
        .unwrap_or(0.0)
        / 1024.0
}

fn main() {
    let (thresholds, learnt) = (Thresholds::default(), Learnt::default());
    println!(
        "{:>8} {:>9} {:>9} {:>9} {:>11} {:>8} {:>10} {:>10} {:>8}",
        "agents", "p50 us", "p99 us", "moods p50", "exact p50", "ratio", "build ms", "change us", "MB"
    );
    // The word tables are built once per process.
    let warm = Roster::build([], Settings::default());
    black_box(mentions::find(&warm, &CardText { text: "Hello Ana", ..CardText::default() }, &thresholds, &learnt));
    for count in [10usize, 1_000, 100_000] {
        let people = roster(count);
        let texts = cards(&people);
        let entries = people.clone();
        let before = memory();
        let start = Instant::now();
        let mut index = Roster::build(entries, Settings::default());
        let build = start.elapsed().as_secs_f64() * 1e3;
        let used = memory() - before;
        let patterns: Vec<String> =
            people.iter().flat_map(|p| [p.name.clone(), p.name.split(' ').next().unwrap_or("").to_owned()]).collect();
        let exact = AhoCorasickBuilder::new()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::LeftmostLongest)
            .build(&patterns)
            .ok();
        let (mut ours, mut plain, mut whole) = (vec![], vec![], vec![]);
        for round in 0..12 {
            for text in &texts {
                let card = CardText { text, ..CardText::default() };
                let start = Instant::now();
                black_box(mentions::locate(&index, &card, &thresholds, &learnt));
                let took = start.elapsed();
                let start = Instant::now();
                if let Some(exact) = &exact {
                    black_box(exact.find_iter(text.as_str()).count());
                }
                let exactly = start.elapsed();
                let start = Instant::now();
                black_box(mentions::find(&index, &card, &thresholds, &learnt));
                if round > 1 {
                    whole.push(start.elapsed());
                    ours.push(took);
                    plain.push(exactly);
                }
            }
        }
        let mut changes: Vec<Duration> = (0..101)
            .map(|n| {
                let entry = RosterEntry {
                    id: format!("new{n}"),
                    name: format!("Newcomer Number{n}"),
                    ..RosterEntry::default()
                };
                let start = Instant::now();
                index.upsert(entry);
                start.elapsed()
            })
            .collect();
        let (p50, exact50) = (percentile(&mut ours, 50), percentile(&mut plain, 50));
        println!(
            "{count:>8} {p50:>9.1} {:>9.1} {:>9.1} {exact50:>11.1} {:>8.1} {build:>10.1} {:>10.1} {used:>8.1}",
            percentile(&mut ours, 99),
            percentile(&mut whole, 50),
            p50 / exact50,
            percentile(&mut changes, 99)
        );
    }
}
