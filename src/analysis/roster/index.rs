//! One immutable index: tables from the key of a name to the people who bear it.
use super::{name, near, scripts, sound};
use crate::analysis::fold;
use crate::analysis::lexicon::{self, ByHash};
use crate::domain::roster::RosterEntry;
use std::collections::HashMap;
use std::sync::Arc;

/// No name.
pub const NONE: u64 = 0;

/// An agent's place in a roster; valid for the roster it came from only.
pub type Ref = u32;

/// A person of the roster with the keys that decide between namesakes.
#[derive(Debug)]
pub struct Agent {
    pub entry: RosterEntry,
    pub given: u64,
    pub family: u64,
    /// All further keys of given, nick and family names.
    more: Box<[(u64, Role)]>,
    pub given_initial: char,
    pub family_initial: char,
    pub team: Option<Arc<Field>>,
    pub location: Option<Arc<Field>>,
}

/// A team's or place's name, shared by all who work there.
#[derive(Debug)]
pub struct Field {
    pub name: Box<str>,
    pub hash: u64,
    /// Its telling words, and each without a last s.
    pub words: Box<[u64]>,
    pub cjk: bool,
}

/// Words of teams' names that tell nothing.
const DULL: &[&str] = &[
    "team",
    "the",
    "of",
    "and",
    "department",
    "dept",
    "desk",
    "group",
    "shift",
    "store",
    "branch",
    "office",
    "centre",
    "center",
    "customer",
    "city",
    "new",
    "north",
    "south",
    "east",
    "west",
    "service",
    "services",
    "de",
    "la",
];

impl Field {
    fn new(name: &str) -> Self {
        let all: Vec<String> =
            name.split(|c: char| !c.is_alphanumeric()).map(fold::key).filter(|w| w.len() > 1).collect();
        let dull = all.iter().all(|w| DULL.contains(&w.as_str()));
        let words = all
            .iter()
            .filter(|w| dull || w.len() > 2 && !DULL.contains(&w.as_str()))
            .flat_map(|w| [Some(w.as_str()), w.strip_suffix('s'), w.strip_suffix("es").filter(|w| w.len() > 2)])
            .flatten()
            .map(|w| fold::hash(w.as_bytes()))
            .collect();
        Self {
            name: name.into(),
            hash: fold::hash(fold::key(name).as_bytes()),
            words,
            cjk: name.chars().any(fold::is_cjk),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Given,
    Family(char),
}

impl Agent {
    pub fn has_given(&self, hash: u64) -> bool {
        self.given == hash || self.more.iter().any(|m| m.0 == hash && m.1 == Role::Given)
    }

    pub fn has_family(&self, hash: u64) -> bool {
        self.family == hash || self.more.iter().any(|m| m.0 == hash && m.1 != Role::Given)
    }

    pub fn families(&self) -> impl Iterator<Item = u64> + '_ {
        let more = self.more.iter().filter(|m| m.1 != Role::Given).map(|m| m.0);
        std::iter::once(self.family).filter(|f| *f != NONE).chain(more)
    }

    pub fn givens(&self) -> impl Iterator<Item = u64> + '_ {
        let more = self.more.iter().filter(|m| m.1 == Role::Given).map(|m| m.0);
        std::iter::once(self.given).filter(|f| *f != NONE).chain(more)
    }

    pub fn family_begins(&self, letter: char) -> bool {
        self.family_initial == letter || self.more.iter().any(|m| m.1 == Role::Family(letter))
    }

    /// Whether a family name, or its first letter, is registered at all.
    pub fn has_surname(&self) -> bool {
        self.family_initial != '\0'
    }
}

/// How a name in a script without spaces was matched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Glyphs {
    Full,
    Family,
    Given,
    /// A way to write a family name that is registered in Latin letters.
    Read,
}

/// People by one kind of name.
#[derive(Default)]
pub struct Table {
    ids: ByHash<u32>,
    names: Vec<Name>,
    masks: Vec<(u32, u8)>,
    sounds: ByHash<Vec<u64>>,
    /// By the consonants of the sound.
    skeletons: ByHash<Vec<u64>>,
    /// By the consonants of the sound's kin.
    kin: ByHash<Vec<u64>>,
}

struct Name {
    text: Box<str>,
    hash: u64,
    agents: Vec<Ref>,
    /// Those of them who write it in several parts.
    joined: Vec<Ref>,
}

impl Table {
    fn add(&mut self, part: &name::Part, r: Ref) -> u64 {
        let hash = fold::hash(part.key.as_bytes());
        let next = self.names.len() as u32;
        let id = *self.ids.entry(hash).or_insert(next);
        if id == next {
            self.names.push(Name { text: part.key.as_str().into(), hash, agents: vec![], joined: vec![] });
            self.masks.push((near::mask(&part.key), part.key.len().min(255) as u8));
            let sound = sound::key(&part.key);
            self.sounds.entry(fold::hash(sound.as_bytes())).or_default().push(hash);
            if part.key.bytes().all(|b| b.is_ascii_alphabetic()) {
                let (skeleton, bones) = (sound::skeleton(&sound), sound::kin_bones(&part.key));
                for (table, key) in [(&mut self.skeletons, skeleton), (&mut self.kin, bones)] {
                    if !key.is_empty() {
                        table.entry(fold::hash(key.as_bytes())).or_default().push(hash);
                    }
                }
            }
        }
        if let Some(name) = self.names.get_mut(id as usize) {
            if part.compound && name.joined.last() != Some(&r) {
                name.joined.push(r);
            }
            if name.agents.last() != Some(&r) {
                name.agents.push(r);
            }
        }
        hash
    }

    fn get(&self, hash: u64) -> Option<&Name> {
        self.ids.get(&hash).and_then(|&id| self.names.get(id as usize))
    }

    pub fn agents(&self, hash: u64) -> &[Ref] {
        self.get(hash).map_or(&[], |n| n.agents.as_slice())
    }

    /// Those who write the name in several parts.
    pub fn joined(&self, hash: u64) -> &[Ref] {
        self.get(hash).map_or(&[], |n| n.joined.as_slice())
    }

    /// Names that begin with the word and are longer.
    pub fn starting(&self, word: &str) -> impl Iterator<Item = u64> {
        self.names.iter().filter(move |n| n.text.len() > word.len() && n.text.starts_with(word)).map(|n| n.hash)
    }

    pub fn text(&self, hash: u64) -> Option<&str> {
        self.get(hash).map(|n| &*n.text)
    }

    pub fn sounding(&self, sound: u64) -> &[u64] {
        self.sounds.get(&sound).map_or(&[], Vec::as_slice)
    }

    pub fn resembling(&self, skeleton: u64) -> &[u64] {
        self.skeletons.get(&skeleton).map_or(&[], Vec::as_slice)
    }

    pub fn akin(&self, bones: u64) -> &[u64] {
        self.kin.get(&bones).map_or(&[], Vec::as_slice)
    }

    /// A plain walk over letter masks: about a nanosecond a name, and no memory beside it.
    pub fn near(&self, word: &str, limit: u8, out: &mut Vec<(u64, u8)>) {
        let mask = near::mask(word);
        let len = word.len();
        for (id, &(m, l)) in self.masks.iter().enumerate() {
            if (m ^ mask).count_ones() > 2 * u32::from(limit) || usize::from(l).abs_diff(len) > usize::from(limit) {
                continue;
            }
            let Some(name) = self.names.get(id) else { continue };
            if let Some(d) = near::slips(word, &name.text, limit) {
                out.push((name.hash, d));
            }
        }
    }
}

/// All tables over one set of entries.
#[derive(Default)]
pub struct Index {
    pub agents: Vec<Agent>,
    pub ids: HashMap<Box<str>, Ref>,
    pub given: Table,
    pub family: Table,
    pub nick: Table,
    pub second: Table,
    pub code: Table,
    pub glyphs: ByHash<Vec<(Ref, Glyphs)>>,
    /// Every key with the tables it stands in, so that most words cost one look.
    pub known: ByHash<u8>,
    /// First words of names of several parts.
    pub heads: ByHash<()>,
    /// Words of teams' and places' names, with those who work there.
    pub teams: ByHash<Vec<Ref>>,
    fields: HashMap<Box<str>, Arc<Field>>,
}

pub const IN_GIVEN: u8 = 1;
pub const IN_NICK: u8 = 2;
pub const IN_FAMILY: u8 = 4;
pub const IN_SECOND: u8 = 8;

impl Index {
    pub fn build(entries: impl IntoIterator<Item = RosterEntry>) -> Self {
        let mut index = Self::default();
        let mut unique: Vec<RosterEntry> = vec![];
        for entry in entries {
            match index.ids.get(entry.id.as_str()) {
                Some(&at) => {
                    if let Some(slot) = unique.get_mut(at as usize) {
                        *slot = entry;
                    }
                }
                None => {
                    index.ids.insert(entry.id.as_str().into(), unique.len() as Ref);
                    unique.push(entry);
                }
            }
        }
        index.agents.reserve(unique.len());
        for entry in unique {
            index.add(entry);
        }
        for (table, bit) in
            [(&index.given, IN_GIVEN), (&index.second, IN_SECOND), (&index.nick, IN_NICK), (&index.family, IN_FAMILY)]
        {
            for name in &table.names {
                *index.known.entry(name.hash).or_insert(0) |= bit;
            }
        }
        index
    }

    fn add(&mut self, entry: RosterEntry) {
        let r = self.agents.len() as Ref;
        let parsed = name::parse(&entry.name);
        for words in std::iter::once(&entry.name).chain(&entry.nicknames) {
            for word in words.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
                // Any word may begin a name of several parts but the last; a spare entry costs little.
                if words.trim_end().ends_with(word) && !words.contains(['-', '\'', '’']) {
                    continue;
                }
                if parsed.family.iter().chain(&parsed.given).chain(&parsed.nick).any(|p| p.compound)
                    || words != &entry.name
                {
                    self.heads.insert(fold::hash(fold::key(word).as_bytes()), ());
                }
            }
        }
        let mut more = vec![];
        let (mut given, mut family) = (NONE, NONE);
        let (mut given_initial, mut family_initial) = ('\0', parsed.initial.unwrap_or('\0'));
        for part in parsed.given.iter().filter(|p| !p.key.is_empty()) {
            let hash = self.given.add(part, r);
            if given == NONE {
                given = hash;
                given_initial = part.key.chars().next().unwrap_or('\0');
            } else {
                more.push((hash, Role::Given));
            }
        }
        for part in parsed.second.iter().filter(|p| p.key.chars().count() > 1) {
            let hash = self.second.add(part, r);
            more.push((hash, Role::Given));
        }
        for part in parsed.family.iter().filter(|p| !p.key.is_empty()) {
            let hash = self.family.add(part, r);
            let letter = part.key.chars().next().unwrap_or('\0');
            if family == NONE {
                family = hash;
                family_initial = letter;
            } else {
                more.push((hash, Role::Family(letter)));
            }
        }
        // 田中健, called "Ken Tanaka": that is a whole name, with a first and a last.
        let latin = parsed.glyphs.as_ref().and_then(|_| {
            entry.nicknames.iter().find(|n| n.contains(' ') && !n.chars().any(fold::is_cjk)).map(|n| name::parse(n))
        });
        for part in latin.iter().flat_map(|l| &l.given).filter(|p| p.key.chars().count() > 1) {
            let hash = self.nick.add(part, r);
            more.push((hash, Role::Given));
        }
        for part in latin.iter().flat_map(|l| &l.family).filter(|p| !p.key.is_empty()) {
            let hash = self.family.add(part, r);
            let letter = part.key.chars().next().unwrap_or('\0');
            if family == NONE {
                (family, family_initial) = (hash, letter);
            } else {
                more.push((hash, Role::Family(letter)));
            }
        }
        let nicks: Vec<name::Part> =
            parsed.nick.into_iter().chain(entry.nicknames.iter().map(|n| name::part(n))).collect();
        for part in &nicks {
            if part.key.chars().any(fold::is_cjk) {
                self.add_glyphs(&part.key, Glyphs::Full, r);
            } else if part.key.chars().count() > 1 {
                let hash = self.nick.add(part, r);
                more.push((hash, Role::Given));
            }
        }
        let written = parsed.glyphs.is_some();
        if let Some((whole, cuts)) = parsed.glyphs {
            self.add_glyphs(&whole, Glyphs::Full, r);
            self.cut(&whole, &cuts, r);
        }
        // Liu Yang, called 刘洋: two letters of which the first reads as one of the names.
        let begins = |n: &str| {
            let first = n.char_indices().nth(1).and_then(|(at, _)| n.get(..at)).unwrap_or("");
            n.chars().count() == 2 && [given, family].iter().any(|name| scripts::of(*name).contains(&first))
        };
        // Sakamoto Daisuke, called 坂本大輔: that is a whole name as well.
        let whole_names = entry.nicknames.iter().filter(|_| !written).filter(|n| name::is_whole(n) || begins(n));
        for (whole, cuts) in whole_names.filter_map(|n| name::parse(n).glyphs) {
            self.cut(&whole, &cuts, r);
        }
        // "Sato Haruka" as well as "Haruka Sato".
        let first = lexicon::flags(given) & lexicon::GIVEN == 0 && scripts::of(family).is_empty();
        let turned = scripts::of(given).iter().filter(|form| first && form.chars().count() > 1);
        for form in scripts::of(family).iter().chain(turned).filter(|_| !written) {
            self.add_glyphs(form, Glyphs::Read, r);
        }
        if let Some(code) = &entry.code {
            let part = name::part(code);
            if !part.key.is_empty() {
                self.code.add(&part, r);
            }
        }
        for field in [&entry.team, &entry.location].into_iter().flatten() {
            for word in field.split(|c: char| !c.is_alphanumeric()).filter(|w| w.chars().count() > 2) {
                let key = fold::key(word);
                if !matches!(key.as_str(), "the" | "and" | "des" | "der" | "die" | "del" | "las" | "los") {
                    // "visa office" is the team Visas, "bus driver" the team Buses.
                    let single = [key.strip_suffix('s'), key.strip_suffix("es")];
                    let single = single.into_iter().flatten().filter(|w| key.len() > 4 && w.len() > 2);
                    for form in std::iter::once(key.as_str()).chain(single) {
                        self.teams.entry(fold::hash(form.as_bytes())).or_default().push(r);
                    }
                }
            }
        }
        let (team, location) = (self.field(entry.team.as_deref()), self.field(entry.location.as_deref()));
        self.agents.push(Agent {
            entry,
            given,
            family,
            more: more.into(),
            given_initial,
            family_initial,
            team,
            location,
        });
    }

    /// The words of all teams' and places' names.
    pub fn field_words(&self) -> impl Iterator<Item = String> + '_ {
        self.fields.keys().flat_map(|name| name.split(|c: char| !c.is_alphanumeric()).map(fold::key))
    }

    fn field(&mut self, name: Option<&str>) -> Option<Arc<Field>> {
        let name = name.filter(|n| !n.trim().is_empty())?;
        if let Some(known) = self.fields.get(name) {
            return Some(Arc::clone(known));
        }
        let field = Arc::new(Field::new(name));
        self.fields.insert(name.into(), Arc::clone(&field));
        Some(field)
    }

    /// Files the parts of a whole name in a script without spaces.
    fn cut(&mut self, whole: &str, cuts: &[usize], r: Ref) {
        for &cut in cuts {
            let family: String = whole.chars().take(cut).collect();
            let given: String = whole.chars().skip(cut).collect();
            self.add_glyphs(&family, Glyphs::Family, r);
            self.add_glyphs(&given, Glyphs::Given, r);
        }
    }

    fn add_glyphs(&mut self, text: &str, kind: Glyphs, r: Ref) {
        if !text.is_empty() {
            let key = fold::key(text);
            self.glyphs.entry(fold::hash(key.as_bytes())).or_default().push((r, kind));
        }
    }
}
