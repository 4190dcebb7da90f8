//! One card in words: facts, reasons, what can be done, and how it ended.

use super::card_list::{OwnerChoice, Undo};
use super::card_page::{About, CardDetail, Closure, Customer, Fact, KindChoice, Release, TrailLine, Why};
use super::inbox_view::{mark, status, triage};
use super::not_me_view;
use super::people::{self, Purpose};
use super::post_page;
use crate::domain::ids::{CardId, MemberId, ReplyId};
use crate::domain::wording::ages::age;
use crate::domain::wording::counts::sentence_case;
use crate::domain::wording::dates::{Moment, due, long_day, plain_day};
use crate::domain::wording::{Segment, Words, trail};
use crate::domain::{About as Subject, Kind, Outcome, Polarity, Status, names};
use crate::services::card_page::{self, CardView, MentionView};
use crate::services::inbox::Owner;
use crate::store::card_care::YES;
use crate::web::frame::Days;
use crate::web::session::who::SignedIn;
use crate::web::shell::Link;
use jiff::Timestamp;

/// The card as its page shows it. Whoever may only read is offered nothing to press.
pub fn detail(card: &CardView, person: &SignedIn, days: &Days) -> CardDetail {
    let may_act = person.viewer.may_act();
    let complaint = card.kind.wants_an_answer();
    let path = format!("/cards/{}", card.id);
    let sent = Moment::day_and_time(days.local(card.received_at), days.today());
    let undo = card.decisions.iter().map(|decision| Undo {
        action: format!("{path}/triage/{}/undo", decision.number),
        label: format!("Ask again who “{}” is", decision.surface),
    });
    let last = card.last_act.map(|act| Undo {
        action: format!("{path}/decisions/{act}/undo"),
        label: "Take the last correction back".to_owned(),
    });
    let undo = undo.chain(last);
    let mut post = post_page::view(&card.post, &path, card.customer.email.as_deref(), may_act, days)
        .with_replies(&path, &card.replies);
    if let Some(write) = &mut post.write {
        write.closes = complaint && card.closure.is_none();
    }
    CardDetail {
        number: card.number.to_string(),
        mark: mark(card.kind, card.closure.as_ref().and_then(|closure| closure.outcome)),
        title: card.title.clone(),
        facts: facts(card, days),
        can_take: may_act && complaint && card.owner.is_none() && card.closure.is_none(),
        can_answer: may_act
            && card.closure.is_none()
            && (complaint && card.answered_at.is_none() || card.status == Status::Again),
        subject: card.subject.clone(),
        words: card.words.clone(),
        customer: customer(&card.customer),
        sent: Moment { text: format!("{}, {}", sent.text, trail::by(card.source)), ..sent },
        named: card.helper.clone().filter(|_| card.mentions.is_empty()),
        triage: if may_act {
            card.questions.iter().map(|one| triage(card.id, one, None)).collect()
        } else {
            Vec::new()
        },
        undo: if may_act { undo.collect() } else { Vec::new() },
        why: card.mentions.iter().enumerate().map(|(index, one)| why(card.id, index, one, may_act)).collect(),
        can_see: may_act && complaint && card.status == Status::New,
        owners: if may_act && complaint { owners(card, person) } else { Vec::new() },
        about: (may_act && complaint && !card.mentions.is_empty() || card.care.about.is_some())
            .then(|| about(card.care.about, may_act)),
        asked_right: asked_right(card, days),
        can_note: may_act,
        tell: if may_act { tell(card, person) } else { Vec::new() },
        note: String::new(),
        not_me: card.not_me.iter().map(|one| not_me_view::shown(one, may_act, days)).collect(),
        add: may_act.then(|| people::href(card.id, &Purpose::Mention, None)),
        kinds: if may_act { kinds(card.kind) } else { Vec::new() },
        releases: if may_act && !matches!(card.care.about, Some(Subject::Rule | Subject::Tool)) {
            releases(card, days)
        } else {
            Vec::new()
        },
        closure: closure(card, may_act, days),
        trail: card
            .trail
            .iter()
            .map(|line| TrailLine { at: Moment::brief(days.local(line.at), days.today()), what: line.what.clone() })
            .collect(),
        done: None,
        take_back: None,
        error: None,
        post,
        path,
    }
}

fn facts(card: &CardView, days: &Days) -> Vec<Fact> {
    let fact = |label: &str, value: String, due: bool| Fact { label: label.to_owned(), value, due };
    let owner = match &card.owner {
        None => "Nobody yet".to_owned(),
        Some(Owner::You) => "You".to_owned(),
        Some(Owner::Other(name)) => name.clone(),
    };
    let age = fact("Age", age(card.received_at, days.now), false);
    if card.kind == Kind::Praise && card.status == Status::New {
        return vec![age];
    }
    let outcome = card.closure.as_ref().and_then(|closure| closure.outcome);
    let mut facts =
        vec![fact("Status", status(card.status, outcome).to_owned(), false), fact("Owner", owner, false), age];
    if let Some(due_at) = card.due_at {
        let at = days.local(due_at);
        let presses = at.date() <= days.today();
        let label = if due_at < days.now { "Answer overdue" } else { "Answer due" };
        facts.push(fact(label, sentence_case(&due(at, days.today())), presses));
    } else if let Some(answered) = card.answered_at {
        facts.push(fact("Answered", sentence_case(&plain_day(days.local(answered).date(), days.today())), false));
    }
    if let Some(until) = card.held_until {
        let at = days.local(until);
        let label = if until < days.now { "Held too long: decide since" } else { "Decide about sharing" };
        facts.push(fact(label, sentence_case(&due(at, days.today())), at.date() <= days.today()));
    }
    facts
}

fn owners(card: &CardView, person: &SignedIn) -> Vec<OwnerChoice> {
    let viewer = person.viewer.member;
    let owner = match &card.owner {
        Some(Owner::You) => Some(person.viewer.name.as_str()),
        Some(Owner::Other(name)) => Some(name.as_str()),
        None => None,
    };
    let choice = |(id, name): &(MemberId, String)| OwnerChoice {
        value: id.to_string(),
        current: owner == Some(name.as_str()),
        name: if *id == viewer { format!("{name} (you)") } else { name.clone() },
    };
    card.colleagues.iter().map(choice).collect()
}

fn tell(card: &CardView, person: &SignedIn) -> Vec<OwnerChoice> {
    let others = card.colleagues.iter().filter(|(id, _)| *id != person.viewer.member);
    let choice =
        |(id, name): &(MemberId, String)| OwnerChoice { value: id.to_string(), name: name.clone(), current: false };
    others.map(choice).collect()
}

fn about(said: Option<Subject>, may_act: bool) -> About {
    let choice = |about: Subject, label: &str| KindChoice { value: about.word().to_owned(), label: label.to_owned() };
    let (told, mut choices) = match said {
        Some(Subject::Rule) => (
            Some("It is about a rule, not a person. It counts for nobody."),
            vec![choice(Subject::Person, "It is about a person"), choice(Subject::Tool, "It is about a tool")],
        ),
        Some(Subject::Tool) => (
            Some("It is about a tool, not a person. It counts for nobody."),
            vec![choice(Subject::Person, "It is about a person"), choice(Subject::Rule, "It is about a rule")],
        ),
        Some(Subject::Person) | None => {
            (None, vec![choice(Subject::Rule, "It is about a rule"), choice(Subject::Tool, "It is about a tool")])
        }
    };
    if !may_act {
        choices.clear();
    }
    About { said: told.map(str::to_owned), choices }
}

/// "Asked on Tuesday 18 November whether it was put right. They said yes."
fn asked_right(card: &CardView, days: &Days) -> Option<String> {
    let day = |at: Option<i64>| {
        let at = Timestamp::from_microsecond(at?).ok()?;
        Some(long_day(days.local(at).date(), days.today()))
    };
    let asked = format!("The customer was asked on {} whether it was put right.", day(card.care.asked_at)?);
    Some(match (card.care.put_right.as_deref(), day(card.care.put_right_at)) {
        (Some(YES), Some(on)) => format!("{asked} On {on} they said yes."),
        (Some(_), Some(on)) => format!("{asked} On {on} they said no."),
        _ => format!("{asked} They have not answered."),
    })
}

/// Puts a saved reply into the field of the letter.
pub(super) fn begin_letter(detail: &mut CardDetail, card: &CardView, reply: ReplyId) {
    if let (Some(write), Some(reply)) = (&mut detail.post.write, card.replies.iter().find(|saved| saved.id == reply)) {
        write.text = reply.text.clone();
    }
}

fn customer(customer: &card_page::Customer) -> Option<Customer> {
    let reach: Vec<&str> = [&customer.email, &customer.phone].into_iter().flatten().map(String::as_str).collect();
    let reach = (!reach.is_empty()).then(|| reach.join(", "));
    (customer.name.is_some() || reach.is_some()).then(|| Customer { name: customer.name.clone(), reach })
}

/// The reason with the words that name them set bold.
fn why(card: CardId, index: usize, mention: &MentionView, may_act: bool) -> Why {
    let said = mention.why.as_str();
    let reason = match said.split_once(mention.surface.as_str()).filter(|_| !mention.surface.is_empty()) {
        Some((before, after)) => {
            vec![Segment::plain(before), Segment::marked(mention.surface.clone(), false), Segment::plain(after)]
        }
        None => vec![Segment::plain(said)],
    };
    let first = names::first_name(&mention.name);
    Why {
        id: format!("why-{index}"),
        heading: format!("Why we tagged {first}"),
        reasons: vec![reason],
        remove: may_act.then(|| Undo {
            action: format!("/cards/{card}/mentions/{}/removal", mention.agent),
            label: format!("Not {first}: remove the tag"),
        }),
        change: may_act.then(|| Link {
            href: people::href(card, &Purpose::Move(mention.agent), None),
            text: format!("Not {first}: choose who"),
        }),
        mood: mood(mention, first),
        moods: if may_act { moods(mention.polarity) } else { Vec::new() },
        moods_to: format!("/cards/{card}/mentions/{}/polarity", mention.agent),
        edit: format!("Not {first}? Change it"),
    }
}

/// What the card says of somebody, and whether they can read it.
fn mood(mention: &MentionView, first: &str) -> String {
    let said = match mention.polarity {
        Polarity::Praise => format!("It praises {first}"),
        Polarity::Complaint => format!("It complains about {first}"),
        Polarity::Mixed => format!("It praises {first} and complains"),
        Polarity::Neutral => format!("It names {first} in passing"),
    };
    if mention.released.is_some() || !mention.held {
        format!("{said}, who can read it.")
    } else {
        format!("{said}: held until it is shared.")
    }
}

fn moods(polarity: Polarity) -> Vec<KindChoice> {
    [
        (Polarity::Praise, "It is praise"),
        (Polarity::Complaint, "It is a complaint"),
        (Polarity::Mixed, "It is both"),
        (Polarity::Neutral, "It is neither"),
    ]
    .into_iter()
    .filter(|(other, _)| *other != polarity)
    .map(|(other, label)| KindChoice { value: other.word().to_owned(), label: label.to_owned() })
    .collect()
}

fn kinds(kind: Kind) -> Vec<KindChoice> {
    let choice = |kind: Kind, label: &str| KindChoice { value: kind.word().to_owned(), label: label.to_owned() };
    let mut choices = vec![
        choice(Kind::Praise, "It is praise"),
        choice(Kind::Complaint, "It is a complaint"),
        choice(Kind::Mixed, "It is both"),
    ];
    choices.retain(|choice| choice.value != kind.word());
    choices
}

/// Praise is there for its agent at once, unless the organisation holds it; the rest waits for a release.
fn releases(card: &CardView, days: &Days) -> Vec<Release> {
    let held = card.mentions.iter().filter(|mention| mention.held);
    held.map(|mention| {
        let first = names::first_name(&mention.name).to_owned();
        let released = mention.released.as_ref().map(|released| {
            let day = long_day(days.local(released.at).date(), days.today());
            format!("Shared with {first} on {day} by {}, with the note: “{}”", released.by, released.note)
        });
        Release { agent: mention.agent.to_string(), note: String::new(), released, first_name: first }
    })
    .collect()
}

fn closure(card: &CardView, may_act: bool, days: &Days) -> Closure {
    let Some(closed) = &card.closure else {
        return if may_act && card.kind.wants_an_answer() {
            Closure::Open { note: String::new() }
        } else {
            Closure::None
        };
    };
    let at = Moment::day_and_time(days.local(closed.at), days.today()).text;
    let how = match closed.outcome {
        Some(Outcome::PutRight) => "Put right",
        Some(Outcome::Explained) => "Explained",
        Some(Outcome::NothingToDo) | None => "Closed",
    };
    let by = closed.by.as_deref().map(|by| if by == "You" { " by you".to_owned() } else { format!(" by {by}") });
    Closure::Closed {
        said: format!("{how}{}, {at}.", by.unwrap_or_default()),
        note: closed.note.as_deref().map(|note| Words::new(note, &[])),
        can_reopen: may_act,
    }
}
