//! The people of one organisation, ready to be found in a text: an immutable base index, a small
//! overlay with what changed since, and the set of base entries that the overlay replaces.
//! Which match is meant is decided in `analysis::mentions`.
pub mod gender;
pub mod heard;
mod index;
mod name;
pub mod near;
pub mod relations;
mod scripts;
pub mod sound;

use crate::analysis::fold;
use crate::domain::roster::RosterEntry;
pub use index::{Agent, Field, Glyphs, NONE, Ref};
use index::{Index, Table};
pub use name::double_family;
pub use name::{Parsed, is_han, is_hangul, is_particle, parse};
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

/// The overlay should be folded into a new base when it holds more entries than this: building 128 takes a fraction
/// of a millisecond, which is what one more change costs.
const OVERLAY: usize = 128;

/// What happened to one person of the roster.
#[derive(Debug, Clone)]
pub enum Change {
    /// Somebody new, or anything about somebody known: name, nicknames, team, dates.
    Put(RosterEntry),
    /// Nobody of this id is on it any more.
    Gone(String),
}

/// How a roster is built.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// The organisation's own name: a surname equal to it names nobody.
    pub organisation: Option<String>,
}

/// Everyone a card can mention. Cloning shares the indexes.
#[derive(Clone)]
pub struct Roster {
    base: Arc<Index>,
    fresh: Arc<Index>,
    gone: Arc<HashSet<Ref>>,
    pub settings: Arc<Settings>,
}

impl Roster {
    /// Indexes all entries; the last of several with one id counts.
    pub fn build(entries: impl IntoIterator<Item = RosterEntry>, settings: Settings) -> Self {
        Self {
            base: Arc::new(Index::build(entries)),
            fresh: Arc::new(Index::build([])),
            gone: Arc::default(),
            settings: Arc::new(settings),
        }
    }

    /// The roster after these changes, in order. The base index is shared, so that this costs as much as the overlay
    /// is large, whatever the size of the roster; what it finds is what a roster built anew would find.
    pub fn with_changes(&self, changes: impl IntoIterator<Item = Change>) -> Self {
        let mut gone = HashSet::clone(&self.gone);
        let mut fresh: BTreeMap<String, RosterEntry> =
            self.fresh.agents.iter().map(|a| (a.entry.id.clone(), a.entry.clone())).collect();
        for change in changes {
            let id = match &change {
                Change::Put(entry) => &entry.id,
                Change::Gone(id) => id,
            };
            if let Some(&r) = self.base.ids.get(id.as_str()) {
                gone.insert(r);
            }
            match change {
                Change::Put(entry) => fresh.insert(entry.id.clone(), entry),
                Change::Gone(id) => fresh.remove(&id),
            };
        }
        Self {
            base: Arc::clone(&self.base),
            fresh: Arc::new(Index::build(fresh.into_values())),
            gone: Arc::new(gone),
            settings: Arc::clone(&self.settings),
        }
    }

    /// Adds or replaces one person, without touching the base index.
    pub fn upsert(&mut self, entry: RosterEntry) {
        *self = self.with_changes([Change::Put(entry)]);
    }

    /// Takes one person off the roster; unknown ids change nothing.
    pub fn archive(&mut self, id: &str) {
        *self = self.with_changes([Change::Gone(id.to_owned())]);
    }

    /// Whether the overlay has grown so large that `compacted` should run in the background.
    pub fn wants_compaction(&self) -> bool {
        self.fresh.agents.len() > OVERLAY || self.gone.len() > OVERLAY
    }

    /// The same roster as one base index; swap it in when it is ready.
    pub fn compacted(&self) -> Self {
        let entries: Vec<RosterEntry> = self.refs().filter_map(|r| self.agent(r)).map(|a| a.entry.clone()).collect();
        let settings = Settings::clone(&self.settings);
        Self::build(entries, settings)
    }

    /// How many people are on it.
    pub fn len(&self) -> usize {
        self.base.agents.len() + self.fresh.agents.len() - self.gone.len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The person with this id.
    pub fn find(&self, id: &str) -> Option<Ref> {
        let base = self.base.agents.len() as Ref;
        if let Some(&r) = self.fresh.ids.get(id) {
            return Some(base + r);
        }
        self.base.ids.get(id).copied().filter(|r| !self.gone.contains(r))
    }

    pub fn agent(&self, r: Ref) -> Option<&Agent> {
        let base = self.base.agents.len();
        let r = r as usize;
        if r < base { self.base.agents.get(r) } else { self.fresh.agents.get(r - base) }
    }

    fn refs(&self) -> impl Iterator<Item = Ref> + '_ {
        let all = (self.base.agents.len() + self.fresh.agents.len()) as Ref;
        (0..all).filter(|r| !self.gone.contains(r))
    }

    /// Whether anybody of these, who are found in a layer that begins at `offset`, is still on the roster.
    fn any(&self, found: &[Ref], offset: Ref) -> bool {
        !found.is_empty() && (offset > 0 || self.gone.is_empty() || found.iter().any(|r| !self.gone.contains(r)))
    }

    fn layers(&self) -> [(&Index, Ref); 2] {
        [(&*self.base, 0), (&*self.fresh, self.base.agents.len() as Ref)]
    }

    /// Everyone with this given name or registered nickname.
    pub fn given(&self, hash: u64, out: &mut Vec<Ref>) {
        for (index, offset) in self.layers() {
            self.push(index.given.agents(hash), offset, out);
        }
    }

    pub fn nick(&self, hash: u64, out: &mut Vec<Ref>) {
        for (index, offset) in self.layers() {
            self.push(index.nick.agents(hash), offset, out);
        }
    }

    /// Everyone whose second given name it is.
    pub fn second(&self, hash: u64, out: &mut Vec<Ref>) {
        for (index, offset) in self.layers() {
            self.push(index.second.agents(hash), offset, out);
        }
    }

    pub fn family(&self, hash: u64, out: &mut Vec<Ref>) {
        for (index, offset) in self.layers() {
            self.push(index.family.agents(hash), offset, out);
        }
    }

    pub fn code(&self, hash: u64, out: &mut Vec<Ref>) {
        for (index, offset) in self.layers() {
            self.push(index.code.agents(hash), offset, out);
        }
    }

    /// Everyone whose name is written like this in a script without spaces.
    pub fn glyphs(&self, hash: u64, out: &mut Vec<(Ref, index::Glyphs)>) {
        for (index, offset) in self.layers() {
            for &(r, kind) in index.glyphs.get(&hash).map_or(&[][..], Vec::as_slice) {
                if !self.gone.contains(&r) || offset > 0 {
                    out.push((r + offset, kind));
                }
            }
        }
    }

    pub fn has_glyphs(&self) -> bool {
        self.layers().iter().any(|(i, _)| !i.glyphs.is_empty())
    }

    /// Whether any name (given, nick or family) has this key, so that most words cost one look.
    pub fn knows(&self, hash: u64) -> Known {
        let mut bits = self.base.known.get(&hash).copied().unwrap_or(0);
        if bits != 0 && !self.gone.is_empty() {
            for (table, bit) in [
                (&self.base.given, index::IN_GIVEN),
                (&self.base.nick, index::IN_NICK),
                (&self.base.second, index::IN_SECOND),
                (&self.base.family, index::IN_FAMILY),
            ] {
                if bits & bit != 0 && !self.any(table.agents(hash), 0) {
                    bits &= !bit;
                }
            }
        }
        if !self.fresh.agents.is_empty() {
            bits |= self.fresh.known.get(&hash).copied().unwrap_or(0);
        }
        Known {
            given: bits & index::IN_GIVEN != 0,
            nick: bits & (index::IN_NICK | index::IN_SECOND) != 0,
            family: bits & index::IN_FAMILY != 0,
        }
    }

    /// Whether a name of several parts may begin with this word.
    pub fn heads(&self, hash: u64) -> bool {
        self.layers().iter().any(|(i, _)| !i.agents.is_empty() && i.heads.contains_key(&hash))
    }

    /// Whether the word stands in the name of somebody's team or place.
    pub fn team_word(&self, hash: u64) -> bool {
        self.layers()
            .iter()
            .any(|(i, offset)| !i.teams.is_empty() && i.teams.get(&hash).is_some_and(|found| self.any(found, *offset)))
    }

    /// Whether anybody's team is registered.
    pub fn teams_known(&self) -> bool {
        self.layers().iter().any(|(i, _)| !i.teams.is_empty())
    }

    /// Whether a team's name has a word that begins like this one ("plumbing" and "plumber").
    pub fn team_begins(&self, word: &str) -> bool {
        let head = word.get(..5).unwrap_or(word);
        self.layers().iter().any(|(i, _)| i.field_words().any(|w| w.starts_with(head)))
    }

    /// Whether a word of a team's or place's name begins so.
    pub fn team_starts(&self, head: &str) -> bool {
        self.layers().iter().any(|(i, _)| i.field_words().any(|w| w.starts_with(head)))
    }

    /// Whether a name with this key was registered in several parts (O'Neil, van der Berg, Anne-Marie).
    pub fn is_compound(&self, hash: u64) -> bool {
        self.layers()
            .iter()
            .any(|(i, offset)| [&i.given, &i.family, &i.nick].iter().any(|table| self.any(table.joined(hash), *offset)))
    }

    /// Given names and nicknames within `limit` slips of the word, as (key hash, slips).
    pub fn near_given(&self, word: &str, limit: u8, out: &mut Vec<(u64, u8)>) {
        for (index, offset) in self.layers() {
            for table in [&index.given, &index.nick] {
                let from = out.len();
                table.near(word, limit, out);
                self.drop_gone(table, offset, from, out);
            }
        }
        out.sort_unstable();
        out.dedup();
    }

    /// Given names that begin with the word and go on, at most `most` of them.
    pub fn given_starting(&self, word: &str, most: usize, out: &mut Vec<u64>) {
        for (index, offset) in self.layers() {
            let bearers = |key: &u64| self.any(index.given.agents(*key), offset);
            out.extend(index.given.starting(word).filter(bearers).take(most));
        }
        out.sort_unstable();
        out.dedup();
    }

    pub fn near_family(&self, word: &str, limit: u8, out: &mut Vec<(u64, u8)>) {
        for (index, offset) in self.layers() {
            let from = out.len();
            index.family.near(word, limit, out);
            self.drop_gone(&index.family, offset, from, out);
        }
        out.sort_unstable();
        out.dedup();
    }

    /// Given names and nicknames that sound exactly like the word.
    pub fn sounds_given(&self, sound: u64, out: &mut Vec<u64>) {
        self.gather(given_and_nick, |table| table.sounding(sound), out);
    }

    pub fn sounds_family(&self, sound: u64, out: &mut Vec<u64>) {
        self.gather(family, |table| table.sounding(sound), out);
    }

    /// Given names and nicknames whose sound has the consonants of this one.
    pub fn resembling_given(&self, sound: &str, out: &mut Vec<u64>) {
        let skeleton = fold::hash(sound::skeleton(sound).as_bytes());
        self.gather(given_and_nick, |table| table.resembling(skeleton), out);
    }

    /// Family names whose sound has the consonants of this one.
    pub fn resembling_family(&self, sound: &str, out: &mut Vec<u64>) {
        let skeleton = fold::hash(sound::skeleton(sound).as_bytes());
        self.gather(family, |table| table.resembling(skeleton), out);
    }

    /// Given names and nicknames with the consonants of this word's kin by ear.
    pub fn akin_given(&self, word: &str, out: &mut Vec<u64>) {
        let bones = fold::hash(sound::kin_bones(word).as_bytes());
        self.gather(given_and_nick, |table| table.akin(bones), out);
    }

    /// Family names with the consonants of this word's kin by ear.
    pub fn akin_family(&self, word: &str, out: &mut Vec<u64>) {
        let bones = fold::hash(sound::kin_bones(word).as_bytes());
        self.gather(family, |table| table.akin(bones), out);
    }

    /// Keys of names in these tables of all layers, of which somebody is still there.
    fn gather<const N: usize>(
        &self,
        tables: impl Fn(&Index) -> [&Table; N],
        keys: impl Fn(&Table) -> &[u64],
        out: &mut Vec<u64>,
    ) {
        for (index, offset) in self.layers() {
            for table in tables(index) {
                out.extend(keys(table).iter().filter(|key| self.any(table.agents(**key), offset)));
            }
        }
    }

    /// The letters behind a key hash.
    pub fn letters(&self, hash: u64) -> &str {
        for (index, _) in self.layers() {
            for table in [&index.given, &index.nick, &index.second, &index.family] {
                if let Some(text) = table.text(hash) {
                    return text;
                }
            }
        }
        ""
    }

    /// Takes names out of `out`, from `from` on, whose bearers have all left.
    fn drop_gone(&self, table: &index::Table, offset: Ref, from: usize, out: &mut Vec<(u64, u8)>) {
        if offset > 0 || self.gone.is_empty() {
            return;
        }
        let mut kept = from;
        for n in from..out.len() {
            let Some(&pair) = out.get(n) else { break };
            if self.any(table.agents(pair.0), 0) {
                if let Some(slot) = out.get_mut(kept) {
                    *slot = pair;
                }
                kept += 1;
            }
        }
        out.truncate(kept);
    }

    fn push(&self, found: &[Ref], offset: Ref, out: &mut Vec<Ref>) {
        if offset > 0 || self.gone.is_empty() {
            out.extend(found.iter().map(|r| r + offset));
        } else {
            out.extend(found.iter().filter(|r| !self.gone.contains(r)));
        }
    }
}

fn given_and_nick(index: &Index) -> [&Table; 2] {
    [&index.given, &index.nick]
}

fn family(index: &Index) -> [&Table; 1] {
    [&index.family]
}

/// In which tables a key stands.
#[derive(Debug, Clone, Copy, Default)]
pub struct Known {
    pub given: bool,
    pub nick: bool,
    pub family: bool,
}

impl Known {
    pub fn any(self) -> bool {
        self.given || self.nick || self.family
    }
}
