//! Numbers and lists as a person would say them.

/// Number words up to twelve; beyond that figures read better.
const WORDS: [&str; 13] =
    ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/// Says a number: a word up to twelve ("no" for none), figures above.
pub fn number_word(count: u64) -> String {
    usize::try_from(count)
        .ok()
        .and_then(|index| WORDS.get(index))
        .map_or_else(|| grouped(count), |word| (*word).to_owned())
}

/// Writes a number with a comma between thousands: "1,204".
pub fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// Picks the word that goes with a count.
pub fn plural<'a>(count: u64, one: &'a str, many: &'a str) -> &'a str {
    if count == 1 { one } else { many }
}

/// Says a count with its word in figures: "1 smile", "31 smiles", "1,204 smiles".
pub fn counted(count: u64, one: &str, many: &str) -> String {
    format!("{} {}", grouped(count), plural(count, one, many))
}

/// Joins names: "Ana", "Ana and Tom", "Ana, Tom and Ines".
pub fn and_list<S: AsRef<str>>(names: &[S]) -> String {
    match names {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [first @ .., last] => {
            let head: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", head.join(", "), last.as_ref())
        }
    }
}

/// Makes the first letter a capital.
pub fn sentence_case(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// Makes a name possessive: "Ruth’s", "Ines’s" (as style books for plain English have it).
pub fn possessive(name: &str) -> String {
    format!("{name}’s")
}

/// Tells the difference to the week before: "5 more", "2 fewer", "the same".
pub fn compared(now: u64, before: u64) -> String {
    match now.cmp(&before) {
        std::cmp::Ordering::Greater => format!("{} more", grouped(now - before)),
        std::cmp::Ordering::Less => format!("{} fewer", grouped(before - now)),
        std::cmp::Ordering::Equal => "the same".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_numbers_are_words_and_large_ones_figures() {
        assert_eq!(number_word(0), "no");
        assert_eq!(number_word(12), "twelve");
        assert_eq!(number_word(13), "13");
        assert_eq!(number_word(1_204_000), "1,204,000");
    }

    #[test]
    fn a_count_takes_its_word() {
        assert_eq!(counted(1, "smile", "smiles"), "1 smile");
        assert_eq!(counted(0, "smile", "smiles"), "0 smiles");
        assert_eq!(counted(1000, "smile", "smiles"), "1,000 smiles");
    }

    #[test]
    fn lists_end_with_and() {
        assert_eq!(and_list::<&str>(&[]), "");
        assert_eq!(and_list(&["Ana"]), "Ana");
        assert_eq!(and_list(&["Ana", "Tom"]), "Ana and Tom");
        assert_eq!(and_list(&["Ana", "Tom", "Ines"]), "Ana, Tom and Ines");
    }

    #[test]
    fn comparison_says_more_fewer_or_the_same() {
        assert_eq!(compared(31, 26), "5 more");
        assert_eq!(compared(6, 8), "2 fewer");
        assert_eq!(compared(0, 0), "the same");
    }

    #[test]
    fn sentences_begin_with_a_capital_in_any_script() {
        assert_eq!(sentence_case("élan"), "Élan");
        assert_eq!(sentence_case(""), "");
    }
}
