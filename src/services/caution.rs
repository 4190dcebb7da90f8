//! How sure a tag must be in an organisation: three thresholds, or the same in a word. A wrong tag costs most, so what
//! can't be told from a typing error is refused.

pub use crate::analysis::mentions::Thresholds;
use crate::domain::ids::OrganisationId;
use crate::error::{Error, Result};
use crate::store::AnyConnection;
use crate::store::tagging::{self, TaggingRow};

/// A word for three thresholds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caution {
    /// Asks more often.
    Careful,
    /// The tagger's own.
    Balanced,
    /// Asks less often.
    Eager,
}

impl Caution {
    /// All of them, most careful first.
    pub const ALL: [Self; 3] = [Self::Careful, Self::Balanced, Self::Eager];

    /// The word in commands and forms.
    pub fn word(self) -> &'static str {
        match self {
            Self::Careful => "careful",
            Self::Balanced => "balanced",
            Self::Eager => "eager",
        }
    }

    /// What a word stands for.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|caution| caution.word() == word)
    }

    /// The thresholds behind the word.
    pub fn thresholds(self) -> Thresholds {
        match self {
            Self::Careful => Thresholds { tag: 0.90, complaint: 0.94, triage: 0.30 },
            Self::Balanced => Thresholds::default(),
            Self::Eager => Thresholds { tag: 0.70, complaint: 0.80, triage: 0.25 },
        }
    }

    /// The word for these thresholds, if there is one.
    pub fn of(thresholds: &Thresholds) -> Option<Self> {
        Self::ALL.into_iter().find(|caution| caution.thresholds() == *thresholds)
    }
}

/// The thresholds of an organisation.
pub(super) fn of_row(row: &TaggingRow) -> Thresholds {
    let own = Thresholds::default();
    let or = |stored: Option<f64>, own: f32| stored.map_or(own, |stored| stored as f32);
    Thresholds {
        tag: or(row.tag, own.tag),
        complaint: or(row.complaint, own.complaint),
        triage: or(row.triage, own.triage),
    }
}

/// The thresholds of an organisation, from the database.
///
/// # Errors
/// Those of the database.
pub fn of(connection: &mut AnyConnection, organisation: OrganisationId) -> Result<Thresholds> {
    Ok(of_row(&tagging::of(connection, organisation)?))
}

/// Sets the thresholds for cards that come in from now on.
///
/// # Errors
/// `Invalid` unless 0 < triage < tag <= complaint < 1.
pub fn set(connection: &mut AnyConnection, organisation: OrganisationId, new: &Thresholds) -> Result<()> {
    let in_order = new.triage > 0.0 && new.triage < new.tag && new.tag <= new.complaint && new.complaint < 1.0;
    if !in_order {
        return Err(Error::invalid(format!(
            "The thresholds must rise: 0 < triage ({}) < tag ({}) <= complaint ({}) < 1. A complaint's tag is never \
             easier than another's.",
            new.triage, new.tag, new.complaint
        )));
    }
    let own = Thresholds::default();
    // The tagger's own values are not written down, so that a better tagger's reach whoever chose none.
    let kept = |new: f32, own: f32| (new != own).then(|| wide(new));
    let row = (kept(new.tag, own.tag), kept(new.complaint, own.complaint), kept(new.triage, own.triage));
    tagging::set(connection, organisation, row)
}

/// The shortest decimal number that reads back the same: 0.9 is stored as 0.9, not as 0.8999999761581421.
fn wide(value: f32) -> f64 {
    value.to_string().parse().unwrap_or_else(|_| f64::from(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_stands_for_thresholds_that_rise() {
        for caution in Caution::ALL {
            let Thresholds { tag, complaint, triage } = caution.thresholds();
            assert!(0.0 < triage && triage < tag && tag <= complaint && complaint < 1.0, "{caution:?}");
            assert_eq!(Caution::from_word(caution.word()), Some(caution));
            assert_eq!(Caution::of(&caution.thresholds()), Some(caution));
        }
        assert!((wide(0.9) - 0.9).abs() < f64::EPSILON);
    }
}
