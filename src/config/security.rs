//! `[security]`: the signing key and how long a sign-in lasts.

use std::time::Duration;

use super::secret::SecretKey;
use super::section::section;

section! {
    /// The signing key and how long a sign-in lasts.
    "security" => SecuritySettings {
        /// Key that signs the tokens in pages and letters, at least 32 bytes; `openssl rand -base64 48` makes one.
        /// `serve` needs it, and every instance on one database the same. Changing it makes pages that lie open stale.
        secret_key: Option<SecretKey> = "";
        /// Hours without a click after which a session ends.
        session_idle_hours: u64 = "12", 1..=720;
        /// Hours after which a session ends in any case.
        session_absolute_hours: u64 = "168", 1..=2160;
        /// Minutes that a sign-in link can be used.
        sign_in_minutes: u64 = "15", 1..=15;
    }
}

impl SecuritySettings {
    pub fn session_idle(&self) -> Duration {
        Duration::from_secs(self.session_idle_hours * 3600)
    }

    pub fn session_absolute(&self) -> Duration {
        Duration::from_secs(self.session_absolute_hours * 3600)
    }

    pub fn sign_in(&self) -> Duration {
        Duration::from_secs(self.sign_in_minutes * 60)
    }
}
