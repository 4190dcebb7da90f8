//! `GET /settings/forms`: the public forms. What each asks for and says, looking at it before it is kept, closing it.

use super::forms_page::{EditPage, FieldRow, FormLine, FormsPage, LanguageRow};
use super::organisation::Asked;
use super::pages::Choice;
use super::{Fields, head};
use crate::domain::form_design::{FormDesign, FormTexts, Need};
use crate::domain::ids::{FormId, TeamId};
use crate::domain::urls::without_scheme;
use crate::domain::wording::dates::Moment;
use crate::error::{Error, Kind, Result};
use crate::render::messages::{Messages, Say};
use crate::services::forms::{self, Wanted};
use crate::services::organisations::FIRST_TITLE;
use crate::store::columns::moment;
use crate::store::forms::FormRow;
use crate::store::organisations::{self, OrganisationRow};
use crate::store::roster::{self, TeamRow};
use crate::store::{logos, retention_rules};
use crate::web::answer::{Answer, private, see};
use crate::web::csrf;
use crate::web::frame::Days;
use crate::web::public::form_fields::{FormErrors, FormValues};
use crate::web::public::form_page::{Around, FormPage};
use crate::web::session::who::CurrentAdmin;
use crate::web::state::State;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, web};

const PATH: &str = "/settings/forms";

/// The fields that can be left out or required, with what they are called.
const FIELDS: [(&str, &str); 5] = [
    ("who", "Who helped you?"),
    ("place", "Where was it?"),
    ("name", "The customer’s name"),
    ("email", "Their email address"),
    ("phone", "Their phone number"),
];

/// `GET /settings/forms`
///
/// # Errors
/// `NotFound` for whoever is no admin.
pub async fn show(state: web::Data<State>, person: CurrentAdmin, asked: web::Query<Asked>) -> Answer {
    let viewer = person.0.viewer.clone();
    let (organisation, rows, teams) = state
        .database
        .read_async(move |connection| {
            let rows = forms::list(connection, &viewer)?;
            let organisation = organisations::by_id(connection, viewer.organisation)?;
            Ok((organisation, rows, roster::teams_of(connection, viewer.organisation)?))
        })
        .await?;
    let days = Days::of(&person.0, state.clock.now());
    let lines = rows.iter().map(|row| line(&state, row, &teams, &days)).collect::<Result<_>>()?;
    let done = (asked.done == "closed").then_some("Closed.");
    let page = FormsPage { head: head(&state, &person.0, &organisation.name, PATH, done), forms: lines };
    private(&state, StatusCode::OK, "web/admin/forms.html", &page)
}

fn line(state: &State, row: &FormRow, teams: &[TeamRow], days: &Days) -> Result<FormLine> {
    let href = format!("{}/f/{}", state.public_url, row.slug);
    let places = row.places();
    let mut about = Vec::new();
    if let Some(team) = teams.iter().find(|team| Some(team.id) == row.team_id) {
        about.push(format!("Cards that name nobody go to {}.", team.name));
    }
    match places.as_slice() {
        [] => {}
        [one] => about.push(format!("It hangs at {one}.")),
        several => about.push(format!("Customers choose among {} places.", several.len())),
    }
    Ok(FormLine {
        id: format!("f-{}", row.slug),
        title: row.title.clone(),
        edit: format!("{PATH}/{}", row.id),
        short: without_scheme(&href).to_owned(),
        href,
        about: about.join(" "),
        query: format!("form={}", row.slug),
        closed: closed_since(row, days)?,
    })
}

fn closed_since(row: &FormRow, days: &Days) -> Result<Option<Moment>> {
    let at = row.closed_at.map(moment).transpose()?;
    Ok(at.map(|at| Moment::day(days.local(at).date(), days.today())))
}

/// `GET /settings/forms/new`
///
/// # Errors
/// `NotFound` for whoever is no admin.
pub async fn new(state: web::Data<State>, person: CurrentAdmin) -> Answer {
    let wanted = Wanted { title: FIRST_TITLE.to_owned(), ..Wanted::default() };
    edit(&state, &person, StatusCode::OK, (None, &wanted), None, None).await
}

/// `GET /settings/forms/{form}`
///
/// # Errors
/// `NotFound` for a form that isn't there, and for whoever is no admin.
pub async fn one(
    state: web::Data<State>,
    person: CurrentAdmin,
    form: web::Path<String>,
    asked: web::Query<Asked>,
) -> Answer {
    let row = read(&state, &person, form.parse()?).await?;
    let done = match asked.done.as_str() {
        "added" => Some("Added. It takes cards from now on."),
        "saved" => Some("Saved. Whoever opens the form sees it so."),
        "closed" => Some("Closed. Whoever had the page open can still send what they wrote."),
        "opened" => Some("It takes cards again."),
        _ => None,
    };
    let wanted = Wanted::of(&row);
    edit(&state, &person, StatusCode::OK, (Some(&row), &wanted), done, None).await
}

async fn read(state: &State, person: &CurrentAdmin, id: FormId) -> Result<FormRow> {
    let viewer = person.0.viewer.clone();
    state.database.read_async(move |connection| forms::one(connection, &viewer, id)).await
}

async fn organisation_of(state: &State, person: &CurrentAdmin) -> Result<(OrganisationRow, Vec<TeamRow>)> {
    let id = person.0.viewer.organisation;
    state
        .database
        .read_async(move |connection| Ok((organisations::by_id(connection, id)?, roster::teams_of(connection, id)?)))
        .await
}

async fn edit(
    state: &State,
    person: &CurrentAdmin,
    status: StatusCode,
    (row, wanted): (Option<&FormRow>, &Wanted),
    done: Option<&str>,
    error: Option<&str>,
) -> Answer {
    let (organisation, teams) = organisation_of(state, person).await?;
    let messages = state.templates.messages();
    let days = Days::of(&person.0, state.clock.now());
    let mut head = head(state, &person.0, &organisation.name, PATH, done);
    head.error = error.map(str::to_owned);
    let action = row.map_or_else(|| PATH.to_owned(), |row| format!("{PATH}/{}", row.id));
    let closed = row.map(|row| closed_since(row, &days)).transpose()?.flatten();
    let close =
        row.map(|_| if closed.is_some() { format!("{action}/closed/undo") } else { format!("{action}/closed") });
    let page = EditPage {
        head,
        heading: row.map_or_else(|| "A new form".to_owned(), |row| row.title.clone()),
        slug: wanted.slug.clone(),
        base: format!("{}/f/", without_scheme(&state.public_url)),
        href: row.map(|row| format!("{}/f/{}", state.public_url, row.slug)),
        query: row.map(|row| format!("form={}", row.slug)).unwrap_or_default(),
        teams: team_choices(&teams, wanted.team),
        places: wanted.places.join("\n"),
        fields: FIELDS.iter().map(|(name, label)| field(name, label, need_of(&wanted.design, name))).collect(),
        languages: languages(messages, &organisation, wanted)?,
        closed,
        close,
        action,
    };
    private(state, status, "web/admin/form.html", &page)
}

fn team_choices(teams: &[TeamRow], chosen: Option<TeamId>) -> Vec<Choice> {
    let nobody = Choice::plain("", "Every manager", chosen.is_none());
    let teams = teams.iter().map(|team| Choice::plain(team.id.to_string(), &team.name, Some(team.id) == chosen));
    std::iter::once(nobody).chain(teams).collect()
}

fn need_of(design: &FormDesign, name: &str) -> Need {
    match name {
        "who" => design.who,
        "place" => design.place,
        "name" => design.name,
        "email" => design.email,
        _ => design.phone,
    }
}

fn field(name: &str, label: &str, holds: Need) -> FieldRow {
    let choice = |need: Need, label: &str| Choice::plain(need.word(), label, need == holds);
    let mut choices = vec![choice(Need::Optional, "May be left empty"), choice(Need::Required, "Must be filled in")];
    // A place is asked for where there are places.
    if name != "place" {
        choices.insert(0, choice(Need::Off, "Not asked"));
    }
    FieldRow { name: name.to_owned(), label: label.to_owned(), choices }
}

fn languages(messages: &Messages, organisation: &OrganisationRow, wanted: &Wanted) -> Result<Vec<LanguageRow>> {
    let own = messages.closest(&organisation.language);
    let mut rows = Vec::new();
    for code in messages.languages() {
        let (say, is_own) = (Say::within(messages, code), code == own);
        let FormTexts { title, intro, thanks } = wanted.design.texts.get(code).cloned().unwrap_or_default();
        let row = LanguageRow {
            code: code.to_owned(),
            name: say.text("language")?,
            own: is_own,
            offered: wanted.design.speaks(code),
            title: if is_own && title.is_empty() { wanted.title.clone() } else { title },
            intro,
            thanks,
            usual_title: say.text("form-title")?,
            usual_intro: say.text("form-intro")?,
        };
        rows.insert(if is_own { 0 } else { rows.len() }, row);
    }
    Ok(rows)
}

/// What was typed.
fn typed(messages: &Messages, own: &str, fields: &Fields) -> Result<Wanted> {
    let own = messages.closest(own).to_owned();
    let need = |name: &str| Need::from_word(fields.one(name)).unwrap_or_default();
    let all: Vec<String> = messages.languages().map(str::to_owned).collect();
    let mut languages = fields.all("language");
    languages.retain(|code| all.contains(code));
    if languages.len() == all.len() {
        languages.clear();
    } else if languages.is_empty() {
        return Err(Error::invalid("Choose at least one language."));
    }
    let text = |name: &str, code: &str| fields.one(&format!("{name}-{code}")).to_owned();
    let mut design = FormDesign {
        who: need("who"),
        name: need("name"),
        email: need("email"),
        phone: need("phone"),
        place: need("place"),
        languages,
        ..FormDesign::default()
    };
    for code in &all {
        // The heading in the organisation's own language is the form's name, too.
        let title = if *code == own { String::new() } else { text("title", code) };
        let texts = FormTexts { title, intro: text("intro", code), thanks: text("thanks", code) };
        design.texts.insert(code.clone(), texts);
    }
    let team = fields.one("team");
    Ok(Wanted {
        slug: fields.one("slug").trim().to_owned(),
        title: text("title", &own),
        team: if team.is_empty() { None } else { Some(team.parse()?) },
        places: fields.one("places").lines().map(str::to_owned).collect(),
        design,
    })
}

/// `POST /settings/forms`
///
/// # Errors
/// `NotFound` for whoever is no admin. What can't be comes back with the page.
pub async fn add(
    state: web::Data<State>,
    person: CurrentAdmin,
    request: HttpRequest,
    form: web::Form<Vec<(String, String)>>,
) -> Answer {
    keep(&state, &person, &request, None, Fields(form.into_inner())).await
}

/// `POST /settings/forms/{form}`
///
/// # Errors
/// As [`add`]; `NotFound` for a form that isn't there.
pub async fn change(
    state: web::Data<State>,
    person: CurrentAdmin,
    request: HttpRequest,
    path: web::Path<String>,
    form: web::Form<Vec<(String, String)>>,
) -> Answer {
    let fields = Fields(form.into_inner());
    csrf::check(&state, &request, &person.0.csrf, fields.one("csrf"))?;
    let row = read(&state, &person, path.parse()?).await?;
    keep(&state, &person, &request, Some(row), fields).await
}

async fn keep(
    state: &State,
    person: &CurrentAdmin,
    request: &HttpRequest,
    row: Option<FormRow>,
    fields: Fields,
) -> Answer {
    csrf::check(state, request, &person.0.csrf, fields.one("csrf"))?;
    let (organisation, _) = organisation_of(state, person).await?;
    let messages = state.templates.messages();
    let (wanted, fault) = match typed(messages, &organisation.language, &fields) {
        Ok(wanted) => (wanted, None),
        // Every language, so that the rest of what was typed comes back.
        Err(error) if error.kind() == Kind::Invalid => {
            let mut all = fields;
            all.0.extend(messages.languages().map(|code| ("language".to_owned(), code.to_owned())));
            (typed(messages, &organisation.language, &all)?, Some(error))
        }
        Err(error) => return Err(error.into()),
    };
    let (viewer, now, id, new) =
        (person.0.viewer.clone(), state.clock.now(), row.as_ref().map(|row| row.id), wanted.clone());
    let kept = match fault {
        Some(error) => Err(error),
        None => {
            state
                .database
                .write_async(move |connection| match id {
                    Some(id) => forms::change(connection, &viewer, id, &new, now).map(|slug| (id, slug)),
                    None => forms::add(connection, &viewer, &new, now).map(|id| (id, new.slug.clone())),
                })
                .await
        }
    };
    match kept {
        Ok((id, slug)) => {
            state.directory.doubt_form(&slug);
            let done = if row.is_some() { "saved" } else { "added" };
            Ok(see(&format!("{PATH}/{id}?done={done}")))
        }
        Err(error) if error.kind() == Kind::Invalid => {
            let shown = (row.as_ref(), &wanted);
            edit(state, person, StatusCode::UNPROCESSABLE_ENTITY, shown, None, Some(error.message())).await
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /settings/forms/preview`: the form as it would be, kept nowhere.
///
/// # Errors
/// `NotFound` for whoever is no admin; `Invalid` for what can't be.
pub async fn preview(
    state: web::Data<State>,
    person: CurrentAdmin,
    request: HttpRequest,
    form: web::Form<Vec<(String, String)>>,
) -> Answer {
    let fields = Fields(form.into_inner());
    csrf::check(&state, &request, &person.0.csrf, fields.one("csrf"))?;
    let (organisation, _) = organisation_of(&state, &person).await?;
    let messages = state.templates.messages();
    let mut wanted = typed(messages, &organisation.language, &fields)?;
    if wanted.slug.is_empty() {
        "preview".clone_into(&mut wanted.slug);
    }
    let row = wanted.row(&person.0.viewer, FormId::at(state.clock.now()), state.clock.now())?;
    let id = person.0.viewer.organisation;
    let (keeping, logo) = state
        .database
        .read_async(move |connection| {
            Ok((retention_rules::of(connection, id)?.current(), logos::current(connection, id)?))
        })
        .await?;
    let around = Around {
        path: PATH.to_owned(),
        query: String::new(),
        key: String::new(),
        preset: None,
        stylesheet: state.stylesheet.href.clone(),
        kept_days: i64::from(keeping.contact_days),
        logo,
    };
    let say = Say::within(messages, fields.one("see"));
    let nothing = (FormValues::default(), FormErrors::default());
    let page = FormPage { preview: true, ..FormPage::new(&row, &organisation, around, nothing, &say)? };
    private(&state, StatusCode::OK, "web/public/form.html", &page)
}

/// `POST /settings/forms/{form}/closed`
///
/// # Errors
/// `NotFound` for a form that isn't there, and for whoever is no admin.
pub async fn close(
    state: web::Data<State>,
    person: CurrentAdmin,
    request: HttpRequest,
    path: web::Path<String>,
    form: web::Form<Vec<(String, String)>>,
) -> Answer {
    set_closed(&state, &person, &request, &path, Fields(form.into_inner()), true).await
}

/// `POST /settings/forms/{form}/closed/undo`
///
/// # Errors
/// As [`close`].
pub async fn open(
    state: web::Data<State>,
    person: CurrentAdmin,
    request: HttpRequest,
    path: web::Path<String>,
    form: web::Form<Vec<(String, String)>>,
) -> Answer {
    set_closed(&state, &person, &request, &path, Fields(form.into_inner()), false).await
}

async fn set_closed(
    state: &State,
    person: &CurrentAdmin,
    request: &HttpRequest,
    path: &str,
    fields: Fields,
    closed: bool,
) -> Answer {
    csrf::check(state, request, &person.0.csrf, fields.one("csrf"))?;
    let id: FormId = path.parse()?;
    let (viewer, at) = (person.0.viewer.clone(), closed.then(|| state.clock.now()));
    let slug = state.database.write_async(move |connection| forms::close(connection, &viewer, id, at)).await?;
    state.directory.doubt_form(&slug);
    Ok(see(&format!("{PATH}/{id}?done={}", if closed { "closed" } else { "opened" })))
}
