//! iCalendar parts (RFC 5545, RFC 5546): an answer is machine mail, a request is kept with a notice that says what it asks.

/// The first event of a calendar part.
#[derive(Debug, Clone, Default)]
pub(super) struct Event {
    /// Upper case; `REQUEST`, `REPLY`, `CANCEL`, …
    pub(super) method: String,
    summary: String,
    start: String,
    place: String,
    description: String,
}

/// Reads the fields that a notice needs; `None` when it is no calendar.
pub(super) fn read(text: &str, method: Option<&str>) -> Option<Event> {
    if !text.contains("BEGIN:V") {
        return None;
    }
    let mut event = Event { method: method.unwrap_or_default().to_ascii_uppercase(), ..Event::default() };
    let unfolded = text.replace("\r\n", "\n").replace("\n ", "").replace("\n\t", "");
    let mut inside = false;
    for line in unfolded.lines().take(5_000) {
        let Some((head, value)) = line.split_once(':') else { continue };
        let name = head.split(';').next().unwrap_or(head).to_ascii_uppercase();
        match (name.as_str(), inside) {
            ("BEGIN", _) => inside = value.trim() == "VEVENT" || value.trim() == "VTODO",
            ("END", _) if inside => inside = false,
            ("METHOD", _) if event.method.is_empty() => event.method = value.trim().to_ascii_uppercase(),
            ("SUMMARY", true) => keep(&mut event.summary, value),
            ("DTSTART", true) => keep(&mut event.start, value),
            ("LOCATION", true) => keep(&mut event.place, value),
            ("DESCRIPTION", true) => keep(&mut event.description, value),
            _ => {}
        }
    }
    Some(event)
}

fn keep(slot: &mut String, value: &str) {
    if slot.is_empty() {
        *slot = value
            .replace("\\n", "\n")
            .replace("\\N", "\n")
            .replace("\\,", ",")
            .replace("\\;", ";")
            .replace("\\\\", "\\")
            .trim()
            .to_owned();
    }
}

impl Event {
    /// What stands in the card when the letter has no words of its own.
    pub(super) fn notice(&self) -> String {
        let kind = match self.method.as_str() {
            "CANCEL" => "Meeting cancelled",
            "REQUEST" => "Meeting request",
            _ => "Calendar entry",
        };
        let mut lines =
            vec![if self.summary.is_empty() { format!("[{kind}]") } else { format!("[{kind}: {}]", self.summary) }];
        if !self.start.is_empty() {
            lines.push(format!("Start: {}", when(&self.start)));
        }
        if !self.place.is_empty() {
            lines.push(format!("Place: {}", self.place));
        }
        if !self.description.is_empty() {
            lines.push(self.description.clone());
        }
        lines.join("\n")
    }
}

/// `20260314T093000Z` as `2026-03-14 09:30 UTC`; anything else as it stands.
fn when(value: &str) -> String {
    let digits: Vec<char> = value.chars().collect();
    let part =
        |from: usize, to: usize| digits.get(from..to).map(|run| run.iter().collect::<String>()).unwrap_or_default();
    if !digits.iter().take(8).all(char::is_ascii_digit) || digits.len() < 8 {
        return value.to_owned();
    }
    let day = format!("{}-{}-{}", part(0, 4), part(4, 6), part(6, 8));
    let zone = if value.ends_with('Z') { " UTC" } else { "" };
    if digits.len() >= 13 { format!("{day} {}:{}{zone}", part(9, 11), part(11, 13)) } else { day }
}
