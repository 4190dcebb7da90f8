//! Every page and letter, rendered from samples.

mod pages;
mod samples;
