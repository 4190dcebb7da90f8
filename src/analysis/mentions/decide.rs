//! From spots to outcomes: one logistic sum for each spot and agent, what the whole card says about a
//! name, and then tag, triage or nothing.
use super::judged::{BARE, Judged, Scored};
use super::learnt::Learnt;
use super::places::{self, Clues};
use super::reader::{Mode, Reader, Written};
use super::spot::{Cand, Spot};
use super::surroundings::{self, Saying};
use super::veto::{self, Stranger};
use super::zones::Zone;
use super::{Candidate, Considered, Evidence, Findings, Mention, Question, Rule, Thresholds, hint, why, words};
use super::{among, brought, calibration, context, denials};
use crate::analysis::fold::Gap;
use crate::analysis::lexicon as lex;
use crate::analysis::roster::{Ref, gender};
use crate::domain::{Kind, Polarity};
use std::cell::OnceCell;
use std::collections::{BTreeMap, HashMap, HashSet};

/// At most so many people are shown for one question.
const SHOWN: usize = 12;

/// The score of a name whose sentence speaks as of somebody else: a question, and right in four of ten.
const ASKED_AT_MOST: f32 = -0.1;

/// What makes a question of a word at the head of a sentence.
const OPENS: &str = "a word with a capital there may be the name";

/// A score that is asked about: what managers said once is not passed over in silence.
const ASKED: f32 = 0.5;

pub fn all(reader: &Reader, learnt: &Learnt, thresholds: &Thresholds, spots: Vec<Spot>, explain: bool) -> Findings {
    let mut judged: Vec<Judged> = spots.into_iter().map(|s| judge(reader, learnt, s)).collect();
    denials::settle(reader, &mut judged);
    settle_strangers(reader, &mut judged);
    let told = hint::read(reader, learnt);
    let (clues, firm) = (OnceCell::new(), named_in_full(&judged));
    for j in judged.iter_mut().filter(|j| explain || j.veto.is_none()) {
        score(reader, learnt, j, &clues, &told, &firm);
    }
    among::neighbours(reader, &mut judged);
    among::apart(reader, &mut judged);
    among::either(reader, &mut judged);
    for j in &mut judged {
        weigh(j);
    }
    outcome(reader, thresholds, judged, told, explain)
}

fn judge(reader: &Reader, learnt: &Learnt, mut spot: Spot) -> Judged {
    let at = reader.card.received_at;
    spot.cands.retain(|c| {
        reader.roster.agent(c.agent).is_some_and(|a| {
            let begun = a.entry.active_from.is_none_or(|from| at.is_none_or(|at| at >= from));
            begun && a.entry.active_until.is_none_or(|until| at.is_none_or(|at| at <= until))
        })
    });
    let best = spot.cands.iter().map(|c| c.tier).min().unwrap_or(0);
    // A registered name outdoes an unusual form; a usual short form stays beside it.
    spot.cands.retain(|c| c.tier <= best.max(1) || c.tier == best);
    let first = spot.cands.iter().any(|c| matches!(c.rule, Rule::FirstName | Rule::Nickname | Rule::ShortForm));
    if first && !spot.titled {
        spot.cands.retain(|c| c.rule != Rule::Surname);
    }
    // "Erin" is heard like Aaron, and is a woman.
    if let (Some(t), true) = (reader.tok(spot.from), spot.to - spot.from == 1)
        && let Some(written) = gender::of_name(t.hash)
    {
        for c in spot.cands.iter_mut().filter(|c| c.tier >= 2) {
            if reader.roster.agent(c.agent).and_then(|a| gender::of_name(a.given)).is_some_and(|g| g != written) {
                c.weight -= 5.0;
            }
        }
    }
    let cues = context::of(reader, &spot);
    let mut shared = cues.found.clone();
    let mut veto = spot.veto.or_else(|| veto::zone(reader, &spot)).or_else(|| veto::place(reader, &spot, &cues));
    if learnt.nobody(spot.surface_hash) && !spot.strong {
        veto = veto.or(Some("managers said that it is nobody here"));
    }
    let alone = among::ends_alone(reader, &spot) && reader.zones.get(spot.from) == Some(&Zone::Body);
    let grateful = || reader.flags.iter().any(|f| f & lex::THANK != 0);
    if (alone && reader.gap(spot.from) == Gap::Hard) || among::signs_off(reader, &spot) {
        veto = veto.or(Some("it stands in the signature"));
    }
    let mut doubt = vec![];
    if veto.is_none() {
        veto = words::doubt(reader, &spot, &cues, learnt, &mut doubt);
        veto::doubts(reader, &spot, &cues, &mut doubt);
    }
    shared.extend(doubt);
    if spot.trailing && !spot.strong {
        shared.push(("an unknown name may follow it", -2.4));
    }
    if spot.fuzzy && !cues.person {
        // The larger a roster, the likelier that an unknown word is like some name by chance.
        let chance = if reader.roster.len() > 200 { -2.0 } else { -1.2 };
        let heard = spot.cands.iter().all(|c| c.rule == Rule::SoundsLike);
        let told = !cues.found.is_empty();
        shared.push(("it is only like the name", if heard || told { chance * 0.6 } else { chance * 1.6 }));
    }
    match reader.zones.get(spot.from).filter(|_| !alone).or(Some(&Zone::MaybeSignature)) {
        Some(Zone::MaybeSignature) => {
            shared.clear();
            shared.push(("it may be the signature", if alone && !grateful() { -4.4 } else { -3.0 }));
        }
        Some(Zone::Greeting) => shared.push(("the card is addressed to them", -0.4)),
        _ => {}
    }
    let plain = spot.cands.iter().all(|c| {
        matches!(
            c.rule,
            Rule::FirstName | Rule::Nickname | Rule::ShortForm | Rule::LongForm | Rule::Surname | Rule::SoundsLike
        )
    });
    let named = shared.iter().any(|s| s.1 > 0.0);
    let glyphs = reader.tok(spot.from).is_some_and(|t| t.cjk);
    let greeted = reader.zones.get(spot.from) == Some(&Zone::Greeting);
    if plain && !named && !greeted && !spot.strong && !spot.titled && !glyphs {
        shared.push((BARE, -2.1));
    }
    let theirs = if veto.is_none() { veto::theirs(reader, &spot) } else { None };
    let (theirs, ours) = theirs.unwrap_or(("", 1.0));
    let stranger = if veto.is_none() { veto::stranger(reader, &spot) } else { None };
    let around = if veto.is_none() && stranger.is_none() {
        surroundings::say(reader, &spot, &cues, learnt)
    } else {
        Saying::Nothing
    };
    if around == Saying::Ours {
        shared.push(("its sentence speaks as of somebody who serves here", 1.0));
    }
    Judged { spot, veto, stranger, cues, shared, scored: vec![], ours, theirs, around, rest: 0.0 }
}

/// A name that was introduced as the writer's or a relative's stays theirs in the whole card.
fn settle_strangers(reader: &Reader, judged: &mut [Judged]) {
    let signed: HashSet<u64> = reader
        .zones
        .iter()
        .enumerate()
        .filter(|(_, z)| matches!(z, Zone::Signature))
        .filter_map(|(i, _)| reader.tok(i).map(|t| t.hash))
        .collect();
    let own: Vec<u64> = reader
        .card
        .customer_name
        .map(|n| {
            n.split(|c: char| !c.is_alphabetic())
                .filter(|w| w.len() > 1)
                .map(|w| crate::analysis::fold::hash(crate::analysis::fold::key(w).as_bytes()))
                .collect()
        })
        .unwrap_or_default();
    // "my daughter Taylor … printed TAYLUR": the slip is hers, too.
    let whose: HashSet<Ref> = judged
        .iter()
        .filter(|j| j.stranger.is_some() && !j.spot.fuzzy && j.spot.cands.len() == 1)
        .flat_map(|j| j.spot.cands.iter().map(|c| c.agent))
        .collect();
    let strangers: HashMap<u64, Stranger> =
        judged.iter().filter_map(|j| j.stranger.map(|s| (j.spot.surface_hash, s))).collect();
    for j in judged.iter_mut() {
        if j.veto.is_some() {
            continue;
        }
        if let Some(s) = j.stranger {
            j.veto = Some(s.why());
            continue;
        }
        let written =
            |k: usize| matches!(reader.word(k), "printed" | "wrote" | "written" | "spelled" | "spelt" | "misspelled");
        let quoted = (1..=3).map_while(|b| reader.before(j.spot.from, b)).any(written);
        if j.spot.fuzzy && quoted && j.spot.cands.iter().all(|c| whose.contains(&c.agent)) {
            j.veto = Some("it is somebody of the writer's own");
            continue;
        }
        if let Some(s) = strangers.get(&j.spot.surface_hash) {
            if j.cues.staff {
                j.shared.push(("somebody else of that name is in the card", -2.6));
            } else {
                j.veto = Some(s.why());
            }
            continue;
        }
        let first = reader.tok(j.spot.from).map_or(0, |t| t.hash);
        let last = reader.tok(j.spot.to - 1).map_or(0, |t| t.hash);
        let full = j.spot.to - j.spot.from > 1;
        let writer = own.contains(&first) && (!full || own.contains(&last));
        let signer = signed.contains(&first) && !full;
        if writer || signer {
            if j.cues.staff || j.cues.person && !signer {
                j.shared.push(("the writer has the same name", -2.2));
            } else if full && writer || !j.cues.person {
                j.veto = Some("it is the writer's own name");
            } else {
                j.shared.push(("the writer has the same name", -3.0));
            }
        }
    }
}

/// Everyone whose name stands in the card in full: their shorter forms are theirs.
fn named_in_full(judged: &[Judged]) -> HashSet<Ref> {
    judged
        .iter()
        .filter(|j| j.veto.is_none() && j.spot.strong && j.spot.cands.len() == 1)
        .filter_map(|j| j.spot.cands.first().map(|c| c.agent))
        .collect()
}

/// Scores every candidate of a spot; only the best `SHOWN` are kept with their reasons, the rest as a sum.
fn score(
    reader: &Reader,
    learnt: &Learnt,
    j: &mut Judged,
    clues: &OnceCell<Clues>,
    told: &hint::Told,
    firm: &HashSet<Ref>,
) {
    let base: f32 = j.shared.iter().map(|s| s.1).sum::<f32>().clamp(-9.0, 4.5);
    let in_full: Vec<Ref> = j.spot.cands.iter().map(|c| c.agent).filter(|a| firm.contains(a)).collect();
    let settled = if let [one] = in_full[..]
        && j.spot.cands.len() > 1
    {
        Some(one)
    } else {
        None
    };
    if let Some(one) = settled {
        j.spot.cands.retain(|c| c.agent == one);
    }
    let many = j.spot.cands.len() > 1;
    let doubtful = j.shared.iter().any(|s| s.0.starts_with("it is an ordinary") || s.0 == BARE);
    let open = opens(reader, j);
    let clues = (many || doubtful).then(|| clues.get_or_init(|| Clues::of(reader)));
    let mut own: Vec<(&'static str, f32)> = Vec::with_capacity(6);
    let reasons = |c: &Cand, own: &mut Vec<(&'static str, f32)>| -> Option<(f32, Option<&'static str>)> {
        let agent = reader.roster.agent(c.agent)?;
        own.clear();
        own.push(("the name fits", c.weight));
        let mut clue = None;
        if let Some(clues) = clues {
            let (weight, says) = clues.weigh(reader, agent, j.spot.from);
            // "Basil plants" is no sign of Basil of the plants team.
            let told = if j.cues.found.is_empty() { 0.0 } else { 1.5 };
            let weight = if many { weight } else { weight.clamp(0.0, told) };
            if weight != 0.0 {
                own.push((says.unwrap_or("the card came to another team or place"), weight));
                clue = says;
            }
        }
        if c.tier > 0 && places::other_team(reader, j.spot.to, agent) {
            own.push(("another team is named", -4.0));
        }
        if settled.is_some() {
            own.push(("the card names them in full", 2.0));
            clue = Some("the card names them in full");
        }
        if told.agents.contains(&c.agent) {
            own.push(("the form says that they helped", 3.6));
            clue = Some("the form says that they helped");
        }
        if reader.card.preset_agent == Some(agent.entry.id.as_str()) {
            own.push(("the card came by their own form", 3.2));
            clue = Some("the card came by their own form");
        }
        if !learnt.is_empty() {
            let prior = learnt.prior(j.spot.surface_hash, &agent.entry.id);
            if prior > 0.0 && c.rule != Rule::Alias {
                own.push(("managers confirmed it before", prior));
            }
            let against = learnt.against(j.spot.surface_hash, &agent.entry.id);
            if against > 0 {
                // Whoever is clearly named is asked about in the end, never passed over in silence.
                let plain = base + own.iter().map(|o| o.1).sum::<f32>();
                let weight = (-2.5 * against as f32).max(if plain > 2.0 { -0.4 - plain } else { f32::MIN });
                own.push(("managers said that it was not them", weight));
            }
        }
        let mut score = base + own.iter().map(|o| o.1).sum::<f32>();
        if c.weight < 0.0 && c.rule != Rule::Surname {
            // Another name, and easily taken for this one: a question at most.
            score = score.min(0.8);
        }
        if c.rule == Rule::Alias && c.weight < 3.0 {
            // Learnt once, or contested: a question at most, and at least, wherever the word may be a name.
            score = score.clamp(ASKED, 0.8);
        } else if c.rule == Rule::Alias {
            score = score.max(ASKED);
        }
        if open && score < ASKED_AT_MOST {
            own.push((OPENS, ASKED_AT_MOST - score));
            score = ASKED_AT_MOST;
        }
        Some((score, clue))
    };
    let id = |r: Ref| reader.roster.agent(r).map_or("", |a| a.entry.id.as_str());
    let mut ranked: Vec<(f32, &Cand)> =
        j.spot.cands.iter().filter_map(|c| reasons(c, &mut own).map(|s| (s.0, c))).collect();
    let order = |a: &(f32, &Cand), b: &(f32, &Cand)| b.0.total_cmp(&a.0).then_with(|| id(a.1.agent).cmp(id(b.1.agent)));
    if ranked.len() > SHOWN {
        ranked.select_nth_unstable_by(SHOWN - 1, order);
        let top = ranked.iter().map(|r| r.0).fold(f32::MIN, f32::max);
        j.rest = ranked.iter().skip(SHOWN).map(|r| (r.0 - top).exp()).sum();
        ranked.truncate(SHOWN);
    }
    ranked.sort_by(order);
    // However plainly they are named: a question at most, all candidates alike.
    let lower = match ranked.first() {
        Some(best) if j.around == Saying::Theirs => (ASKED_AT_MOST - best.0).min(0.0),
        _ => 0.0,
    };
    for (score, c) in ranked {
        let clue = reasons(c, &mut own).and_then(|r| r.1);
        if lower < 0.0 {
            own.push(("its sentence speaks as of somebody else", lower));
        }
        let score = score + lower;
        j.scored.push(Scored {
            agent: c.agent,
            id: id(c.agent).to_owned(),
            rule: c.rule,
            score,
            p: 0.0,
            own: own.clone(),
            clue,
        });
    }
}

/// "Rose, less so.", "Miles gets you sweating": a name that is a word as well, with a capital at the head of a sentence, where
/// nothing but that speaks against it.
fn opens(reader: &Reader, j: &Judged) -> bool {
    let i = j.spot.from;
    j.spot.to - i == 1
        && j.ours >= 1.0
        && !j.spot.fuzzy
        && j.around != Saying::Theirs
        && reader.mode == Mode::Normal
        && reader.written(i) == Written::Start
        && reader.zones.get(i) == Some(&Zone::Body)
        && j.shared
            .iter()
            .filter(|s| s.1 < 0.0)
            .all(|s| [BARE, words::WORD_TOO, "a thing may be said to do that"].contains(&s.0))
        && j.shared.iter().any(|s| s.0 == words::WORD_TOO)
        && (reader.set_off(i + 1)
            || reader.gap(i + 1) == Gap::Soft && reader.tok(i + 1).is_some_and(|t| matches!(t.mark, ':' | '='))
            || reader.gap(i + 2) <= Gap::Space && brought::acts(reader, i + 1))
}

fn weigh(j: &mut Judged) {
    let Some(top) = j.scored.first().map(|s| s.score) else { return };
    let sum: f32 = j.rest + j.scored.iter().map(|s| (s.score - top).exp()).sum::<f32>();
    let person = 1.0 / (1.0 + (-top).exp());
    for s in &mut j.scored {
        s.p = calibration::calibrated(j.ours * person) * (s.score - top).exp() / sum;
    }
}

struct Draft {
    spots: Vec<usize>,
    best: usize,
    p: f32,
}

fn outcome(reader: &Reader, thresholds: &Thresholds, judged: Vec<Judged>, told: hint::Told, explain: bool) -> Findings {
    let bar = if reader.card.kind == Some(Kind::Complaint) { thresholds.complaint } else { thresholds.tag };
    let mut findings = Findings::default();
    let mut drafts: BTreeMap<String, Draft> = BTreeMap::new();
    for (n, j) in judged.iter().enumerate() {
        if j.veto.is_some() {
            continue;
        }
        if let Some(s) = j.scored.first().filter(|s| s.p >= bar) {
            let draft = drafts.entry(s.id.clone()).or_insert(Draft { spots: vec![], best: n, p: 0.0 });
            draft.spots.push(n);
            if s.p > draft.p {
                (draft.best, draft.p) = (n, s.p);
            }
        }
    }
    // Doubtful places of somebody who is tagged elsewhere are theirs, or nobody's.
    for (n, j) in judged.iter().enumerate() {
        let Some(s) = j.scored.first().filter(|s| j.veto.is_none() && s.p < bar) else { continue };
        if let Some(draft) = j
            .scored
            .iter()
            .find_map(|s| drafts.contains_key(&s.id).then(|| s.id.clone()))
            .and_then(|id| drafts.get_mut(&id))
        {
            if s.p >= thresholds.triage && j.scored.len() == 1 {
                draft.spots.push(n);
            }
            continue;
        }
        let person = calibration::calibrated(j.ours / (1.0 + (-s.score).exp()));
        if person < thresholds.triage {
            continue;
        }
        let candidates: Vec<Candidate> = j
            .scored
            .iter()
            .filter(|s| s.p > 0.02 || j.scored.len() > 8)
            .map(|s| Candidate { agent: s.id.clone(), confidence: round(s.p), why: sentence(reader, j, s) })
            .collect();
        let again = findings
            .triage
            .iter()
            .any(|q| q.candidates.iter().map(|c| &c.agent).eq(candidates.iter().map(|c| &c.agent)));
        if !again && !candidates.is_empty() {
            findings.triage.push(Question {
                surface: reader.text.surface(j.spot.span.start, j.spot.span.end).to_owned(),
                span: j.spot.span.clone(),
                candidates,
            });
        }
    }
    for (id, draft) in drafts {
        let Some(j) = judged.get(draft.best) else { continue };
        let Some(s) = j.scored.iter().find(|s| s.id == id) else { continue };
        let mut spans: Vec<_> =
            draft.spots.iter().filter_map(|n| judged.get(*n)).map(|j| j.spot.span.clone()).collect();
        spans.sort_by_key(|s| s.start);
        findings.mentions.push(Mention {
            agent: id,
            surface: reader.text.surface(j.spot.span.start, j.spot.span.end).to_owned(),
            spans,
            rule: s.rule,
            confidence: round(draft.p),
            polarity: Polarity::Neutral,
            why: sentence(reader, j, s),
            evidence: evidence(j, s),
        });
    }
    hint::finish(reader, told, bar, &mut findings);
    findings.mentions.sort_by(|a, b| {
        a.spans
            .first()
            .map_or(usize::MAX, |s| s.start)
            .cmp(&b.spans.first().map_or(usize::MAX, |s| s.start))
            .then_with(|| a.agent.cmp(&b.agent))
    });
    if explain {
        for j in &judged {
            for s in &j.scored {
                findings.considered.push(Considered {
                    surface: reader.text.surface(j.spot.span.start, j.spot.span.end).to_owned(),
                    agent: s.id.clone(),
                    rule: s.rule,
                    confidence: round(s.p),
                    evidence: evidence(j, s),
                    veto: j.veto,
                });
            }
        }
    }
    findings
}

fn evidence(j: &Judged, s: &Scored) -> Vec<Evidence> {
    let theirs = (j.ours < 1.0).then(|| (j.theirs, j.ours.ln()));
    s.own
        .iter()
        .chain(&j.shared)
        .chain(&theirs)
        .map(|(what, weight)| Evidence { what: (*what).to_owned(), weight: *weight })
        .collect()
}

fn sentence(reader: &Reader, j: &Judged, s: &Scored) -> String {
    let surface = reader.text.surface(j.spot.span.start, j.spot.span.end);
    let name = reader.roster.agent(s.agent).map_or("", |a| a.entry.name.as_str());
    why::sentence(reader.card, surface, name, s.rule, j.spot.cands.len().saturating_sub(1), s.clue)
}

fn round(p: f32) -> f32 {
    (p * 1000.0).round() / 1000.0
}
