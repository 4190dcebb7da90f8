//! Employee codes, badges and extensions. A number alone names nobody: it needs a word that says what it is.
use super::Rule;
use super::reader::Reader;
use super::spot::{Cand, Spot};
use crate::analysis::fold::{self, Gap};
use crate::analysis::lexicon as lex;

pub fn find(reader: &Reader, spots: &mut Vec<Spot>) {
    let mut i = 0;
    while i < reader.len() {
        let mut step = 1;
        if starts(reader, i) {
            for n in (1..=4).rev() {
                if let Some(spot) = read(reader, i, n) {
                    step = n;
                    spots.push(spot);
                    break;
                }
            }
        }
        i += step;
    }
}

/// A code has a digit in it, or behind one or two short runs of letters, as "LS-H22" has.
fn starts(reader: &Reader, i: usize) -> bool {
    let digits = |k: usize| reader.tok(k).is_some_and(|n| n.digits && n.gap <= Gap::Space);
    let short = |k: usize, most: usize| reader.tok(k).is_some_and(|t| t.letters as usize <= most);
    reader.tok(i).is_some_and(|t| t.digits)
        || short(i, 5) && (digits(i + 1) || short(i + 1, 3) && reader.gap(i + 1) <= Gap::Space && digits(i + 2))
}

fn read(reader: &Reader, i: usize, n: usize) -> Option<Spot> {
    if i + n > reader.len() || (i + 1..i + n).any(|k| reader.gap(k) > Gap::Space) {
        return None;
    }
    let state = (i..i + n).fold(fold::SEED, |s, k| fold::extend(s, reader.text.word(k).as_bytes()));
    let mut found = vec![];
    reader.roster.code(fold::mix(state), &mut found);
    if found.is_empty() {
        return None;
    }
    let text: String = (i..i + n).map(|k| reader.text.word(k)).collect();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let digits = text.len() - letters.min(text.len());
    let cue = cue(reader, i, n);
    let article = cue.is_none() && i.checked_sub(1).is_some_and(|p| reader.has(p, lex::DET | lex::POSS));
    if article {
        return None;
    }
    let acts =
        letters >= 1 && digits >= 2 && super::context::after(reader, i + n, i + n - 1).is_some_and(|a| a.1 >= 2.2);
    if cue == Some(false) || cue.is_none() && !(letters >= 1 && digits >= 2 && text.len() >= 4 || acts) {
        return None;
    }
    let weight = if cue.is_some() { 5.0 } else { 2.8 };
    let cands = found.into_iter().map(|agent| Cand { agent, rule: Rule::Code, tier: 0, weight }).collect();
    let mut spot = Spot::new(reader, i, i + n, cands);
    spot.strong = true;
    Some(spot)
}

/// "served by E03", "with H02 on his lanyard", "put through to 5512": who served is given by a code, or wears it. A bare number
/// only where one is put through to it.
fn worn_or_served(reader: &Reader, i: usize, n: usize) -> bool {
    let w = |back: usize| reader.word_at(reader.before(i, back));
    let lettered = (i..i + n).any(|k| reader.tok(k).is_some_and(|t| !t.digits));
    let by =
        w(1) == "by" && matches!(w(2), "served" | "helped" | "assisted" | "seen" | "handled" | "signed" | "packed");
    // "Job card says E288".
    let printed = matches!(w(1), "says" | "said" | "shows" | "reads")
        && matches!(w(2), "card" | "receipt" | "slip" | "docket" | "sheet" | "badge" | "tag" | "label" | "lanyard");
    let through = w(1) == "to"
        && (matches!(w(2), "transferred" | "passed" | "handed" | "forwarded") || w(2) == "through" && w(3) == "put");
    let worn = reader.word(i + n) == "on"
        && matches!(reader.word(i + n + 1), "his" | "her" | "their" | "the")
        && matches!(
            reader.word(i + n + 2),
            "lanyard" | "badge" | "tag" | "nametag" | "vest" | "jacket" | "shirt" | "label"
        );
    let long = reader.tok(i).is_some_and(|t| t.end - t.start >= 4);
    lettered && (by || worn || printed) || through && (lettered || long)
}

/// Some(true): a word before says it is a person's code; Some(false): that it is something else's.
fn cue(reader: &Reader, i: usize, n: usize) -> Option<bool> {
    // "Whoever K44 is".
    let whoever = i > 0 && reader.word(i - 1) == "whoever" && reader.word(i + n) == "is";
    if whoever || told_whose(reader, i, n) || introduced(reader, i) || worn_or_served(reader, i, n) {
        return Some(true);
    }
    for back in 1..=5 {
        let Some(k) = i.checked_sub(back) else { break };
        // "Ext. 204" and "Agent: 4471" read on; a line or sentence end does not, but for an abbreviation's stop.
        let gap = reader.gap(k + 1);
        if gap == Gap::Hard
            && !((reader.has(k, lex::CODECUE | lex::CODENOISE) || reader.word(k) == "no")
                && reader.tok(k + 1).is_some_and(|t| matches!(t.mark, '.' | ':' | '#')))
        {
            break;
        }
        if reader.has(k, lex::CODEVETO) {
            // "The advisor on my ticket, E412, told me": the ticket is another's.
            if gap == Gap::Soft && reader.tok(k + 1).is_some_and(|t| t.mark == ',') {
                break;
            }
            return Some(false);
        }
        if reader.has(k, lex::CODECUE) || back == 1 && reader.has(k, lex::ROLE) {
            return Some(true);
        }
        let name = reader.roster.knows(reader.tok(k).map_or(0, |t| t.hash)).any();
        let number = reader.word(k) == "no" && reader.tok(k + 1).is_some_and(|t| t.mark == '.');
        if !(reader.has(k, lex::CODENOISE | lex::POSS) || name || number) {
            break;
        }
    }
    // "Derek (4471)" and "4471 Derek" stay with the name.
    let right = reader.word(i + 1);
    if matches!(right, "badge" | "extension") { Some(true) } else { None }
}

/// "Only ID on my work order is CR-229", "Salesperson printed on the invoice: P219", "CR-229. Whoever that is": the sentence is
/// about whose it is, whatever it stands on. For codes with letters; "my order ID is P104" stays an order's.
fn told_whose(reader: &Reader, i: usize, n: usize) -> bool {
    let lettered = (i..i + n).any(|k| reader.tok(k).is_some_and(|t| !t.digits));
    let close = |k: &usize| {
        reader.gap(k + 1) < Gap::Hard
            || k + 2 >= i && reader.tok(k + 1).is_some_and(|t| matches!(t.mark, ':' | '.' | '#'))
    };
    let whose = |k: usize| {
        let near = (k + 1..i).all(|b| reader.has(b, lex::CODENOISE) || matches!(reader.word(b), "no" | "number"));
        matches!(reader.word(k), "salesperson" | "salesman" | "saleswoman" | "employee")
            || reader.word(k) == "person" && near
            || reader.word(k) == "id" && reader.before(k, 1).is_some_and(|o| reader.word(o) == "only")
    };
    let before = (1..=9).map_while(|b| i.checked_sub(b)).take_while(close).any(whose);
    let whoever = reader.word(i + n) == "whoever"
        && matches!(reader.word(i + n + 1), "that" | "he" | "she" | "they" | "it")
        && reader.gap(i + n) == Gap::Hard;
    // "The salesperson said the CR-229 was in stock".
    let thing = i > 0 && reader.gap(i) <= Gap::Space && reader.has(i - 1, lex::CODEVETO | lex::DET | lex::POSS);
    lettered && !thing && (before || whoever)
}

/// "identified himself only as BB-219", "stellte sich als 4471 vor": somebody gave the code for a name.
fn introduced(reader: &Reader, i: usize) -> bool {
    const SELVES: &[&str] =
        &["himself", "herself", "themselves", "themself", "sich", "identifico", "presento", "presente", "presentee"];
    if listed_as(reader, i) {
        return true;
    }
    let as_what = |k: usize| matches!(reader.word(k), "as" | "como" | "comme" | "als");
    let between = |k: &usize| matches!(reader.word(*k), "only" | "just" | "simply" | "to" | "me" | "us" | "solo");
    reader.before(i, 1).is_some_and(as_what)
        && (2..=5)
            .map_while(|back| reader.before(i, back))
            .find(|k| !between(k))
            .is_some_and(|k| SELVES.contains(&reader.word(k)) || number_of_theirs(reader, k) || known_as(reader, k))
}

/// "I only know her as DU08": the word at `k` is whom the writer knows so.
fn known_as(reader: &Reader, k: usize) -> bool {
    matches!(reader.word(k), "her" | "him" | "them")
        && reader.before(k, 1).is_some_and(|v| matches!(reader.word(v), "know" | "knew" | "remember" | "have"))
}

/// "Advisor on my invoice shows as SA-06", "the cashier was down as …": the clause begins with whom the code is for.
fn listed_as(reader: &Reader, i: usize) -> bool {
    let verb = |k: usize| {
        matches!(
            reader.word(k),
            "shows"
                | "showed"
                | "shown"
                | "appears"
                | "appeared"
                | "listed"
                | "given"
                | "printed"
                | "down"
                | "recorded"
                | "named"
                | "logged"
                | "identified"
                | "registered"
                | "up"
                | "aparece"
                | "figura"
                | "figure"
        )
    };
    if !reader.before(i, 2).is_some_and(verb) {
        return false;
    }
    let Some(start) = (2..=10).map_while(|b| reader.before(i, b)).find(|k| *k == 0 || reader.starts_clause(*k)) else {
        return false;
    };
    (start..start + 3)
        .find(|k| !reader.has(*k, lex::DET | lex::POSS) && !reader.has(*k, lex::PADJ))
        .is_some_and(|k| reader.has(k, lex::ROLE) && !reader.has(k, lex::DEPT) && !reader.is_possessive(Some(k)))
}

/// "gave her number as CL-2041", "dio su número como …": what is theirs; but not "gave my number as".
fn number_of_theirs(reader: &Reader, k: usize) -> bool {
    matches!(
        reader.word(k),
        "number" | "id" | "badge" | "code" | "name" | "no" | "numero" | "codigo" | "matricule" | "nummer" | "kennung"
    ) && reader.before(k, 1).is_some_and(|p| {
        reader.has(p, lex::POSS) && !reader.has(p, lex::MINE) && reader.word(p) != "your"
            || matches!(reader.word(p), "staff" | "employee" | "badge" | "agent")
    })
}
