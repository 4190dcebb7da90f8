//! The pages of whoever sets the organisation up.

use super::{Sample, at, signed_in};
use smilecard::web::admin::agents_page::{Change, StaffPage};
use smilecard::web::admin::forms_page::{EditPage, FieldRow, FormLine, FormsPage, LanguageRow};
use smilecard::web::admin::held::HeldPage;
use smilecard::web::admin::hours::HoursPage;
use smilecard::web::admin::keeping::KeepingPage;
use smilecard::web::admin::mail_page::{AddressRow, MailPage, MailboxLine, PutBack};
use smilecard::web::admin::pages::{
    Choice, FirstStepsPage, FormAddress, Head, MemberPage, MemberRow, MembersPage, OrganisationPage, ReadLine,
    ReadsPage, Tab, TeamRow, TeamsPage,
};
use smilecard::web::session::qr::Qr;
use smilecard::web::shell::{Link, Picture, Shell};

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
        Sample::new("settings-forms", "web/admin/forms.html", &forms(true)),
        Sample::new("settings-forms-none", "web/admin/forms.html", &forms(false)),
        Sample::new("settings-hours", "web/admin/hours.html", &hours()),
        Sample::new("settings-held", "web/admin/held.html", &held()),
        Sample::new("settings-keeping", "web/admin/keeping.html", &keeping()),
        Sample::new("settings-mail", "web/admin/mail.html", &mail(true)),
        Sample::new("settings-mail-fresh", "web/admin/mail.html", &mail(false)),
        Sample::new("settings-form", "web/admin/form.html", &form(true)),
        Sample::new("settings-form-new", "web/admin/form.html", &form(false)),
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

fn forms(any: bool) -> FormsPage {
    let line = |slug: &str, closed| FormLine {
        id: format!("f-{slug}"),
        title: "How did we do?".into(),
        edit: format!("/settings/forms/{slug}"),
        href: format!("https://cards.larkspur.example/f/{slug}"),
        short: format!("cards.larkspur.example/f/{slug}"),
        about: "Customers choose among 3 places.".into(),
        query: format!("form={slug}"),
        closed,
    };
    let closed = Some(at("2026-11-17", "Tuesday 17 November"));
    FormsPage {
        head: head(None, None),
        forms: if any { vec![line("main", None), line("old", closed)] } else { vec![] },
    }
}

fn hours() -> HoursPage {
    HoursPage {
        head: head(None, Some("The day must end after it begins.")),
        days: choices(&["Monday", "Tuesday"]),
        opens: "09:00".into(),
        closes: "17:00".into(),
        within: "2".into(),
        units: choices(&["working days", "working hours"]),
        holidays: "2026-12-25 Christmas Day".into(),
        promise: "Tuesday 24 November, 17:00".into(),
    }
}

fn keeping() -> KeepingPage {
    KeepingPage {
        head: head(None, None),
        contact: choices(&["30 days", "90 days"]),
        apart: choices(&["7 days"]),
        cards: choices(&["12 months"]),
        asking: Some(vec!["12 cards".into()]),
    }
}

fn mail(busy: bool) -> MailPage {
    let own = |removable| AddressRow {
        address: if removable { "maria@larkspur.example" } else { "cards@larkspur.example" }.into(),
        about: "Its cards are about Maria Ortiz.".into(),
        last: busy.then(|| at("2026-11-17T09:12", "Tuesday 17 November, 09:12")),
        removable,
    };
    let undo = PutBack { address: "a@larkspur.example".into(), form: "main".into(), agent: String::new() };
    MailPage {
        head: head(busy.then_some("Taken away."), (!busy).then_some("a@larkspur.example takes letters already.")),
        undo: busy.then_some(undo),
        addresses: vec![own(false), own(true)],
        standing: "No letter has come yet.".into(),
        works: busy,
        mailboxes: vec![MailboxLine {
            name: "complaints".into(),
            about: "1,204 letters so far.".into(),
            trouble: busy.then(|| "The password is wrong.".into()),
            left: vec!["Letter 12: too large".into()],
        }],
        request: "Please hand letters to cards@larkspur.example over.".into(),
        address: String::new(),
        forms: choices(&["No form", "Mill Street"]),
        agents: choices(&["Nobody", "Maria Ortiz"]),
        separators: choices(&["+", "-"]),
        example: "cards+main@larkspur.example".into(),
        receipts: busy,
    }
}

fn form(known: bool) -> EditPage {
    let language = |code: &str, name: &str, own| LanguageRow {
        code: code.into(),
        name: name.into(),
        own,
        offered: own,
        title: "How did we do?".into(),
        intro: "A few words are enough.".into(),
        thanks: String::new(),
        usual_title: "How did we do?".into(),
        usual_intro: "A few words are enough.".into(),
    };
    EditPage {
        head: head(None, (!known).then_some("The address /f/main is taken. Choose another.")),
        heading: "How did we do?".into(),
        action: "/settings/forms/0191".into(),
        slug: "main".into(),
        base: "cards.larkspur.example/f/".into(),
        href: known.then(|| "https://cards.larkspur.example/f/main".into()),
        query: "form=main".into(),
        teams: choices(&["Every manager", "Billing line"]),
        places: "High Street\nMill Street".into(),
        fields: vec![FieldRow {
            name: "who".into(),
            label: "Who helped you?".into(),
            choices: choices(&["Not asked", "May be left empty", "Must be filled in"]),
        }],
        languages: vec![language("en", "English", true), language("de", "Deutsch", false)],
        closed: known.then(|| at("2026-11-17", "Tuesday 17 November")),
        close: known.then(|| "/settings/forms/0191/closed/undo".into()),
    }
}

fn organisation() -> OrganisationPage {
    OrganisationPage {
        head: head(Some("Saved."), None),
        name: "Larkspur Mobile".into(),
        zone: "Europe/London".into(),
        postal_line: "12 Mill Street, Harrowby".into(),
        mail_address: "cards@larkspur.example".into(),
        second: choices(&["Required", "Left to each", "Off"]),
        languages: choices(&["English", "Deutsch"]),
        logo: Some(Picture { src: "/logo/0f.png".into(), alt: String::new(), width: 120, height: 40, named: false }),
        logo_before: Some("0e".into()),
    }
}

fn held() -> HeldPage {
    HeldPage {
        head: head(None, Some("“nobody” is no sender.")),
        rules: choices(&["Complaints", "All but plain praise"]),
        longest: choices(&["No end", "5 working days"]),
        words: "cash prize".into(),
        senders: "nobody".into(),
        longest_list: 4_000,
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
            poster: "/links/poster?form=larkspur".into(),
        }),
        mail_address: "cards@larkspur.example".into(),
        has_letters: ready,
        staff: ready.then(|| "12 people can be mentioned.".into()),
    }
}
