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
pub(crate) fn with_threads<R: Send>(threads: usize, work: impl FnOnce() -> R + Send) -> R {
    let pool = |threads| rayon::ThreadPoolBuilder::new().num_threads(threads).stack_size(STACK_SIZE).build();
    match pool(threads.min(MAX_THREADS)).or_else(|_| pool(1)) {
        Ok(pool) => pool.install(work),
        Err(error) => panic!("no threads for the analysis: {error}"),
    }
}

/// Runs `work` on a thread with enough stack.
#[cfg(all(not(feature = "threads"), not(target_arch = "wasm32")))]
pub(crate) fn with_threads<R: Send>(_threads: usize, work: impl FnOnce() -> R + Send) -> R {
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
pub(crate) fn with_threads<R>(_threads: usize, work: impl FnOnce() -> R) -> R {
    work()
}

/// `work` of each item.
#[cfg(feature = "threads")]
pub(crate) fn map<T: Send, R: Send>(items: Vec<T>, work: impl Fn(T) -> R + Sync + Send) -> Vec<R> {
    use rayon::prelude::*;
    if items.len() < 2 {
        return items.into_iter().map(work).collect();
    }
    items.into_par_iter().with_max_len(1).map(work).collect()
}

/// `work` of each item.
#[cfg(not(feature = "threads"))]
pub(crate) fn map<T, R>(items: Vec<T>, work: impl Fn(T) -> R) -> Vec<R> {
    items.into_iter().map(work).collect()
}

/// Calls `work` with each index in `order`, after `work` returned for all that `needs` lists for
/// it. These come first in `order`.
pub(crate) fn in_order(order: &[usize], needs: &[Vec<usize>], work: impl Fn(usize) + Sync) {
    phases::run(order, needs, &vec![1; needs.len()], &OnePhase(work));
}

/// Work on things that need each other, in phases. Each is done once for each index.
pub(crate) trait Phases: Sync {
    /// Comes after the same for all that `index` needs.
    fn begin(&self, index: usize);
    /// Comes at any time between the others.
    fn prepare(&self, index: usize);
    /// Comes after the same for all that `index` needs. What is returned is a rest that nothing has
    /// to wait for.
    fn finish(&self, index: usize) -> Option<impl FnOnce()>;
}

/// What has only a beginning.
struct OnePhase<W>(W);

impl<W: Fn(usize) + Sync> Phases for OnePhase<W> {
    fn begin(&self, index: usize) {
        (self.0)(index);
    }

    fn prepare(&self, _: usize) {}

    fn finish(&self, _: usize) -> Option<impl FnOnce()> {
        None::<fn()>
    }
}

pub(crate) use phases::run as in_phases;

/// One after the other: what is needed is finished before anything that needs it begins.
#[cfg(not(feature = "threads"))]
mod phases {
    use super::Phases;

    /// Does all work on what is in `order`.
    pub(crate) fn run(order: &[usize], _needs: &[Vec<usize>], _sizes: &[usize], work: &impl Phases) {
        for &index in order {
            work.begin(index);
            work.prepare(index);
            if let Some(rest) = work.finish(index) {
                rest();
            }
        }
    }
}

/// By several threads: first what most work waits for.
#[cfg(feature = "threads")]
mod phases {
    use super::Phases;
    use std::collections::BinaryHeap;
    use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

    /// Things that one thread may prepare before they can be finished: they take memory.
    const AHEAD: usize = 2;

    /// Does all work on what is in `order`: things come there after what they need. `sizes` tells
    /// how much work each is, in any unit.
    pub(crate) fn run(order: &[usize], needs: &[Vec<usize>], sizes: &[usize], work: &impl Phases) {
        let workers = rayon::current_num_threads();
        let plan = Plan::new(order, needs, sizes);
        let state = Mutex::new(State::new(order, needs, &plan, workers * AHEAD));
        let changed = Condvar::new();
        rayon::scope(|scope| {
            for _ in 0..workers {
                scope.spawn(|_| Worker { plan: &plan, state: &state, changed: &changed }.run(work));
            }
        });
    }

    /// What does not change.
    struct Plan {
        needed_by: Vec<Vec<usize>>,
        /// The work on the longest chain of what waits for the beginning of each, itself included.
        begin_urgency: Vec<usize>,
        /// The same for its end.
        finish_urgency: Vec<usize>,
    }

    impl Plan {
        fn new(order: &[usize], needs: &[Vec<usize>], sizes: &[usize]) -> Plan {
            let mut needed_by = vec![Vec::new(); needs.len()];
            for &index in order {
                for &need in &needs[index] {
                    needed_by[need].push(index);
                }
            }
            let (mut begin_urgency, mut finish_urgency) = (vec![0; needs.len()], vec![0; needs.len()]);
            for &index in order.iter().rev() {
                let most = |urgency: &[usize]| needed_by[index].iter().map(|&next| urgency[next]).max();
                finish_urgency[index] = sizes[index] + most(&finish_urgency).unwrap_or(0);
                let own = sizes[index] + finish_urgency[index];
                begin_urgency[index] = sizes[index] + most(&begin_urgency).unwrap_or(0).max(own);
            }
            Plan { needed_by, begin_urgency, finish_urgency }
        }
    }

    #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
    enum Task {
        Begin(usize),
        Prepare(usize),
        Finish(usize),
    }

    #[derive(Clone, Copy, PartialEq, Eq)]
    enum Preparation {
        Open,
        /// Left to whoever finishes it.
        Left,
        Running,
        Done,
    }

    /// What remains to be done.
    struct State {
        /// How many others each waits for before it can begin.
        begin_waits: Vec<usize>,
        /// The same for its end; its own beginning is one of them.
        finish_waits: Vec<usize>,
        preparation: Vec<Preparation>,
        /// What can be done and has to be done before something else, by urgency.
        ready: BinaryHeap<(usize, Task)>,
        /// What began and may be prepared, by urgency.
        preparable: BinaryHeap<(usize, usize)>,
        /// How many more may be prepared before they can be finished.
        room: usize,
        /// What is not finished.
        unfinished: usize,
    }

    impl State {
        fn new(order: &[usize], needs: &[Vec<usize>], plan: &Plan, room: usize) -> State {
            let waits: Vec<usize> = needs.iter().map(Vec::len).collect();
            let first = order.iter().filter(|&&index| waits[index] == 0);
            State {
                finish_waits: waits.iter().map(|waits| waits + 1).collect(),
                preparation: vec![Preparation::Open; needs.len()],
                ready: first.map(|&index| (plan.begin_urgency[index], Task::Begin(index))).collect(),
                preparable: BinaryHeap::new(),
                room,
                unfinished: order.len(),
                begin_waits: waits,
            }
        }

        /// What to do next, if there is anything.
        fn next(&mut self) -> Option<Task> {
            if let Some((_, task)) = self.ready.pop() {
                // Nobody else prepares it from now on.
                if let Task::Finish(index) = task
                    && self.preparation[index] == Preparation::Open
                {
                    self.preparation[index] = Preparation::Left;
                }
                return Some(task);
            }
            while self.room > 0 {
                let (_, index) = self.preparable.pop()?;
                if self.preparation[index] == Preparation::Open {
                    self.preparation[index] = Preparation::Running;
                    self.room -= 1;
                    return Some(Task::Prepare(index));
                }
            }
            None
        }

        /// One of those is done that the end of `index` waits for.
        fn may_finish(&mut self, plan: &Plan, index: usize) {
            self.finish_waits[index] -= 1;
            if self.finish_waits[index] == 0 && self.preparation[index] != Preparation::Running {
                self.ready.push((plan.finish_urgency[index], Task::Finish(index)));
            }
        }

        fn began(&mut self, plan: &Plan, index: usize) {
            for &next in &plan.needed_by[index] {
                self.begin_waits[next] -= 1;
                if self.begin_waits[next] == 0 {
                    self.ready.push((plan.begin_urgency[next], Task::Begin(next)));
                }
            }
            self.preparable.push((plan.finish_urgency[index], index));
            self.may_finish(plan, index);
        }

        fn prepared(&mut self, plan: &Plan, index: usize) {
            self.preparation[index] = Preparation::Done;
            if self.finish_waits[index] == 0 {
                self.ready.push((plan.finish_urgency[index], Task::Finish(index)));
            }
        }

        fn finished(&mut self, plan: &Plan, index: usize) {
            self.unfinished -= 1;
            for &next in &plan.needed_by[index] {
                self.may_finish(plan, next);
            }
        }
    }

    struct Worker<'a> {
        plan: &'a Plan,
        state: &'a Mutex<State>,
        changed: &'a Condvar,
    }

    /// Lets the others stop when one of them panics.
    struct Abandon<'a>(&'a Worker<'a>);

    impl Drop for Abandon<'_> {
        fn drop(&mut self) {
            if std::thread::panicking() {
                self.0.update(|state| state.unfinished = 0);
            }
        }
    }

    impl Worker<'_> {
        fn lock(&self) -> MutexGuard<'_, State> {
            self.state.lock().unwrap_or_else(PoisonError::into_inner)
        }

        fn update(&self, change: impl FnOnce(&mut State)) {
            change(&mut self.lock());
            self.changed.notify_all();
        }

        fn run(&self, work: &impl Phases) {
            let _abandon = Abandon(self);
            while let Some(task) = self.wait() {
                match task {
                    Task::Begin(index) => {
                        work.begin(index);
                        self.update(|state| state.began(self.plan, index));
                    }
                    Task::Prepare(index) => {
                        work.prepare(index);
                        self.update(|state| state.prepared(self.plan, index));
                    }
                    Task::Finish(index) => self.finish(index, work),
                }
            }
        }

        /// What to do next; `None` when everything is done.
        fn wait(&self) -> Option<Task> {
            let mut state = self.lock();
            loop {
                if state.unfinished == 0 {
                    return None;
                }
                if let Some(task) = state.next() {
                    return Some(task);
                }
                state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
            }
        }

        fn finish(&self, index: usize, work: &impl Phases) {
            let mut state = self.lock();
            let before = std::mem::replace(&mut state.preparation[index], Preparation::Done);
            state.room += usize::from(before == Preparation::Done);
            drop(state);
            if before == Preparation::Left {
                work.prepare(index);
            }
            let rest = work.finish(index);
            self.update(|state| state.finished(self.plan, index));
            if let Some(rest) = rest {
                rest();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Mutex;

    /// What was done, in order.
    #[derive(Default)]
    struct Log(Mutex<Vec<(char, usize)>>);

    impl Log {
        fn done(&self, phase: char, index: usize) {
            self.0.lock().unwrap().push((phase, index));
        }
    }

    impl Phases for Log {
        fn begin(&self, index: usize) {
            self.done('b', index);
        }

        fn prepare(&self, index: usize) {
            self.done('p', index);
        }

        fn finish(&self, index: usize) -> Option<impl FnOnce()> {
            self.done('f', index);
            Some(move || self.done('r', index))
        }
    }

    #[test]
    #[should_panic(expected = "in the middle")]
    fn nobody_waits_for_what_panics() {
        let needs: Vec<Vec<usize>> = (0..50usize).map(|i| i.checked_sub(1).into_iter().collect()).collect();
        let order: Vec<usize> = (0..50).collect();
        with_threads(3, || in_order(&order, &needs, |index| assert!(index != 25, "in the middle")));
    }

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
            let log = Log::default();
            let sizes: Vec<usize> = (0..200).map(|index| index * 7 % 11).collect();
            with_threads(threads, || in_phases(&order, &needs, &sizes, &log));
            let done = log.0.into_inner().unwrap();
            assert_eq!(done.len(), 4 * order.len());
            let at = |phase: char, index: usize| done.iter().position(|&d| d == (phase, index)).unwrap();
            for (index, needs) in needs.iter().enumerate() {
                assert!(at('b', index) < at('p', index) && at('p', index) < at('f', index));
                assert!(at('f', index) < at('r', index));
                for &need in needs {
                    assert!(at('b', need) < at('b', index) && at('f', need) < at('f', index));
                }
            }
            let squares = with_threads(threads, || map(order.clone(), |index| index * index));
            assert!(squares.iter().enumerate().all(|(index, &square)| square == index * index));
        }
    }
}
