//! Letters that go out.

pub mod letters;
