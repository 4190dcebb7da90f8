//! What a card is called in a list: "Complaint about Derrick Hale", "Praise for Ana and Tom".

use super::counts::and_list;
use crate::domain::Kind;

/// At most this many people are named; a title must fit one line of a phone.
const NAMED: usize = 3;

/// A person as a title needs them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Named<'a> {
    /// The name in full.
    pub full: &'a str,
    /// What they are called.
    pub first: &'a str,
}

/// Names a card after its kind and the people it mentions.
///
/// One person is named in full. Several go by their first names, unless two of them share one.
pub fn card_title(kind: Kind, praised: &[Named<'_>], complained: &[Named<'_>]) -> String {
    match (kind, praised.is_empty(), complained.is_empty()) {
        (Kind::Praise, true, true) => "Praise, nobody named".to_owned(),
        (Kind::Complaint, true, true) => "Complaint, nobody named".to_owned(),
        (Kind::Mixed, true, true) => "Praise and a complaint, nobody named".to_owned(),
        (Kind::Praise, false, true) => format!("Praise for {}", people(praised)),
        (Kind::Complaint, true, false) => format!("Complaint about {}", people(complained)),
        // The rest of the card says something else of nobody in particular.
        (Kind::Complaint, false, true) => format!("Complaint, with praise for {}", people(praised)),
        (Kind::Mixed, false, true) => format!("Praise for {}, with a complaint", people(praised)),
        (Kind::Praise, true, false) => format!("Praise, with a complaint about {}", people(complained)),
        (Kind::Mixed, true, false) => format!("Complaint about {}, with praise", people(complained)),
        (_, false, false) => {
            format!("Praise for {}, complaint about {}", people(praised), people(complained))
        }
    }
}

/// Asks who a mention is: Who is “Kathryn”?
pub fn who_is(surface: &str) -> String {
    format!("Who is “{surface}”?")
}

fn people(named: &[Named<'_>]) -> String {
    if let [only] = named {
        return only.full.to_owned();
    }
    let shared = named.iter().any(|one| named.iter().filter(|other| other.first == one.first).count() > 1);
    let call = |one: &Named<'_>| {
        if shared { one.full.to_owned() } else { one.first.to_owned() }
    };
    let mut said: Vec<String> = named.iter().take(NAMED).map(call).collect();
    match named.len().saturating_sub(NAMED) {
        0 => {}
        1 => said.push("1 other".to_owned()),
        more => said.push(format!("{more} others")),
    }
    and_list(&said)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANA: Named<'_> = Named { full: "Ana Reyes", first: "Ana" };
    const TOM: Named<'_> = Named { full: "Tom Ashe", first: "Tom" };
    const TOM_B: Named<'_> = Named { full: "Tom Birch", first: "Tom" };
    const INES: Named<'_> = Named { full: "Ines Carvalho", first: "Ines" };

    #[test]
    fn one_person_is_named_in_full() {
        assert_eq!(card_title(Kind::Complaint, &[], &[TOM]), "Complaint about Tom Ashe");
        assert_eq!(card_title(Kind::Praise, &[ANA], &[]), "Praise for Ana Reyes");
    }

    #[test]
    fn two_people_go_by_their_first_names() {
        assert_eq!(card_title(Kind::Praise, &[ANA, TOM], &[]), "Praise for Ana and Tom");
    }

    #[test]
    fn people_who_share_a_first_name_keep_their_last() {
        assert_eq!(card_title(Kind::Praise, &[TOM, TOM_B], &[]), "Praise for Tom Ashe and Tom Birch");
    }

    #[test]
    fn more_than_three_are_counted() {
        let all = [ANA, TOM, INES, Named { full: "Bram Visser", first: "Bram" }];
        assert_eq!(card_title(Kind::Praise, &all, &[]), "Praise for Ana, Tom, Ines and 1 other");
    }

    #[test]
    fn one_card_can_praise_and_complain() {
        assert_eq!(card_title(Kind::Mixed, &[ANA], &[TOM]), "Praise for Ana Reyes, complaint about Tom Ashe");
    }

    #[test]
    fn a_title_never_hides_the_kind_of_its_card() {
        assert_eq!(card_title(Kind::Complaint, &[ANA], &[]), "Complaint, with praise for Ana Reyes");
        assert_eq!(card_title(Kind::Mixed, &[ANA], &[]), "Praise for Ana Reyes, with a complaint");
        assert_eq!(card_title(Kind::Mixed, &[], &[TOM]), "Complaint about Tom Ashe, with praise");
        assert_eq!(card_title(Kind::Praise, &[], &[TOM]), "Praise, with a complaint about Tom Ashe");
    }

    #[test]
    fn a_card_that_names_nobody_says_so() {
        assert_eq!(card_title(Kind::Complaint, &[], &[]), "Complaint, nobody named");
        assert_eq!(card_title(Kind::Praise, &[], &[]), "Praise, nobody named");
    }
}
