//! Who wants to know how far a run is.
//!
//! In: what the stages tell. Out: nothing: no result depends on an observer. The library reads no
//! clock; an observer may.

/// A part of the work on a program.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Step {
    /// Finding, reading and parsing all packages.
    Load,
    /// Type-checking all packages.
    Check,
    /// From the trees of one package to its IR.
    Lower,
    /// The passes over one package's IR.
    Passes,
    /// Pointer flows of one package, built and solved.
    Solve,
    /// Whatever is made of the verdicts about one package.
    Report,
}

impl Step {
    /// All steps, in order.
    pub const ALL: [Step; 6] =
        [Step::Load, Step::Check, Step::Lower, Step::Passes, Step::Solve, Step::Report];
}

/// Is told when steps begin and end, by the thread that takes them.
pub trait Observer: std::fmt::Debug + Send + Sync {
    /// `step` begins.
    fn begin(&self, step: Step);
    /// The last step that this thread began, `step`, ends.
    fn end(&self, step: Step);
    /// There are `count` packages to be lowered and solved.
    fn packages(&self, count: usize);
    /// One of them is done.
    fn package_done(&self);
}

/// Takes `step` before the eyes of `observer`.
pub(super) fn observed<R>(observer: Option<&dyn Observer>, step: Step, work: impl FnOnce() -> R) -> R {
    let Some(observer) = observer else { return work() };
    observer.begin(step);
    let result = work();
    observer.end(step);
    result
}
