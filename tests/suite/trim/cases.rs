//! Cases in files: `@@ name` opens one, `@@ own` its expected words, `@@ marker is` the marker of our letters.

pub struct Case {
    pub name: String,
    pub text: String,
    pub own: Option<String>,
    pub marker: String,
}

/// Reads a file of cases.
pub fn read(file: &str) -> Vec<Case> {
    let mut out: Vec<Case> = Vec::new();
    let mut into = 't';
    for line in file.lines() {
        match (line.strip_prefix("@@ "), out.last_mut()) {
            (Some("own"), Some(c)) => {
                c.own = Some(String::new());
                into = 'o';
            }
            (Some("marker is"), Some(_)) => into = 'm',
            (Some(name), _) => {
                out.push(Case { name: name.to_owned(), text: String::new(), own: None, marker: String::new() });
                into = 't';
            }
            (None, Some(c)) => match into {
                't' => c.text = format!("{}{line}\n", c.text),
                'm' => c.marker = line.to_owned(),
                _ => c.own = c.own.take().map(|o| format!("{o}{line}\n")),
            },
            (None, None) => {}
        }
    }
    out
}
