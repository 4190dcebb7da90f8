//! OpenID Connect, the side of whoever trusts a provider (Core 1.0, Discovery 1.0, PKCE by RFC 7636): where somebody is sent,
//! what comes back, and what is believed of it. Knows no database and no page.

mod claims;
mod provider;
mod wire;

pub use claims::{Claims, Expected, Keys};
pub use provider::{Answer, Attempt, Provider, Providers, Start};
