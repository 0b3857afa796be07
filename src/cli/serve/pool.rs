//! Child processes that analyse.
//!
//! In: a request in one line. Out: the answer in one line, or why there is none.
//! Invariants: at most [`Limits::workers`] analyses run at a time and at most [`Limits::waiting`]
//! requests wait; a process that takes too long, ends, or answers too much is killed and never asked
//! again; one that has answered many requests or has much memory is replaced.

use std::path::PathBuf;
use std::process::Stdio;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};
use tokio::sync::Semaphore;
use tokio::time::timeout;

/// What the pool allows.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    /// Analyses at a time.
    pub workers: usize,
    /// Requests that wait for one.
    pub waiting: usize,
    /// How long a request may wait.
    pub patience: Duration,
    /// How long an analysis may take.
    pub time: Duration,
    /// How many bytes an answer may have.
    pub answer: u64,
    /// How many requests a process answers.
    pub requests: u32,
    /// How many bytes of memory a process keeps between requests.
    pub resident: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            workers: 2,
            waiting: 128,
            patience: Duration::from_secs(10),
            time: Duration::from_secs(10),
            answer: 64 << 20,
            requests: 1000,
            resident: 384 << 20,
        }
    }
}

/// Why there is no answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Failure {
    /// Too many requests wait.
    Busy,
    /// The analysis took too long.
    TooSlow,
    /// The process ended: it crashed, or wanted too much memory.
    Crashed,
}

/// The processes.
#[derive(Debug)]
pub(super) struct Pool {
    program: PathBuf,
    limits: Limits,
    /// One permit for each analysis that may run.
    turns: Semaphore,
    waiting: AtomicUsize,
    /// Processes that have nothing to do.
    idle: Mutex<Vec<Worker>>,
}

impl Pool {
    /// Processes of `program`, this one; they are started when they are needed.
    pub fn new(program: PathBuf, limits: Limits) -> Arc<Pool> {
        let turns = Semaphore::new(limits.workers);
        Arc::new(Pool { program, limits, turns, waiting: AtomicUsize::new(0), idle: Mutex::default() })
    }

    /// The answer to a request.
    pub async fn answer(self: &Arc<Self>, request: String) -> Result<Vec<u8>, Failure> {
        // Whoever gives up leaves the queue, but not a process that is in the middle of its work.
        let waits = Waits::enter(self).ok_or(Failure::Busy)?;
        let turn = match timeout(self.limits.patience, self.turns.acquire()).await {
            Ok(Ok(turn)) => turn,
            _ => return Err(Failure::Busy),
        };
        drop(waits);
        turn.forget();
        let pool = self.clone();
        let analysis = tokio::spawn(async move {
            let _turn = Turn(&pool);
            pool.analyze(&request).await
        });
        analysis.await.unwrap_or(Err(Failure::Crashed))
    }

    async fn analyze(&self, request: &str) -> Result<Vec<u8>, Failure> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        // One that ended while it had nothing to do is no answer.
        let idle = idle.and_then(|mut worker| worker.is_running().then_some(worker));
        let mut worker = match idle {
            Some(worker) => worker,
            None => Worker::start(&self.program).map_err(|_| Failure::Crashed)?,
        };
        match timeout(self.limits.time, worker.ask(request, self.limits.answer)).await {
            Ok(Some(answer)) => {
                if worker.answered < self.limits.requests && worker.resident() < self.limits.resident {
                    self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(worker);
                }
                Ok(answer)
            }
            Ok(None) => Err(Failure::Crashed),
            Err(_) => Err(Failure::TooSlow),
        }
    }
}

/// The right to run an analysis; it comes back when this goes.
struct Turn<'a>(&'a Pool);

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.0.turns.add_permits(1);
    }
}

/// A place in the queue.
struct Waits<'a>(&'a Pool);

impl<'a> Waits<'a> {
    fn enter(pool: &'a Pool) -> Option<Self> {
        let most = pool.limits.waiting;
        let entered = pool
            .waiting
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |count| (count < most).then_some(count + 1));
        // Made only now: a place that goes frees one.
        entered.is_ok().then(|| Waits(pool))
    }
}

impl Drop for Waits<'_> {
    fn drop(&mut self) {
        self.0.waiting.fetch_sub(1, Ordering::Relaxed);
    }
}

/// One process. It is killed when this is dropped.
#[derive(Debug)]
struct Worker {
    child: Child,
    requests: ChildStdin,
    answers: BufReader<ChildStdout>,
    /// How many requests it answered.
    answered: u32,
}

impl Worker {
    fn start(program: &PathBuf) -> std::io::Result<Worker> {
        let mut child = Command::new(program)
            .arg("answer")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()?;
        match (child.stdin.take(), child.stdout.take()) {
            (Some(requests), Some(answers)) => {
                Ok(Worker { child, requests, answers: BufReader::new(answers), answered: 0 })
            }
            _ => Err(std::io::Error::other("no pipes")),
        }
    }

    fn is_running(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }

    /// The answer to a request; `None` when the process has none.
    async fn ask(&mut self, request: &str, most: u64) -> Option<Vec<u8>> {
        let Worker { requests, answers, .. } = self;
        let write = async {
            requests.write_all(request.as_bytes()).await?;
            requests.write_all(b"\n").await?;
            requests.flush().await
        };
        let mut answer = Vec::new();
        let mut limited = answers.take(most);
        let (written, read) = tokio::join!(write, limited.read_until(b'\n', &mut answer));
        if written.is_err() || read.is_err() || answer.pop() != Some(b'\n') {
            return None;
        }
        self.answered += 1;
        Some(answer)
    }

    /// Bytes of memory that the process has; 0 where that is not known.
    fn resident(&self) -> u64 {
        /// What Linux counts in, on the machines that goesc is used on.
        const PAGE: u64 = 4096;
        let Some(id) = self.child.id().filter(|_| cfg!(target_os = "linux")) else { return 0 };
        let text = std::fs::read_to_string(format!("/proc/{id}/statm")).unwrap_or_default();
        let pages = text.split(' ').nth(1).and_then(|pages| pages.parse::<u64>().ok());
        pages.unwrap_or(0) * PAGE
    }
}
