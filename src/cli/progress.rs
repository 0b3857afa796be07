//! How far the work is, for a user who waits.
//!
//! In: what the driver tells its observer. Out: one line on standard error, once the work takes
//! longer than a second; gone before anything else is printed.
//! Invariants: nothing is written unless standard error is a terminal.

use crate::driver::{Observer, Step};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

/// Work that takes less is over before anybody could read.
const PATIENCE: Duration = Duration::from_secs(1);
const TICK: Duration = Duration::from_millis(100);

/// Shows how far the work is until it is dropped.
#[derive(Debug)]
pub(super) struct Progress {
    line: Option<Arc<Line>>,
    /// Who shows it in time, unless the channel to it is closed before.
    waiting: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Progress {
    /// Starts to wait; on a terminal only.
    pub fn start() -> Progress {
        if !std::io::stderr().is_terminal() {
            return Progress { line: None, waiting: None };
        }
        let line = Arc::new(Line::hidden());
        let (done, end) = channel::<()>();
        let bar = line.bar.clone();
        let thread = std::thread::spawn(move || {
            if end.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                bar.set_draw_target(ProgressDrawTarget::stderr());
                bar.enable_steady_tick(TICK);
            }
        });
        Progress { line: Some(line), waiting: Some((done, thread)) }
    }

    /// Who the driver tells how far it is.
    pub fn observer(&self) -> Option<Arc<dyn Observer>> {
        self.line.clone().map(|line| line as Arc<dyn Observer>)
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((done, thread)) = self.waiting.take() {
            drop(done);
            // It does nothing that could fail.
            let _ = thread.join();
        }
        if let Some(line) = &self.line {
            line.bar.finish_and_clear();
        }
    }
}

/// The line that is shown.
#[derive(Debug)]
struct Line {
    bar: ProgressBar,
}

impl Line {
    fn hidden() -> Line {
        let line = Line { bar: ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden()) };
        line.set_style("{spinner} {msg}");
        line
    }

    fn set_style(&self, template: &str) {
        // The templates are written here, and good.
        if let Ok(style) = ProgressStyle::with_template(template) {
            self.bar.set_style(style);
        }
    }
}

impl Observer for Line {
    fn begin(&self, step: Step) {
        match step {
            Step::Load => self.bar.set_message("reading packages"),
            Step::Check => self.bar.set_message("checking types"),
            // Many packages at a time.
            _ => {}
        }
    }

    fn end(&self, _step: Step) {}

    fn packages(&self, count: usize) {
        self.bar.set_message("packages");
        self.bar.set_length(count as u64);
        self.set_style("{spinner} {pos}/{len} {msg}");
    }

    fn package_done(&self) {
        self.bar.inc(1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_packages() {
        let line = Line::hidden();
        line.begin(Step::Load);
        assert_eq!(line.bar.message(), "reading packages");
        line.packages(3);
        line.package_done();
        assert_eq!((line.bar.position(), line.bar.length()), (1, Some(3)));
    }
}
