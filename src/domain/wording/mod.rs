//! How pages and letters say things in English: dates, ages, counts, titles, the customer's words.
//! Pure: the time is an argument, and nothing here knows of HTML.

pub mod ages;
pub mod counts;
pub mod dates;
pub mod titles;
pub mod trail;
pub mod words;

pub use words::{Highlight, Segment, Words};
