//! The log of what managers corrected. Lines are added, and marked as taken back; retention alone takes the card out of
//! a line.

use super::connection::{AnyConnection, each_backend};
use super::schema::corrections;
use crate::domain::Said;
use crate::domain::ids::{ActId, AgentId, CardId, CorrectionId, MemberId, OrganisationId};
use crate::error::Result;
use diesel::prelude::*;

/// One line.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = corrections, treat_none_as_default_value = false)] // as in cards.rs
pub struct CorrectionRow {
    /// Tenant.
    pub organisation_id: OrganisationId,
    /// Key; sorts by time.
    pub id: CorrectionId,
    /// What was done with one press.
    pub act_id: ActId,
    /// On which card; none when the card is gone.
    pub card_id: Option<CardId>,
    /// Which of the card's questions was answered.
    pub question: Option<i32>,
    /// Who said so.
    pub member_id: Option<MemberId>,
    /// UTC microseconds.
    pub at: i64,
    /// What was said.
    pub said: Said,
    /// The words it was said of, as they stand on the card.
    pub surface: String,
    /// The same without case, accents and spaces; empty when there were no words to learn from.
    pub form: String,
    /// Of whom.
    pub agent_id: Option<AgentId>,
    /// What stood on the card before, as JSON: what taking it back restores.
    pub was: Option<String>,
    /// When it was taken back, UTC microseconds.
    pub undone_at: Option<i64>,
    /// By which act.
    pub undone_act: Option<ActId>,
}

/// What a line teaches: what was said, of which words, and of whom.
pub type Lesson = (Said, String, Option<AgentId>);

/// Adds a line.
///
/// # Errors
/// Those of the database.
pub fn insert(connection: &mut AnyConnection, row: &CorrectionRow) -> Result<()> {
    each_backend!(connection, |inner| diesel::insert_into(corrections::table).values(row).execute(inner)?);
    Ok(())
}

/// Every lesson in force, oldest first.
///
/// # Errors
/// Those of the database.
pub fn lessons(connection: &mut AnyConnection, organisation: OrganisationId) -> Result<Vec<Lesson>> {
    Ok(corrections::table
        .filter(corrections::organisation_id.eq(organisation).and(corrections::undone_at.is_null()))
        .filter(corrections::form.ne(""))
        .order(corrections::id.asc())
        .select((corrections::said, corrections::surface, corrections::agent_id))
        .load(connection)?)
}

/// The lines in force about these forms, oldest first.
///
/// # Errors
/// Those of the database.
pub fn of_forms(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    forms: &[String],
) -> Result<Vec<CorrectionRow>> {
    each_backend!(connection, |inner| {
        Ok(corrections::table
            .filter(corrections::organisation_id.eq(organisation).and(corrections::form.eq_any(forms)))
            .filter(corrections::undone_at.is_null())
            .order(corrections::id.asc())
            .select(CorrectionRow::as_select())
            .load(inner)?)
    })
}

/// The forms that were said to mean an agent.
///
/// # Errors
/// Those of the database.
pub fn forms_of_agent(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    agent: AgentId,
) -> Result<Vec<String>> {
    Ok(corrections::table
        .filter(corrections::organisation_id.eq(organisation).and(corrections::agent_id.eq(agent)))
        .filter(corrections::said.eq(Said::Means).and(corrections::undone_at.is_null()))
        .filter(corrections::form.ne(""))
        .select(corrections::form)
        .distinct()
        .order(corrections::form.asc())
        .load(connection)?)
}

/// The lines in force about these cards, oldest first.
///
/// # Errors
/// Those of the database.
pub fn of_cards(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    cards: &[CardId],
) -> Result<Vec<CorrectionRow>> {
    each_backend!(connection, |inner| {
        Ok(corrections::table
            .filter(corrections::organisation_id.eq(organisation).and(corrections::card_id.eq_any(cards)))
            .filter(corrections::undone_at.is_null())
            .order(corrections::id.asc())
            .select(CorrectionRow::as_select())
            .load(inner)?)
    })
}

/// The lines of an act that are in force, oldest first.
///
/// # Errors
/// Those of the database.
pub fn of_act(connection: &mut AnyConnection, organisation: OrganisationId, act: ActId) -> Result<Vec<CorrectionRow>> {
    Ok(corrections::table
        .filter(corrections::organisation_id.eq(organisation).and(corrections::act_id.eq(act)))
        .filter(corrections::undone_at.is_null())
        .order(corrections::id.asc())
        .select(CorrectionRow::as_select())
        .load(connection)?)
}

/// The cards that these lines are about.
///
/// # Errors
/// Those of the database.
pub fn cards_of(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    lines: &[CorrectionId],
) -> Result<Vec<CardId>> {
    let cards: Vec<Option<CardId>> = each_backend!(connection, |inner| {
        corrections::table
            .filter(corrections::organisation_id.eq(organisation).and(corrections::id.eq_any(lines)))
            .select(corrections::card_id)
            .load(inner)?
    });
    Ok(cards.into_iter().flatten().collect())
}

/// Marks lines as taken back by `act`.
///
/// # Errors
/// Those of the database.
pub fn take_back(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    lines: &[CorrectionId],
    act: ActId,
    at: i64,
) -> Result<()> {
    each_backend!(connection, |inner| {
        diesel::update(
            corrections::table.filter(corrections::organisation_id.eq(organisation).and(corrections::id.eq_any(lines))),
        )
        .set((corrections::undone_at.eq(at), corrections::undone_act.eq(act)))
        .execute(inner)?
    });
    Ok(())
}

/// Puts what `act` took back into force again, and says how many lines that were.
///
/// # Errors
/// Those of the database.
pub fn restore(connection: &mut AnyConnection, organisation: OrganisationId, act: ActId) -> Result<usize> {
    let taken =
        corrections::table.filter(corrections::organisation_id.eq(organisation).and(corrections::undone_act.eq(act)));
    Ok(diesel::update(taken)
        .set((corrections::undone_at.eq(None::<i64>), corrections::undone_act.eq(None::<ActId>)))
        .execute(connection)?)
}
