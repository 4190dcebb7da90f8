//! What "it wasn't Tony" at one place of a card says about the other places where Tony is named.
use super::judged::Judged;
use super::reader::Reader;
use super::veto::{self, Reach};
use crate::analysis::roster::Ref;

/// As `veto` says it of a machine.
const MACHINE: &str = "it is a machine's name";

/// Somebody of whom the card says that it was not them.
struct Denial {
    surface: u64,
    agent: Option<Ref>,
    reach: Reach,
}

/// What the card calls a machine once is one wherever nothing speaks of staff: "Hi, I'm Mia, your virtual assistant! Mia does not know".
fn machines(reader: &Reader, judged: &mut [Judged]) {
    let called: Vec<u64> = judged.iter().filter(|j| j.veto == Some(MACHINE)).map(|j| j.spot.surface_hash).collect();
    if called.is_empty() {
        return;
    }
    for j in judged.iter_mut().filter(|j| j.veto.is_none() && !j.cues.staff && called.contains(&j.spot.surface_hash)) {
        // "Mia at the desk", "Mia in your shop".
        let placed = matches!(reader.word(j.spot.to), "at" | "in" | "from");
        if !placed {
            j.veto = Some(MACHINE);
        }
    }
}

/// Carries every denial to the other places of the card, before it and behind.
pub fn settle(reader: &Reader, judged: &mut [Judged]) {
    machines(reader, judged);
    let mut denials: Vec<Denial> = judged
        .iter()
        .filter(|j| j.veto == Some(veto::DENIED))
        .map(|j| Denial { surface: j.spot.surface_hash, agent: only(j), reach: veto::reach(reader, &j.spot) })
        .collect();
    // "Your letter says it was Dr Feldman. It was not him": whoever was named last before it.
    let live = |j: &&Judged| j.veto.is_none();
    for (n, j) in judged.iter().enumerate().filter(|(_, j)| j.veto.is_none()) {
        let next = judged.iter().skip(n + 1).filter(live).map(|o| o.spot.from).find(|from| *from >= j.spot.to);
        if let Some(reach) = veto::retracted(reader, &j.spot, next.unwrap_or(reader.len())) {
            denials.push(Denial { surface: j.spot.surface_hash, agent: only(j), reach });
        }
    }
    denials.extend(excused(reader, judged));
    if denials.is_empty() {
        return;
    }
    for j in judged.iter_mut().filter(|j| j.veto.is_none()) {
        let agent = only(j);
        let meant = |d: &&Denial| d.surface == j.spot.surface_hash || agent.is_some() && d.agent == agent;
        let Some(reach) = denials.iter().filter(meant).map(|d| d.reach).max() else { continue };
        // "It was not Rob, I know Rob well": beside a denial it takes more than the name.
        let told = j.cues.found.iter().filter(|cue| cue.1 > 0.0).count() > usize::from(j.cues.left > 0.0);
        let bare = !told && !j.cues.person;
        let told_of = veto::reported(reader, j.spot.from);
        let reported = told_of && matches!(reach, Reach::Told | Reach::Person);
        let whole = reach == Reach::Card || reach == Reach::Part && !praised(reader, j);
        let explained = reach > Reach::Fault && (veto::acquainted(reader, &j.spot) || veto::alibi(reader, &j.spot));
        if bare || whole || reported || explained {
            j.veto = Some(veto::DENIED);
        } else if reach == Reach::Person && !praised(reader, j) || reach == Reach::Open && told_of {
            (j.theirs, j.ours) = ("the card says elsewhere that it was not them", j.ours * 0.6);
        }
    }
}

/// "My receipt says Peggy, but Peggy was at lunch": of whom others tell something, and the card that they were elsewhere.
fn excused(reader: &Reader, judged: &[Judged]) -> Vec<Denial> {
    let live = |j: &&Judged| j.veto.is_none();
    let told = |j: &Judged| {
        let owed =
            (j.spot.to..j.spot.to + 2).any(|k| matches!(reader.word(k), "would" | "will" | "could" | "ll" | "might"));
        let w = |b: usize| reader.word_at(reader.before(j.spot.from, b));
        let said =
            |b: usize| matches!(w(b), "say" | "says" | "said" | "saying" | "claims" | "claimed" | "wrote" | "told");
        // "I was told to ask for Tom, but Tom was on leave" is no more than that.
        let sought = (1..=3).any(|b| matches!(w(b), "to" | "for" | "with"));
        (1..=3).any(said) && w(1) != "told" && !sought && !owed
    };
    // "Your reply apologises for Tom. Tom never touched it."
    let answered = |j: &Judged| {
        (1..=6).map_while(|b| reader.before(j.spot.from, b)).any(|k| {
            let word = reader.word(k);
            word.starts_with("apologi") || word == "behalf"
        })
    };
    judged
        .iter()
        .filter(live)
        .filter_map(|j| {
            let alibi = veto::alibi(reader, &j.spot);
            (alibi || veto::acquainted(reader, &j.spot)).then_some((j, alibi))
        })
        .filter(|(j, alibi)| {
            let same = |o: &&Judged| o.spot.surface_hash == j.spot.surface_hash && o.spot.to <= j.spot.from;
            judged.iter().filter(live).filter(same).any(|o| *alibi && told(o) || answered(o))
        })
        .map(|(j, _)| Denial { surface: j.spot.surface_hash, agent: only(j), reach: Reach::Told })
        .collect()
}

/// The only one whom the name at that place may mean.
fn only(j: &Judged) -> Option<Ref> {
    if let [one] = j.spot.cands.as_slice() { Some(one.agent) } else { None }
}

/// Whether it is said what they are like, which a deed of somebody else's does not touch.
fn praised(reader: &Reader, j: &Judged) -> bool {
    let by_nature = matches!(
        (reader.word(j.spot.to), reader.word(j.spot.to + 1)),
        ("is", "always" | "never" | "usually" | "normally")
    );
    by_nature
        || j.cues.found.iter().any(|cue| {
            matches!(cue.0, "what a person is follows it" | "thanks stand before it" | "they are praised or compared")
        })
}
