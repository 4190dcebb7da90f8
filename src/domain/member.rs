//! Who signs in, and as what.

use super::card::words;
use serde::{Deserialize, Serialize};

words! {
    /// What a member may do.
    Role {
        /// Sets everything up; sees everything.
        Admin = "admin",
        /// Looks after the cards of the teams they lead.
        Manager = "manager",
        /// Sees only their own page.
        Agent = "agent",
        /// Reads everything, changes nothing.
        Auditor = "auditor",
    }
}
