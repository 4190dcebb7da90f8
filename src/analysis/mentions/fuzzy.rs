//! Likeness, only where it is earned: an unknown word in a place where a name would stand.
use super::Rule;
use super::behind;
use super::brought;
use super::context;
use super::cues::HALF_KNOWN;
use super::reader::{Mode, Reader, Written};
use super::spot::{Cand, Spot};
use crate::analysis::fold::{self, Gap};
use crate::analysis::lexicon as lex;
use crate::analysis::roster::heard;
use crate::analysis::roster::near::{allowance, slips};
use crate::analysis::roster::relations::{self, Relation};
use crate::analysis::roster::{Agent, Ref, is_particle, sound};

/// Registered given names and nicknames that the word is a slip for.
pub fn given(reader: &Reader, i: usize, cands: &mut Vec<Cand>) {
    let word = reader.word(i);
    let known = reader.has(i, lex::GIVEN);
    let mut found = vec![];
    let mut keys = vec![];
    reader.roster.sounds_given(fold::hash(sound::key(word).as_bytes()), &mut keys);
    keys.sort_unstable();
    keys.dedup();
    for &key in &keys {
        // Two well-known names that merely sound alike (Marie, Mary) are two people.
        let letters = reader.roster.letters(key);
        if known && (lex::flags(key) & lex::GIVEN != 0) && !heard_alike(word, letters) && !doubled(word, letters) {
            // Joleen for Jolene: two names for the lists, one for the ear.
            if word.len() > 4
                && letters.len() > 4
                && word.bytes().next() == letters.bytes().next()
                && word.len().abs_diff(letters.len()) < 2
            {
                add(reader, key, Rule::SoundsLike, 3, -1.4, &mut found, cands);
            }
            continue;
        }
        add(reader, key, Rule::SoundsLike, 2, 2.3, &mut found, cands);
    }
    // Joanna for Joanne: two names, and easily taken for each other; a question at most.
    if known && cands.is_empty() && word.len() > 5 && word.ends_with(['a', 'e']) {
        let stem = word.get(..word.len() - 1).unwrap_or("");
        for ending in ["a", "e"] {
            let other = fold::mix(fold::extend(fold::extend(fold::SEED, stem.as_bytes()), ending.as_bytes()));
            if !word.ends_with(ending) && reader.roster.knows(other).given {
                add(reader, other, Rule::Misspelt, 3, -1.8, &mut found, cands);
            }
        }
    }
    // "Gurdeeep": nobody writes a letter three times by chance.
    for once in stretched(word).into_iter().flatten() {
        add(reader, fold::hash(once.as_bytes()), Rule::Misspelt, 1, 4.0, &mut found, cands);
    }
    if known {
        one_letter_off(reader, word, &mut found, cands);
        return;
    }
    // Beside a name that sounds the same, one that is a single slip away stays in question.
    let heard_so = !cands.is_empty();
    let mut near = vec![];
    reader.roster.near_given(word, allowance(word.len()), &mut near);
    // "Rummesh": a letter too many, and one heard wrongly.
    let single = undoubled(word);
    if single.len() < word.len() {
        let from = near.len();
        reader.roster.near_given(&single, allowance(single.len()).min(1), &mut near);
        near.iter_mut().skip(from).for_each(|n| n.1 = 1);
        near.sort_unstable_by_key(|n| (n.0, n.1));
        near.dedup_by_key(|n| n.0);
    }
    let plain = reader.has(i, lex::SURNAME);
    // "Dr Ragavan": behind a title a family name is written, and two slips may make it any given name.
    let titled = context::title_before(reader, i);
    let best = near.iter().map(|n| n.1).min().unwrap_or(0);
    for (key, d) in near {
        let letters = reader.roster.letters(key);
        // Short names lie too close together: Ana is not Dana; and a shorter registered name bears fewer slips.
        if letters.len() < 4 || d > allowance(letters.len()) || plain || d > best || (heard_so || titled) && d > 1 {
            continue;
        }
        // The first letter is rarely wrong, and never together with another slip.
        let first = letters.bytes().next() == word.bytes().next() || same_start(word, letters);
        let vowels = |w: &str| w.starts_with(['a', 'e', 'i', 'o', 'u', 'y']);
        let heard =
            vowels(word) && vowels(letters) && letters.len() > 4 && context::cue(reader, i).is_some_and(|c| c.1 >= 4.0);
        if !first && (d > 1 || letters.len() < 6 && !heard) {
            continue;
        }
        let weight = if d == 1 { 2.3 } else { 1.9 };
        let weight = if first { weight } else { weight - 0.9 };
        // "Gemima" is rather a Jemima than our Gemma: a question at most.
        let weight = if heard::is_another(word, letters) { weight - 3.0 } else { weight };
        add(reader, key, Rule::Misspelt, 3, weight, &mut found, cands);
    }
    // "Zoee": for a slip of one letter too many, a name may be short.
    if cands.is_empty() && !plain && single.len() == 3 && word.len() == 4 {
        add(reader, fold::hash(single.as_bytes()), Rule::Misspelt, 3, 1.9, &mut found, cands);
    }
    if !plain {
        misplaced(reader, word, &mut found, cands);
    }
    if !cands.is_empty() || plain || word.len() < 4 {
        return;
    }
    // "Fatou" for Fatoumata: a short form that no list has.
    keys.clear();
    reader.roster.given_starting(word, 8, &mut keys);
    keys.retain(|k| reader.roster.letters(*k).len() >= word.len() + 2);
    for &key in &keys {
        add(reader, key, Rule::ShortForm, 2, 1.9, &mut found, cands);
    }
    let before = || context::cue(reader, i).or_else(|| brought::before(reader, i));
    let cue = if cands.is_empty() { before().map_or(0.0, |c| c.1) } else { 0.0 };
    // "The vet, Shivawn I think she's called": who half remembers a name tells how it was heard.
    let half = || behind::after(reader, i + 1, i).is_some_and(|b| b.0 == HALF_KNOWN);
    let cue = if cands.is_empty() && cue < 2.6 && half() { 2.6 } else { cue };
    if cue >= 1.8 {
        for key in heard::names(word) {
            add(reader, key, Rule::SoundsLike, 3, 1.7, &mut found, cands);
        }
    }
    // "He said his name was Kwahmay": where a name is told, its consonants are enough.
    if cue >= 2.6 && cands.is_empty() {
        let sound = sound::key(word);
        keys.clear();
        reader.roster.resembling_given(&sound, &mut keys);
        for &key in &keys {
            let letters = reader.roster.letters(key);
            let other = sound::key(letters);
            // Kiran and Kirana are two: a question at most.
            let weight = if sound.ends_with('a') == other.ends_with('a') { 1.4 } else { -1.6 };
            if sound::resembles(&sound, &other) && !heard::is_another(word, letters) {
                add(reader, key, Rule::SoundsLike, 3, weight, &mut found, cands);
            }
        }
        // "He gave his name as Yolo": for Iolo; "Yurgen" for Jürgen, "Inyigo" for Iñigo.
        if cands.is_empty() && word.contains('y') {
            let swapped = |start: &str| word.strip_prefix('y').map(|rest| format!("{start}{rest}"));
            for other in [swapped("i"), swapped("j"), Some(word.replace("ny", "n"))].into_iter().flatten() {
                keys.clear();
                reader.roster.sounds_given(fold::hash(sound::key(&other).as_bytes()), &mut keys);
                for &key in &keys {
                    add(reader, key, Rule::SoundsLike, 3, 1.4, &mut found, cands);
                }
            }
        }
        // "It sounded like Tamarty": for Tamati, to ears that hear no "r" before a consonant.
        let mute = sound::without_mute_r(&sound);
        if cands.is_empty() && mute != sound {
            keys.clear();
            reader.roster.sounds_given(fold::hash(mute.as_bytes()), &mut keys);
            for &key in &keys {
                add(reader, key, Rule::SoundsLike, 3, 1.4, &mut found, cands);
            }
        }
    }
}

/// Fionnula for Fionnuala: a letter too many or too few inside a long name, though the lists know both; a question at most.
fn one_letter_off(reader: &Reader, word: &str, found: &mut Vec<Ref>, cands: &mut Vec<Cand>) {
    if !cands.is_empty() || word.len() < 6 {
        return;
    }
    let mut near = vec![];
    reader.roster.near_given(word, 1, &mut near);
    for (key, _) in near {
        let letters = reader.roster.letters(key);
        let ends = |w: &str| (w.bytes().next(), w.bytes().last());
        if letters.len().abs_diff(word.len()) == 1 && letters.len() > 6 && ends(letters) == ends(word) {
            add(reader, key, Rule::Misspelt, 3, -0.4, found, cands);
        }
    }
}

/// Keshia for Keisha: a letter a place or two too early or too late; a question at most.
fn misplaced(reader: &Reader, word: &str, found: &mut Vec<Ref>, cands: &mut Vec<Cand>) {
    if !cands.is_empty() || word.len() < 6 {
        return;
    }
    for at in 1..word.len() {
        for to in [at + 1, at + 2].into_iter().filter(|to| *to < word.len()) {
            let mut letters = word.as_bytes().to_vec();
            letters.get_mut(at..=to).unwrap_or_default().rotate_left(1);
            let early = fold::hash(&letters);
            letters.get_mut(at..=to).unwrap_or_default().rotate_right(2);
            for other in [early, fold::hash(&letters)] {
                if reader.roster.knows(other).given {
                    add(reader, other, Rule::Misspelt, 3, -0.4, found, cands);
                }
            }
        }
    }
}

/// Registered given names that sound like a word put together of its syllables, or lie a slip or two away.
pub fn heard_as(reader: &Reader, word: &str, cands: &mut Vec<Cand>) {
    let (mut found, mut keys, mut near) = (vec![], vec![], vec![]);
    reader.roster.sounds_given(fold::hash(sound::key(word).as_bytes()), &mut keys);
    keys.extend(heard::names(word));
    let spelled = relations::of(fold::hash(word.as_bytes())).iter();
    keys.extend(spelled.filter(|r| matches!(r.1, Relation::Sound | Relation::Same)).map(|r| r.0));
    reader.roster.near_given(word, allowance(word.len()), &mut near);
    near.retain(|n| same_start(word, reader.roster.letters(n.0)));
    let best = near.iter().map(|n| n.1).min().unwrap_or(0);
    keys.extend(near.into_iter().filter(|n| n.1 == best).map(|n| n.0));
    keys.sort_unstable();
    keys.dedup();
    for key in keys {
        add(reader, key, Rule::SoundsLike, 3, 1.9, &mut found, cands);
    }
}

fn same_start(a: &str, b: &str) -> bool {
    let start = |s: &str| sound::key(s).chars().next();
    let (x, y) = (a.as_bytes(), b.as_bytes());
    let swapped = x.first() == y.get(1) && x.get(1) == y.first();
    start(a) == start(b) || swapped
}

/// A word with a letter three times or more in a row, as it may have been meant: with two of them, or one.
fn stretched(word: &str) -> Option<[String; 2]> {
    let at_most = |most: usize| {
        let mut out = String::with_capacity(word.len());
        for c in word.chars() {
            if out.chars().rev().take(most).filter(|o| *o == c).count() < most {
                out.push(c);
            }
        }
        out
    };
    let twice = at_most(2);
    (twice.len() < word.len()).then(|| [at_most(1), twice])
}

/// The word with every doubled letter once.
fn undoubled(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        if !out.ends_with(c) {
            out.push(c);
        }
    }
    out
}

/// Alanna and Alana: one name, spelled with more or fewer letters of a kind.
fn doubled(a: &str, b: &str) -> bool {
    a.len().min(b.len()) > 4 && undoubled(a) == undoubled(b)
}

fn heard_alike(a: &str, b: &str) -> bool {
    slips(a, b, 1).is_some() && !a.ends_with(['a', 'e', 'y', 'i']) && !b.ends_with(['a', 'e', 'y', 'i'])
}

fn add(reader: &Reader, key: u64, rule: Rule, tier: u8, weight: f32, found: &mut Vec<Ref>, cands: &mut Vec<Cand>) {
    found.clear();
    reader.roster.given(key, found);
    reader.roster.nick(key, found);
    for &agent in found.iter() {
        if !cands.iter().any(|c| c.agent == agent) {
            cands.push(Cand { agent, rule, tier, weight });
        }
    }
}

/// Registered family names that the word is a slip for; only with a title, or long and sure of its place.
pub fn surname(reader: &Reader, i: usize) -> Option<Spot> {
    let word = reader.word(i);
    let titled = context::title_before(reader, i);
    let cued = context::cue_before(reader, i) && reader.written(i) != Written::Low;
    // "Kovalchick was rude to my wife": a long name, and only a person does or is what follows it.
    let told = !cued && word.len() >= 7 && reader.capital(i) && context::person_after(reader, i + 1);
    if !titled && !((cued || told) && word.len() >= 6 && !reader.has(i, lex::GIVEN)) {
        return None;
    }
    let mut near = vec![];
    // "Dr Nyugen": behind a title, a long enough word may hold two slips.
    let limit = if titled && word.len() >= 6 { 2 } else { allowance(word.len()).min(1 + u8::from(titled)) };
    reader.roster.near_family(word, limit, &mut near);
    let mut keys = vec![];
    reader.roster.sounds_family(fold::hash(sound::key(word).as_bytes()), &mut keys);
    near.extend(keys.drain(..).map(|k| (k, 0)));
    if near.is_empty() && (titled || context::cue(reader, i).is_some_and(|c| c.1 >= 3.0)) {
        let sound = sound::key(word);
        reader.roster.resembling_family(&sound, &mut keys);
        near.extend(
            keys.into_iter()
                .filter(|k| sound::resembles(&sound, &sound::key(reader.roster.letters(*k))))
                .map(|k| (k, 1)),
        );
    }
    near.sort_unstable_by_key(|n| (n.1, n.0));
    let best = near.first()?.1;
    let mut found = vec![];
    for (key, d) in near {
        let letters = reader.roster.letters(key);
        let first = letters.bytes().next() == word.bytes().next() || same_start(word, letters);
        if d == best
            && letters.len() >= 4
            && first
            && d <= allowance(letters.len()).max(limit.min(letters.len() as u8 / 3))
        {
            reader.roster.family(key, &mut found);
        }
    }
    found.sort_unstable();
    found.dedup();
    if found.is_empty() || found.len() > 2 {
        return None;
    }
    let weight = if titled { 2.3 } else { 0.6 };
    let cands = found.into_iter().map(|agent| Cand { agent, rule: Rule::Misspelt, tier: 3, weight }).collect();
    let mut spot = Spot::new(reader, i, i + 1, cands);
    spot.titled = titled;
    spot.fuzzy = true;
    Some(spot)
}

/// "Katherina von Trota": a given and a family name with slips in both, where one person has names like both. Names that
/// the lists know are rather somebody else's: one of them makes a question of it, and two make nothing.
pub fn whole(reader: &Reader, i: usize) -> Option<Spot> {
    let word = reader.word(i);
    if reader.mode != Mode::Normal || word.len() < 4 || !reader.capital(i) || reader.has(i, lex::WORD | lex::MONTH) {
        return None;
    }
    let last = (i + 1..i + 4).find(|k| !is_particle(reader.word(*k)))?;
    let close = (i + 1..=last).all(|k| reader.gap(k) <= Gap::Space);
    let family = reader.word(last);
    let joined: String = (i + 1..=last).map(|k| reader.word(k)).collect();
    let registered = [family, &joined].iter().any(|name| reader.roster.knows(fold::hash(name.as_bytes())).family);
    let plain = reader.has(last, lex::DEPT | lex::ROLE | lex::PLACE) || !registered && reader.has(last, lex::WORD);
    let another = !registered && reader.has(last, lex::SURNAME | lex::GIVEN);
    let known = u8::from(reader.has(i, lex::GIVEN)) + u8::from(another);
    if !close || family.len() < 4 || !reader.capital(last) || plain || known > 1 {
        return None;
    }
    let (mut near, mut found, mut keys) = (vec![], vec![], vec![]);
    reader.roster.near_family(family, allowance(family.len()).min(2), &mut near);
    if last > i + 1 {
        reader.roster.near_family(&joined, allowance(joined.len()).min(2), &mut near);
    }
    reader.roster.resembling_family(&sound::key(family), &mut keys);
    keys.extend(near.iter().map(|n| n.0));
    let first = |w: &str| w.bytes().next();
    for key in keys {
        let letters = reader.roster.letters(key);
        if first(letters) == first(family) || first(letters) == first(&joined) {
            reader.roster.family(key, &mut found);
        }
    }
    let fits = |given: u64| {
        let letters = reader.roster.letters(given);
        let (sound, other) = (sound::key(word), sound::key(letters));
        letters.len() > 3
            && first(letters) == first(word)
            && (slips(word, letters, allowance(word.len().min(letters.len())).max(1)).is_some()
                || sound == other
                || sound::resembles(&sound, &other))
    };
    found.retain(|r| reader.roster.agent(*r).is_some_and(|a| a.givens().any(fits)));
    found.sort_unstable();
    found.dedup();
    let [agent] = found[..] else { return None };
    let weight = if known > 0 { -0.4 } else { 4.0 };
    let cands = vec![Cand { agent, rule: Rule::Misspelt, tier: 3, weight }];
    let mut spot = Spot::new(reader, i, last + 1, cands);
    spot.strong = true;
    Some(spot)
}

/// Whether the token is close to one of the agent's family names, beside a given name that fits.
pub fn family_near(reader: &Reader, r: Ref, at: usize) -> bool {
    let joined = || format!("{}{}", reader.word(at.saturating_sub(1)), reader.word(at));
    // "Nurul Hudda": Huda is the second of her given names.
    let second = || {
        reader.roster.agent(r).is_some_and(|a| {
            let compound = |given: &u64| reader.roster.is_compound(*given);
            let sound = sound::key(&joined());
            a.givens().filter(compound).any(|given| sound::key(reader.roster.letters(given)) == sound)
        })
    };
    family_like(reader, r, reader.word(at)) || !reader.has(at, lex::GIVEN) && second()
}

/// As `family_near`, of a word that may be put together of several.
pub fn family_like(reader: &Reader, r: Ref, word: &str) -> bool {
    let Some(agent) = reader.roster.agent(r) else { return false };
    agent.families().any(|f| alike(word, reader.roster.letters(f)))
}

fn alike(word: &str, registered: &str) -> bool {
    let limit = allowance(registered.len().min(word.len()));
    registered.len() >= 3
        && (slips(word, registered, limit).is_some()
            || sound::key(word) == sound::key(registered)
            || sound::spoken(word) == sound::spoken(registered)
            || sound::eyed(word) == sound::eyed(registered))
        && (word.bytes().next() == registered.bytes().next() || same_start(word, registered))
}

/// Whether the token is a form, or a slip, of one of the agent's given names; the family name is certain.
pub fn given_fits(reader: &Reader, r: Ref, at: usize) -> bool {
    let Some(agent) = reader.roster.agent(r) else { return false };
    let Some(t) = reader.tok(at) else { return false };
    let related = |g: u64| g == t.hash || relations::between(t.hash, g).is_some();
    agent.givens().any(|g| related(g) || (!reader.has(at, lex::WORD | lex::GIVEN) && slip(reader, agent, g, at)))
}

fn slip(reader: &Reader, _agent: &Agent, given: u64, at: usize) -> bool {
    let (word, letters) = (reader.word(at), reader.roster.letters(given));
    word.len() > 2
        && letters.len() > 2
        && (slips(word, letters, allowance(word.len()).max(1)).is_some() || sound::key(word) == sound::key(letters))
        && (reader.mode != Mode::Normal || reader.capital(at) || reader.unknown(at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::mentions::testing;
    use crate::domain::roster::RosterEntry;

    #[test]
    fn a_letter_out_of_place_makes_another_name_a_candidate() {
        let keisha = RosterEntry { id: "k".into(), name: "Keisha Fox".into(), ..RosterEntry::default() };
        let roster = testing::house("Halden", [keisha]);
        let found = |text: &str, word: &str| {
            testing::at(&roster, text, word, |reader, i| {
                let mut cands = vec![];
                given(reader, i, &mut cands);
                cands.iter().map(|c| c.weight < 0.0).collect::<Vec<_>>()
            })
        };
        assert_eq!(found("Keshia in finance got my rate down.", "keshia"), [true]);
        assert_eq!(found("Kesia in finance got my rate down.", "kesia"), [true; 0]);
        // Two names that everybody knows are two people.
        let marian = RosterEntry { id: "m".into(), name: "Marian Fox".into(), ..RosterEntry::default() };
        let roster = testing::house("Halden", [marian]);
        let others = testing::at(&roster, "Marina in finance got my rate down.", "marina", |reader, i| {
            let mut cands = vec![];
            given(reader, i, &mut cands);
            cands.len()
        });
        assert_eq!(others, 0);
    }
}
