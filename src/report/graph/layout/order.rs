//! Sorts layers so that few lines cross.
//!
//! Sweeps forth and back: each item goes to the mean place of what it is joined to in the layer before (after);
//! then neighbours are swapped while that helps. The best order that was met is kept.

use super::Layered;

/// How often all layers are sorted.
const SWEEPS: usize = 16;
/// Beyond this number of items, neighbours are not swapped: it takes too long.
const MAX_SWAPPED: usize = 3000;

/// Sorts each layer.
pub(super) fn order(layered: &mut Layered) {
    let mut at = vec![0usize; layered.items.len()];
    number(&layered.layers, &mut at);
    let mut best = (crossings(layered, &at), layered.layers.clone());
    for sweep in 0..SWEEPS {
        if best.0 == 0 {
            break;
        }
        let forth = sweep % 2 == 0;
        let count = layered.layers.len();
        for k in 0..count {
            let layer = if forth { k } else { count - 1 - k };
            sort_layer(layered, layer, forth, &mut at);
        }
        if layered.items.len() <= MAX_SWAPPED {
            swap(layered, &mut at);
        }
        let now = crossings(layered, &at);
        if now < best.0 {
            best = (now, layered.layers.clone());
        }
    }
    layered.layers = best.1;
}

fn number(layers: &[Vec<usize>], at: &mut [usize]) {
    for layer in layers {
        for (place, &item) in layer.iter().enumerate() {
            at[item] = place;
        }
    }
}

fn sort_layer(layered: &mut Layered, layer: usize, forth: bool, at: &mut [usize]) {
    let joined = if forth { &layered.before } else { &layered.after };
    let mean = |item: usize| {
        let all = &joined[item];
        match all.len() {
            0 => at[item] as f64,
            n => all.iter().map(|&other| at[other] as f64).sum::<f64>() / n as f64,
        }
    };
    let mut keyed: Vec<(f64, usize)> = layered.layers[layer].iter().map(|&item| (mean(item), item)).collect();
    keyed.sort_by(|a, b| a.0.total_cmp(&b.0));
    for (place, &(_, item)) in keyed.iter().enumerate() {
        at[item] = place;
        layered.layers[layer][place] = item;
    }
}

/// Swaps neighbours while fewer lines cross.
fn swap(layered: &mut Layered, at: &mut [usize]) {
    for _ in 0..4 {
        let mut better = false;
        for layer in 0..layered.layers.len() {
            for place in 1..layered.layers[layer].len() {
                let (a, b) = (layered.layers[layer][place - 1], layered.layers[layer][place]);
                let kept = pair(&layered.before, at, a, b) + pair(&layered.after, at, a, b);
                let swapped = pair(&layered.before, at, b, a) + pair(&layered.after, at, b, a);
                if swapped < kept {
                    layered.layers[layer].swap(place - 1, place);
                    at.swap(a, b);
                    better = true;
                }
            }
        }
        if !better {
            break;
        }
    }
}

/// Crossings of the lines of two neighbours, `a` above `b`.
fn pair(joined: &[Vec<usize>], at: &[usize], a: usize, b: usize) -> usize {
    let above = |&x: &usize| joined[b].iter().filter(|&&y| at[y] < at[x]).count();
    joined[a].iter().map(above).sum()
}

/// All crossings, layer by layer: inversions, counted with a tree of sums.
fn crossings(layered: &Layered, at: &[usize]) -> usize {
    let mut total = 0;
    for (k, layer) in layered.layers.iter().enumerate() {
        let Some(next) = layered.layers.get(k + 1) else { break };
        let mut sums = vec![0usize; next.len() + 1];
        let mut seen = 0;
        for &item in layer {
            let mut ends: Vec<usize> = layered.after[item].iter().map(|&other| at[other]).collect();
            ends.sort_unstable();
            for &end in &ends {
                let (mut i, mut upto) = (end + 1, 0);
                while i > 0 {
                    upto += sums[i];
                    i &= i - 1;
                }
                total += seen - upto;
            }
            for end in ends {
                let mut i = end + 1;
                while i < sums.len() {
                    sums[i] += 1;
                    i += i & i.wrapping_neg();
                }
                seen += 1;
            }
        }
    }
    total
}
