//! What can be done to somebody on the roster.

use super::card::words;
use serde::{Deserialize, Serialize};

words! {
    /// An act, as its trail keeps it.
    AgentAct {
        /// Nothing new is tagged to them; everything else stays. Can be taken back.
        Archived = "archived",
        /// They are here again.
        Returned = "returned",
        /// Two entries became one. Can be taken back for 30 days.
        Merged = "merged",
        /// Their name is gone for good; figures stay, under a stand-in.
        StandIn = "stand_in",
        /// They are gone, and with them what tied cards to them; the cards stay.
        Erased = "erased",
    }
}
