//! Work on several threads, with the results of one thread.
//!
//! In: pieces of work that share nothing but what is safe to share. Out: their results, in the
//! order of the pieces.
//! Invariants: every result is there when a function returns; without the feature `threads` all
//! work is done by the caller, in order.

/// Stack of every thread that runs stages: they recurse as deep as the parser lets trees nest.
#[cfg(not(target_arch = "wasm32"))]
const STACK_SIZE: usize = 256 << 20;

/// More threads are never started: they would only wait for each other.
#[cfg(feature = "threads")]
const MAX_THREADS: usize = 64;

/// Runs `work`, and what it hands to the other functions here, on `threads` threads with enough
/// stack; 0 means as many as the machine has.
#[cfg(feature = "threads")]
pub(super) fn with_threads<R: Send>(threads: usize, work: impl FnOnce() -> R + Send) -> R {
    let pool = |threads| rayon::ThreadPoolBuilder::new().num_threads(threads).stack_size(STACK_SIZE).build();
    match pool(threads.min(MAX_THREADS)).or_else(|_| pool(1)) {
        Ok(pool) => pool.install(work),
        Err(error) => panic!("no threads for the analysis: {error}"),
    }
}

/// Runs `work` on a thread with enough stack.
#[cfg(all(not(feature = "threads"), not(target_arch = "wasm32")))]
pub(super) fn with_threads<R: Send>(_threads: usize, work: impl FnOnce() -> R + Send) -> R {
    std::thread::scope(|scope| {
        let worker = std::thread::Builder::new().stack_size(STACK_SIZE).spawn_scoped(scope, work);
        match worker.map(|w| w.join()) {
            Ok(Ok(result)) => result,
            Ok(Err(panic)) => std::panic::resume_unwind(panic),
            Err(error) => panic!("no thread for the analysis: {error}"),
        }
    })
}

/// Runs `work`.
#[cfg(all(not(feature = "threads"), target_arch = "wasm32"))]
pub(super) fn with_threads<R>(_threads: usize, work: impl FnOnce() -> R) -> R {
    work()
}

/// `work` of each item.
#[cfg(feature = "threads")]
pub(super) fn map<T: Send, R: Send>(items: Vec<T>, work: impl Fn(T) -> R + Sync + Send) -> Vec<R> {
    use rayon::prelude::*;
    items.into_par_iter().with_max_len(1).map(work).collect()
}

/// `work` of each item.
#[cfg(not(feature = "threads"))]
pub(super) fn map<T, R>(items: Vec<T>, work: impl Fn(T) -> R) -> Vec<R> {
    items.into_iter().map(work).collect()
}

/// Calls `work` with each index in `order`, after `work` returned for all that `needs` lists for
/// it. These come first in `order`.
pub(super) fn in_order(order: &[usize], needs: &[Vec<usize>], work: impl Fn(usize) + Sync) {
    in_order_with_rest(order, needs, |index| {
        work(index);
        None::<fn()>
    });
}

/// As [`in_order`], where `work` may return a rest that nothing else has to wait for.
#[cfg(feature = "threads")]
pub(super) fn in_order_with_rest<R: FnOnce() + Send>(
    order: &[usize],
    needs: &[Vec<usize>],
    work: impl Fn(usize) -> Option<R> + Sync,
) {
    use std::sync::atomic::{AtomicUsize, Ordering};

    struct Plan<'a, W> {
        waiting_for: Vec<AtomicUsize>,
        needed_by: Vec<Vec<usize>>,
        work: &'a W,
    }

    fn start<'s, R: FnOnce() + Send, W: Fn(usize) -> Option<R> + Sync>(
        scope: &rayon::Scope<'s>,
        plan: &'s Plan<'s, W>,
        index: usize,
    ) {
        scope.spawn(move |scope| {
            let rest = (plan.work)(index);
            for &next in &plan.needed_by[index] {
                if plan.waiting_for[next].fetch_sub(1, Ordering::AcqRel) == 1 {
                    start(scope, plan, next);
                }
            }
            if let Some(rest) = rest {
                rest();
            }
        });
    }

    let mut needed_by = vec![Vec::new(); needs.len()];
    for &index in order {
        for &need in &needs[index] {
            needed_by[need].push(index);
        }
    }
    let waiting_for = needs.iter().map(|needs| AtomicUsize::new(needs.len())).collect();
    let plan = Plan { waiting_for, needed_by, work: &work };
    rayon::scope(|scope| {
        for &index in order {
            if needs[index].is_empty() {
                start(scope, &plan, index);
            }
        }
    });
}

/// As [`in_order`], where `work` may return a rest of the work.
#[cfg(not(feature = "threads"))]
pub(super) fn in_order_with_rest<R: FnOnce()>(
    order: &[usize],
    _needs: &[Vec<usize>],
    work: impl Fn(usize) -> Option<R>,
) {
    for &index in order {
        if let Some(rest) = work(index) {
            rest();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Mutex;

    #[test]
    fn work_comes_after_what_it_needs() {
        // Each index needs those before it that divide it, and every third one the one before.
        let needs: Vec<Vec<usize>> =
            (0..200).map(|i| (1..i).filter(|&n| i % n == 0 || i % 3 == 0 && n + 1 == i).collect()).collect();
        let order: Vec<usize> = (0..200).collect();
        for threads in [1, 4, 100_000] {
            let done = Mutex::new(Vec::new());
            with_threads(threads, || in_order(&order, &needs, |index| done.lock().unwrap().push(index)));
            let done = done.into_inner().unwrap();
            assert_eq!(done.len(), order.len());
            let at = |index: usize| done.iter().position(|&d| d == index);
            assert!((0..200).all(|index| needs[index].iter().all(|&need| at(need) < at(index))));
            let squares = with_threads(threads, || map(order.clone(), |index| index * index));
            assert!(squares.iter().enumerate().all(|(index, &square)| square == index * index));
        }
    }
}
