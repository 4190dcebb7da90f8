//! The pages of one person on the roster.

use super::admin::head;
use super::{Sample, at};
use smilecard::web::admin::agents_page::{
    ActRow, ActsPage, AgentFields, AgentPage, Into, LeavingPage, MergePage, NameRow, NewAgentPage, PeopleList,
    PersonRow, Progress, StaffPage,
};
use smilecard::web::admin::pages::Choice;
use smilecard::web::shell::Link;

pub fn samples() -> Vec<Sample> {
    vec![
        Sample::new("settings-staff-people", "web/admin/staff.html", &staff(false)),
        Sample::new("settings-staff-archived", "web/admin/staff.html", &staff(true)),
        Sample::new("settings-agent", "web/admin/agent.html", &agent(false)),
        Sample::new("settings-agent-archived", "web/admin/agent.html", &agent(true)),
        Sample::new(
            "settings-agent-new",
            "web/admin/agent_new.html",
            &NewAgentPage { head: head(None, Some("Write the name.")), fields: fields(true) },
        ),
        Sample::new("settings-agent-leaving", "web/admin/leaving.html", &leaving(false)),
        Sample::new("settings-agent-leaving-again", "web/admin/leaving.html", &leaving(true)),
        Sample::new("settings-agent-merge", "web/admin/merge.html", &merge(false, true)),
        Sample::new("settings-agent-merge-nobody", "web/admin/merge.html", &merge(false, false)),
        Sample::new("settings-agent-merge-into", "web/admin/merge.html", &merge(true, true)),
        Sample::new("settings-staff-acts", "web/admin/acts.html", &acts(true)),
        Sample::new("settings-staff-acts-none", "web/admin/acts.html", &acts(false)),
    ]
}

fn link(href: &str, text: &str) -> Option<Link> {
    Some(Link { href: href.into(), text: text.into() })
}

fn staff(archived: bool) -> StaffPage {
    let row = PersonRow {
        href: "/settings/staff/0191".into(),
        name: "Derrick Hale".into(),
        about: "Billing line · Id 1042 · Code 4512".into(),
    };
    StaffPage {
        head: head(None, None),
        standing: "12 people can be mentioned.".into(),
        people: Some(PeopleList {
            wanted: if archived { "del".into() } else { String::new() },
            archived,
            rows: if archived { Vec::new() } else { vec![row] },
            told: if archived {
                "Nobody has “del” in their name. Try part of a word, or a code.".into()
            } else {
                String::new()
            },
            before: link("/settings/staff?from=0", "The people before"),
            after: link("/settings/staff?from=50", "More people"),
            other: link("/settings/staff?show=archived", "Archived: 3 people"),
        }),
        acts: true,
        list: String::new(),
        problems: Vec::new(),
        change: None,
    }
}

fn fields(nicknames: bool) -> AgentFields {
    AgentFields {
        name: "Derrick Hale".into(),
        id: "1042".into(),
        code: "4512".into(),
        email: "derrick@larkspur.example".into(),
        team: "Billing line".into(),
        teams: vec!["Billing line".into(), "Mill Street shop".into()],
        location: "Harrowby".into(),
        starts: "2026-12-01".into(),
        nicknames: nicknames.then(|| "Del; Rick".into()),
    }
}

fn lines(any: bool) -> Vec<ActRow> {
    let row = |told: &str, progress: Option<Progress>, undo: Option<&str>| ActRow {
        at: at("2026-11-17T09:12", "Tuesday 17 November, 09:12"),
        told: told.into(),
        progress,
        undo: undo.map(str::to_owned),
        until: undo.map(|_| "until 17 December".into()),
    };
    if !any {
        return Vec::new();
    }
    vec![
        row(
            "Ada Quist erased somebody.",
            Some(Progress { text: "12,400 of 100,000 cards".into(), done: 12_400, of: 100_000 }),
            None,
        ),
        row("Ada Quist merged Derek Hale into Derrick Hale.", None, Some("/settings/staff/acts/0191/undo")),
    ]
}

fn agent(archived: bool) -> AgentPage {
    let name = |alias: &str, removable| NameRow {
        id: format!("n-{alias}"),
        alias: alias.into(),
        source: "From the staff list. Take it away there.".into(),
        removable,
    };
    AgentPage {
        head: head(Some("Saved. The next card is read with it."), None),
        href: "/settings/staff/0191".into(),
        name: "Derrick Hale".into(),
        told: "41 cards are about them. They sign in from derrick@larkspur.example.".into(),
        archived: archived.then(|| at("2026-11-17", "17 November")),
        fields: fields(false),
        names: if archived { Vec::new() } else { vec![name("Del", false), name("Rick", true)] },
        acts: lines(!archived),
    }
}

fn leaving(again: bool) -> LeavingPage {
    LeavingPage {
        head: head(None, again.then_some("Type the name as it stands here, Derrick Hale. Nothing was changed.")),
        href: "/settings/staff/0191".into(),
        name: "Derrick Hale".into(),
        cards: "41 cards".into(),
        archived: again,
        member: again,
        stand_in: "Former colleague 3".into(),
    }
}

fn merge(into: bool, any: bool) -> MergePage {
    let choice = Choice {
        value: "/settings/staff/0191/merge?into=0192".into(),
        label: "Derrick Hale".into(),
        hint: "Billing line · Id 1042".into(),
        chosen: false,
    };
    MergePage {
        head: head(None, None),
        href: "/settings/staff/0191".into(),
        name: "Derek Hale".into(),
        about: "Billing line · Id 2077".into(),
        wanted: "Derek".into(),
        choices: if any { vec![choice] } else { Vec::new() },
        said: (!any).then(|| "Nobody else here has “Derek” in their name.".into()),
        into: into.then(|| Into {
            value: "0192".into(),
            name: "Derrick Hale".into(),
            about: "Billing line · Id 1042".into(),
            lines: vec!["41 cards of Derek Hale move to Derrick Hale.".into()],
        }),
    }
}

fn acts(any: bool) -> ActsPage {
    ActsPage { head: head(None, None), acts: lines(any), running: any }
}
