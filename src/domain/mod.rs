//! Value objects, ids, enums and rules: what the words of the house mean. Knows no database, no HTTP, no mail.

pub mod calendar;
pub mod card;
pub mod ids;
pub mod member;
pub mod names;
pub mod token;
pub mod trail;
pub mod viewer;
pub mod wording;

pub use card::{Kind, KindFrom, Outcome, Polarity, Source, Status};
pub use member::Role;
pub use trail::Step;
pub use viewer::{Reach, Viewer};
