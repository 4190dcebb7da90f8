//! What was just done, carried through a redirect as a code: a link can't put words of its own onto a page.

use crate::domain::wording::counts::{counted, plural};

/// A change that a page tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// Somebody looks after the card.
    Taken,
    /// A colleague does.
    Assigned,
    /// It was read.
    Seen,
    /// A note stands on it.
    Noted,
    /// And a colleague is let know.
    NotedTold,
    /// What it is about.
    About,
    /// It is put right, and the customer will be asked.
    ClosedAsking,
    /// What was done is undone.
    StepBack,
    /// Partly: somebody has changed the rest since.
    StepBackPartly,
    /// The customer was answered.
    Answered,
    /// It is of another kind now.
    Kind,
    /// Its agent may read it.
    Shared,
    /// Or not any more.
    Withheld,
    /// It is put right.
    Closed,
    /// It is open again.
    Reopened,
    /// Somebody said who is meant.
    Tagged,
    /// Or that it is nobody of ours.
    Nobody,
    /// A question is open again.
    Undone,
    /// A tag was removed.
    Untagged,
    /// A tag was moved to somebody else.
    Moved,
    /// Somebody was tagged whom nothing had found.
    Added,
    /// The card says something else of somebody.
    Mood,
    /// A "not me" was decided.
    Settled,
    /// A correction was taken back.
    TakenBack,
    /// A letter to the customer is on its way.
    Wrote,
    /// And the card is put right.
    WroteAndClosed,
}

/// Each code with its sentence.
const ALL: [(Done, &str, &str); 26] = [
    (Done::Taken, "taken", "You look after this card now."),
    (Done::Assigned, "assigned", "They look after this card now."),
    (Done::Seen, "seen", "Marked as seen."),
    (Done::Noted, "noted", "Noted."),
    (Done::NotedTold, "noted-told", "Noted. Whom you named is told by email."),
    (Done::About, "about", "Changed."),
    (Done::ClosedAsking, "closed-asking", "Marked as put right. The customer will be asked once whether that is true."),
    (Done::StepBack, "step-back", "Undone: it is as it was."),
    (Done::StepBackPartly, "step-back-partly", "Undone where nobody has changed it since."),
    (Done::Answered, "answered", "Marked as answered."),
    (Done::Kind, "kind", "Changed."),
    (Done::Shared, "shared", "Shared, with your note."),
    (Done::Withheld, "withheld", "No longer shared."),
    (Done::Closed, "closed", "Marked as put right."),
    (Done::Reopened, "reopened", "Open again."),
    (Done::Tagged, "tagged", "Tagged."),
    (Done::Nobody, "nobody", "Nobody of ours, then."),
    (Done::Undone, "undone", "Undone: the question is open again."),
    (Done::Untagged, "untagged", "The tag is removed."),
    (Done::Moved, "moved", "The tag is moved."),
    (Done::Added, "added", "Tagged."),
    (Done::Mood, "mood", "Changed."),
    (Done::Settled, "settled", "Decided. They can read what you said."),
    (Done::TakenBack, "taken-back", "Undone: it is as it was."),
    (Done::Wrote, "wrote", "Your letter is on its way."),
    (Done::WroteAndClosed, "wrote-closed", "Your letter is on its way, and the card is marked as put right."),
];

impl Done {
    /// The code in the URL.
    pub fn code(self) -> &'static str {
        ALL.iter().find(|(done, _, _)| *done == self).map_or("", |(_, code, _)| code)
    }

    /// Whether a code stands for a correction: those are taken back by their act.
    pub fn can_be_taken_back(code: &str) -> bool {
        let corrections = [
            Self::Kind,
            Self::Tagged,
            Self::Nobody,
            Self::Untagged,
            Self::Moved,
            Self::Added,
            Self::Mood,
            Self::Settled,
        ];
        corrections.iter().any(|done| done.code() == code)
    }

    /// Whether a code stands for how far a card has come: that is undone by its press.
    pub fn is_a_change(code: &str) -> bool {
        let changes = [
            Self::Taken,
            Self::Assigned,
            Self::Answered,
            Self::Closed,
            Self::ClosedAsking,
            Self::WroteAndClosed,
            Self::Reopened,
        ];
        changes.iter().any(|done| done.code() == code)
    }

    /// The sentence of a code; none for one that we don't have.
    pub fn sentence(code: &str) -> Option<String> {
        ALL.iter().find(|(_, known, _)| *known == code).map(|(_, _, said)| (*said).to_owned())
    }
}

/// What was done to many cards, in a sentence; none for a code that we don't have.
pub(super) fn of_many(code: &str, changed: u64, left: u64) -> Option<String> {
    let cards = counted(changed, "card", "cards");
    let said = match code {
        "many-taken" => format!("You look after {cards} now."),
        "many-given" => format!("{cards} given to a colleague."),
        "many-answered" => format!("{cards} marked as answered."),
        "many-right" => format!("{cards} marked as put right."),
        "many-shared" => format!("{cards} shared with those they are about. They are told in ten minutes."),
        _ => return None,
    };
    Some(match left {
        0 => said,
        _ => format!(
            "{said} {} left as {} {}.",
            counted(left, "card", "cards"),
            plural(left, "it", "they"),
            plural(left, "is", "are")
        ),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_its_sentence_and_no_other_has_one() {
        for (done, code, said) in ALL {
            assert_eq!(done.code(), code);
            assert_eq!(Done::sentence(code).as_deref(), Some(said));
        }
        assert_eq!(Done::sentence("<b>"), None);
    }

    #[test]
    fn what_was_done_to_many_is_told_with_what_was_left() {
        assert_eq!(of_many("many-taken", 3, 0).unwrap(), "You look after 3 cards now.");
        assert_eq!(of_many("many-right", 1, 2).unwrap(), "1 card marked as put right. 2 cards left as they are.");
        let shared = of_many("many-shared", 2, 0).unwrap();
        assert_eq!(shared, "2 cards shared with those they are about. They are told in ten minutes.");
        assert_eq!(of_many("<b>", 1, 0), None);
    }
}
