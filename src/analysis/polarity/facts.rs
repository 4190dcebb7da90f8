//! Cards that only state a fact or ask for something: "spoke to Ana about my card", "please ask Tom whether …".
//! Whoever is named there is neither praised nor blamed. One word of the lists, one denial or one "she" more, and it
//! is a story.
use super::deed::{self, Deed};
use super::part::Part;
use crate::analysis::language::Language;
use crate::analysis::sentiment::deeds::Deeds;
use crate::analysis::sentiment::lexicon::cue;
use crate::analysis::sentiment::reading::Reading;
use crate::analysis::sentiment::tokens::TokenKind;
use crate::domain::Polarity;
use std::ops::Range;
use std::sync::LazyLock;

/// A card of more tokens than this tells more than a fact.
const LONG: usize = 45;

const FACT: &str = "
1 | spoke/spoken/talked/talking/speaking to/with/w | chatted to/with | had a/another quick/0 word/chat/meeting/viewing with | please/pls/kindly ask/pass/forward/remind/inform
1 | pass/forward this/it/these on/0 to | can/could/may i/we/you book/see/speak/have | asked for
1 | appointment/booking/meeting/viewing/slot/session is/0 with | rang/rung up/through the/my/our/a/0
1 | read/taken/signed/seen/issued/dated/logged/measured/written/noted/recorded/surveyed/quoted by
1 | took/noted/wrote/has/have down/0 the/my/our/all _/0 reading/readings/details/number/name/address/payment/order
1 | took/noted/wrote/has/have down/0 the/my/our/all _/0 measurements/measurement/message/booking/deposit/notes
1 | is/was/are/were on holiday/leave/vacation/shift | our/my/the waiter/waitress/server/driver/rep/cashier/guide was/is
1 | gave/handed/passed me/us/him/her the/my/our/a/0 key/keys/leaflet/form/forms/receipt/card/paperwork/brochure | printed me/us a/the receipt/label/copy
1 | gave the/my/our/a _ to | signed the/my/our/a delivery/0 note/form/forms/papers/paperwork/letter/receipt/docket
1 | install/installation/delivery/fitting/cleaning/exam/checkin/host/driver/tech/technician/agent/operator/hygienist was/were | check in was/were
1 | keys/key handed over/0 by | let/checked me/us in | check/checkin in/0 with/by | checked in/out with/by | was/were/got met at/in the/0
1 | took the/my/our/an/some/0 x/0 xrays/ray/rays/impressions/blood/bloods/photo/plate/temperature/pressure/weight/order/payment
1 | cleaned my/our teeth | did the/my/our/0 teeth/cleaning/paperwork/papers/safety/inspection/filling/check/checkin/survey/reading | did the/my/our loan/0 papers
1 | set up by/the/my/our/a | put/placed a block/hold/stop/note on | set/booked/placed/arranged/made/taken/handled by
1 | sold me/us the/a/an/my/our | test drove/drive a/an/the/my _/0 _/0 with | dropped/left the/my/our/off/0 keys/car/it/key/van/truck with/off
1 | collected/bought/ordered/picked/got it/them/up/the/my/our/a/on/_ _/0 _/0 _/0 _/0 from | paid _/0 at the | handed the/my/our/a _ to/in
1 | delivered to/0 us/me/it/0 at | rang/scanned through/up/0 my/our/the | took back | switched/swapped out my/our/the
1 | quote/email/message/estimate/note/text for/of/from/dated | going by | had me/us leave/unplug/hold/restart/turn/fill/sign | installed/fitted the/a/my/our/two
1 | moved the/my/our/an/0 photos/appointment/contacts/booking/numbers | called/rang/phoned/emailed to/about move/confirm/remind/check/my/the | read me/us/him/her the
2 dear hello hi hey
1 | hablé/hablamos/habló con | me/nos dio/entregó las/la/los/el llave/llaves/recibo/formulario
1 | nous/m' a remis les/la/le/un/une clés/clé/clefs/formulaire/reçu | a pris mon/ma/notre/la | parlé à/avec
1 | uns/mir den/die/das/einen schlüssel/formular/quittung | mit _/0 _/0 gesprochen/telefoniert
";
const REQUEST: &str = "
1 please pls kindly attached enclosed
1 | any news/update/updates/word/progress/joy/luck/idea | can/could/may/shall i/we/you/someone/he/she | let me/us know
1 | do/does/did/is/are/will/would/when/where/which/what/how/who/has/have/should you/i/we/he/she/it/there/they/the/my/our
1 | you should have it/this/that/them | for your/the records/record/file/information | as discussed/agreed/requested
1 | further to | will/i'll/we'll try/call/ring/come
";

/// Words of a story, which a bare fact has none of.
const STORY: u16 = cue::NEGATOR | cue::PRONOUN | cue::RELATIVE | cue::LATER | cue::CONTRAST | cue::CONCESSION;

/// Words by which a plain act becomes a favour or a fault: "let us in early", "sold me a lemon".
const MORE: [&str; 20] = [
    "early",
    "late",
    "nearly",
    "almost",
    "free",
    "extra",
    "even",
    "personally",
    "until",
    "till",
    "weekend",
    "midnight",
    "attitude",
    "lemon",
    "dud",
    "again",
    "twice",
    "supposedly",
    "finally",
    "wrong",
];

/// What the clauses of a sentence may weigh by guess and yet be no more than a fact.
const BLAND: f32 = 0.6;

static FACTS: LazyLock<Deeds> = LazyLock::new(|| Deeds::parse(&[FACT]));
static REQUESTS: LazyLock<Deeds> = LazyLock::new(|| Deeds::parse(&[REQUEST]));

/// Makes neutral whoever is named in a bare fact, if the card holds nothing else.
pub fn plain(reading: &Reading, deeds: &[Deed], parts: &[Part], scores: &[f32], verdicts: &mut [Polarity]) {
    if reading.language == Language::Other
        || reading.tokens.list.len() > LONG
        || reading.exclamations > 0
        || weighed(reading, deeds)
    {
        return;
    }
    let mut named: Vec<usize> = vec![];
    for sentence in sentences(parts) {
        let (Some(first), Some(last)) = (sentence.first(), sentence.last()) else { continue };
        let span = first.from..last.to;
        let told = if sentence.iter().any(|part| part.named) {
            states(reading, sentence, &span)
        } else {
            plainly(reading, parts, scores, &span) || asks(reading, &span)
        };
        if !told {
            return;
        }
        named.extend(sentence.iter().filter(|part| part.named && !part.denied).flat_map(|part| &part.agents));
    }
    for agent in named {
        if let Some(verdict) = verdicts.get_mut(agent) {
            *verdict = Polarity::Neutral;
        }
    }
}

/// Whether any word of a card is good or bad by the lists.
fn weighed(reading: &Reading, deeds: &[Deed]) -> bool {
    deeds.iter().any(|deed| deed.value != 0.0) || reading.hits.iter().any(|hit| !deed::covers(deeds, hit.at))
}

/// The parts of each sentence.
fn sentences(parts: &[Part]) -> impl Iterator<Item = &[Part]> {
    parts.chunk_by(|_, next| !next.sentence)
}

fn asks(reading: &Reading, span: &Range<usize>) -> bool {
    reading.tokens.list.get(span.end).is_some_and(|token| token.kind == TokenKind::Mark('?'))
        || span.clone().any(|at| REQUESTS.find(&reading.tokens, at).is_some())
}

/// Whether a sentence that names nobody says nothing to anybody's credit or shame: "Slot was nine to ten."
fn plainly(reading: &Reading, parts: &[Part], scores: &[f32], span: &Range<usize>) -> bool {
    let said = parts.iter().zip(scores).filter(|(part, _)| span.contains(&part.from)).map(|(_, score)| score.abs());
    said.sum::<f32>() < BLAND && !storied(reading, span)
}

/// Whether a word of a story stands in a sentence.
fn storied(reading: &Reading, span: &Range<usize>) -> bool {
    span.clone().any(|at| reading.cues_at(at) & STORY != 0)
}

/// Whether a sentence that names somebody says no more than a fact, near the name.
fn states(reading: &Reading, sentence: &[Part], span: &Range<usize>) -> bool {
    if storied(reading, span) {
        return false;
    }
    let fact = span.clone().find_map(|at| Some((at, FACTS.find(&reading.tokens, at)?.0)));
    let Some((at, kind)) = fact else { return false };
    let mut behind = sentence.iter().filter(|part| part.named).map(|part| part.behind);
    let Some(first) = behind.clone().next() else { return false };
    let goes_on = |at: usize| {
        at > first
            && reading.word(at) == "and"
            && at + 1 < span.end
            && reading.tokens.list.get(at + 1).is_some_and(|token| !token.title && token.kind != TokenKind::Number)
            && FACTS.find(&reading.tokens, at + 1).is_none()
    };
    behind.any(|end| (at.saturating_sub(4)..=at + 7).contains(&end))
        && !span.clone().any(|at| MORE.contains(&reading.word(at)) || goes_on(at))
        && (kind == 1 || asks(reading, span))
}
