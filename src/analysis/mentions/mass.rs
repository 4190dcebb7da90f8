//! Names that are also the words for something that nobody counts, or that grows.

/// Words that stand at the start of a sentence without an article.
pub(super) const MASS: &[&str] = &[
    "hope", "joy", "faith", "art", "love", "patience", "charity", "mercy", "justice", "spring", "summer", "autumn",
    "winter", "april", "may", "june", "august", "cash", "rain", "honey", "candy", "bill", "grace", "pearl", "amber",
    "ginger", "rosemary", "basil", "sage", "rice", "price", "service", "short", "long", "best", "young", "good",
    "just", "nice",
];

/// Words that stand for a thing at the start of a sentence when they do something: "Ivy has taken over the fence".
pub(super) const GROWING: &[&str] = &[
    "ivy", "heather", "moss", "fern", "coral", "destiny", "fate", "karma", "luck", "melody", "clay", "sandy", "frost",
    "storm",
];
