//! Both trees of migrations on their real databases: up, down and up again leaves the same tables, and what is there
//! is what `src/store/schema.rs` says.

use crate::support::{TestDatabase, databases};
use diesel::connection::SimpleConnection;
use diesel::sql_types::Text;
use diesel::{Connection, PgConnection, QueryableByName, RunQueryDsl, SqliteConnection, sql_query};
use smilecard::config::DatabaseUrl;
use smilecard::store::{AnyConnection, Database, Sizes, migrations};
use std::collections::BTreeMap;

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

/// A connection past the product's door.
fn connect(place: &TestDatabase) -> AnyConnection {
    match place.database.url() {
        DatabaseUrl::Sqlite(path) => {
            let mut inner = SqliteConnection::establish(path.to_str().unwrap()).unwrap();
            inner.batch_execute("PRAGMA busy_timeout = 5000").unwrap();
            AnyConnection::Sqlite(inner)
        }
        DatabaseUrl::Postgres(url) => AnyConnection::Postgres(PgConnection::establish(url.expose()).unwrap()),
    }
}

/// The lines that the database's own catalogue gives.
fn ask(connection: &mut AnyConnection, sqlite: &str, postgres: &str) -> Vec<String> {
    let rows: Vec<Line> = match connection {
        AnyConnection::Sqlite(inner) => sql_query(sqlite).load(inner).unwrap(),
        AnyConnection::Postgres(inner) => sql_query(postgres).load(inner).unwrap(),
    };
    let mut lines: Vec<String> = rows.into_iter().map(|row| row.line).collect();
    lines.sort();
    lines
}

/// Every column as `table 003 name type nullability`.
fn columns(connection: &mut AnyConnection) -> Vec<String> {
    ask(
        connection,
        "SELECT format('%s %03d %s %s %s', m.name, p.cid + 1, p.name, lower(p.type), iif(p.\"notnull\", 'not null', 'null')) AS line \
         FROM sqlite_master m, pragma_table_info(m.name) p \
         WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name NOT LIKE '__diesel%' AND m.name NOT LIKE 'card_words%'",
        // Counted, for PostgreSQL leaves a gap where a column was dropped.
        "SELECT table_name || ' ' || lpad((row_number() OVER (PARTITION BY table_name ORDER BY ordinal_position))::text, 3, '0') \
         || ' ' || column_name || ' ' || data_type || ' ' \
         || CASE is_nullable WHEN 'NO' THEN 'not null' ELSE 'null' END AS line \
         FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT LIKE '__diesel%' AND table_name <> 'card_words'",
    )
}

/// Every column of a primary key as `table place name`.
fn keys(connection: &mut AnyConnection) -> Vec<String> {
    ask(
        connection,
        "SELECT m.name || ' ' || p.pk || ' ' || p.name AS line FROM sqlite_master m, pragma_table_info(m.name) p \
         WHERE m.type = 'table' AND p.pk > 0 AND m.name NOT LIKE 'sqlite_%' AND m.name NOT LIKE '__diesel%' AND m.name NOT LIKE 'card_words%'",
        "SELECT u.table_name || ' ' || u.ordinal_position || ' ' || u.column_name AS line \
         FROM information_schema.key_column_usage u JOIN information_schema.table_constraints c USING (constraint_name, table_name) \
         WHERE c.constraint_type = 'PRIMARY KEY' AND u.table_schema = 'public' AND u.table_name NOT LIKE '__diesel%' AND u.table_name <> 'card_words'",
    )
}

/// Every index that has a name of ours.
fn indexes(connection: &mut AnyConnection) -> Vec<String> {
    ask(
        connection,
        "SELECT tbl_name || ' ' || name AS line FROM sqlite_master WHERE type = 'index' AND name NOT LIKE 'sqlite_%'",
        "SELECT tablename || ' ' || indexname AS line FROM pg_indexes WHERE schemaname = 'public' \
         AND indexname NOT LIKE '%\\_pkey' AND indexname NOT LIKE '%\\_key' AND tablename <> 'card_words'",
    )
}

/// Everything there is, in the database's own words.
fn everything(connection: &mut AnyConnection) -> Vec<String> {
    let mut all = columns(connection);
    all.extend(keys(connection));
    all.extend(ask(
        connection,
        "SELECT type || ' ' || name || ' ' || coalesce(sql, '') AS line FROM sqlite_master WHERE name NOT LIKE '%diesel%'",
        "SELECT indexdef AS line FROM pg_indexes WHERE schemaname = 'public' AND tablename NOT LIKE '__diesel%' \
         UNION ALL SELECT 'sequence ' || sequencename FROM pg_sequences WHERE schemaname = 'public' \
         UNION ALL SELECT conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint \
         WHERE connamespace = 'public'::regnamespace AND conrelid::regclass::text NOT LIKE '__diesel%'",
    ));
    all
}

#[test]
fn every_migration_goes_up_and_down_and_up_again_to_the_same_tables() {
    for place in databases() {
        let mut connection = connect(&place);
        let before = everything(&mut connection);
        assert!(before.len() > 100, "{}: {before:?}", place.kind);
        let undone = migrations::revert_all(&mut connection).unwrap();
        let folders = std::fs::read_dir(format!("{}/migrations/{}", env!("CARGO_MANIFEST_DIR"), place.kind)).unwrap();
        assert_eq!(undone, folders.count(), "{}", place.kind);
        assert_eq!(everything(&mut connection), Vec::<String>::new(), "{}", place.kind);
        drop(Database::open(place.database.url(), Sizes::default()).unwrap());
        assert_eq!(everything(&mut connection), before, "{}", place.kind);
    }
}

/// What `schema.rs` says, in the form of [`columns`] and [`keys`], types in the words of one database.
fn written(types: &BTreeMap<&str, &str>) -> (Vec<String>, Vec<String>) {
    let text = std::fs::read_to_string(format!("{}/src/store/schema.rs", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let (mut columns, mut keys) = (Vec::new(), Vec::new());
    for table in text.split("diesel::table! {").skip(1) {
        let (head, rest) = table.split_once('{').unwrap();
        let (name, key) = head.trim().trim_end_matches(')').split_once(" (").unwrap();
        keys.extend(key.split(", ").zip(1..).map(|(column, place)| format!("{name} {place} {column}")));
        let (body, _) = rest.split_once('}').unwrap();
        let lines = body.lines().map(str::trim).filter(|line| !line.is_empty());
        for (line, place) in lines.zip(1..) {
            let (column, kind) = line.trim_end_matches(',').split_once(" -> ").unwrap();
            let (kind, null) = match kind.strip_prefix("Nullable<") {
                Some(inner) => (inner.trim_end_matches('>'), "null"),
                None => (kind, "not null"),
            };
            let kind = types.get(kind).unwrap_or_else(|| panic!("the type {kind} of {name}.{column} is new"));
            columns.push(format!("{name} {place:03} {column} {kind} {null}"));
        }
    }
    columns.sort();
    keys.sort();
    assert!(columns.len() > 100 && keys.len() > 20, "schema.rs was not understood");
    (columns, keys)
}

#[test]
fn the_tables_of_both_databases_are_those_of_the_schema_file() {
    let common = [
        ("Text", "text"),
        ("BigInt", "bigint"),
        ("Integer", "integer"),
        ("Bool", "boolean"),
        ("Double", "double precision"),
    ];
    for place in databases() {
        let mut types: BTreeMap<_, _> = common.into();
        types.insert("Binary", if place.kind == "sqlite" { "blob" } else { "bytea" });
        let mut connection = connect(&place);
        let (written_columns, written_keys) = written(&types);
        assert_eq!(columns(&mut connection), written_columns, "{}", place.kind);
        assert_eq!(keys(&mut connection), written_keys, "{}", place.kind);
    }
}

#[test]
fn both_databases_have_the_same_indexes() {
    let found: Vec<_> = databases().iter().map(|place| indexes(&mut connect(place))).collect();
    assert!(found[0].len() > 10, "{found:?}");
    assert!(found.iter().all(|indexes| *indexes == found[0]), "{found:#?}");
}

#[test]
fn every_key_and_index_of_a_tenant_begins_with_its_organisation() {
    // Found by a value that only one tenant can have, or asked for over all of them.
    const OVER_ALL: &[&str] = &[
        "attempts",
        "instance",
        "organisations",
        "sign_in_tokens",
        "sessions",
        "jobs_waiting",
        "outbox_waiting",
        "subscriptions_due",
        "members_by_email",
        "mail_addresses_once",
        "outbox_by_id",
        "digests_by_view",
        "card_care_asked",
        "organisation_logos_by_hash",
        "card_words",
        "mail_acts_by_token",
        "letter_stops_by_token",
        "passkeys_by_credential",
        "sign_in_questions",
        "__diesel",
    ];
    let place = &databases()[0];
    let first = ask(
        &mut connect(place),
        "SELECT l.name || ' ' || i.name AS line FROM sqlite_master m, pragma_index_list(m.name) l, pragma_index_info(l.name) i \
         WHERE m.type = 'table' AND i.seqno = 0 AND l.origin <> 'u'",
        "",
    );
    let wrong: Vec<_> = first
        .iter()
        .filter(|line| !line.ends_with(" organisation_id"))
        .filter(|line| !OVER_ALL.iter().any(|name| line.contains(name)))
        .collect();
    assert!(first.len() > 20 && wrong.is_empty(), "{wrong:?} of {first:?}");
}
