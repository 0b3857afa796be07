//! The `goesc` command: hands the arguments to [`goesc::cli::run`].

use std::process::ExitCode;

fn main() -> ExitCode {
    goesc::cli::run(std::env::args_os())
}
