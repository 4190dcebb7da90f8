//! `GET /report`: twelve weeks, as a page, a CSV file or a workbook.

use super::report_view;
use crate::domain::ids::TeamId;
use crate::error::{Error, Result};
use crate::services::report::{self, Report};
use crate::web::answer::{Answer, private};
use crate::web::error::Failure;
use crate::web::frame;
use crate::web::session::who::CurrentManager;
use crate::web::state::State;
use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, web};
use jiff::civil::Date;
use serde::Deserialize;

/// Which report.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    until: String,
    #[serde(default)]
    team: String,
}

impl Asked {
    fn parse(&self) -> Result<report::Asked> {
        let until: Option<Date> = match self.until.trim() {
            "" => None,
            day => Some(day.parse().map_err(|cause: jiff::Error| {
                Error::not_found("There is no report until that day.").with_source(cause)
            })?),
        };
        let team: Option<TeamId> = match self.team.trim() {
            "" => None,
            team => Some(team.parse()?),
        };
        Ok(report::Asked { until, team })
    }
}

async fn read(state: &State, person: &CurrentManager, asked: &Asked) -> Result<Report> {
    let (viewer, asked, now) = (person.0.viewer.clone(), asked.parse()?, state.clock.now());
    let mut memory = state.reports.of(viewer.organisation).lock_owned().await;
    state.database.read_async(move |connection| report::read(connection, &mut memory, &viewer, &asked, now)).await
}

/// `GET /report`
///
/// # Errors
/// `Unauthenticated`; `NotFound` for agents, for a team of somebody else and for what is no day.
pub async fn show(state: web::Data<State>, person: CurrentManager, asked: web::Query<Asked>) -> Answer {
    let report = read(&state, &person, &asked).await?;
    let shell = frame::shell(&state, &person.0, &report.organisation, "/report");
    let page = report_view::page(shell, &person.0, &report);
    private(&state, StatusCode::OK, "web/manager/report.html", &page)
}

/// `GET /report.csv`
///
/// # Errors
/// As [`show`].
pub async fn csv(state: web::Data<State>, person: CurrentManager, asked: web::Query<Asked>) -> Answer {
    let report = read(&state, &person, &asked).await?;
    file(&report, report::csv(&report)?, "csv", "text/csv; charset=utf-8")
}

/// `GET /report.xlsx`
///
/// # Errors
/// As [`show`].
pub async fn xlsx(state: web::Data<State>, person: CurrentManager, asked: web::Query<Asked>) -> Answer {
    let report = read(&state, &person, &asked).await?;
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    file(&report, report::xlsx(&report)?, "xlsx", kind)
}

fn file(report: &Report, body: Vec<u8>, ending: &str, kind: &'static str) -> Result<HttpResponse, Failure> {
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, kind))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .insert_header((
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"cards-{}-to-{}.{ending}\"", report.first, report.last),
        ))
        .body(body))
}
