//! The `goesc` command: hands the arguments to [`goesc::cli::run`].

use std::process::ExitCode;

/// Stages make and drop many small trees at once in several threads.
#[cfg(feature = "mimalloc")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    goesc::cli::run(std::env::args_os())
}
