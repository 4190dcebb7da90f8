//! The weekly letter: everything it says, ready to be set in HTML and in plain text.
//!
//! Sentences are put together here or by the service that gathers the digest, out of texts of the reader's language;
//! templates lay out, and say what stands above each part.

use super::frame::Frame;
use super::voice::Voice;
use super::weeks::WeekRows;
use crate::domain::wording::Words;
use serde::Serialize;

/// `templates/mail/digest.{subject,text,html}`
#[derive(Debug, Clone, Serialize)]
pub struct DigestLetter {
    /// Language, organisation, and a line for the foot.
    #[serde(flatten)]
    pub frame: Frame,
    /// Whether its reader may act by answering it.
    pub can_answer: bool,
    /// "10 to 16 November"
    pub period: String,
    /// "31 smiles, 6 complaints, 5 need you"
    pub subject: String,
    /// Near the top: the letter in a browser, and the way to stop it.
    pub top: Vec<LetterLink>,
    /// The headline's two lines.
    pub headline: Vec<String>,
    /// What a mailbox shows beside the subject: no contact details, no complaint's words.
    pub preview: String,
    /// "Good morning Ruth. A kinder week than the one before. …"
    pub greeting: String,
    /// Praise, complaints, put right, first answer.
    pub figures: Vec<Figure>,
    /// Complaints that need somebody, in the order an answer is due.
    pub needs_you: Vec<NeedsYou>,
    /// "Three more wait in the inbox", when there are more than the letter shows.
    pub needs_you_more: Option<LetterLink>,
    /// Complaints that have been held from their agents for longer than the organisation allows.
    pub held_long: Option<LetterLink>,
    /// "Smile of the week"
    pub smile_heading: String,
    /// The best words.
    pub smile: Option<SmileOfTheWeek>,
    /// "Two cards praise someone we could not place. Tell us once and we will remember."
    pub who_lead: String,
    /// Mentions nobody could place.
    pub who: Vec<WhoIsThis>,
    /// Where the rest of them are answered.
    pub who_link: String,
    /// "All eight cards, the newest first." or how they were chosen.
    pub words_lead: String,
    /// The cards in the customer's own words, but for those that stand above.
    pub words: Vec<CardWords>,
    /// Where every card of the letter stands.
    pub all_words: LetterLink,
    /// Eight weeks.
    pub weeks: WeekRows,
    /// Everybody with a card this week, by name; "Nobody yet" last.
    pub people: Vec<PersonRow>,
    /// Sum of the praise column.
    pub people_praise: u64,
    /// Sum of the complaints column.
    pub people_complaints: u64,
    /// True if a card counts for more than one person, so that the sums exceed the week's cards.
    pub people_overlap: bool,
    /// What stands below the table where a number in it is small.
    pub people_note: Option<String>,
    /// Whom no card was about, where the reader asked for it.
    pub absent: Option<String>,
    /// Where the inbox is.
    pub inbox: LetterLink,
    /// That every card is accounted for.
    pub accounting: String,
    /// The same, each number with a link to what it counts.
    pub account_lines: Vec<AccountLine>,
    /// How many of the cards are older than the window, if any are.
    pub late: Option<String>,
    /// Where what was not accepted stands, if there was any.
    pub not_accepted: Option<LetterLink>,
    /// Why this person gets the letter.
    pub why: String,
    /// Change the day, stop the letter.
    pub settings: Vec<LetterLink>,
}

/// A figure with its comparison.
#[derive(Debug, Clone, Serialize)]
pub struct Figure {
    /// "Praise"
    pub label: String,
    /// "31"; "–" where there is nothing to say.
    pub value: String,
    /// "h", after the value; empty for a count.
    pub unit: String,
    /// "5 more than the week before"
    pub compared: String,
    /// The cards that it counts.
    pub link: String,
}

/// A card in the customer's own words.
#[derive(Debug, Clone, Serialize)]
pub struct CardWords {
    /// "Praise for Derrick Hale"
    pub title: String,
    /// "Card 4176, Friday 14 November"
    pub details: String,
    /// The words.
    pub words: Words,
    /// Whether it complains.
    pub complaint: bool,
    /// The card's page.
    pub link: String,
    /// Its place in the letter.
    pub anchor: String,
}

/// A line of the footer's account.
#[derive(Debug, Clone, Serialize)]
pub struct AccountLine {
    /// How many.
    pub count: u64,
    /// "waiting for a name"
    pub text: String,
    /// Where they stand.
    pub href: String,
}

/// A complaint that needs somebody.
#[derive(Debug, Clone, Serialize)]
pub struct NeedsYou {
    /// "Complaint about Derrick Hale"
    pub title: String,
    /// "2 days old"
    pub age: String,
    /// The customer's words.
    pub words: Words,
    /// "Card 4182. An answer is due today at 17:00."
    pub status: String,
    /// What the button says: "Take it on".
    pub action: String,
    /// The card's page.
    pub link: String,
    /// True to offer "Open the card" beside the button (when the button leads elsewhere on it).
    pub open_too: bool,
    /// Its place in the letter.
    pub anchor: String,
}

/// The best words of the week.
#[derive(Debug, Clone, Serialize)]
pub struct SmileOfTheWeek {
    /// The customer's words.
    pub words: Words,
    /// "For Derrick Hale"
    pub for_whom: String,
    /// ", billing line. Card 4176, Friday 14 November."
    pub details: String,
    /// The card's page.
    pub link: String,
    /// "Read the card"
    pub action: String,
    /// Its place in the letter.
    pub anchor: String,
}

/// A mention nobody could place.
#[derive(Debug, Clone, Serialize)]
pub struct WhoIsThis {
    /// "Who is “Kathryn”?"
    pub question: String,
    /// The customer's words.
    pub words: Words,
    /// Whom it may be.
    pub candidates: Vec<WhoCandidate>,
    /// Its place in the letter.
    pub anchor: String,
}

/// Somebody it may be.
#[derive(Debug, Clone, Serialize)]
pub struct WhoCandidate {
    /// "Kathryn Bell"
    pub name: String,
    /// "Billing line. Spelled the same"
    pub reason: String,
    /// Leads to the question; nothing happens until it is confirmed there.
    pub link: String,
}

/// A line of the table.
#[derive(Debug, Clone, Serialize)]
pub struct PersonRow {
    /// "Bram Visser"
    pub name: String,
    /// "Online chat"
    pub team: String,
    /// Cards of praise.
    pub praise: u64,
    /// Cards of complaint.
    pub complaints: u64,
    /// Their cards; none for a row that is nobody's own.
    pub link: Option<String>,
}

/// A link with its text, written out in plain text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LetterLink {
    /// The whole address.
    pub href: String,
    /// What is read.
    pub text: String,
}

/// "31 smiles, 6 complaints"; "0 cards"
fn cards(voice: &Voice<'_>, praise: u64, complaints: u64) -> String {
    if praise + complaints == 0 {
        return voice.plain("digest-none");
    }
    let smiles = voice.count("digest-smiles", praise, &[]);
    voice.say("digest-came", &[("smiles", &smiles), ("complaints", &voice.count("digest-complaints", complaints, &[]))])
}

/// The subject: figures only, for a subject is read over shoulders.
pub fn subject(voice: &Voice<'_>, praise: u64, complaints: u64, needs: u64) -> String {
    voice.count("digest-subject", needs, &[("cards", &cards(voice, praise, complaints))])
}

/// The headline: the subject as two sentences. `span` is `day`, `week`, `month` or `gap`.
pub fn headline(voice: &Voice<'_>, span: &str, praise: u64, complaints: u64, needs: u64) -> Vec<String> {
    let cards = cards(voice, praise, complaints);
    let first = match praise + complaints {
        0 => voice.say("digest-quiet", &[("span", span), ("cards", &cards)]),
        _ => voice.say("digest-headline", &[("cards", &cards)]),
    };
    vec![first, voice.sentence("digest-needs", needs, &[])]
}

/// What the day, week or month was like against the one before: shares of praise, not sums, decide.
pub fn mood(voice: &Voice<'_>, span: &str, now: (u64, u64), before: (u64, u64)) -> String {
    let cards = |time: (u64, u64)| time.0 + time.1;
    let key = match (cards(now), cards(before)) {
        (0, 0) => "mood-nobody-twice",
        (0, _) => "mood-nobody",
        (_, 0) => "mood-first",
        (now_cards, before_cards) => {
            // Cross-multiplied: now.0 / now_cards against before.0 / before_cards.
            match (now.0 * before_cards).cmp(&(before.0 * now_cards)) {
                std::cmp::Ordering::Greater => "mood-kinder",
                std::cmp::Ordering::Less => "mood-harder",
                std::cmp::Ordering::Equal => "mood-alike",
            }
        }
    };
    voice.say(key, &[("span", span)])
}

/// The line above the mentions nobody could place, after how many of each kind there are.
pub fn who_lead(voice: &Voice<'_>, praise: u64, complaints: u64) -> String {
    let key = match (praise, complaints) {
        (_, 0) => "who-praise",
        (0, _) => "who-complaints",
        _ => "who-both",
    };
    voice.sentence(key, praise + complaints, &[])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::messages::Messages;

    fn said<T>(say: impl Fn(&Voice<'_>) -> T) -> T {
        let messages = Messages::load().unwrap();
        let voice = Voice::new(&messages, "en");
        let said = say(&voice);
        voice.checked().unwrap();
        said
    }

    #[test]
    fn the_subject_is_three_figures() {
        let subject = |praise, complaints, needs| said(|voice| subject(voice, praise, complaints, needs));
        assert_eq!(subject(31, 6, 5), "31 smiles, 6 complaints, 5 need you");
        assert_eq!(subject(1, 1, 1), "1 smile, 1 complaint, 1 needs you");
        assert_eq!(subject(0, 0, 0), "0 cards, nothing needs you");
        assert_eq!(subject(1_204, 0, 0), "1,204 smiles, 0 complaints, nothing needs you");
    }

    #[test]
    fn the_headline_says_the_same_in_words() {
        let headline = |praise, complaints, needs| said(|voice| headline(voice, "week", praise, complaints, needs));
        assert_eq!(headline(31, 6, 5), ["31 smiles, 6 complaints.", "Five cards need you."]);
        assert_eq!(headline(0, 0, 1), ["A quiet week: 0 cards.", "One card needs you."]);
    }

    #[test]
    fn unplaced_mentions_are_told_by_kind() {
        let who_lead = |praise, complaints| said(|voice| who_lead(voice, praise, complaints));
        assert!(who_lead(2, 0).starts_with("Two cards praise someone"));
        assert!(who_lead(0, 1).starts_with("One card complains about someone"));
        assert!(who_lead(1, 1).starts_with("Two cards name someone"));
    }

    #[test]
    fn the_mood_goes_by_the_share_of_praise() {
        let mood = |now, before| said(|voice| mood(voice, "week", now, before));
        assert_eq!(mood((31, 6), (26, 8)), "A kinder week than the one before.");
        assert_eq!(mood((10, 10), (90, 10)), "A harder week than the one before.");
        assert_eq!(mood((2, 2), (1, 1)), "A week much like the one before.");
        assert_eq!(mood((0, 0), (1, 1)), "Nobody wrote this week.");
        assert_eq!(mood((1, 0), (0, 0)), "The week before there was not one card.");
    }
}
