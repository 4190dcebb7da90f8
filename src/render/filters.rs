//! What templates of plain-text letters may call: `wrap`, `left`, `right`, `column`, `spread`, `times`;
//! and what any letter calls on a customer's words: `unlinked`.

use super::text_wrap;
use tera::{Kwargs, State, Tera, TeraResult};

/// A letter is 70 columns wide: fits every mail program, with room for "> " twice.
const WIDTH: usize = 70;

/// The longest row of marks: whatever a template asks for, a line must end.
const LONGEST: usize = 200;

/// Makes the filters known; must run before templates are added, which are checked against them.
pub(super) fn register(tera: &mut Tera) {
    tera.register_filter("wrap", wrap);
    tera.register_filter("left", left);
    tera.register_filter("right", right);
    tera.register_filter("column", column);
    tera.register_filter("spread", spread);
    tera.register_filter("times", times);
    tera.register_filter("unlinked", unlinked);
}

fn wrap(text: &str, kwargs: Kwargs, _: &State) -> TeraResult<String> {
    let width = kwargs.get::<usize>("width")?.unwrap_or(WIDTH);
    let indent = kwargs.get::<usize>("indent")?.unwrap_or(0);
    let hang = kwargs.get::<bool>("hang")?.unwrap_or(false);
    Ok(text_wrap::wrap(text, width, indent, hang))
}

fn left(text: &str, kwargs: Kwargs, _: &State) -> TeraResult<String> {
    Ok(text_wrap::left(text, kwargs.must_get::<usize>("width")?))
}

fn right(text: &str, kwargs: Kwargs, _: &State) -> TeraResult<String> {
    Ok(text_wrap::right(text, kwargs.must_get::<usize>("width")?))
}

fn column(text: &str, kwargs: Kwargs, _: &State) -> TeraResult<String> {
    let indent = kwargs.get::<usize>("indent")?.unwrap_or(0);
    Ok(text_wrap::column(text, kwargs.must_get::<usize>("width")?, indent))
}

fn spread(text: &str, kwargs: Kwargs, _: &State) -> TeraResult<String> {
    let end = kwargs.must_get::<&str>("end")?;
    let width = kwargs.get::<usize>("width")?.unwrap_or(WIDTH);
    let indent = kwargs.get::<usize>("indent")?.unwrap_or(0);
    Ok(text_wrap::spread(text, end, width, indent))
}

fn times(mark: &str, kwargs: Kwargs, _: &State) -> TeraResult<String> {
    Ok(mark.repeat(kwargs.must_get::<usize>("count")?.min(LONGEST)))
}

fn unlinked(text: &str, _: Kwargs, _: &State) -> String {
    text_wrap::unlinked(text)
}
