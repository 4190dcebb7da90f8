//! What people write about: how many cards speak of each theme, and one sentence that does.

use super::days::{Days, Fact, Place};
use super::sentence::sentence;
use crate::analysis::themes::Theme;
use crate::domain::Kind;
use crate::domain::ids::{CardId, OrganisationId};
use crate::error::Result;
use crate::services::themes;
use crate::store::AnyConnection;
use crate::store::report;
use std::cmp::Reverse;
use std::collections::HashMap;

/// The newest cards whose words are read: enough for a picture, and bounded however many there are.
pub(super) const READ: usize = 5_000;

/// A theme that was written about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemeLine {
    /// "Being rung back"
    pub name: String,
    /// Cards of praise that speak of it.
    pub praise: u64,
    /// Complaints that do.
    pub complaints: u64,
    /// What somebody wrote, of whichever kind there is more; the newest card that says it in a short sentence.
    pub said: Option<Said>,
}

/// A sentence of a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The card.
    pub card: CardId,
    /// Whether that is praise.
    pub praise: bool,
    /// The sentence as it was written.
    pub sentence: String,
}

/// The themes of these cards (oldest first), most written about first.
pub(super) fn lines(
    connection: &mut AnyConnection,
    days: &mut Days,
    organisation: OrganisationId,
    newest: &[Place],
) -> Result<Vec<ThemeLine>> {
    let list: Vec<Theme> = themes::of(connection, organisation)?
        .into_iter()
        .map(|row| Theme { name: row.name, words: row.words })
        .collect();
    days.look_for(connection, organisation, &list, newest)?;
    let mut lines = vec![Counting::default(); list.len()];
    for (fact, spoken) in newest.iter().rev().filter_map(|place| days.at(*place)) {
        for (theme, line) in lines.iter_mut().enumerate().filter(|(theme, _)| spoken.of >> theme & 1 == 1) {
            line.count(fact, spoken.shown >> theme & 1 == 1);
        }
    }
    let chosen: Vec<CardId> = lines.iter().filter_map(|line| line.chosen()).map(|(card, _)| card).collect();
    let words: HashMap<CardId, String> = report::words(connection, organisation, &chosen)?.into_iter().collect();
    let said = |theme: usize, line: &Counting| {
        let (card, praise) = line.chosen()?;
        let text = words.get(&card)?;
        let found = days.finder()?.find(text).into_iter().find(|found| found.theme == theme)?;
        Some(Said { card, praise, sentence: sentence(text, &found.span)? })
    };
    let named = list.into_iter().zip(lines).enumerate().filter(|(_, (_, line))| line.praise + line.complaints > 0);
    let mut lines: Vec<ThemeLine> = named
        .map(|(number, (theme, line))| ThemeLine {
            name: theme.name,
            praise: line.praise,
            complaints: line.complaints,
            said: said(number, &line),
        })
        .collect();
    lines.sort_by_key(|line| (Reverse(line.praise + line.complaints), line.name.to_lowercase()));
    Ok(lines)
}

#[derive(Clone, Default)]
struct Counting {
    praise: u64,
    complaints: u64,
    good: Option<CardId>,
    bad: Option<CardId>,
}

impl Counting {
    fn count(&mut self, fact: &Fact, shown: bool) {
        let praise = fact.kind == Kind::Praise;
        let (count, said) =
            if praise { (&mut self.praise, &mut self.good) } else { (&mut self.complaints, &mut self.bad) };
        *count += 1;
        if said.is_none() && shown {
            *said = Some(fact.card);
        }
    }

    /// The card whose sentence is shown, and whether it is praise: of whichever kind there is more.
    fn chosen(&self) -> Option<(CardId, bool)> {
        let (good, bad) = (self.good.map(|card| (card, true)), self.bad.map(|card| (card, false)));
        if self.praise >= self.complaints { good.or(bad) } else { bad.or(good) }
    }
}
