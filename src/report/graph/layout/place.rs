//! How far down each item is.
//!
//! Each item wants to be level with what it is joined to; a layer's items take the places nearest to what they
//! want, in the sense of least squares, that keep their order and their distances (pooling of adjacent
//! violators). Layers are placed in turn, forth and back, several times.

use super::{BOX_GAP, LINE_GAP, Layered};

const ROUNDS: usize = 60;

/// The middle of each item.
pub(super) fn place(layered: &Layered) -> Vec<f64> {
    let mut ys = vec![0.0; layered.items.len()];
    for layer in &layered.layers {
        let mut y = 0.0;
        for (k, &item) in layer.iter().enumerate() {
            if k > 0 {
                y += distance(layered, layer[k - 1], item);
            }
            ys[item] = y;
        }
        let middle = y / 2.0;
        for &item in layer {
            ys[item] -= middle;
        }
    }
    for round in 0..ROUNDS {
        let count = layered.layers.len();
        for k in 0..count {
            let layer = if round % 2 == 0 { k } else { count - 1 - k };
            settle(layered, &layered.layers[layer], &mut ys);
        }
    }
    ys
}

/// The least distance of the middles of two neighbours.
fn distance(layered: &Layered, a: usize, b: usize) -> f64 {
    let (a, b) = (layered.items[a], layered.items[b]);
    let gap = if a.is_box || b.is_box { BOX_GAP } else { LINE_GAP };
    (a.size.height + b.size.height) / 2.0 + gap
}

fn settle(layered: &Layered, layer: &[usize], ys: &mut [f64]) {
    let mut wanted = Vec::with_capacity(layer.len());
    for &item in layer {
        let (before, after) = (&layered.before[item], &layered.after[item]);
        let mut sum = 0.0;
        let mut weight = 0.0;
        for &other in before.iter().chain(after) {
            let w = pull(layered, item, other);
            sum += ys[other] * w;
            weight += w;
        }
        // What is joined to nothing stays where it is.
        wanted.push(if weight > 0.0 { (sum / weight, weight) } else { (ys[item], 0.05) });
    }
    pool(layered, layer, &wanted, ys);
}

/// Passing lines want to be straight most of all.
fn pull(layered: &Layered, item: usize, other: usize) -> f64 {
    match (layered.items[item].is_box, layered.items[other].is_box) {
        (true, true) => 1.0,
        (false, false) => 8.0,
        _ => 2.0,
    }
}

/// Moves a layer's items to the nearest places that are allowed.
fn pool(layered: &Layered, layer: &[usize], wanted: &[(f64, f64)], ys: &mut [f64]) {
    // Relative to the place of an item in a pile without gaps, the order is all that must be kept.
    let mut offset = 0.0;
    let mut offsets = Vec::with_capacity(layer.len());
    for (k, &item) in layer.iter().enumerate() {
        if k > 0 {
            offset += distance(layered, layer[k - 1], item);
        }
        offsets.push(offset);
    }
    struct Pool {
        sum: f64,
        weight: f64,
        count: usize,
    }
    let mut pools: Vec<Pool> = Vec::new();
    for (&(y, weight), offset) in wanted.iter().zip(&offsets) {
        let mut pool = Pool { sum: (y - offset) * weight, weight, count: 1 };
        while let Some(last) = pools.last()
            && last.sum / last.weight >= pool.sum / pool.weight
        {
            pool.sum += last.sum;
            pool.weight += last.weight;
            pool.count += last.count;
            pools.pop();
        }
        pools.push(pool);
    }
    let mut k = 0;
    for pool in pools {
        for _ in 0..pool.count {
            ys[layer[k]] = pool.sum / pool.weight + offsets[k];
            k += 1;
        }
    }
}
