//! What can be said of a card: its kind, where it came from, how far it has come.

use serde::{Deserialize, Serialize};

/// Defines an enum that is stored and sent as a lower-case word.
macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $word:literal),+ $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum $name {
            $($(#[$variant_doc])* #[serde(rename = $word)] $variant,)+
        }

        impl $name {
            /// The word that stands for it in tables, URLs and JSON.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            /// The value that `word` stands for.
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)+ _ => None }
            }
        }
    )+};
}
pub(crate) use words;

words! {
    /// Praise or complaint, or both in one card.
    Kind {
        /// Somebody did well.
        Praise = "praise",
        /// Something went wrong.
        Complaint = "complaint",
        /// Both.
        Mixed = "mixed",
    }
    /// Who said which kind it is.
    KindFrom {
        /// The customer chose it.
        Customer = "customer",
        /// We read it out of a letter.
        Inferred = "inferred",
        /// A manager set it.
        Manager = "manager",
    }
    /// What a card says of one agent.
    Polarity {
        /// Good words.
        Praise = "praise",
        /// A complaint.
        Complaint = "complaint",
        /// Good words and a complaint.
        Mixed = "mixed",
        /// Named in passing.
        Neutral = "neutral",
    }
    /// The way a letter came in. Only of the first three do we know the envelope at first hand.
    Via {
        /// `smilecard deliver`, called by a mail server.
        Pipe = "pipe",
        /// Our LMTP port: the mail server of the house.
        Lmtp = "lmtp",
        /// Our SMTP port: a mail server of anybody's.
        Smtp = "smtp",
        /// Fetched out of a mailbox.
        Imap = "imap",
        /// Posted to `/mail/inbound`.
        Http = "http",
    }
    /// The way a card came in.
    Source {
        /// The public form.
        Form = "form",
        /// A letter.
        Email = "email",
        /// The API.
        Api = "api",
        /// A shared device at the counter.
        Kiosk = "kiosk",
        /// Taken down on the telephone.
        Phone = "phone",
        /// From another system.
        Import = "import",
    }
    /// How far a card has come.
    Status {
        /// Nobody has looked at it.
        New = "new",
        /// Somebody has read it; nobody has taken it on.
        Seen = "seen",
        /// Somebody looks after it.
        Open = "open",
        /// The customer has an answer.
        Answered = "answered",
        /// The customer wrote again after that.
        Again = "again",
        /// Done; see the outcome.
        Closed = "closed",
    }
    /// What a complaint is about.
    About {
        /// Somebody of ours.
        Person = "person",
        /// A rule of the house: no agent could have done otherwise.
        Rule = "rule",
        /// A tool that failed them.
        Tool = "tool",
    }
    /// How a card ended.
    Outcome {
        /// It is put right.
        PutRight = "put_right",
        /// It could be explained.
        Explained = "explained",
        /// There was nothing to do.
        NothingToDo = "nothing_to_do",
    }
}

impl Kind {
    /// Whether somebody is owed an answer: a complaint, alone or mixed with praise.
    pub fn wants_an_answer(self) -> bool {
        match self {
            Self::Praise => false,
            Self::Complaint | Self::Mixed => true,
        }
    }
}

impl Polarity {
    /// Whether the agent may read it at once. A complaint waits until a manager releases it.
    pub fn is_free(self) -> bool {
        match self {
            Self::Praise => true,
            Self::Complaint | Self::Mixed | Self::Neutral => false,
        }
    }

    /// Whether this counts as praise for whoever is meant, on a card of that kind; what is neutral follows its card, and
    /// what is mixed counts as a complaint: it wants somebody.
    pub fn praises(self, kind: Kind) -> bool {
        match self {
            Self::Praise => true,
            Self::Complaint | Self::Mixed => false,
            Self::Neutral => kind == Kind::Praise,
        }
    }
}
