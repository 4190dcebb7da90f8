//! The words of a card's trail.

use super::card::words;
use serde::{Deserialize, Serialize};

words! {
    /// What happened to a card after it came in. (Coming in is told by the card itself.)
    Step {
        /// A member has read it.
        Seen = "seen",
        /// A member looks after it.
        Taken = "taken",
        /// A member gave it to another; the detail is their name.
        Assigned = "assigned",
        /// A member wrote a note; the detail is the note.
        Noted = "noted",
        /// A member said what it is about; the detail is the word.
        About = "about",
        /// An agent answered a manager; the detail is their name and the words.
        AgentSaid = "agent_said",
        /// A member undid the last change of how far it has come.
        StepBack = "step_back",
        /// The customer was asked whether it was put right.
        AskedRight = "asked_right",
        /// They said yes.
        SaidRight = "said_right",
        /// They said no; the detail is what is still wrong.
        SaidNotRight = "said_not_right",
        /// The customer was answered.
        Answered = "answered",
        /// It was closed; the detail is the outcome and the note.
        Closed = "closed",
        /// It was opened again.
        Reopened = "reopened",
        /// An agent may read it; the detail is the agent's name and the note.
        Released = "released",
        /// That was taken back.
        Withheld = "withheld",
        /// A member said who is meant.
        Tagged = "tagged",
        /// A member said that an agent isn't meant.
        Untagged = "untagged",
        /// A member said that nobody of ours is meant.
        Nobody = "nobody",
        /// A question was opened again.
        Undecided = "undecided",
        /// A member changed the kind.
        KindChanged = "kind",
        /// A member moved a tag; the detail is "who → who".
        Moved = "moved",
        /// A member changed what it says of an agent; the detail is "praise: who".
        PolarityChanged = "polarity",
        /// A member took a correction back.
        TakenBack = "taken_back",
        /// The service looked at it again after the roster or what was learnt had changed; the detail is who was tagged.
        LookedAgain = "looked_again",
        /// An agent said that it isn't about them; the detail is their name and the reason.
        NotMe = "not_me",
        /// A member said that it is about the agent all the same; the detail is the agent's name.
        Kept = "kept",
        /// A digest told of it.
        InDigest = "digest",
        /// The customer wrote a further letter.
        WroteAgain = "wrote_again",
        /// A member wrote to the customer.
        Wrote = "wrote",
        /// What was written to the customer came back; the detail says why.
        CameBack = "came_back",
        /// Somebody answered it from another address; the detail is the new card.
        Linked = "linked",
        /// An agent said thanks to the customer; the detail is the agent's name.
        Thanked = "thanked",
        /// A member thanked an agent for it; the detail is the agent's name and the words.
        Praised = "praised",
        /// A member looked at what was set aside and let it in; the detail is why it was looked at.
        LetIn = "let_in",
        /// A letter that was not accepted was made this card by hand.
        MadeCard = "made_card",
    }
}

impl Step {
    /// Whether it may change whom a card mentions.
    pub fn changes_names(self) -> bool {
        matches!(
            self,
            Self::Tagged
                | Self::Untagged
                | Self::Nobody
                | Self::Undecided
                | Self::Moved
                | Self::TakenBack
                | Self::LookedAgain
                | Self::MadeCard
        )
    }
}
