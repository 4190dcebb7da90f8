//! The public pages that collect cards.

use super::connection::AnyConnection;
use super::schema::forms;
use crate::domain::form_design::FormDesign;
use crate::domain::ids::{FormId, OrganisationId, TeamId};
use crate::error::Result;
use diesel::prelude::*;

/// A public page as it is stored.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = forms)]
pub struct FormRow {
    /// Tenant.
    pub organisation_id: OrganisationId,
    /// Key.
    pub id: FormId,
    /// Its name in the URL, unique over all tenants.
    pub slug: String,
    /// The page's heading.
    pub title: String,
    /// The team whose manager sees cards that name nobody.
    pub team_id: Option<TeamId>,
    /// The place it hangs at.
    pub location: Option<String>,
    /// UTC microseconds.
    pub created_at: i64,
    /// Since when it takes no more cards, UTC microseconds.
    pub closed_at: Option<i64>,
    /// What it asks for and says, see [`FormRow::design`].
    pub design: String,
}

impl FormRow {
    /// What it asks for and says. What can't be read is as every form begins: a customer can still write.
    pub fn design(&self) -> FormDesign {
        FormDesign::from_stored(&self.design)
    }

    /// Where its cards can be from: the one place it hangs at, or those to choose from.
    pub fn places(&self) -> Vec<String> {
        let design = self.design();
        if design.places.is_empty() { self.location.iter().cloned().collect() } else { design.places }
    }
}

/// Stores a new form.
///
/// # Errors
/// `Conflict` when the slug is taken.
pub fn insert(connection: &mut AnyConnection, row: &FormRow) -> Result<()> {
    diesel::insert_into(forms::table).values(row).execute(connection)?;
    Ok(())
}

/// The form under this slug, closed ones too.
///
/// # Errors
/// `NotFound`.
pub fn by_slug(connection: &mut AnyConnection, slug: &str) -> Result<FormRow> {
    Ok(forms::table.filter(forms::slug.eq(slug)).select(FormRow::as_select()).first(connection)?)
}

/// Every form of the tenant, in order of slug.
///
/// # Errors
/// Those of the database.
pub fn of_organisation(connection: &mut AnyConnection, organisation: OrganisationId) -> Result<Vec<FormRow>> {
    Ok(forms::table
        .filter(forms::organisation_id.eq(organisation))
        .order(forms::slug.asc())
        .select(FormRow::as_select())
        .load(connection)?)
}

/// Writes what a form is called, whose it is, where it hangs, what it asks for; its name in the URL stays.
///
/// # Errors
/// Those of the database.
pub fn change(connection: &mut AnyConnection, row: &FormRow) -> Result<()> {
    diesel::update(forms::table.find((row.organisation_id, row.id)))
        .set((
            forms::title.eq(&row.title),
            forms::team_id.eq(row.team_id),
            forms::location.eq(&row.location),
            forms::design.eq(&row.design),
        ))
        .execute(connection)?;
    Ok(())
}

/// Closes a form at a moment (UTC microseconds), or opens it again.
///
/// # Errors
/// Those of the database.
pub fn close(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    id: FormId,
    closed_at: Option<i64>,
) -> Result<()> {
    diesel::update(forms::table.find((organisation, id))).set(forms::closed_at.eq(closed_at)).execute(connection)?;
    Ok(())
}
