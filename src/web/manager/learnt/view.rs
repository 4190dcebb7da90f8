//! What was learnt, in words.

use crate::domain::Role;
use crate::domain::ids::ActId;
use crate::domain::names::first_name;
use crate::domain::urls::encoded;
use crate::domain::wording::counts::{counted, number_word, plural, sentence_case};
use crate::services::caution::{self, Caution as Chosen};
use crate::services::learnt::{LearntLine as Line, LearntView, State};
use crate::services::names::Alias;
use crate::services::people_search::Found;
use crate::web::manager::card_list::Undo;
use crate::web::manager::learnt_page::{AddAlias, AliasLine, Caution, CautionChoice, LearntLine, LearntPage};
use crate::web::session::who::SignedIn;
use crate::web::shell::{Link, Shell};

/// What was read.
pub(super) struct Given {
    pub(super) learnt: LearntView,
    pub(super) aliases: Vec<Alias>,
    pub(super) people: Found,
    pub(super) thresholds: caution::Thresholds,
}

/// What was just tried in vain.
#[derive(Default)]
pub(super) struct Tried {
    pub(super) error: Option<String>,
    pub(super) who: String,
    pub(super) alias: String,
}

/// What was just done, by its code.
fn done_sentence(code: &str) -> Option<&'static str> {
    match code {
        "forgotten" => Some("Forgotten. Cards that come in now are read without it."),
        "remembered" => Some("Learnt again."),
        "named" => Some("Added. Recent cards are being looked at again."),
        "unnamed" => Some("Removed."),
        "caution" => Some("Changed, for cards that come in from now on."),
        _ => None,
    }
}

pub(super) fn page(
    shell: Shell,
    person: &SignedIn,
    given: Given,
    (done, act): (Option<&str>, Option<ActId>),
    tried: Tried,
) -> LearntPage {
    let may_act = person.viewer.may_act();
    let Given { learnt, aliases, people, thresholds } = given;
    let undo = act
        .filter(|_| may_act && done == Some("forgotten"))
        .map(|act| Undo { action: format!("/learnt/removals/{act}/undo"), label: "Undo".to_owned() });
    LearntPage {
        shell,
        lead: lead(learnt.count),
        done: done.and_then(done_sentence).map(str::to_owned),
        undo,
        error: tried.error,
        more: learnt
            .after
            .as_ref()
            .map(|after| Link { href: format!("/learnt?after={}", encoded(after)), text: "More names".to_owned() }),
        lines: learnt.lines.into_iter().enumerate().map(|(index, line)| self::line(index, line, may_act)).collect(),
        aliases: aliases.into_iter().enumerate().map(|(index, one)| alias(index, one, may_act)).collect(),
        add: may_act.then(|| AddAlias {
            who: tried.who,
            alias: tried.alias,
            people: people.people.into_iter().map(|person| person.name).collect(),
        }),
        caution: caution(&thresholds, person.viewer.role == Role::Admin),
    }
}

fn lead(count: usize) -> String {
    if count == 0 {
        return "Nothing yet. When somebody answers “Who is this?”, or puts a tag right, what follows from it stands here."
            .to_owned();
    }
    let count = u64::try_from(count).unwrap_or(u64::MAX);
    format!(
        "{} {} {} learnt from what managers decided. A name tags alone after it was confirmed twice and never denied.",
        sentence_case(&number_word(count)),
        plural(count, "name", "names"),
        plural(count, "is", "are"),
    )
}

fn line(index: usize, line: Line, may_act: bool) -> LearntLine {
    let state = match line.state {
        State::Tags => "Tags alone",
        State::Asks => "Asks",
        State::AsksBeside => "Asks: somebody else has that name",
        State::Nobody => "Nobody of ours",
        State::Read => "Read as ever: a colleague has that name",
        State::Weighs => "Weighs against",
    };
    let mut told: Vec<String> =
        line.means.iter().map(|(name, times)| format!("{name}, confirmed {}.", often(*times))).collect();
    told.extend(line.not.iter().map(|(name, times)| format!("Not {name}, said {}.", often(*times))));
    if line.nobody > 0 {
        told.push(format!("Nobody of ours, said {}.", often(line.nobody)));
    }
    let listed = !line.cards.is_empty();
    let others = u64::try_from(line.other_cards).unwrap_or(u64::MAX);
    LearntLine {
        id: format!("learnt-{index}"),
        surface: line.surface,
        state: state.to_owned(),
        told,
        cards: line
            .cards
            .into_iter()
            .map(|(number, id)| Link { href: format!("/cards/{id}"), text: format!("Card {number}") })
            .collect(),
        other_cards: (others > 0)
            .then(|| if listed { format!("and {others} more") } else { counted(others, "card", "cards") }),
        form: may_act.then_some(line.form),
    }
}

fn often(times: u32) -> String {
    match times {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        more => format!("{} times", number_word(u64::from(more))),
    }
}

fn alias(index: usize, alias: Alias, may_act: bool) -> AliasLine {
    let source =
        if alias.accepted { format!("{} said yes to it", first_name(&alias.name)) } else { "Added by hand".to_owned() };
    AliasLine {
        id: format!("name-{index}"),
        agent: alias.agent.to_string(),
        source,
        name: alias.name,
        alias: alias.alias,
        removable: may_act,
    }
}

fn caution(thresholds: &caution::Thresholds, may_choose: bool) -> Caution {
    let now = Chosen::of(thresholds);
    let told = match now {
        Some(Chosen::Careful) => "Careful: we ask more often, and tag only what is very clear.".to_owned(),
        Some(Chosen::Balanced) => "Balanced: we tag what is clear, and ask about the rest.".to_owned(),
        Some(Chosen::Eager) => "Eager: we ask less often; a wrong tag is likelier.".to_owned(),
        None => format!(
            "Set by command: tag from {}, a complaint from {}, ask from {}.",
            thresholds.tag, thresholds.complaint, thresholds.triage
        ),
    };
    let choice = |chosen: Chosen| {
        let (label, hint) = match chosen {
            Chosen::Careful => ("Careful", "Ask more often"),
            Chosen::Balanced => ("Balanced", "As it comes"),
            Chosen::Eager => ("Eager", "Ask less often"),
        };
        CautionChoice { value: chosen.word().to_owned(), label: label.to_owned(), hint: hint.to_owned() }
    };
    let others = Chosen::ALL.into_iter().filter(|chosen| may_choose && Some(*chosen) != now);
    Caution { told, choices: others.map(choice).collect() }
}
