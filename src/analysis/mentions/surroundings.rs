//! What the words around a name in its sentence say, learnt from labelled cards: whether somebody is spoken of who serves
//! here, or somebody else. It speaks last, where no rule has ruled a name out: "our solicitor's assistant, Lauren, says
//! you …" needs no rule of its own. Made by `smilecard train surroundings`; see docs/tagging.md.
pub mod features;

use super::context;
use super::cues::Cues;
use super::reader::{Reader, Written};
use super::spot::Spot;
use super::zones::Zone;
use super::{CardText, Learnt, Rule};
use crate::analysis::fold::Gap;
use crate::analysis::lexicon as lex;
use crate::analysis::roster::Roster;

/// Weights of the table; a feature's hash says which is its own.
pub const SLOTS: usize = 1 << 16;
/// What one step of a weight is worth, in log-odds.
pub const STEP: f32 = 1.0 / 32.0;

/// From these odds on the words speak for somebody of ours.
const OURS: f32 = 2.0;
/// The same for names that are words as well.
const OURS_AMONG_WORDS: f32 = 3.5;
/// Up to these odds the words speak of somebody else.
const THEIRS: f32 = -0.5;
/// The same where a rule has found words of service beside the name, of at least the weight `SERVICE`.
const THEIRS_IN_SERVICE: f32 = -3.5;
const SERVICE: f32 = 1.4;
/// The same where those words are "named", "spoke with" and the like, which are said of anybody, of at least the weight `LOUD`.
const THEIRS_THOUGH_NAMED: f32 = -2.0;
const LOUD: f32 = 2.5;
/// What "named" and the like weigh at least.
const NAMED: f32 = 4.0;
/// What a usual form of a name weighs at least.
const USUAL: f32 = 1.4;

/// Names that are words as well.
const WORDS: u64 = lex::WORD | lex::HALF | lex::STRONG | lex::MODAL | lex::MEDIUM | lex::PLACE | lex::ORG | lex::MONTH;

static SHIPPED: &[u8; SLOTS] = include_bytes!("surroundings/weights.bin");

/// The slot of a feature.
#[must_use]
pub fn slot(feature: u64) -> usize {
    (feature >> 48) as usize & (SLOTS - 1)
}

/// What the words around a name say of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saying {
    /// Too little, or they are not asked.
    Nothing,
    /// Somebody who serves here.
    Ours,
    /// Somebody else, so that the name is a question at most.
    Theirs,
}

/// What the words around the name at `spot` say, beside the signs that the rules found.
pub(super) fn say(reader: &Reader, spot: &Spot, cues: &Cues, learnt: &Learnt) -> Saying {
    if !asked(reader, spot) {
        return Saying::Nothing;
    }
    let odds = odds(reader, spot, cues);
    if odds <= THEIRS && !staff(reader, spot, cues, odds) {
        return Saying::Theirs;
    }
    let least = if reader.has(spot.from, WORDS) { OURS_AMONG_WORDS } else { OURS };
    let ours = odds >= least && spot.to - spot.from == 1 && !corrected(reader, spot, learnt) && !headed(reader, spot);
    // Whoever goes by another name stays a question, whatever is told of them.
    let usual = || spot.cands.iter().any(|c| c.weight >= USUAL && c.rule != Rule::Surname);
    if ours && usual() { Saying::Ours } else { Saying::Nothing }
}

/// Whether the signs that the rules found outweigh what the words around the name usually say.
fn staff(reader: &Reader, spot: &Spot, cues: &Cues, odds: f32) -> bool {
    let loudest = cues.found.iter().map(|cue| cue.1).fold(0.0, f32::max);
    let most = match loudest {
        cue if cue < SERVICE => THEIRS,
        cue if cue < LOUD => THEIRS_IN_SERVICE,
        _ => THEIRS_THOUGH_NAMED,
    };
    // "has a hygienist, Sunil, who is lovely": staff by what stands before the name and by what stands behind it.
    let twice = || cues.found.iter().filter(|cue| (LOUD..NAMED).contains(&cue.1)).count() > 1;
    // "A lad at Fairholm called Sunil", in the cards of Fairholm.
    let at_home = || (1..=4).filter_map(|b| reader.before(spot.from, b)).any(|k| features::own(reader, k));
    odds > most || twice() || loudest >= LOUD && at_home()
}

/// Whether managers have said of that name that it was not them, which outweighs what is usual.
fn corrected(reader: &Reader, spot: &Spot, learnt: &Learnt) -> bool {
    !learnt.is_empty()
        && spot
            .cands
            .iter()
            .any(|c| reader.roster.agent(c.agent).is_some_and(|a| learnt.against(spot.surface_hash, &a.entry.id) > 0))
}

/// "Went back to Nebraska Furniture Mart": a word with a capital right before it makes one name of them.
fn headed(reader: &Reader, spot: &Spot) -> bool {
    let other = lex::GIVEN | lex::TITLE | lex::ROLE | lex::PRON | lex::AUX;
    !reader.german
        && reader.gap(spot.from) <= Gap::Space
        && reader.before(spot.from, 1).is_some_and(|p| {
            reader.written(p) == Written::Capital
                && !reader.has(p, other)
                && reader.tok(p).is_some_and(|t| t.letters > 2)
        })
}

/// The log-odds that the name stands for somebody who serves here: positive for, negative against.
fn odds(reader: &Reader, spot: &Spot, cues: &Cues) -> f32 {
    let mut sum = 0_i32;
    features::each(reader, spot.from, spot.to, cues, |feature| {
        sum += SHIPPED.get(slot(feature)).map_or(0, |w| i32::from(w.cast_signed()));
    });
    sum as f32 * STEP
}

/// Whether the words around a place are asked: a plain name in running text, not a full one, a code or a heading.
fn asked(reader: &Reader, spot: &Spot) -> bool {
    let plain = |rule| {
        !matches!(rule, Rule::Code | Rule::Glyphs | Rule::FullName | Rule::FirstAndInitial | Rule::InitialAndSurname)
    };
    !spot.strong
        && !spot.titled
        && spot.veto.is_none()
        && reader.written(spot.from) != Written::Low
        && spot.cands.iter().all(|c| plain(c.rule))
        && reader.zones.get(spot.from) == Some(&Zone::Body)
        && !reader.tok(spot.from).is_some_and(|t| t.cjk)
}

/// A place in a labelled card that the weights can be learnt from.
#[derive(Debug)]
pub struct Place {
    /// Who may be meant.
    pub agents: Vec<String>,
    /// The features around it.
    pub features: Vec<u64>,
}

/// The places of a card whose surroundings are asked; words that are written small and may be words teach nothing.
#[must_use]
pub fn places(roster: &Roster, card: &CardText) -> Vec<Place> {
    let reader = Reader::new(roster, card);
    let spots = super::spots::find(&reader, &Learnt::default());
    let named = spots.iter().filter(|s| asked(&reader, s) && (reader.capital(s.from) || !reader.has(s.from, WORDS)));
    named
        .map(|spot| {
            let mut place = Place { agents: vec![], features: vec![] };
            let agents = spot.cands.iter().filter_map(|c| roster.agent(c.agent));
            place.agents.extend(agents.map(|a| a.entry.id.clone()));
            let cues = context::of(&reader, spot);
            features::each(&reader, spot.from, spot.to, &cues, |feature| place.features.push(feature));
            place
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::mentions::testing;

    fn said(text: &str) -> f32 {
        testing::spot(&testing::nobody(), text, "lauren", |reader, spot| odds(reader, spot, &context::of(reader, spot)))
    }

    #[test]
    fn the_words_around_a_name_tell_whose_people_it_is() {
        assert!(said("Lauren on the front desk sorted it out in two minutes.") > OURS);
        assert!(said("I spoke to Lauren, who was lovely and rang me back.") > OURS);
        assert!(said("Our solicitor's assistant, Lauren, says she has been chasing you.") < THEIRS);
        assert!(said("My daughter Lauren is four and loves your pool.") < THEIRS);
    }

    #[test]
    fn other_sentences_change_nothing() {
        let alone = said("Lauren rang me back the same day.");
        assert_eq!(alone.to_bits(), said("It rained. Lauren rang me back the same day. My sister was away.").to_bits());
    }

    #[test]
    fn nobody_in_particular_is_learnt() {
        let features = |text: &str, word: &str| {
            testing::spot(&testing::nobody(), text, word, |reader, spot| {
                let mut found = vec![];
                let cues = context::of(reader, spot);
                features::each(reader, spot.from, spot.to, &cues, |feature| found.push(feature));
                found
            })
        };
        let one = features("Lauren and Tobias from Halden sent me away.", "lauren");
        assert_eq!(one, features("Miriam and Gareth from Brockley sent me away.", "miriam"));
    }
}
