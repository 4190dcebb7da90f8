//! What a report keeps at hand is never out of date: after any change, whoever makes it, the kept figures are those of a slow
//! count that reads every card anew and by other ways.

use crate::support::databases;
use crate::support::house::{self, House, now};
use jiff::{SignedDuration, Timestamp};
use smilecard::domain::ids::{ActId, AgentId, CardId, TeamId};
use smilecard::domain::{About, Kind, Outcome, Polarity, Reach, Role, Viewer};
use smilecard::services::report::{self, Asked, Line, Memory, Report, Sums};
use smilecard::services::{about, closure, kind, retention, tags, triage};
use smilecard::store::inbox::{self, Filter, Show};
use smilecard::store::mentions::MentionRow;
use smilecard::store::{AnyConnection, Database, card_care, mentions, roster};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Numbers that look like chance and are the same each time.
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }
}

fn viewer(house: &House, database: &Database, name: &str, role: Role, teams: &[TeamId], zone: &str) -> Viewer {
    let member = house.person(database, name, role, teams, None).member;
    Viewer {
        organisation: house.organisation,
        member,
        name: name.to_owned(),
        email: String::new(),
        role,
        zone: zone.to_owned(),
        teams: teams.to_vec(),
        agent: None,
    }
}

/// One change of any kind; what a service refuses is no change.
fn change(house: &House, database: &Database, admin: &Viewer, dice: &mut Dice, cards: &mut Vec<CardId>) {
    let agents = [house.derrick, house.maria];
    let agent = agents[dice.throw(2)];
    let polarity = [Polarity::Praise, Polarity::Complaint, Polarity::Mixed, Polarity::Neutral][dice.throw(4)];
    let kinds = [Kind::Praise, Kind::Complaint, Kind::Mixed];
    let card = if cards.is_empty() { None } else { Some(cards[dice.throw(cards.len())]) };
    let viewer = admin.clone();
    let (act, later) = (ActId::at(now()), now());
    let some = kinds[dice.throw(3)];
    let Some(card) = card.filter(|_| dice.throw(3) > 0) else {
        let hours = i64::try_from(dice.throw(175 * 24)).unwrap();
        let received = now() - SignedDuration::from_mins(hours * 60 + i64::try_from(dice.throw(60)).unwrap());
        let mut row = house.card(some, "Derrick and Maria kept me waiting. The bill was wrong.", received);
        row.team_id = [None, None, Some(house.shop), Some(house.billing)][dice.throw(4)];
        cards.push(match dice.throw(5) {
            0 => house.leave(database, row, &[]),
            1 => house.leave(
                database,
                row,
                &[(house.derrick, "Derrick", polarity), (house.maria, "Maria", Polarity::Praise)],
            ),
            2 => house.leave_question(database, row, "Maria", &[agent]),
            _ => house.leave(database, row, &[(agent, "Derrick", polarity)]),
        });
        return;
    };
    let done = match dice.throw(10) {
        0 => database.write(move |c| kind::set(c, &viewer, card, some, later).map(drop)),
        1 => database.write(move |c| tags::add(c, &viewer, card, agent, "", later).map(drop)),
        2 => database.write(move |c| tags::remove(c, &viewer, card, agent, later).map(drop)),
        3 => database.write(move |c| tags::set_polarity(c, &viewer, card, (agent, polarity), later).map(drop)),
        4 => database.write(move |c| closure::close(c, &viewer, (card, act), Outcome::PutRight, "", later).map(drop)),
        5 => database.write(move |c| closure::reopen(c, &viewer, card, later).map(drop)),
        6 => database.write(move |c| closure::answered(c, &viewer, card, later).map(drop)),
        7 => database.write(move |c| about::set(c, &viewer, card, About::Tool, later)),
        8 => database.write(move |c| about::set(c, &viewer, card, About::Person, later)),
        _ => database.write(move |c| triage::decide(c, &viewer, card, 0, Some(agent), later).map(drop)),
    };
    drop(done);
}

/// The figures of cards, as (praise, complaints, put right) and waits.
fn slow(connection: &mut AnyConnection, viewer: &Viewer, report: &Report) -> (Report, usize) {
    let zone = smilecard::domain::calendar::zone(&viewer.zone).unwrap();
    let at = |day: jiff::civil::Date| smilecard::domain::calendar::start_of_day(day, &zone).unwrap().as_microsecond();
    let ends: Vec<i64> =
        (0..25).map(|week| at(report.first.saturating_add(jiff::Span::new().days(7 * (week - 12))))).collect();
    let organisation = viewer.organisation;
    let mut rows =
        inbox::list(connection, organisation, viewer.reach(), (Show::All, &Filter::default()), None, 100_000).unwrap();
    rows.retain(|card| card.received_at >= ends[0] && card.received_at < ends[24]);
    let people = roster::agents_of(connection, organisation).unwrap();
    let team_of: HashMap<AgentId, TeamId> = people.iter().filter_map(|row| Some((row.id, row.team_id?))).collect();
    let name_of: BTreeMap<AgentId, String> = people.iter().map(|row| (row.id, row.name.clone())).collect();
    let chosen = report.team.as_ref().map(|(id, _)| *id);
    let mut out = report.clone();
    let (mut people, mut teams): (BTreeMap<String, Line>, BTreeMap<TeamId, Line>) = Default::default();
    let line =
        |name: &str| Line { name: name.to_owned(), team: None, agent: None, praise: 0, complaints: 0, put_right: 0 };
    let mut waits: Vec<Vec<i64>> = vec![Vec::new(); 26];
    let mut sums = vec![Sums::default(); 26];
    let mut seen = 0;
    let own = |team: Option<TeamId>| match viewer.reach() {
        Reach::Everything => true,
        Reach::Teams(own) => team.is_some_and(|team| own.contains(&team)),
        Reach::Nothing => false,
    };
    let ids: Vec<CardId> = rows.iter().map(|card| card.id).collect();
    let not_about_people = card_care::not_about_people(connection, organisation, &ids).unwrap();
    let all_ties = mentions::of_cards(connection, organisation, &ids).unwrap();
    for card in &rows {
        let apart = not_about_people.iter().any(|(id, _)| *id == card.id);
        let counts = |tie: &&MentionRow| tie.card_id == card.id && (tie.polarity == Polarity::Praise || !apart);
        let mut ties: Vec<&MentionRow> = all_ties.iter().filter(counts).collect();
        let mut of: BTreeSet<TeamId> = ties.iter().filter_map(|tie| team_of.get(&tie.agent_id).copied()).collect();
        of.extend(card.team_id);
        if chosen.is_some_and(|chosen| !of.contains(&chosen)) {
            continue;
        }
        if let Some(chosen) = chosen {
            ties.retain(|tie| team_of.get(&tie.agent_id) == Some(&chosen));
        }
        seen += 1;
        let week = ends.iter().filter(|end| **end <= card.received_at).count() - 1;
        for place in [week, if week < 12 { 24 } else { 25 }] {
            let sums = &mut sums[place];
            if card.kind == Kind::Praise {
                sums.praise += 1;
            } else {
                sums.complaints += 1;
                sums.put_right += u64::from(card.outcome == Some(Outcome::PutRight));
                waits[place].extend(card.answered_at.map(|at| (at - card.received_at).max(0)));
            }
        }
        if week < 12 {
            continue;
        }
        let put = |row: &mut Line, said: &[Polarity]| {
            let (good, bad) =
                (said.iter().any(|one| one.praises(card.kind)), said.iter().any(|one| !one.praises(card.kind)));
            row.praise += u64::from(good);
            row.complaints += u64::from(bad);
            row.put_right += u64::from(bad && card.outcome == Some(Outcome::PutRight));
        };
        for tie in &ties {
            let team = team_of.get(&tie.agent_id).copied();
            let shown = own(team) && chosen.is_none_or(|chosen| team == Some(chosen));
            let name = if shown { name_of[&tie.agent_id].as_str() } else { "Other teams" };
            put(people.entry(name.to_owned()).or_insert_with(|| line(name)), &[tie.polarity]);
        }
        if ties.is_empty() {
            put(people.entry("Nobody yet".to_owned()).or_insert_with(|| line("Nobody yet")), &[Polarity::Neutral]);
        }
        for team in of {
            let said: Vec<Polarity> =
                ties.iter().filter(|tie| team_of.get(&tie.agent_id) == Some(&team)).map(|tie| tie.polarity).collect();
            let said = if said.is_empty() { vec![Polarity::Neutral] } else { said };
            put(teams.entry(team).or_insert_with(|| line("")), &said);
        }
    }
    let done = |place: usize| {
        let mut waits = waits[place].clone();
        waits.sort_unstable();
        let first_answer = (waits.len() >= 5).then(|| u64::try_from(waits[waits.len() / 2] / 60_000_000).unwrap());
        Sums { answers: u64::try_from(waits.len()).unwrap(), first_answer, ..sums[place] }
    };
    out.before = done(24);
    out.sums = done(25);
    out.weeks.iter_mut().enumerate().for_each(|(week, told)| told.sums = done(12 + week));
    for row in &mut out.by_person {
        let counted = people.remove(&row.name).unwrap_or_else(|| line(&row.name));
        *row = Line { team: row.team.clone(), agent: row.agent, ..counted };
    }
    assert!(people.is_empty(), "without a row: {people:?}");
    for row in &mut out.by_team {
        let (id, _) = report.teams.iter().find(|(_, name)| *name == row.name).unwrap();
        *row = Line { name: row.name.clone(), ..teams.remove(id).unwrap_or_else(|| line(&row.name)) };
    }
    (out, seen)
}

fn check(database: &Database, memory: &mut Memory, viewers: &[Viewer], house: &House, step: usize) -> usize {
    let mut seen = 0;
    for viewer in viewers {
        let mut all = vec![None, Some(house.billing)];
        all.truncate(if viewer.reach() == Reach::Teams(&[house.shop]) { 1 } else { 2 });
        for team in all {
            let asked = Asked { until: Some(now().to_zoned(jiff::tz::TimeZone::UTC).date()), team };
            let (kept, slow, fresh, count) = database
                .read(|connection| {
                    let kept = report::read(connection, memory, viewer, &asked, now())?;
                    // Counted by the same code, but for the themes; so not each time.
                    let fresh = step
                        .is_multiple_of(10)
                        .then(|| report::read(connection, &mut Memory::default(), viewer, &asked, now()))
                        .transpose()?;
                    let (slow, count) = slow(connection, viewer, &kept);
                    Ok((kept, slow, fresh, count))
                })
                .unwrap();
            assert_eq!(format!("{kept:#?}"), format!("{slow:#?}"), "step {step}, {}, {team:?}", viewer.name);
            if let Some(fresh) = fresh {
                assert_eq!(format!("{kept:?}"), format!("{fresh:?}"), "step {step}, {}", viewer.name);
            }
            seen += count;
        }
    }
    seen
}

#[test]
fn what_is_kept_is_what_a_slow_count_finds_after_every_change() {
    for db in databases() {
        let (database, house) = (&db.database, house::found(&db.database, "larkspur"));
        let admin = viewer(&house, database, "Ada Admin", Role::Admin, &[], "Europe/London");
        let viewers = [
            admin.clone(),
            viewer(&house, database, "Abel Auditor", Role::Auditor, &[], "Asia/Kathmandu"),
            viewer(&house, database, "Ruth Calder", Role::Manager, &[house.billing], "America/St_Johns"),
            viewer(&house, database, "Sam Shop", Role::Manager, &[house.shop], "Europe/London"),
        ];
        let (mut dice, mut cards, mut memory) = (Dice(7), Vec::new(), Memory::default());
        for _ in 0..60 {
            change(&house, database, &admin, &mut dice, &mut cards);
        }
        let mut seen = 0;
        for step in 0..120 {
            change(&house, database, &admin, &mut dice, &mut cards);
            if step % 40 == 20 {
                // Somebody changes teams; the oldest cards are forgotten.
                let (maria, billing) = (house.maria, house.billing);
                let team = if step == 60 { house.shop } else { billing };
                let organisation = house.organisation;
                database
                    .write(move |connection| {
                        let mut row = roster::agent(connection, organisation, maria)?;
                        row.team_id = Some(team);
                        roster::update_agent(connection, &row)
                    })
                    .unwrap();
                let later: Timestamp =
                    now() + SignedDuration::from_hours((210 + i64::try_from(step).unwrap() / 4) * 24);
                database.write(move |connection| retention::run(connection, later, 1_000)).unwrap();
            }
            seen += check(database, &mut memory, &viewers, &house, step);
        }
        assert!(seen > 5_000, "{}: only {seen} cards were counted", db.kind);
    }
}
