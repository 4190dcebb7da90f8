//! Answers that are written often.

use super::Sample;
use super::manager::ruth;
use smilecard::web::manager::replies::{RepliesPage, ReplyView};

pub fn samples() -> Vec<Sample> {
    vec![Sample::new("replies", "web/manager/replies.html", &replies())]
}

fn replies() -> RepliesPage {
    let reply = ReplyView {
        id: "1".into(),
        name: "An apology".into(),
        language: "en".into(),
        text: "Dear {customer},\n\nI am sorry. {manager}".into(),
    };
    RepliesPage {
        shell: ruth(),
        replies: vec![reply.clone()],
        may_act: true,
        variables: vec![("{customer}".into(), "the customer’s name".into())],
        new: ReplyView { id: String::new(), language: "en".into(), ..ReplyView::default() },
        done: Some("Saved.".into()),
        gone: Some(reply),
        error: Some("Give the reply a name of at most 80 characters.".into()),
    }
}
