//! What an admin does to somebody on the roster: merged and taken back, everything is as it was; a stand-in leaves the
//! figures and no name; who is erased is gone, and the customers' cards are not. The next card is read with it.

use crate::support::house::{House, ago, found, now};
use crate::support::{TestDatabase, databases};
use diesel::sql_types::{BigInt, Text};
use diesel::{QueryableByName, RunQueryDsl, sql_query};
use jiff::SignedDuration;
use smilecard::analysis::mentions::{self, CardText, Learnt, Thresholds};
use smilecard::domain::ids::{AgentId, CardId};
use smilecard::domain::{Kind, Polarity, Role, Step};
use smilecard::services::agent_acts::{self, Actor};
use smilecard::services::agents::{self, Typed};
use smilecard::services::directory::Directory;
use smilecard::services::{members as services, names, trail};
use smilecard::store::{AnyConnection, agent_acts as acts, cards, members, mentions as ties, roster};
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

struct Scene {
    place: TestDatabase,
    house: House,
    directory: Directory,
}

impl Scene {
    fn all() -> impl Iterator<Item = Self> {
        databases().into_iter().map(|place| {
            let house = found(&place.database, "larkspur");
            Self { place, house, directory: Directory::default() }
        })
    }

    fn actor(&self) -> Actor {
        Actor { organisation: self.house.organisation, member: None }
    }

    fn write<T: Send + 'static>(
        &self,
        act: impl FnOnce(&mut AnyConnection, Actor) -> smilecard::error::Result<T> + Send + 'static,
    ) -> T {
        self.ask(act).unwrap()
    }

    fn ask<T: Send + 'static>(
        &self,
        act: impl FnOnce(&mut AnyConnection, Actor) -> smilecard::error::Result<T> + Send + 'static,
    ) -> smilecard::error::Result<T> {
        let actor = self.actor();
        let outcome = self.place.database.write(move |connection| act(connection, actor));
        self.directory.doubt(self.house.organisation);
        outcome
    }

    fn add(&self, name: &str, nicknames: &str) -> AgentId {
        let typed = Typed {
            name: name.to_owned(),
            nicknames: nicknames.to_owned(),
            team: "Billing line".to_owned(),
            ..Typed::default()
        };
        self.write(move |connection, actor| Ok(agents::add(connection, actor, &typed, now())?.id))
    }

    fn leave(&self, text: &str, of: &[(AgentId, &str, Polarity)]) -> CardId {
        let card = self.house.card(Kind::Praise, text, ago(3));
        self.house.leave(&self.place.database, card, of)
    }

    fn text(&self, card: CardId) -> String {
        let house = self.house.organisation;
        self.place.database.read(|connection| cards::by_id(connection, house, card)).unwrap().text
    }

    /// Whom the tagger finds in a text, by the name that the roster has.
    fn tagged(&self, text: &str) -> Vec<String> {
        self.tagged_at(text, now() + SignedDuration::from_hours(1))
    }

    fn tagged_at(&self, text: &str, at: jiff::Timestamp) -> Vec<String> {
        let house = self.directory.house(&self.place.database, self.house.organisation, now()).unwrap();
        let card = CardText { text, received_at: Some(at), ..CardText::default() };
        let found = mentions::find(&house.roster, &card, &Thresholds::default(), &Learnt::default());
        let name =
            |id: &str| house.roster.find(id).and_then(|at| house.roster.agent(at)).map(|one| one.entry.name.clone());
        found.mentions.iter().filter_map(|one| name(&one.agent)).collect()
    }

    /// Every row of these tables, as text, but for what rises with every change.
    fn everything(&self) -> BTreeMap<String, Vec<String>> {
        let tables = [
            (
                "agents",
                "external_id, name, code, email, team_id, location, link_token, archived_at, active_from, merged_into, stand_in",
            ),
            ("agent_aliases", "agent_id, alias, source, created_at"),
            ("alias_answers", "agent_id, form, alias, accepted"),
            ("mentions", "agent_id, card_id, spans, surface, rule, confidence, polarity, why, created_at, released_at"),
            ("candidates", "card_id, question, rank, agent_id, surface, chosen, decided_at"),
            ("corrections", "id, agent_id, surface, form, was, undone_at"),
            ("disputes", "id, agent_id, card_id, reason"),
            ("members", "id, email, name, role, agent_id, disabled_at"),
            ("mail_addresses", "address, agent_id"),
            ("cards", "id, text, uncertain, preset_agent_id"),
        ];
        let rows = |table: &str, columns: &str| {
            let shown: Vec<String> = columns
                .split(", ")
                .map(|column| match self.place.kind {
                    "sqlite" => format!("quote({column})"),
                    _ => format!("coalesce({column}::text, 'NULL')"),
                })
                .collect();
            let query = format!("SELECT {} AS line FROM {table}", shown.join(" || '|' || "));
            let mut lines: Vec<String> = self.sql::<Line>(&query).into_iter().map(|row| row.line).collect();
            lines.sort();
            lines
        };
        tables.iter().map(|(table, columns)| ((*table).to_owned(), rows(table, columns))).collect()
    }

    fn sql<T: QueryableByName<diesel::sqlite::Sqlite> + QueryableByName<diesel::pg::Pg> + 'static>(
        &self,
        query: &str,
    ) -> Vec<T> {
        self.place
            .database
            .read(|connection| {
                Ok(match connection {
                    AnyConnection::Sqlite(inner) => sql_query(query).load(inner)?,
                    AnyConnection::Postgres(inner) => sql_query(query).load(inner)?,
                })
            })
            .unwrap()
    }

    /// How often a word stands anywhere in the database.
    fn count(&self, word: &str) -> i64 {
        let columns = [
            ("agents", "name"),
            ("agents", "external_id"),
            ("agent_aliases", "alias"),
            ("mentions", "surface"),
            ("mentions", "why"),
            ("candidates", "surface"),
            ("corrections", "surface"),
            ("corrections", "was"),
            ("events", "detail"),
            ("cards", "text"),
            ("members", "name"),
            ("members", "email"),
            ("agent_acts", "shown"),
            ("agent_acts", "was"),
            ("agent_acts", "work"),
            ("agent_act_cards", "was"),
            ("disputes", "reason"),
            ("outbox", "body_text"),
            ("digests", "body_text"),
            ("card_letters", "text"),
        ];
        let one = |(table, column): &(&str, &str)| {
            let query =
                format!("SELECT count(*) AS number FROM {table} WHERE lower(coalesce({column}, '')) LIKE '%{word}%'");
            self.sql::<Number>(&query)[0].number
        };
        columns.iter().map(one).sum()
    }
}

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

#[derive(QueryableByName)]
struct Number {
    #[diesel(sql_type = BigInt)]
    number: i64,
}

#[test]
fn a_merging_that_is_taken_back_leaves_everything_as_it_was() {
    for scene in Scene::all() {
        let derrick = scene.house.derrick;
        let derek = scene.add("Derek Hayle", "Dezzie");
        scene.house.person(&scene.place.database, "Derek Hayle", Role::Agent, &[], Some(derek));
        let own = scene.leave("Derek was so kind to me.", &[(derek, "Derek", Polarity::Praise)]);
        let both = scene.leave(
            "Derek, I mean Derrick, was slow.",
            &[(derek, "Derek", Polarity::Complaint), (derrick, "Derrick", Polarity::Complaint)],
        );
        let other = scene.leave("Derrick found it.", &[(derrick, "Derrick", Polarity::Praise)]);
        let asking = scene.house.card(Kind::Praise, "Was it Derek? So patient.", ago(2));
        scene.house.leave_question(&scene.place.database, asking, "Derek", &[derek, derrick, scene.house.maria]);
        let before = scene.everything();

        let act = scene.write(move |connection, actor| agent_acts::merge(connection, actor, (derek, derrick), now()));
        // The next card, by every name there was.
        assert_eq!(scene.tagged("Dezzie was so kind to me."), ["Derrick Hale"]);
        assert_eq!(scene.tagged("Derek Hayle was so kind to me."), ["Derrick Hale"]);
        let house = scene.house.organisation;
        let tied =
            scene.place.database.read(|connection| ties::of_cards(connection, house, &[own, both, other])).unwrap();
        assert_eq!(tied.len(), 3);
        assert!(tied.iter().all(|tie| tie.agent_id == derrick), "{tied:?}");
        let one = tied.iter().find(|tie| tie.card_id == both).unwrap();
        assert_eq!(serde_json::from_str::<Vec<(usize, usize)>>(&one.spans).unwrap().len(), 2);
        // A code that was printed leads on.
        let rows = scene.place.database.read(|connection| roster::agents_by_id(connection, house, &[derek])).unwrap();
        let link = rows[0].link_token.clone();
        let led = scene.place.database.read(|connection| roster::agent_by_link(connection, house, &link)).unwrap();
        assert_eq!(led.unwrap().id, derrick);
        assert!(scene.everything() != before);

        scene.write(move |connection, actor| agent_acts::undo_merge(connection, actor, act, now()));
        let after = scene.everything();
        for (table, rows) in &before {
            assert_eq!(&after[table], rows, "{table}");
        }
        assert_eq!(scene.tagged("Dezzie was so kind to me."), ["Derek Hayle"]);
        let again = scene.ask(move |connection, actor| agent_acts::undo_merge(connection, actor, act, now()));
        assert!(again.is_err());
    }
}

#[test]
fn what_came_after_a_merging_stays_where_it_came_and_after_thirty_days_nothing_is_taken_back() {
    for scene in Scene::all() {
        let (derrick, house) = (scene.house.derrick, scene.house.organisation);
        let derek = scene.add("Derek Hayle", "");
        let early = scene.leave("Derek was so kind to me.", &[(derek, "Derek", Polarity::Praise)]);
        let gone = scene.leave("Derek, they said.", &[(derek, "Derek", Polarity::Praise)]);
        let act = scene.write(move |connection, actor| agent_acts::merge(connection, actor, (derek, derrick), now()));
        let late = scene.leave("Derek was so kind again.", &[(derrick, "Derek", Polarity::Praise)]);
        scene.write(move |connection, _| ties::remove(connection, house, derrick, gone));
        let later = now() + SignedDuration::from_hours(30 * 24 + 1);
        let refused = scene.ask(move |connection, actor| agent_acts::undo_merge(connection, actor, act, later));
        assert!(refused.is_err());
        scene.write(move |connection, actor| agent_acts::undo_merge(connection, actor, act, now()));
        let of = |card: CardId| -> Vec<AgentId> {
            let rows = scene.place.database.read(|connection| ties::of_cards(connection, house, &[card])).unwrap();
            rows.iter().map(|tie| tie.agent_id).collect()
        };
        assert_eq!((of(early), of(late), of(gone)), (vec![derek], vec![derrick], vec![]));
    }
}

#[test]
fn a_stand_in_keeps_the_figures_and_no_name() {
    for scene in Scene::all() {
        let (house, maria) = (scene.house.organisation, scene.house.maria);
        let bram = scene.add("Bram Visser", "Brammie");
        scene.house.person(&scene.place.database, "Bram Visser", Role::Agent, &[], Some(bram));
        let card = scene.leave(
            "Thanks to Bram, and to Maria. BRAM VISSER's patience, Brammie.",
            &[(bram, "Bram", Polarity::Praise), (maria, "Maria", Polarity::Praise)],
        );
        scene.write(move |connection, _| {
            trail::note(connection, (house, card), None, Step::Noted, "Bram Visser knows her.", now())
        });
        let wrong = scene.ask(move |connection, actor| {
            agent_acts::replace_by_stand_in(connection, actor, (bram, "Bram Vissel"), now())
        });
        assert!(wrong.is_err() && scene.count("visser") > 0);
        scene.write(move |connection, actor| {
            agent_acts::replace_by_stand_in(connection, actor, (bram, " bram visser"), now())
        });
        assert_eq!(
            scene.text(card),
            "Thanks to Former colleague 1, and to Maria. Former colleague 1's patience, Former colleague 1."
        );
        assert_eq!((scene.count("bram"), scene.count("visser")), (0, 0));
        let tied = scene.place.database.read(|connection| ties::of_cards(connection, house, &[card])).unwrap();
        assert_eq!(tied.len(), 2);
        for (tie, words) in
            tied.iter().map(|tie| (tie, if tie.agent_id == bram { "Former colleague 1" } else { "Maria" }))
        {
            let spans: Vec<(usize, usize)> = serde_json::from_str(&tie.spans).unwrap();
            assert!(spans.iter().all(|(from, to)| &scene.text(card)[*from..*to] == words), "{spans:?}");
        }
        assert!(scene.tagged("Bram was so kind to me.").is_empty());
        assert!(scene.tagged("Former colleague 1 was so kind to me.").is_empty());
    }
}

#[test]
fn who_is_erased_is_gone_and_the_customers_cards_are_not() {
    for scene in Scene::all() {
        let (house, maria) = (scene.house.organisation, scene.house.maria);
        let bram = scene.add("Bram Visser", "Brammie");
        let words = "Thanks to Bram, and to Maria.";
        let card = scene.leave(words, &[(bram, "Bram", Polarity::Praise), (maria, "Maria", Polarity::Praise)]);
        let asking = scene.house.card(Kind::Praise, "Was it Bramm? So patient.", ago(2));
        let asking = scene.house.leave_question(&scene.place.database, asking, "Bramm", &[bram]);
        scene.write(move |connection, _| {
            trail::note(connection, (house, card), None, Step::Noted, "Bram Visser knows her.", now())
        });
        let act =
            scene.write(move |connection, actor| agent_acts::erase(connection, actor, (bram, "Bram Visser"), now()));
        assert_eq!(scene.text(card), words);
        let tied = scene.place.database.read(|connection| ties::of_cards(connection, house, &[card])).unwrap();
        assert_eq!(tied.iter().map(|tie| tie.agent_id).collect::<Vec<_>>(), [maria]);
        assert!(!scene.place.database.read(|connection| cards::by_id(connection, house, asking)).unwrap().uncertain);
        assert!(scene.place.database.read(|connection| roster::agent(connection, house, bram)).is_err());
        assert_eq!(scene.count("visser"), 0);
        assert!(scene.tagged("Bram was so kind to me.").is_empty());
        // The trail says that it was done, and no name.
        let row = scene.place.database.read(|connection| acts::by_id(connection, house, act)).unwrap();
        assert!(row.finished_at.is_some() && row.work.is_none() && row.shown == "a former colleague", "{row:?}");
    }
}

#[test]
fn who_came_together_of_three_entries_is_gone_with_all_of_them() {
    for scene in Scene::all() {
        let house = scene.house.organisation;
        let [first, second, third] = [("Bram Visser", ""), ("Bram Visscher", "Brammie"), ("Abram Vis", "")]
            .map(|(name, nickname)| scene.add(name, nickname));
        let card = scene.leave("Thanks to Bram Visser.", &[(first, "Bram Visser", Polarity::Praise)]);
        scene.write(move |connection, actor| agent_acts::merge(connection, actor, (first, second), now()));
        scene.write(move |connection, actor| agent_acts::merge(connection, actor, (second, third), now()));
        let kept = scene.place.database.read(|connection| roster::agents_of(connection, house)).unwrap().len();
        scene.write(move |connection, actor| agent_acts::erase(connection, actor, (third, "Abram Vis"), now()));
        let left = scene.place.database.read(|connection| roster::agents_of(connection, house)).unwrap();
        assert_eq!(left.len(), kept - 3, "{left:?}");
        // The customer's words stay, and so does nothing else.
        assert_eq!((scene.count("visser"), scene.count("visscher")), (1, 0));
        assert_eq!(scene.text(card), "Thanks to Bram Visser.");
    }
}

#[test]
fn whom_an_admin_shut_out_stays_out_when_the_roster_changes_or_a_merging_is_taken_back() {
    for scene in Scene::all() {
        let house = scene.house.organisation;
        let bram = Typed { name: "Bram Visser".to_owned(), email: "bram@house.example".to_owned(), ..Typed::default() };
        let typed = bram.clone();
        let id = scene.write(move |connection, actor| Ok(agents::add(connection, actor, &typed, now())?.id));
        let at = |hours: i64| now() + SignedDuration::from_hours(hours);
        let member = || {
            scene
                .place
                .database
                .read(|connection| Ok(members::by_email(connection, house, "bram@house.example")?.unwrap()))
        };
        let is_out = || member().unwrap().disabled_at.is_some();
        let them = member().unwrap().id;
        let archive =
            |hours| scene.write(move |connection, actor| agent_acts::archive(connection, actor, id, at(hours)));
        let back =
            |hours| scene.write(move |connection, actor| agent_acts::bring_back(connection, actor, id, at(hours)));

        // What the roster closed, it opens.
        archive(1);
        assert!(is_out());
        back(2);
        assert!(!is_out());

        let other = scene.add("Bram Vissel", "");
        let act = scene.write(move |connection, actor| agent_acts::merge(connection, actor, (id, other), at(3)));
        scene.write(move |connection, _| services::disable(connection, house, them, at(4)));
        scene.write(move |connection, actor| agent_acts::undo_merge(connection, actor, act, at(5)));
        assert!(is_out(), "a merging was taken back");
        assert_eq!(member().unwrap().agent_id, Some(id));

        let typed = Typed { location: "Attic".to_owned(), ..bram };
        scene.write(move |connection, actor| agents::change(connection, actor, id, &typed, at(6)));
        assert!(is_out(), "they work elsewhere now");
        archive(7);
        back(8);
        assert!(is_out(), "as they were");
    }
}

#[test]
fn an_address_by_which_somebody_else_signs_in_is_refused_with_their_name() {
    for scene in Scene::all() {
        scene.house.person(&scene.place.database, "Ada Quist", Role::Admin, &[], None);
        let typed = |email: &str| Typed { name: "Bram Visser".to_owned(), email: email.to_owned(), ..Typed::default() };
        let first = typed("bram@house.example");
        let id = scene.write(move |connection, actor| Ok(agents::add(connection, actor, &first, now())?.id));
        let house = scene.house.organisation;
        let all = scene.place.database.read(|connection| members::of_organisation(connection, house)).unwrap();
        let taken = typed(&all.iter().find(|row| row.name == "Ada Quist").unwrap().email);
        let refused = scene.ask(move |connection, actor| agents::change(connection, actor, id, &taken, now()));
        let message = refused.unwrap_err().to_string();
        assert!(message.contains("is that of Ada Quist"), "{message}");
    }
}

#[test]
fn a_name_without_a_letter_is_typed_by_hand_too_before_it_goes() {
    for scene in Scene::all() {
        let smile = scene.add("😀", "");
        for typed in ["", "😢"] {
            let refused =
                scene.ask(move |connection, actor| agent_acts::erase(connection, actor, (smile, typed), now()));
            assert!(refused.is_err(), "{typed:?}");
        }
        scene.write(move |connection, actor| agent_acts::erase(connection, actor, (smile, "😀"), now()));
    }
}

#[test]
fn many_cards_are_worked_on_in_steps_and_a_fault_between_two_costs_nothing() {
    for scene in Scene::all() {
        let house = scene.house.organisation;
        let bram = scene.add("Bram Visser", "");
        let ids: Vec<CardId> = (0..450)
            .map(|at| scene.leave(&format!("Bram helped, {at}."), &[(bram, "Bram", Polarity::Praise)]))
            .collect();
        let act = scene.write(move |connection, actor| {
            agent_acts::replace_by_stand_in(connection, actor, (bram, "Bram Visser"), now())
        });
        let row = |scene: &Scene| scene.place.database.read(|connection| acts::by_id(connection, house, act)).unwrap();
        let begun = row(&scene);
        assert_eq!((begun.total, begun.finished_at), (450, None));
        assert!((1..450).contains(&begun.done), "{}", begun.done);
        // A transaction that fails leaves the work where it was.
        let failed: smilecard::error::Result<()> = scene.ask(move |connection, _| {
            agent_acts::step(connection, (house, act), now())?;
            Err(smilecard::error::Error::internal("The power went."))
        });
        assert!(failed.is_err());
        assert_eq!(row(&scene).done, begun.done);
        while scene.write(move |connection, _| agent_acts::step(connection, (house, act), now())) {}
        assert_eq!((row(&scene).done, row(&scene).finished_at.is_some()), (450, true));
        assert!(ids.iter().enumerate().all(|(at, id)| scene.text(*id) == format!("Former colleague 1 helped, {at}.")));
        assert!(!scene.write(move |connection, _| agent_acts::step(connection, (house, act), now())));
    }
}

#[test]
fn who_starts_later_is_not_tagged_before_and_who_is_archived_not_after() {
    for scene in Scene::all() {
        let bram = scene.add("Bram Visser", "");
        let typed = Typed { name: "Bram Visser".to_owned(), starts: "2026-12-01".to_owned(), ..Typed::default() };
        scene.write(move |connection, actor| agents::change(connection, actor, bram, &typed, now()));
        let first: jiff::Timestamp = "2026-12-01T00:00:00Z".parse().unwrap();
        let minute = SignedDuration::from_mins(1);
        assert!(scene.tagged_at("Bram Visser was so kind.", first - minute).is_empty());
        assert_eq!(scene.tagged_at("Bram Visser was so kind.", first + minute), ["Bram Visser"]);
        scene.write(move |connection, actor| agent_acts::archive(connection, actor, bram, now()));
        assert!(scene.tagged_at("Bram Visser was so kind.", first + minute).is_empty());
        scene.write(move |connection, actor| agent_acts::bring_back(connection, actor, bram, now()));
        assert_eq!(scene.tagged_at("Bram Visser was so kind.", first + minute), ["Bram Visser"]);
    }
}

/// The middle of some measurements.
fn middle(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

#[test]
fn one_change_among_many_people_is_an_overlay_and_no_new_index() {
    for scene in Scene::all() {
        let rows: Vec<String> = (0..4_000)
            .map(|at| format!("{at},Given{at} Family{at},,,,,"))
            .chain(["d,Derrick Hale,,,,,".to_owned()])
            .collect();
        let list = format!("id,name,nicknames,code,email,team,location\n{}\n", rows.join("\n"));
        let list = smilecard::domain::roster_file::read(list.as_bytes()).unwrap();
        scene.write(move |connection, actor| {
            smilecard::services::roster::import(connection, actor.organisation, &list, now())
        });
        let whole = Instant::now();
        assert_eq!(scene.tagged("Derrick was so kind to me."), ["Derrick Hale"]);
        let whole = whole.elapsed();
        let mut seen = Vec::new();
        for name in ["Bram Visser", "Ines Carvalho", "Nadia Fox", "Omar Sayed", "Lea Vere"] {
            scene.add(name, "");
            let begun = Instant::now();
            let house = scene.directory.house(&scene.place.database, scene.house.organisation, now()).unwrap();
            seen.push(begun.elapsed());
            assert!(house.roster.len() > 4_000);
            assert_eq!(scene.tagged(&format!("{name} was so kind to me.")), [name]);
        }
        let seen = middle(seen);
        println!("{}: a new index of 4,000 people {whole:?}, one change {seen:?}", scene.place.kind);
        assert!(seen < whole / 2, "{seen:?} and {whole:?}");
    }
}

#[test]
fn a_name_added_to_somebody_is_tagged_from_the_next_card_on() {
    for scene in Scene::all() {
        let derrick = scene.house.derrick;
        assert!(scene.tagged("Dezzo was so kind to me.").is_empty());
        scene.write(move |connection, actor| names::add_to(connection, actor.organisation, (derrick, "Dezzo"), now()));
        assert_eq!(scene.tagged("Dezzo was so kind to me."), ["Derrick Hale"]);
        scene.write(move |connection, actor| {
            names::remove_of(connection, actor.organisation, (derrick, "Dezzo"), now())
        });
        assert!(scene.tagged("Dezzo was so kind to me.").is_empty());
    }
}
