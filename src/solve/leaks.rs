//! Records that a parameter's value leaves its function.

use crate::flow::{Attrs, Graph, Leaks, LocId, Sink};
use la_arena::ArenaMap;

/// Notes that parameter `param` flows to `sink` after `derefs` loads. A result that does not
/// escape itself, and that a tag can name, is its own entry; all else is the heap.
pub(super) fn leak_to(
    graph: &Graph,
    attrs: &ArenaMap<LocId, Attrs>,
    leaks: &mut Leaks,
    max_results: usize,
    param: LocId,
    sink: LocId,
    derefs: u32,
) {
    let target = &graph.locs[sink];
    let escapes = attrs.get(sink).is_some_and(|a| a.has(Attrs::ESCAPES));
    match target.result {
        Some(i) if !escapes && target.func == graph.locs[param].func && (i as usize) < max_results => {
            leaks.add(Sink::Result(i as usize), derefs);
        }
        _ => leaks.add(Sink::Heap, derefs),
    }
}
