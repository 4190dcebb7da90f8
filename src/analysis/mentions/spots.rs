//! Candidate generation: one pass over the tokens finds every place where somebody of the roster
//! could be named, and who. Whether a person is meant at all is left to `context` and `veto`.
use super::learnt::Learnt;
use super::reader::{Mode, Reader};
use super::runs::{longest, may_go_on};
use super::spot::{Cand, Spot, related, settle};
use super::whole::{complete, surname};
use super::{Rule, codes, earshot, fuzzy, glyphs, namelike, spelled};
use crate::analysis::fold::{self, Case, Gap};
use crate::analysis::lexicon as lex;
use crate::analysis::roster::{relations, sound};

pub fn find(reader: &Reader, learnt: &Learnt) -> Vec<Spot> {
    let mut spots = vec![];
    spelled::find(reader, &mut spots);
    codes::find(reader, &mut spots);
    if reader.roster.has_glyphs() {
        glyphs::find(reader, &mut spots);
    }
    let mut taken = vec![false; if spots.is_empty() { 0 } else { reader.len() }];
    for spot in &spots {
        taken.iter_mut().take(spot.to).skip(spot.from).for_each(|t| *t = true);
    }
    let mut i = 0;
    while i < reader.len() {
        if taken.get(i) == Some(&true) || reader.tok(i).is_some_and(|t| t.digits || t.cjk) {
            i += 1;
            continue;
        }
        if let Some(spot) = at(reader, learnt, i) {
            i = spot.to.max(i + 1);
            spots.push(spot);
        } else {
            i += 1;
        }
    }
    spots.sort_by_key(|s| (s.from, s.to));
    spots
}

/// "She'll remember me" is no Shell.
fn contracted(reader: &Reader, i: usize) -> bool {
    reader.word(i).ends_with("ll")
        && reader.tok(i).is_some_and(|t| {
            let written = reader.text.surface(t.start as usize, t.end as usize);
            written.get(..written.len().saturating_sub(2)).is_some_and(|head| head.ends_with(fold::is_apostrophe))
        })
}

fn at(reader: &Reader, learnt: &Learnt, i: usize) -> Option<Spot> {
    let t = *reader.tok(i)?;
    if contracted(reader, i) {
        return None;
    }
    if let Some(spot) = alias(reader, learnt, i) {
        return Some(spot);
    }
    let plain = reader.has(i, lex::WORD);
    if plain
        && !may_go_on(reader, i)
        && !reader.roster.knows(t.hash).any()
        && (t.case == Case::Lower && reader.mode == Mode::Normal || relations::of(t.hash).is_empty())
    {
        return None;
    }
    let given = longest(reader, i, |k| k.given || k.nick);
    let family = longest(reader, i, |k| k.family);
    let mut cands = vec![];
    let mut to = i + 1;
    // "al Sayed" is one family name even where somebody is called Al.
    if let Some((n, hash)) = family
        && n > given.map_or(1, |g| g.0)
    {
        return surname(reader, i, i + n, hash);
    }
    if let Some((n, hash)) = given {
        to = i + n;
        exact_given(reader, hash, &mut cands);
        // "misaki sato", where that is how 佐藤美咲 is registered besides: both words are no chance.
        let whole = n > 1 && (i + 1..to).all(|k| reader.gap(k) == Gap::Space);
        cands.iter_mut().filter(|c| whole && c.rule == Rule::Nickname).for_each(|c| c.weight = c.weight.max(5.4));
    }
    if t.letters >= 2
        && (t.case != Case::Lower || reader.mode != Mode::Normal || !reader.has(i, lex::WORD) || !cands.is_empty())
    {
        related(reader, reader.word(i), t.hash, to == i + 1, &mut cands);
    }
    // "the OLED screen", "dual SIM phones": short capitals inside a text are no short form of anybody's.
    let letters = t.case == Case::Upper && t.letters <= 4 && reader.mode == Mode::Normal && !reader.has(i, lex::GIVEN);
    if letters && cands.iter().all(|c| c.tier > 0) {
        cands.clear();
    }
    if !cands.is_empty() {
        let whole = complete(reader, i, to, cands, family);
        return Some(whole);
    }
    if let Some((n, hash)) = family {
        return surname(reader, i, i + n, hash);
    }
    if let Some(spot) = syllables(reader, i).or_else(|| heard_in_two(reader, i)) {
        return Some(spot);
    }
    if reader.gap(i + 1) <= Gap::Space
        && reader.capital(i)
        && let Some(spot) = fuzzy::whole(reader, i)
    {
        return Some(spot);
    }
    if namelike::eligible(reader, i) {
        // "Mr Georgio" is rather a Georgiou than a Giorgio.
        let titled = i > 0
            && super::context::title_before(reader, i)
            && matches!(
                reader.word(i - 1),
                "mr" | "mrs"
                    | "ms"
                    | "mister"
                    | "herr"
                    | "herrn"
                    | "frau"
                    | "monsieur"
                    | "mme"
                    | "madame"
                    | "senor"
                    | "senora"
                    | "sr"
                    | "sra"
            );
        if titled && let Some(spot) = fuzzy::surname(reader, i) {
            return Some(spot);
        }
        fuzzy::given(reader, i, &mut cands);
        if !cands.is_empty() {
            let mut spot = complete(reader, i, i + 1, cands, None);
            spot.fuzzy = !spot.strong;
            return Some(spot);
        }
        return fuzzy::surname(reader, i).or_else(|| earshot::find(reader, i, i + 1, reader.word(i)));
    }
    None
}

/// "His name was Jean Luke": a name of two parts, heard, where it is told.
fn heard_in_two(reader: &Reader, i: usize) -> Option<Spot> {
    let two =
        reader.gap(i + 1) == Gap::Space && reader.capital(i) && reader.capital(i + 1) && reader.mode == Mode::Normal;
    if !two || super::context::cue(reader, i).is_none_or(|cue| cue.1 < 2.6) {
        return None;
    }
    let joined = format!("{}{}", reader.word(i), reader.word(i + 1));
    let mut keys = vec![];
    reader.roster.sounds_given(fold::hash(sound::key(&joined).as_bytes()), &mut keys);
    keys.retain(|key| reader.roster.is_compound(*key));
    let mut cands = vec![];
    for key in keys {
        exact_given(reader, key, &mut cands);
    }
    cands.iter_mut().for_each(|c| (c.rule, c.tier, c.weight) = (Rule::SoundsLike, 3, 2.3));
    (!cands.is_empty()).then(|| {
        let mut spot = Spot::new(reader, i, i + 2, cands);
        spot.fuzzy = true;
        spot
    })
}

/// "Ee-van", "Hay-mish": a name taken apart as it was heard.
fn syllables(reader: &Reader, i: usize) -> Option<Spot> {
    if reader.gap(i) < Gap::Space || reader.gap(i + 1) != Gap::Hyphen {
        return None;
    }
    let parts = 1 + (1..3).take_while(|n| reader.gap(i + n) == Gap::Hyphen).count();
    let joined: String = (i..i + parts).map(|k| reader.word(k)).collect();
    let fits = reader.tok(i).is_some_and(|t| !t.digits && !t.cjk)
        && joined.len() > 4
        && reader.gap(i + parts) != Gap::Hyphen
        && !lex::is_common(&joined)
        && (reader.capital(i)
            || reader.mode != Mode::Normal
            || reader.tok(i).is_some_and(|t| matches!(t.mark, '"' | '“' | '\'')));
    let spelt = |k: usize| reader.word(k).starts_with("spel") || reader.word(k).starts_with("pronounc");
    let named = super::context::cue_before(reader, i)
        || super::behind::after(reader, i + parts, i + parts - 1).is_some()
        || parts > 2 && (1..=6).map_while(|b| reader.before(i, b)).any(spelt);
    // "Marie-Josée" is a name of two names, and somebody else's.
    let double = parts == 2 && reader.has(i, lex::GIVEN) && reader.capital(i) && reader.capital(i + 1);
    if !fits || double {
        return None;
    }
    let mut cands = vec![];
    if named {
        fuzzy::heard_as(reader, &joined, &mut cands);
    }
    if cands.is_empty() {
        return earshot::find(reader, i, i + parts, &joined);
    }
    if earshot::told(reader, i, i + parts) {
        cands.iter_mut().for_each(|c| c.weight += 0.6);
    }
    let mut spot = Spot::new(reader, i, i + parts, cands);
    spot.fuzzy = true;
    Some(spot)
}

fn alias(reader: &Reader, learnt: &Learnt, i: usize) -> Option<Spot> {
    if learnt.is_empty() {
        return None;
    }
    let mut state = fold::SEED;
    let mut best = None;
    for n in 1..=3 {
        if n > 1 && reader.gap(i + n - 1) >= Gap::Soft {
            break;
        }
        state = fold::extend(state, reader.word(i + n - 1).as_bytes());
        if i + n <= reader.len() && learnt.alias(fold::mix(state)).is_some() {
            best = Some((n, fold::mix(state)));
        }
    }
    let (n, hash) = best?;
    let mut cands = vec![];
    for (agent, count) in learnt.alias(hash)? {
        if let Some(r) = reader.roster.find(agent) {
            let sure = *count >= 2 && learnt.uncontested(hash);
            cands.push(Cand { agent: r, rule: Rule::Alias, tier: 0, weight: if sure { 3.6 } else { 0.9 } });
        }
    }
    // A learnt form beside registered namesakes leaves the choice open, unless it was learnt twice.
    let sure = cands.iter().any(|c| c.weight > 3.0);
    if !sure {
        exact_given(reader, hash, &mut cands);
        if let Some(t) = reader.tok(i) {
            related(reader, reader.word(i), t.hash, true, &mut cands);
        }
        if cands.iter().any(|c| c.rule != Rule::Alias) {
            return None;
        }
    }
    if cands.is_empty() {
        return None;
    }
    Some(complete(reader, i, i + n, cands, None))
}

fn exact_given(reader: &Reader, hash: u64, cands: &mut Vec<Cand>) {
    let mut found = vec![];
    reader.roster.given(hash, &mut found);
    cands.extend(found.drain(..).map(|agent| Cand { agent, rule: Rule::FirstName, tier: 0, weight: 3.3 }));
    reader.roster.nick(hash, &mut found);
    cands.extend(found.drain(..).map(|agent| Cand { agent, rule: Rule::Nickname, tier: 0, weight: 3.2 }));
    reader.roster.second(hash, &mut found);
    cands.extend(found.into_iter().map(|agent| Cand { agent, rule: Rule::ShortForm, tier: 1, weight: 2.5 }));
    settle(cands);
}

/// As `find`, for the field where a name is asked for: every word may be one.
pub fn find_in_answer(reader: &Reader, learnt: &Learnt) -> Vec<Spot> {
    let mut spots = find(reader, learnt);
    if spots.is_empty() {
        for i in 0..reader.len() {
            let mut cands = vec![];
            if let Some(t) = reader.tok(i) {
                exact_given(reader, t.hash, &mut cands);
                related(reader, reader.word(i), t.hash, true, &mut cands);
            }
            if cands.is_empty() && reader.unknown(i) {
                fuzzy::given(reader, i, &mut cands);
            }
            if !cands.is_empty() {
                spots.push(complete(reader, i, i + 1, cands, None));
            }
        }
    }
    if spots.is_empty() && reader.len() == 1 && reader.tok(0).is_some_and(|t| t.digits) {
        let mut found = vec![];
        reader.roster.code(reader.tok(0).map_or(0, |t| t.hash), &mut found);
        if let [agent] = found[..] {
            spots.push(Spot::new(reader, 0, 1, vec![Cand { agent, rule: Rule::Code, tier: 0, weight: 4.0 }]));
        }
    }
    spots
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::mentions::{CardText, testing};
    use crate::domain::roster::RosterEntry;

    #[test]
    fn a_name_of_two_parts_may_be_heard_where_it_is_told() {
        let luc = RosterEntry { id: "l".into(), name: "Jean-Luc Bernard".into(), ..RosterEntry::default() };
        let iolo = RosterEntry { id: "i".into(), name: "Iolo Pugh".into(), ..RosterEntry::default() };
        let roster = testing::house("Halden", [luc, iolo]);
        let found = |text: &str| {
            let card = CardText { text, ..CardText::default() };
            let spots = find(&Reader::new(&roster, &card), &Learnt::default());
            spots.first().map(|spot| spot.span.clone())
        };
        assert_eq!(found("He said his name was Jean Luke."), Some(21..30));
        assert_eq!(found("He took jeans that Luke had sold."), None);
        assert_eq!(found("He gave his name as Yolo."), Some(20..24));
    }

    #[test]
    fn she_ll_is_no_shell() {
        let michelle = RosterEntry { id: "m".into(), name: "Michelle Fox".into(), ..RosterEntry::default() };
        let roster = testing::house("Halden", [michelle]);
        let found = |text: &str| {
            let card = CardText { text, ..CardText::default() };
            find(&Reader::new(&roster, &card), &Learnt::default()).len()
        };
        assert_eq!(
            (found("She'll remember me."), found("She’ll remember me."), found("Shell remembered me.")),
            (0, 0, 1)
        );
    }

    #[test]
    fn a_name_is_found_before_the_verb_that_is_written_with_it() {
        let derrick = RosterEntry { id: "d".into(), name: "Derrick Hale".into(), ..RosterEntry::default() };
        let roster = testing::house("Halden", [derrick]);
        let span = |text: &str| {
            let card = CardText { text, ..CardText::default() };
            find(&Reader::new(&roster, &card), &Learnt::default()).first().map(|spot| spot.span.clone())
        };
        assert_eq!(span("Derrick'll remember me."), Some(0..7));
        assert_eq!(span("I see Derrick’d rung."), Some(6..13));
    }
}
