//! From the sum's own chance to the share that was right: a small monotone table, fitted by
//! `smilecard evaluate tagging FILE… --fit` and read by a person before it is kept.
use std::sync::LazyLock;

/// What was claimed and what was right, both rising, from 0 to 1.
static KNOTS: LazyLock<Vec<(f32, f32)>> = LazyLock::new(|| {
    let read = |line: &str| {
        let (claimed, right) = line.split_once(' ')?;
        Some((claimed.parse::<f32>().ok()?, right.parse::<f32>().ok()?))
    };
    let lines = include_str!("calibration.txt").lines().filter(|l| !l.starts_with('#')).filter_map(read);
    std::iter::once((0.0, 0.0)).chain(lines).chain([(1.0, 1.0)]).collect()
});

/// The share of mentions claimed with `chance` that are right.
pub fn calibrated(chance: f32) -> f32 {
    between(chance, KNOTS.iter().copied())
}

/// The chance behind a calibrated confidence; what a new table is fitted to.
pub fn chance(confidence: f32) -> f32 {
    between(confidence, KNOTS.iter().map(|k| (k.1, k.0)))
}

fn between(x: f32, knots: impl Iterator<Item = (f32, f32)>) -> f32 {
    let mut last = (0.0, 0.0);
    for knot in knots {
        if x <= knot.0 {
            let width = knot.0 - last.0;
            return if width <= 0.0 { knot.1 } else { last.1 + (knot.1 - last.1) * (x - last.0) / width };
        }
        last = knot;
    }
    x
}

/// The least a step must rise, so that the table can be read backwards.
const STEP: f32 = 0.004;

/// No more than this is ever claimed: of cards that nobody had seen, no group was right more often.
const CEILING: f32 = 0.985;

/// Fits a table to claims and what became of them: shares of ever surer groups, made to rise (pool adjacent violators),
/// with a little of the claim itself mixed in where there are few.
pub fn fit(mut claims: Vec<(f32, bool)>) -> Vec<(f32, f32)> {
    claims.sort_by(|a, b| a.0.total_cmp(&b.0));
    const EDGES: [f32; 9] = [0.30, 0.50, 0.65, 0.80, 0.88, 0.93, 0.97, 0.99, 1.01];
    const PRIOR: f32 = 6.0;
    let mut pools: Vec<(f32, f32, f32)> = vec![];
    let mut from = 0.0;
    for edge in EDGES {
        let group: Vec<_> = claims.iter().filter(|c| c.0 >= from && c.0 < edge).collect();
        from = edge;
        if group.is_empty() {
            continue;
        }
        let count = group.len() as f32;
        let claimed = group.iter().map(|c| c.0).sum::<f32>() / count;
        let right = group.iter().filter(|c| c.1).count() as f32;
        pools.push((claimed, (right + PRIOR * claimed) / (count + PRIOR), count));
        while let [.., a, b] = pools[..]
            && a.1 > b.1
        {
            let count = a.2 + b.2;
            let mixed = ((a.0 * a.2 + b.0 * b.2) / count, (a.1 * a.2 + b.1 * b.2) / count, count);
            pools.truncate(pools.len() - 2);
            pools.push(mixed);
        }
    }
    let (mut last, count) = (0.0, pools.len());
    pools
        .into_iter()
        .enumerate()
        .map(|(n, (claimed, right, _))| {
            let ceiling = CEILING - STEP * (count - 1 - n) as f32;
            last = right.max(last + STEP).min(ceiling);
            (claimed, last)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_rises_and_can_be_read_backwards() {
        assert!(KNOTS.windows(2).all(|k| k[0].0 < k[1].0 && k[0].1 < k[1].1), "{:?}", *KNOTS);
        for n in 1..100 {
            let x = n as f32 / 100.0;
            assert!((chance(calibrated(x)) - x).abs() < 0.01);
        }
    }

    #[test]
    fn a_claim_that_is_right_half_the_time_is_worth_half() {
        let claims: Vec<_> = (0..400).map(|n| (0.95, n % 2 == 0)).chain((0..400).map(|_| (0.995, true))).collect();
        let table = fit(claims);
        assert!((table[0].1 - 0.5).abs() < 0.02 && table[1].1 > 0.97, "{table:?}");
    }
}
