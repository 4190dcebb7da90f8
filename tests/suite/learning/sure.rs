//! How sure a tag must be, by command and on the page.

use super::*;
use crate::place::Place;
use crate::support::served::larkspur;

fn set(place: &Place, more: &[&str]) -> (Option<i32>, String) {
    let mut arguments = vec!["organisation", "set", "--organisation", "larkspur"];
    arguments.extend(more);
    let output = place.smilecard(&arguments);
    (output.status.code(), String::from_utf8([output.stdout, output.stderr].concat()).unwrap())
}

#[test]
fn thresholds_are_set_and_shown_by_command_and_refused_out_of_order() {
    let place = larkspur();
    let (code, told) = set(&place, &[]);
    assert_eq!(code, Some(0));
    assert!(
        told.contains("balanced") && told.contains("0.8") && told.contains("0.86") && told.contains("0.3"),
        "{told}"
    );
    let (code, told) = set(&place, &["--tag-threshold", "0.9", "--complaint-threshold", "0.9"]);
    assert_eq!(code, Some(0), "{told}");
    assert!(told.contains("chosen by hand") && told.matches("0.9\n").count() == 2, "{told}");
    for wrong in [
        ["--tag-threshold", "0.95"],
        ["--triage-threshold", "0.9"],
        ["--complaint-threshold", "1"],
        ["--triage-threshold", "0"],
        ["--tag-threshold", "NaN"],
        ["--caution", "reckless"],
    ] {
        let (code, told) = set(&place, &wrong);
        assert_eq!(code, Some(65), "{wrong:?}: {told}");
    }
    let (_, told) = set(&place, &["--caution", "careful"]);
    assert!(told.contains("careful"), "{told}");
    let (_, told) = set(&place, &["--caution", "balanced"]);
    assert!(told.contains("balanced") && told.contains("0.86"), "{told}");
    let listed = place.must(&["learnt", "list", "--organisation", "larkspur"]);
    assert_eq!(listed, "Nothing is learnt yet.\n");
}

#[test]
fn an_admin_s_choice_decides_what_is_tagged_and_what_is_asked() {
    for s in sites() {
        let organisation = s.house.organisation;
        let words = "Derrick was a great help.";
        assert_eq!(s.tagged(s.leave("praise", words)), [s.house.derrick]);
        let confidence = s.tags(s.leave("praise", "Derrick was such a great help.")).remove(0).confidence;
        // So strict that this very name is asked about.
        let tag = (confidence as f32 + 1.0) / 2.0;
        s.db.database
            .write(move |connection| {
                let strict = smilecard::services::caution::Thresholds { tag, complaint: tag, triage: 0.2 };
                smilecard::services::caution::set(connection, organisation, &strict)
            })
            .unwrap();
        s.directory.doubt(organisation);
        let card = s.leave("praise", "Derrick was a great help again.");
        assert_eq!((s.tagged(card).len(), s.questions(card).len()), (0, 1), "{}", s.db.kind);
        let page = s.get("/learnt", &s.admin).html;
        assert!(page.contains("Set by command"), "{page}");
        s.done("/learnt/caution", &s.admin, &[("caution", "balanced")]);
        assert_eq!(s.tagged(s.leave("praise", "Derrick was a great help, twice.")), [s.house.derrick]);
        assert!(!s.get("/learnt", &s.ruth).html.contains("name=\"caution\""), "a manager reads it only");
    }
}

#[test]
fn what_was_learnt_is_listed_and_removed_by_command() {
    let place = larkspur();
    let roster = place.folder().join("roster.csv");
    std::fs::write(&roster, "id,name,nicknames,code,email,team,location\n1,Derrick Hale,,,,,\n").unwrap();
    place.must(&["roster", "import", roster.to_str().unwrap(), "--organisation", "larkspur"]);
    let database = place.database();
    database
        .write(|connection| {
            let organisation = smilecard::store::organisations::by_slug(connection, "larkspur")?.id;
            let agent = smilecard::store::roster::agents_of(connection, organisation)?.remove(0).id;
            for _ in 0..2 {
                smilecard::store::corrections::insert(
                    connection,
                    &smilecard::store::corrections::CorrectionRow {
                        organisation_id: organisation,
                        id: smilecard::domain::ids::CorrectionId::at(now()),
                        act_id: smilecard::domain::ids::ActId::at(now()),
                        card_id: None,
                        question: None,
                        member_id: None,
                        at: 0,
                        said: smilecard::domain::Said::Means,
                        surface: "Dezza".to_owned(),
                        form: "dezza".to_owned(),
                        agent_id: Some(agent),
                        was: None,
                        undone_at: None,
                        undone_act: None,
                    },
                )?;
            }
            Ok(())
        })
        .unwrap();
    drop(database);
    assert_eq!(place.must(&["learnt", "list", "--organisation", "larkspur"]), "Dezza\ttags\tDerrick Hale (2)\n");
    place.must(&["learnt", "remove", "--organisation", "larkspur", "Dezza"]);
    assert_eq!(place.must(&["learnt", "list", "--organisation", "larkspur"]), "Nothing is learnt yet.\n");
    assert_eq!(place.smilecard(&["learnt", "remove", "--organisation", "larkspur", "Dezza"]).status.code(), Some(67));
}
