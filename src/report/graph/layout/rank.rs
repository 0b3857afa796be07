//! Which layer a box is in.

/// The layer of each box: every line but those of a cycle that are turned round, and loops, leads to a later
/// layer, and a box is as near as it can be to what it leads to.
pub(super) fn ranks(count: usize, lines: &[(usize, usize)]) -> Vec<usize> {
    let mut targets: Vec<Vec<usize>> = vec![Vec::new(); count];
    for &(from, to) in lines {
        if from != to && !targets[from].contains(&to) {
            targets[from].push(to);
        }
    }
    // Depth first, without recursion: a line to a box that is being visited closes a cycle.
    let mut state = vec![Visit::New; count];
    let mut finished = Vec::with_capacity(count);
    let mut turned: Vec<(usize, usize)> = Vec::new();
    for start in 0..count {
        if state[start] != Visit::New {
            continue;
        }
        state[start] = Visit::Open;
        let mut path = vec![(start, 0)];
        while let Some((at, next)) = path.last_mut() {
            let at = *at;
            match targets[at].get(*next) {
                Some(&to) => {
                    *next += 1;
                    match state[to] {
                        Visit::New => {
                            state[to] = Visit::Open;
                            path.push((to, 0));
                        }
                        Visit::Open => turned.push((at, to)),
                        Visit::Done => {}
                    }
                }
                None => {
                    state[at] = Visit::Done;
                    finished.push(at);
                    path.pop();
                }
            }
        }
    }
    for &(from, to) in &turned {
        targets[from].retain(|&t| t != to);
        if !targets[to].contains(&from) {
            targets[to].push(from);
        }
    }
    heights(&targets, &finished)
}

#[derive(Clone, Copy, PartialEq)]
enum Visit {
    New,
    Open,
    Done,
}

/// Longest ways to the end, as layers from the start. A turned line leads from an ancestor of the search to its
/// descendant, so that the order of finishing is still one in which targets come first.
fn heights(targets: &[Vec<usize>], finished: &[usize]) -> Vec<usize> {
    let mut height = vec![0; targets.len()];
    for &at in finished {
        height[at] = targets[at].iter().map(|&to| height[to] + 1).max().unwrap_or(0);
    }
    let last = height.iter().max().copied().unwrap_or(0);
    height.into_iter().map(|h| last - h).collect()
}
