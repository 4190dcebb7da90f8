//! The customer's own words: fixtures, innocent letters, properties, time.

mod attributions;
mod cases;
mod forwards;
mod html;
mod laws;
mod replies;
