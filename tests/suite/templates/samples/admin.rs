//! The pages of whoever sets the organisation up.

use super::{Sample, at, signed_in};
use smilecard::web::admin::pages::{
    Change, Choice, FirstStepsPage, FormAddress, Head, MemberPage, MemberRow, MembersPage, OrganisationPage, ReadLine,
    ReadsPage, StaffPage, Tab, TeamRow, TeamsPage,
};
use smilecard::web::session::qr::Qr;
use smilecard::web::shell::{Link, Shell};

pub fn samples() -> Vec<Sample> {
    let page = |name: &str| match name {
        "organisation" => "web/admin/organisation.html",
        "members" => "web/admin/members.html",
        "member" => "web/admin/member.html",
        "teams" => "web/admin/teams.html",
        "staff" => "web/admin/staff.html",
        "reads" => "web/admin/reads.html",
        _ => "web/admin/first_steps.html",
    };
    vec![
        Sample::new("settings", page("organisation"), &organisation()),
        Sample::new("settings-members", page("members"), &members(true)),
        Sample::new("settings-members-none", page("members"), &members(false)),
        Sample::new("settings-member", page("member"), &member(false)),
        Sample::new("settings-member-disabled", page("member"), &member(true)),
        Sample::new("settings-teams", page("teams"), &teams(true)),
        Sample::new("settings-teams-none", page("teams"), &teams(false)),
        Sample::new("settings-staff", page("staff"), &staff(false, false)),
        Sample::new("settings-staff-change", page("staff"), &staff(true, false)),
        Sample::new("settings-staff-wrong", page("staff"), &staff(false, true)),
        Sample::new("reads", page("reads"), &reads(true)),
        Sample::new("reads-none", page("reads"), &reads(false)),
        Sample::new("first-steps", page("first"), &first_steps(true)),
        Sample::new("first-steps-bare", page("first"), &first_steps(false)),
    ]
}

fn shell() -> Shell {
    signed_in("Ada Quist", "Main", &[("Inbox", "/inbox"), ("Settings", "/settings")])
}

pub fn head(done: Option<&str>, error: Option<&str>) -> Head {
    let tab = |label: &str, href: &str, current| Tab { label: label.into(), href: href.into(), current };
    Head {
        shell: shell(),
        tabs: vec![tab("Organisation", "/settings", true), tab("Members", "/settings/members", false)],
        done: done.map(str::to_owned),
        error: error.map(str::to_owned),
    }
}

fn choices(labels: &[&str]) -> Vec<Choice> {
    let choice = |(at, label): (usize, &&str)| Choice {
        value: label.to_lowercase(),
        label: (*label).into(),
        hint: "What it means.".into(),
        chosen: at == 0,
    };
    labels.iter().enumerate().map(choice).collect()
}

fn organisation() -> OrganisationPage {
    OrganisationPage {
        head: head(Some("Saved."), None),
        name: "Larkspur Mobile".into(),
        zone: "Europe/London".into(),
        postal_line: "12 Mill Street, Harrowby".into(),
        mail_address: "cards@larkspur.example".into(),
        second: choices(&["Required", "Left to each", "Off"]),
    }
}

fn ruth(disabled: bool) -> MemberRow {
    MemberRow {
        href: "/settings/members/0191".into(),
        name: "Ruth Calder".into(),
        email: "ruth@larkspur.example".into(),
        role: "Manager of Billing line".into(),
        second: if disabled { String::new() } else { "Second step is set up".into() },
        disabled,
    }
}

fn members(teams: bool) -> MembersPage {
    MembersPage {
        head: head(None, (!teams).then_some("Choose the teams they look after.")),
        members: vec![ruth(false), ruth(true)],
        agents: "Twelve agents sign in, by the staff list.".into(),
        name: "Bo Lind".into(),
        email: "bo@larkspur.example".into(),
        roles: choices(&["Manager", "Admin", "Auditor"]),
        teams: if teams { choices(&["Billing line", "Mill Street shop"]) } else { Vec::new() },
    }
}

fn member(disabled: bool) -> MemberPage {
    MemberPage {
        head: head(Some("Saved. They sign in anew."), None),
        member: ruth(disabled),
        roles: choices(&["Manager", "Admin", "Auditor"]),
        teams: choices(&["Billing line"]),
        yourself: disabled,
    }
}

fn teams(any: bool) -> TeamsPage {
    let row = TeamRow {
        action: "/settings/teams/0191/name".into(),
        id: "t-0191".into(),
        name: "Billing line".into(),
        about: "Looked after by Ruth Calder. In it: 6 agents.".into(),
    };
    TeamsPage { head: head(None, None), teams: if any { vec![row] } else { Vec::new() } }
}

fn staff(change: bool, wrong: bool) -> StaffPage {
    let lines = |text: &str| vec![text.to_owned()];
    StaffPage {
        head: head(None, wrong.then_some("The list can't be read; nothing was changed.")),
        standing: "12 people can be mentioned.".into(),
        people: None,
        acts: false,
        list: "id,name\nhale,Derrick Hale".into(),
        problems: if wrong { lines("line 1: the column team is missing") } else { Vec::new() },
        change: change.then(|| Change {
            summary: "1 would be added, 1 changed, 1 archived; 9 would stay as they are.".into(),
            added: lines("Derrick Hale, Billing line"),
            changed: lines("Maria Ortiz: team from nothing to “Mill Street shop”"),
            archived: lines("Bram Visser"),
            nothing: false,
        }),
    }
}

fn reads(any: bool) -> ReadsPage {
    let line = |href: &str, text: &str, place: &str| ReadLine {
        at: at("2026-11-17T09:12", "Tuesday 17 November, 09:12"),
        who: "Ruth Calder".into(),
        card: Link { href: href.into(), text: text.into() },
        place: place.into(),
    };
    ReadsPage {
        shell: shell(),
        only: any.then(|| "card 4182".into()),
        lines: match any {
            true => vec![
                line("/reads?card=0191", "card 4182", "on its page"),
                line("", "a card that is gone", "in the letter as it came"),
            ],
            false => Vec::new(),
        },
        older: any.then(|| Link { href: "/reads?before=0191".into(), text: "Older".into() }),
    }
}

fn first_steps(ready: bool) -> FirstStepsPage {
    let href = "https://cards.larkspur.example/f/larkspur";
    FirstStepsPage {
        shell: shell(),
        heading: "No cards yet. Three things bring the first one in.".into(),
        form: ready.then(|| FormAddress {
            href: href.into(),
            short: "cards.larkspur.example/f/larkspur".into(),
            qr: Qr::of(href).unwrap(),
        }),
        mail_address: "cards@larkspur.example".into(),
        staff: ready.then(|| "12 people can be mentioned.".into()),
    }
}
