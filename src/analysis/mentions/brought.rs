//! Further ways in which a card brings somebody up: "It was Ana I dealt with", "lovely manners on Keiran", "both Faith and
//! Ashley", "Misaki for the list and Summer for the lift", "Amber = angel".
use super::clauses::does;
use super::reader::{Mode, Reader};
use crate::analysis::fold::{self, Gap};
use crate::analysis::lexicon as lex;

/// What the writer did with whom "it was".
const MET: &[&str] = &[
    "dealt", "spoke", "saw", "got", "had", "met", "talked", "asked", "phoned", "rang", "called", "emailed", "thanked",
    "helped", "served", "answered", "picked", "signed", "looked", "treated",
];

/// What is said to be "on" somebody.
const BORNE: &[&str] = &[
    "manners", "patience", "cheek", "attitude", "nerve", "smile", "memory", "voice", "mouth", "temper", "heart", "head",
];

/// What somebody does at work, each time.
const SERVES: &[&str] = &[
    "fixes",
    "solves",
    "sorts",
    "helps",
    "explains",
    "knows",
    "deserves",
    "tries",
    "treats",
    "talks",
    "asks",
    "calls",
    "rings",
    "comes",
    "brings",
    "sends",
    "tells",
    "gets",
    "finds",
    "handles",
    "deals",
    "shows",
    "teaches",
    "cooks",
    "cleans",
    "drives",
    "greets",
    "serves",
    "welcomes",
    "cuts",
    "remembers",
    "lets",
    "gives",
    "says",
    "needs",
    "walks",
    "stares",
    "shouts",
    "rolls",
    "ignores",
    "refuses",
    "sighs",
    "snaps",
    "mumbles",
];

/// Words for staff that stand right before a name, in texts without spaces.
const STAFF: &[&str] = &[
    "客服",
    "销售",
    "销售员",
    "店员",
    "顾问",
    "经理",
    "医生",
    "护士",
    "前台",
    "服务员",
    "司机",
    "技师",
    "教练",
    "老师",
    "员工",
    "店長",
    "担当",
    "スタッフ",
    "受付",
    "직원",
    "상담원",
    "매니저",
    "기사",
    "護士",
    "店員",
    "經理",
    "醫生",
    "司機",
    "老師",
    "員工",
    "服務員",
    "職員",
    "叫",
    "是",
    "谢谢",
    "感谢",
];

/// What somebody does or is, right behind a name in such texts.
const DOES_GLYPHS: &[&str] = &[
    "态度", "一直", "说", "帮", "告诉", "给", "很", "让", "非常", "真的", "把", "耐心", "答应", "没有", "不", "挂",
    "跟", "服务", "說", "讓", "給", "幫", "態度", "沒有", "連", "连", "就", "却", "卻", "用", "还", "還", "主动",
    "主動", "さん", "氏", "씨", "님", "先生", "小姐", "女士", "经理", "老师", "师傅",
];

/// "being shouted at across the shop by Ana": behind "by", what was done to somebody may stand some words before.
fn suffered(reader: &Reader, by: usize) -> bool {
    (1..=8).map_while(|b| reader.before(by, b)).any(|k| {
        let done = reader.word(k).ends_with("ed") || reader.has(k, lex::BYVERB);
        let be = |b: usize| {
            reader.before(k, b).is_some_and(|a| {
                matches!(
                    reader.word(a),
                    "being" | "was" | "were" | "been" | "be" | "got" | "getting" | "is" | "are" | "felt" | "feel"
                )
            })
        };
        done && (be(1) || be(2))
    })
}

/// "It was Ana I dealt with", "It was Ana who answered": the sentence goes on with what passed between them.
pub(super) fn met(reader: &Reader, i: usize) -> bool {
    let next = reader.word(i + 1);
    reader.gap(i + 1) <= Gap::Space
        && matches!(next, "i" | "we" | "who" | "that" | "whom")
        && (i + 2..i + 5).take_while(|k| reader.gap(*k) <= Gap::Space).any(|k| MET.contains(&reader.word(k)))
}

/// What stands before the name at `i`, with its weight.
pub(super) fn before(reader: &Reader, i: usize) -> Option<(&'static str, f32)> {
    let p = i.checked_sub(1).filter(|_| reader.gap(i) <= Gap::Space && reader.capital(i))?;
    if reader.tok(p).is_some_and(|t| t.cjk) {
        let staff = STAFF.iter().any(|s| reader.word(p).ends_with(s));
        return staff.then_some(("a word for staff stands before it", 2.6));
    }
    if reader.mode != Mode::Normal {
        return None;
    }
    let w2 = reader.word_at(reader.before(p, 1));
    match reader.word(p) {
        // "Lovely manners on Keiran".
        "on" if BORNE.contains(&w2) => Some(("it has something of a person's", 2.4)),
        "to" if w2 == "according" && reader.gap(i + 1) == Gap::Soft => Some(("it is about them", 2.2)),
        "and" | "both" if both(reader, i) => Some(("they are named with a team", 1.8)),
        "by" if suffered(reader, p) => Some(("it follows \"by\"", 2.0)),
        // "Jose is worth two of Mike".
        "of" if matches!(w2, "two" | "three" | "five" | "ten" | "twenty" | "dozen" | "hundred")
            && (2..=4).map_while(|b| reader.before(p, b)).any(|k| reader.word(k) == "worth") =>
        {
            Some(("they are praised or compared", 2.2))
        }
        "for" | "of" if w2 == "same" => Some(("they are praised or compared", 2.2)),
        "to" if w2 == "close" && reader.before(p, 2).is_some_and(|k| reader.word(k).starts_with("come")) => {
            Some(("they are praised or compared", 2.2))
        }
        // "The nicest guy in the building has to be Art."
        "be" if w2 == "to" && reader.before(p, 2).is_some_and(|k| matches!(reader.word(k), "has" | "had" | "got")) => {
            Some(("the writer says who it was", 2.4))
        }
        // "Pity the same can't be said of Ana".
        "of" | "for"
            if w2 == "said" && (2..=7).map_while(|b| reader.before(p, b)).any(|k| reader.word(k) == "same") =>
        {
            Some(("they are praised or compared", 2.2))
        }
        _ if listed(reader, i) => Some(("they are praised or compared", 2.2)),
        _ => None,
    }
}

/// Whether a verb stands right behind a name, or behind one small adverb: "Mark just grunted".
pub(super) fn acts(reader: &Reader, at: usize) -> bool {
    let adverb = matches!(reader.word(at), "just" | "only" | "even" | "never" | "always" | "simply" | "also");
    let at = at + usize::from(adverb && reader.gap(at) <= Gap::Space);
    let word = reader.word(at);
    // "Chase undersold the cost".
    let headed = |head: &&str| {
        word.strip_prefix(head).is_some_and(|verb| lex::flags(fold::hash(verb.as_bytes())) & lex::VERB != 0)
    };
    reader.gap(at) <= Gap::Space
        && !reader.has(at, lex::PREP)
        && (does(reader, at) || SERVES.contains(&word) || ["under", "over", "mis"].iter().any(headed))
}

/// What stands behind the name that ends at `last`, with its weight.
pub(super) fn behind(reader: &Reader, at: usize, last: usize) -> Option<(&'static str, f32)> {
    if reader.tok(at).is_some_and(|t| t.cjk && t.gap <= Gap::Space) && reader.capital(last) {
        let does = DOES_GLYPHS.iter().any(|d| reader.word(at).starts_with(d));
        return does.then_some(("what a person did follows it", 2.4));
    }
    // "Mohamed here put in one clamp".
    if reader.word(at) == "here" && reader.gap(at) <= Gap::Space && acts(reader, at + 1) && reader.capital(last) {
        return Some(("where they work follows it, and what they did", 2.4));
    }
    // "Der Herr an der Rezeption, Höller hieß er, war".
    let called = matches!(
        (reader.word(at), reader.word(at + 1)),
        ("hiess" | "heisst", "er" | "sie") | ("se", "llamaba" | "llama")
    ) || matches!((reader.word(at), reader.word(at + 1)), ("was" | "is", "his" | "her" | "their"))
        && reader.word(at + 2) == "name";
    if called && reader.capital(last) && (at..at + 2).all(|k| reader.gap(k) <= Gap::Space) {
        return Some(("it is said to be their name", 3.4));
    }
    // "Ángel es el mejor socorrista".
    let best = matches!(reader.word(at), "es" | "est" | "ist" | "fue" | "is" | "was")
        && reader.has(at + 1, lex::DET)
        && matches!(
            reader.word(at + 2),
            "mejor" | "peor" | "meilleur" | "meilleure" | "pire" | "beste" | "netteste" | "best" | "nicest" | "worst"
        )
        && reader.gap(at + 3) <= Gap::Space
        && (at..at + 3).all(|k| reader.gap(k) <= Gap::Space);
    if best && reader.capital(last) && reader.foreign {
        return Some(("what a person is follows it", 3.4));
    }
    let only_a_name = !reader.has(last, lex::WORD | lex::PLACE | lex::ORG | lex::MONTH) && reader.gap(at) <= Gap::Space;
    // "Rui fixes things", "where Jeremy used to call back".
    let used = reader.word(at) == "used" && reader.word(at + 1) == "to" && reader.gap(at + 1) <= Gap::Space;
    let serves = SERVES.contains(&reader.word(at)) && reader.gap(at + 1) <= Gap::Space;
    if only_a_name && reader.capital(last) && (used || serves) {
        return Some(("what a person did follows it", 2.2));
    }
    let equal = reader.tok(at).is_some_and(|t| t.mark == '=') && reader.gap(at) == Gap::Soft;
    if equal && reader.capital(last) && reader.starts_sentence(last) && reader.mode == Mode::Normal {
        return Some(("what a person is follows it", 2.4));
    }
    None
}

/// "Both Faith and Ashley": a name on either side.
fn both(reader: &Reader, i: usize) -> bool {
    let name = |k: usize| {
        reader.capital(k)
            && (reader.has(k, lex::GIVEN) || reader.tok(k).is_some_and(|t| reader.roster.knows(t.hash).given))
    };
    let w = |b: usize| reader.word_at(reader.before(i, b));
    w(1) == "both" && reader.word(i + 1) == "and" && name(i + 2) || w(3) == "both" && w(1) == "and" && name(i - 2)
}

/// "Misaki for the list, May for driving, and Summer for keeping me calm": one more of those who are thanked for something.
fn listed(reader: &Reader, i: usize) -> bool {
    let thanked = |k: usize| reader.word(k + 1) == "for" && reader.gap(k + 1) <= Gap::Space;
    reader.word_at(reader.before(i, 1)) == "and"
        && thanked(i)
        && (2..=16)
            .map_while(|b| reader.before(i, b))
            .any(|k| thanked(k) && reader.capital(k) && (reader.has(k, lex::GIVEN) || reader.unknown(k)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::mentions::testing;

    fn led(text: &str, name: &str) -> bool {
        testing::at(&testing::nobody(), text, name, before).is_some()
    }

    #[test]
    fn who_is_brought_up_so_is_a_person() {
        assert!(led("Lovely manners on Keeran, and it was fixed by lunch.", "keeran"));
        assert!(!led("Lovely parcel on Keeran.", "keeran"));
        assert!(led("Both Faith and Ashley stayed late.", "faith"));
        assert!(!led("Both Faith in you and the price went.", "faith"));
        assert!(led("Top marks to Ana for the list, and Summer for keeping me calm.", "summer"));
        assert!(!led("We came for the list, and Summer was too hot.", "summer"));
    }

    #[test]
    fn whom_the_writer_met_is_told_behind_the_name() {
        let told = |text: &str| testing::at(&testing::nobody(), text, "kim", met);
        assert!(told("It was Kim I dealt with on Friday."));
        assert!(told("It was Kim who answered in the end."));
        assert!(!told("It was Kim I wanted to look like."));
    }
}
