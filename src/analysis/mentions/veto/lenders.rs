//! What is said of a bank and its money, where a bank is called as somebody of ours.

use crate::analysis::fold::Gap;
use crate::analysis::lexicon as lex;
use crate::analysis::mentions::reader::Reader;

/// "My loan got sold to Chase", "the mortgage is with Chase": what a bank is told of, and hardly ever a person.
pub(super) fn lender(reader: &Reader, i: usize) -> Option<f32> {
    const MONEY: &[&str] = &[
        "loan",
        "loans",
        "mortgage",
        "mortgages",
        "debt",
        "lease",
        "financing",
        "refinance",
        "refi",
        "servicing",
        "account",
        "payoff",
        "heloc",
    ];
    const FLOWS: &[&str] = &[
        "autopay",
        "payment",
        "payments",
        "transfer",
        "transfers",
        "deposit",
        "deposits",
        "paycheck",
        "wages",
        "salary",
        "debit",
        "money",
        "cheque",
        "cheques",
        "checks",
    ];
    let p = reader.before(i, 1).filter(|_| reader.gap(i) <= Gap::Space)?;
    // "Autopay comes out of Chase", "my wages go in via Chase".
    let flows = reader.word(p) == "via" || reader.word(p) == "of" && reader.word_at(reader.before(p, 1)) == "out";
    if !(flows || matches!(reader.word(p), "to" | "with" | "through" | "by" | "from" | "at")) {
        return None;
    }
    let sold = |k: usize| {
        matches!(reader.word(k), "sold" | "transferred" | "refinanced" | "moved" | "switched" | "assigned" | "passed")
    };
    let mut passed = false;
    for back in 1..=8usize {
        let k = reader.before(p, back).filter(|k| reader.gap(k + 1) <= Gap::Space)?;
        if MONEY.contains(&reader.word(k)) || flows && FLOWS.contains(&reader.word(k)) {
            return if passed && reader.word(p) == "to" && reader.word(p - 1) == "sold" {
                Some(-6.0)
            } else {
                reader.has(i, lex::ORG).then_some(-3.6)
            };
        }
        // "My loan was handled by Chase", "about the mortgage I spoke with Chase": that is one of ours.
        if sold(k) {
            passed = true;
        } else if reader.has(k, lex::SPOKE | lex::BYVERB) {
            return None;
        }
    }
    None
}
