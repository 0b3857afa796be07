//! The process that analyses: requests on stdin, answers on stdout, one a line.
//!
//! Invariants: it ends when stdin does, or with its parent; it never has more memory than
//! [`MEMORY`]: whatever wants more ends it, and the parent starts another.

use crate::cli::args::AnswerArgs;
use crate::facts::{Archive, embedded};
use crate::playground;
use crate::release::Release;
use rustc_hash::FxHashMap;
use std::io::{self, BufRead, BufWriter, Write};
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};

/// Address space of a worker in bytes, stacks of threads included.
#[cfg(unix)]
const MEMORY: u64 = 3 << 30;

/// Answers until stdin ends; or prints the page's own data.
pub(in crate::cli) fn run(args: &AnswerArgs) -> ExitCode {
    if args.page_data {
        print!("{}", playground::page_data());
        return ExitCode::SUCCESS;
    }
    limit();
    let facts = Facts::default();
    let mut out = BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let Ok(line) = line else { break };
        let answer = playground::answer(&line, &|release| facts.of(release));
        let written = out.write_all(answer.as_bytes()).and_then(|()| out.write_all(b"\n"));
        if written.and_then(|()| out.flush()).is_err() {
            break;
        }
    }
    ExitCode::SUCCESS
}

/// Facts that were opened before.
#[derive(Default)]
struct Facts(Mutex<FxHashMap<Release, Option<Arc<Archive>>>>);

impl Facts {
    fn of(&self, release: Release) -> Option<Arc<Archive>> {
        let mut opened = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        opened.entry(release).or_insert_with(|| embedded(release, "linux", "amd64")).clone()
    }
}

/// Limits what the process can do to the machine; where that is not possible, it goes without.
fn limit() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        let at_most = |bytes| Rlimit { current: Some(bytes), maximum: Some(bytes) };
        let _ = setrlimit(Resource::As, at_most(MEMORY));
        // What crashes leaves nothing behind.
        let _ = setrlimit(Resource::Core, at_most(0));
    }
    #[cfg(target_os = "linux")]
    {
        use rustix::process::{Signal, set_parent_process_death_signal};
        let _ = set_parent_process_death_signal(Some(Signal::KILL));
    }
}
