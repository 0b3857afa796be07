//! Where the boxes and lines of a drawing are.
//!
//! In: sizes of boxes and which lead to which. Out: [`Drawing`]: positions and bends.
//! A layered layout in four steps, each in a file of its own: [`rank`] breaks cycles and gives each box a layer,
//! what flows nowhere in the last; [`order`] sorts the layers so that few lines cross; [`place`] moves boxes to
//! the middle of what they are joined to; here lines get their bends. Layers are columns: texts are wide.
//! Invariants: boxes do not overlap; the same input gives the same drawing.
//! Source: Sugiyama, Tagawa, Toda: "Methods for Visual Understanding of Hierarchical System Structures", 1981.
//! No crate: `rust-sugiyama` 0.4 puts boxes on top of each other (its issues 22 and 28) and tells no bends,
//! `layout-rs` 0.1 draws for itself and tells no positions.

mod order;
mod place;
mod rank;

/// A box to be placed.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Size {
    pub width: f64,
    pub height: f64,
}

/// A point of a drawing; x grows to the right, y downwards.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Point {
    pub x: f64,
    pub y: f64,
}

/// Where everything is.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Drawing {
    /// Of each box, its upper left corner.
    pub boxes: Vec<Point>,
    /// Of each line, its points from where it leaves a box to where it reaches one; at least two.
    pub lines: Vec<Vec<Point>>,
    /// The smallest rectangle from the origin that holds all.
    pub size: Size,
}

/// Between layers.
const LAYER_GAP: f64 = 64.0;
/// Between boxes of a layer.
const BOX_GAP: f64 = 14.0;
/// Between lines that pass a layer.
const LINE_GAP: f64 = 9.0;

/// A box, or the place where a line passes a layer.
#[derive(Clone, Copy, PartialEq, Debug)]
struct Item {
    size: Size,
    layer: usize,
    /// Which box; `None` for a passing line.
    is_box: bool,
}

/// Boxes and passing lines in layers.
#[derive(Clone, Debug, Default)]
struct Layered {
    items: Vec<Item>,
    /// Items of each layer, from top to bottom.
    layers: Vec<Vec<usize>>,
    /// For each item, what it is joined to in the layer before.
    before: Vec<Vec<usize>>,
    /// And in the layer after.
    after: Vec<Vec<usize>>,
}

/// Between parts that no line joins.
const PART_GAP: f64 = 22.0;
/// Rows of such parts are about as wide, unless one part is wider.
const ROW_WIDTH: f64 = 640.0;

/// Lays out boxes of these sizes and lines between them. What no line joins is laid out apart, in rows: first
/// what has lines.
pub(super) fn layout(sizes: &[Size], lines: &[(usize, usize)]) -> Drawing {
    let part_of = parts(sizes.len(), lines);
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); sizes.len()];
    let mut own_lines: Vec<Vec<usize>> = vec![Vec::new(); sizes.len()];
    for (i, &part) in part_of.iter().enumerate() {
        members[part].push(i);
    }
    for (line, &(from, _)) in lines.iter().enumerate() {
        own_lines[part_of[from]].push(line);
    }
    let mut order: Vec<usize> = (0..sizes.len()).filter(|&part| !members[part].is_empty()).collect();
    order.sort_by_key(|&part| own_lines[part].is_empty());
    let nowhere = Point { x: 0.0, y: 0.0 };
    let mut drawing = Drawing {
        boxes: vec![nowhere; sizes.len()],
        lines: vec![Vec::new(); lines.len()],
        size: Size { width: 0.0, height: 0.0 },
    };
    let mut number = vec![0; sizes.len()];
    let mut done = Vec::with_capacity(order.len());
    for part in order {
        for (k, &i) in members[part].iter().enumerate() {
            number[i] = k;
        }
        let part_sizes: Vec<Size> = members[part].iter().map(|&i| sizes[i]).collect();
        let part_lines: Vec<(usize, usize)> =
            own_lines[part].iter().map(|&line| (number[lines[line].0], number[lines[line].1])).collect();
        done.push((part, connected(&part_sizes, &part_lines)));
    }
    let widest = done.iter().map(|(_, drawn)| drawn.size.width).fold(ROW_WIDTH, f64::max);
    let (mut x, mut y, mut row) = (0.0, 0.0, 0.0f64);
    for (part, drawn) in done {
        if x > 0.0 && x + drawn.size.width > widest {
            (x, y, row) = (0.0, y + row + PART_GAP, 0.0);
        }
        let moved = |p: &Point| Point { x: p.x + x, y: p.y + y };
        for (&i, corner) in members[part].iter().zip(&drawn.boxes) {
            drawing.boxes[i] = moved(corner);
        }
        for (&line, points) in own_lines[part].iter().zip(&drawn.lines) {
            drawing.lines[line] = points.iter().map(moved).collect();
        }
        row = row.max(drawn.size.height);
        drawing.size.width = drawing.size.width.max(x + drawn.size.width);
        drawing.size.height = drawing.size.height.max(y + drawn.size.height);
        // A line from a box to itself goes a little beyond it.
        x += drawn.size.width + PART_GAP;
    }
    drawing
}

/// For each box, the first of those that it is joined to, itself included.
fn parts(count: usize, lines: &[(usize, usize)]) -> Vec<usize> {
    fn root(part: &mut [usize], mut i: usize) -> usize {
        while part[i] != i {
            part[i] = part[part[i]];
            i = part[i];
        }
        i
    }
    let mut part: Vec<usize> = (0..count).collect();
    for &(from, to) in lines {
        let (a, b) = (root(&mut part, from), root(&mut part, to));
        part[a.max(b)] = a.min(b);
    }
    (0..count).map(|i| root(&mut part, i)).collect()
}

/// Lays out boxes that lines join.
fn connected(sizes: &[Size], lines: &[(usize, usize)]) -> Drawing {
    let ranks = rank::ranks(sizes.len(), lines);
    let (mut layered, chains) = layers(sizes, lines, &ranks);
    order::order(&mut layered);
    let ys = place::place(&layered);
    let widths: Vec<f64> = layered
        .layers
        .iter()
        .map(|layer| layer.iter().map(|&i| layered.items[i].size.width).fold(0.0, f64::max))
        .collect();
    let gaps = gaps(&layered);
    let mut lefts = Vec::with_capacity(widths.len());
    let mut x = 0.0;
    for (width, gap) in widths.iter().zip(&gaps) {
        lefts.push(x);
        x += width + gap;
    }
    let left = |i: usize| {
        let item = layered.items[i];
        lefts[item.layer] + (widths[item.layer] - item.size.width) / 2.0
    };
    let top = |i: usize| ys[i] - layered.items[i].size.height / 2.0;
    let boxes: Vec<Point> = (0..sizes.len()).map(|i| Point { x: left(i), y: top(i) }).collect();
    let ports = Ports::new(&layered, &chains, &ys);
    let lines = lines
        .iter()
        .enumerate()
        .map(|(line, &(from, to))| match &chains[line] {
            None => own_loop(boxes[from], sizes[from]),
            Some(chain) => {
                let mut points = Vec::with_capacity(chain.items.len() * 2);
                let last = chain.items.len() - 1;
                for (k, &i) in chain.items.iter().enumerate() {
                    let item = layered.items[i];
                    let y = match () {
                        () if k == 0 => ports.right(line, &layered, &ys, i),
                        () if k == last => ports.left(line, &layered, &ys, i),
                        () => ys[i],
                    };
                    let column = (lefts[item.layer], lefts[item.layer] + widths[item.layer]);
                    let own = match item.is_box {
                        true => (left(i), left(i) + item.size.width),
                        false => column,
                    };
                    if k > 0 {
                        points.extend([column.0, own.0].map(|x| Point { x, y }));
                    }
                    if k < last {
                        points.extend([own.1, column.1].map(|x| Point { x, y }));
                    }
                }
                points.dedup();
                if ranks[from] > ranks[to] {
                    points.reverse();
                }
                points
            }
        })
        .collect();
    finish(boxes, lines, sizes)
}

/// A line's way through the layers, from the earlier one to the later one.
struct Chain {
    items: Vec<usize>,
}

/// Puts items into layers; each line that is no loop passes those between its ends.
fn layers(sizes: &[Size], lines: &[(usize, usize)], ranks: &[usize]) -> (Layered, Vec<Option<Chain>>) {
    let count = ranks.iter().max().map_or(0, |&last| last + 1);
    let mut layered = Layered { layers: vec![Vec::new(); count], ..Layered::default() };
    for (i, (&size, &layer)) in sizes.iter().zip(ranks).enumerate() {
        layered.items.push(Item { size, layer, is_box: true });
        layered.layers[layer].push(i);
    }
    let mut chains = Vec::with_capacity(lines.len());
    for &(from, to) in lines {
        if from == to {
            chains.push(None);
            continue;
        }
        let (first, last) = if ranks[from] <= ranks[to] { (from, to) } else { (to, from) };
        let mut items = vec![first];
        for layer in ranks[first] + 1..ranks[last] {
            let size = Size { width: 0.0, height: 0.0 };
            layered.layers[layer].push(layered.items.len());
            items.push(layered.items.len());
            layered.items.push(Item { size, layer, is_box: false });
        }
        items.push(last);
        chains.push(Some(Chain { items }));
    }
    layered.before = vec![Vec::new(); layered.items.len()];
    layered.after = vec![Vec::new(); layered.items.len()];
    for chain in chains.iter().flatten() {
        for pair in chain.items.windows(2) {
            layered.after[pair[0]].push(pair[1]);
            layered.before[pair[1]].push(pair[0]);
        }
    }
    (layered, chains)
}

/// The room behind each layer: more where many lines are.
fn gaps(layered: &Layered) -> Vec<f64> {
    let lines = |layer: &Vec<usize>| layer.iter().map(|&i| layered.after[i].len()).sum::<usize>();
    layered.layers.iter().map(|layer| LAYER_GAP + (lines(layer) as f64 * 1.5).min(60.0)).collect()
}

/// Where lines touch boxes: in the order of their other ends, so that they do not cross there.
struct Ports {
    /// Of each line: which of how many it is, on the right side of its first item and on the left side of its
    /// last.
    ends: Vec<Option<[(usize, usize); 2]>>,
}

impl Ports {
    fn new(layered: &Layered, chains: &[Option<Chain>], ys: &[f64]) -> Ports {
        let mut right: Vec<Vec<(usize, usize)>> = vec![Vec::new(); layered.items.len()];
        let mut left = right.clone();
        for (line, chain) in chains.iter().enumerate() {
            let Some(Chain { items }) = chain else { continue };
            let last = items.len() - 1;
            right[items[0]].push((items[1], line));
            left[items[last]].push((items[last - 1], line));
        }
        let mut ends = vec![None; chains.len()];
        for (slot, sides) in [right, left].iter_mut().enumerate() {
            for side in sides {
                side.sort_by(|a, b| ys[a.0].total_cmp(&ys[b.0]).then(a.1.cmp(&b.1)));
                let count = side.len();
                for (k, &(_, line)) in side.iter().enumerate() {
                    ends[line].get_or_insert([(0, 1); 2])[slot] = (k, count);
                }
            }
        }
        Ports { ends }
    }

    fn right(&self, line: usize, layered: &Layered, ys: &[f64], item: usize) -> f64 {
        self.at(line, 0, layered, ys, item)
    }

    fn left(&self, line: usize, layered: &Layered, ys: &[f64], item: usize) -> f64 {
        self.at(line, 1, layered, ys, item)
    }

    fn at(&self, line: usize, slot: usize, layered: &Layered, ys: &[f64], item: usize) -> f64 {
        let (k, count) = self.ends[line].map_or((0, 1), |ends| ends[slot]);
        let room = (layered.items[item].size.height - 12.0).max(0.0);
        let step = if count > 1 { (room / (count - 1) as f64).min(12.0) } else { 0.0 };
        ys[item] + step * (k as f64 - (count - 1) as f64 / 2.0)
    }
}

/// A line from a box to itself, below its right corner.
fn own_loop(corner: Point, size: Size) -> Vec<Point> {
    let (right, bottom) = (corner.x + size.width, corner.y + size.height);
    vec![Point { x: right, y: bottom - 12.0 }, Point { x: right, y: bottom - 4.0 }]
}

/// Moves everything to the origin.
fn finish(mut boxes: Vec<Point>, mut lines: Vec<Vec<Point>>, sizes: &[Size]) -> Drawing {
    let all = boxes.iter().chain(lines.iter().flatten());
    let least =
        all.fold(Point { x: 0.0, y: f64::INFINITY }, |a, b| Point { x: a.x.min(b.x), y: a.y.min(b.y) });
    let least = Point { x: least.x, y: if least.y.is_finite() { least.y } else { 0.0 } };
    for point in boxes.iter_mut().chain(lines.iter_mut().flatten()) {
        point.x -= least.x;
        point.y -= least.y;
    }
    let corners = boxes
        .iter()
        .zip(sizes)
        .map(|(p, s)| Point { x: p.x + s.width, y: p.y + s.height })
        .chain(lines.iter().flatten().copied());
    let most = corners.fold(Point { x: 0.0, y: 0.0 }, |a, b| Point { x: a.x.max(b.x), y: a.y.max(b.y) });
    Drawing { boxes, lines, size: Size { width: most.x, height: most.y } }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]
        #[test]
        fn boxes_do_not_overlap(
            sizes in prop::collection::vec((20.0f64..200.0, 15.0f64..60.0), 1..40),
            lines in prop::collection::vec((0usize..40, 0usize..40), 0..80),
        ) {
            let sizes: Vec<Size> = sizes.iter().map(|&(width, height)| Size { width, height }).collect();
            let lines: Vec<(usize, usize)> =
                lines.iter().map(|&(a, b)| (a % sizes.len(), b % sizes.len())).collect();
            let drawing = layout(&sizes, &lines);
            prop_assert_eq!(&drawing, &layout(&sizes, &lines));
            for (i, a) in drawing.boxes.iter().enumerate() {
                for (j, b) in drawing.boxes.iter().enumerate().skip(i + 1) {
                    let apart = a.x + sizes[i].width <= b.x || b.x + sizes[j].width <= a.x
                        || a.y + sizes[i].height <= b.y + 0.01 || b.y + sizes[j].height <= a.y + 0.01;
                    prop_assert!(apart, "{} and {}: {:?} {:?}", i, j, a, b);
                }
                prop_assert!(a.x >= 0.0 && a.y >= -0.01);
                prop_assert!(a.x + sizes[i].width <= drawing.size.width + 0.01);
                prop_assert!(a.y + sizes[i].height <= drawing.size.height + 0.01);
            }
            for (line, &(from, to)) in drawing.lines.iter().zip(&lines) {
                prop_assert!(line.len() >= 2);
                let on_side = |p: &Point, i: usize| {
                    let b = drawing.boxes[i];
                    ((p.x - b.x).abs() < 0.01 || (p.x - b.x - sizes[i].width).abs() < 0.01)
                        && p.y >= b.y - 0.01 && p.y <= b.y + sizes[i].height + 0.01
                };
                prop_assert!(on_side(&line[0], from));
                prop_assert!(on_side(&line[line.len() - 1], to));
            }
        }
    }
}
