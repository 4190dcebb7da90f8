//! One plain sentence that says why somebody was tagged, in the voice of the house.
use super::{CardText, Rule};

/// `others` is how many more people the same words fit.
pub fn sentence(card: &CardText, surface: &str, name: &str, rule: Rule, others: usize, clue: Option<&str>) -> String {
    let place = card.organisation_name.map_or_else(|| "here".to_owned(), |o| format!("at {o}"));
    let said = format!("\"{surface}\" is in the message.");
    let fit = match rule {
        Rule::FullName if surface.eq_ignore_ascii_case(name) => format!("That is the full name of one person {place}."),
        Rule::FullName => format!("With the family name it fits {name}."),
        Rule::FirstAndInitial | Rule::InitialAndSurname => format!("Name and initial fit {name}."),
        Rule::Code => format!("That code belongs to {name}."),
        Rule::Glyphs => format!("That is {name}'s name."),
        Rule::Titled | Rule::Surname => format!("It is {name}'s family name."),
        Rule::FirstName if others == 0 => format!("One person {place} has that name."),
        Rule::FirstName => format!("{name} has that name."),
        Rule::Nickname => format!("It is a nickname of {name}."),
        Rule::Alias => format!("Managers said before that it means {name}."),
        Rule::ShortForm => format!("It is short for {name}."),
        Rule::LongForm => format!("{name} is short for it."),
        Rule::Spelled => format!("The letters spell {name}."),
        Rule::SoundsLike => format!("It sounds like {name}."),
        Rule::Misspelt => format!("It is {name} with a slip of the pen."),
        Rule::Hint => return format!("\"{surface}\" was the answer to \"Who helped you?\". It fits {name}."),
        Rule::Preset => return format!("The card came by {name}'s own form."),
    };
    match clue {
        Some(clue) if others > 0 => format!("{said} {fit} {} people have it, and {clue}.", others + 1),
        _ if others > 0 => format!("{said} {fit} {} people have it.", others + 1),
        _ => format!("{said} {fit}"),
    }
}
