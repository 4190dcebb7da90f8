//! SQLite goes straight to what it is asked for, however much else an organisation has: it knows from the migrations how
//! large its tables may become, and takes the index instead of reading everything of the organisation.

use crate::support::databases;
use diesel::prelude::*;
use diesel::sql_types::Text;
use diesel::{QueryableByName, SqliteConnection, sql_query};
use smilecard::config::DatabaseUrl;

#[derive(QueryableByName)]
struct Step {
    #[diesel(sql_type = Text)]
    detail: String,
}

/// Questions that are asked for one card or one person, and the index that answers them.
const ASKED: [(&str, &str); 13] = [
    ("mentions WHERE organisation_id = x'01' AND card_id IN (x'02')", "mentions_by_card"),
    ("mentions WHERE organisation_id = x'01' AND card_id IN (x'02', x'03')", "mentions_by_card"),
    ("mentions WHERE organisation_id = x'01' AND agent_id = x'02' ORDER BY card_id DESC LIMIT 50", "agent_id=?"),
    ("candidates WHERE organisation_id = x'01' AND agent_id = x'02'", "candidates_by_agent"),
    ("candidates WHERE organisation_id = x'01' AND card_id = x'02'", "card_id=?"),
    ("corrections WHERE organisation_id = x'01' AND card_id = x'02'", "corrections_by_card"),
    ("corrections WHERE organisation_id = x'01' AND agent_id = x'02'", "corrections_by_agent"),
    ("disputes WHERE organisation_id = x'01' AND card_id IN (x'02')", "disputes_by_card"),
    ("identity_reads WHERE organisation_id = x'01' AND card_id = x'02'", "identity_reads_by_card"),
    ("card_changes WHERE organisation_id = x'01' AND card_id = x'02'", "card_changes_by_card"),
    ("cards WHERE organisation_id = x'01' AND owner_id = x'02' ORDER BY id DESC LIMIT 50", "cards_by_owner"),
    ("agents WHERE organisation_id = x'01' AND team_id IN (x'02')", "agents_by_team"),
    (
        "mentions m JOIN cards c ON c.organisation_id = m.organisation_id AND c.id = m.card_id \
         WHERE m.organisation_id = x'01' AND m.agent_id = x'02'",
        "SEARCH c USING PRIMARY KEY (organisation_id=? AND id=?)",
    ),
];

/// The steps in which SQLite would answer.
fn plan(connection: &mut SqliteConnection, asked: &str) -> Vec<String> {
    let steps: Vec<Step> = sql_query(format!("EXPLAIN QUERY PLAN {asked}")).load(connection).unwrap();
    steps.into_iter().map(|step| step.detail).collect()
}

#[test]
fn what_belongs_to_one_card_or_person_is_found_by_an_index() {
    for place in databases().iter().filter(|place| place.kind == "sqlite") {
        let DatabaseUrl::Sqlite(path) = place.database.url() else { panic!("SQLite was asked for") };
        let mut connection = SqliteConnection::establish(path.to_str().unwrap()).unwrap();
        for (asked, index) in ASKED {
            let plan = plan(&mut connection, &format!("SELECT * FROM {asked}"));
            assert!(plan.iter().any(|step| step.contains(index)), "{asked}: {plan:?}");
        }
    }
}

#[test]
fn what_a_list_passes_over_and_a_count_counts_is_seen_in_an_index_alone() {
    for place in databases().iter().filter(|place| place.kind == "sqlite") {
        let DatabaseUrl::Sqlite(path) = place.database.url() else { panic!("SQLite was asked for") };
        let mut connection = SqliteConnection::establish(path.to_str().unwrap()).unwrap();
        let plan = plan(
            &mut connection,
            "SELECT id FROM cards WHERE organisation_id = x'01' AND kind <> 'praise' \
             AND (team_id = x'02' OR uncertain OR named = 0 OR named_agent_id = x'03') ORDER BY id DESC LIMIT 26",
        );
        assert!(plan.iter().any(|step| step.contains("COVERING INDEX cards_complaining")), "{plan:?}");
        let plan = self::plan(
            &mut connection,
            "SELECT count(*), count(*) FILTER (WHERE uncertain) FROM cards WHERE organisation_id = x'01' \
             AND (team_id = x'02' OR named = 0 OR named_agent_id = x'03') \
             AND (uncertain OR (closed_at IS NULL AND due_at IS NOT NULL AND kind <> 'praise') OR status = 'again')",
        );
        assert!(plan.iter().any(|step| step.contains("COVERING INDEX cards_needing")), "{plan:?}");
    }
}

#[test]
fn every_index_with_figures_exists() {
    for place in databases().iter().filter(|place| place.kind == "sqlite") {
        let DatabaseUrl::Sqlite(path) = place.database.url() else { panic!("SQLite was asked for") };
        let mut connection = SqliteConnection::establish(path.to_str().unwrap()).unwrap();
        let lost: Vec<Step> = sql_query(
            "SELECT idx AS detail FROM sqlite_stat1 WHERE idx NOT IN (SELECT name FROM sqlite_master WHERE tbl_name = tbl)",
        )
        .load(&mut connection)
        .unwrap();
        assert!(lost.is_empty(), "{:?}", lost.iter().map(|step| &step.detail).collect::<Vec<_>>());
    }
}
