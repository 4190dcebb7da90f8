//! Value objects, ids, enums and rules: what the words of the house mean. Knows no database, no HTTP, no mail.

mod agent_act;
pub mod calendar;
pub mod card;
pub mod correction;
pub mod email_address;
pub mod form_design;
pub mod holding;
pub mod ids;
pub mod keeping;
pub mod logo;
pub mod mail_tag;
pub mod mask;
pub mod member;
pub mod names;
pub mod passkey;
pub mod privacy;
pub mod rhythm;
pub mod roster;
pub mod roster_file;
pub mod sealed;
pub mod second_factor;
pub mod stand_in;
pub mod token;
pub mod trail;
pub mod urls;
pub mod viewer;
pub mod wording;

pub use agent_act::AgentAct;
pub use card::{About, Kind, KindFrom, Outcome, Polarity, Source, Status, Via};
pub use correction::{Said, Settled};
pub use member::Role;
pub use rhythm::{Cadence, Shows};
pub use second_factor::{NextStep, SecondFactor};
pub use trail::Step;
pub use viewer::{Reach, Sight, Viewer};
