//! How many slips lie between two folded words: letters lost, added, changed, or swapped with their neighbour.

/// Bits of the letters a word holds; two words within `d` slips differ in at most `2 d` bits.
pub fn mask(word: &str) -> u32 {
    word.bytes()
        .fold(0, |m, b| m | 1 << if b.is_ascii_lowercase() { u32::from(b - b'a') } else { 26 + u32::from(b) % 6 })
}

/// The number of slips (optimal string alignment), if it is at most `limit`.
pub fn slips(a: &str, b: &str, limit: u8) -> Option<u8> {
    const MAX: usize = 32;
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let limit = usize::from(limit);
    if a.len() >= MAX || b.len() >= MAX || a.len().abs_diff(b.len()) > limit {
        return None;
    }
    let at = |s: &[u8], i: usize| s.get(i).copied().unwrap_or(0);
    let (mut before, mut last, mut row) = ([0usize; MAX + 1], [0usize; MAX + 1], [0usize; MAX + 1]);
    for (j, cell) in last.iter_mut().enumerate() {
        *cell = j;
    }
    let get = |r: &[usize; MAX + 1], j: usize| r.get(j).copied().unwrap_or(MAX);
    for i in 1..=a.len() {
        let mut best = i;
        if let Some(cell) = row.first_mut() {
            *cell = i;
        }
        for j in 1..=b.len() {
            let same = usize::from(at(a, i - 1) != at(b, j - 1));
            let mut cost = (get(&last, j) + 1).min(get(&row, j - 1) + 1).min(get(&last, j - 1) + same);
            if i > 1 && j > 1 && at(a, i - 1) == at(b, j - 2) && at(a, i - 2) == at(b, j - 1) {
                cost = cost.min(get(&before, j - 2) + 1);
            }
            if let Some(cell) = row.get_mut(j) {
                *cell = cost;
            }
            best = best.min(cost);
        }
        if best > limit {
            return None;
        }
        (before, last, row) = (last, row, before);
    }
    let d = get(&last, b.len());
    (d <= limit).then_some(d as u8)
}

/// How many slips a word of this length may hold and still be taken for a name.
pub fn allowance(letters: usize) -> u8 {
    match letters {
        0..=3 => 0,
        4..=6 => 1,
        _ => 2,
    }
}
