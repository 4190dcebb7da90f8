//! Reading of incoming mail: a corpus with expected results beside it, hostile letters, properties.

mod authentication;
mod cli;
mod corpus;
mod doors;
mod fuzz;
mod hostile;
mod numbers;
mod sane;
pub mod scale;
mod wording;
