//! `goesc verify`: compares what real Go printed with goesc's answer.

use super::args::{VerifyArgs, VerifyFormat};
use super::{FAILED, USAGE, session};
use crate::report::verify::{Answer, Choices, compare, decode, json, read_log, text};
use std::io::{Read, Write};
use std::path::Path;
use std::process::ExitCode;

pub(super) fn run(args: &VerifyArgs) -> ExitCode {
    match verify(args) {
        Ok(is_same) => ExitCode::from(if is_same { 0 } else { FAILED }),
        Err(error) => {
            eprintln!("goesc: {error}");
            ExitCode::from(USAGE)
        }
    }
}

/// Whether log and answer are the same; or what is wrong with the command or the log.
fn verify(args: &VerifyArgs) -> Result<bool, String> {
    let level = args.mode.level()?.ok_or("say how the log was made: -m -l or -m=2 -l")?;
    let bytes = read(&args.log).map_err(|error| format!("{}: {error}", args.log.display()))?;
    let recorded = decode(&bytes);
    let log = read_log(&recorded);
    if log.packages.is_empty() {
        return Err(format!("{}: no messages of -m in it", args.log.display()));
    }
    let session = session::analyze(&args.common, args.mode.inlines(), |view| view.answer(level));
    let analysis = &session.analysis;
    if log.packages.iter().any(|package| package.path.is_none()) && analysis.packages.len() != 1 {
        return Err(format!(
            "{}: without `# package` lines only one package can be compared",
            args.log.display()
        ));
    }
    let choices = Choices { strict_names: args.strict, only_analyzed: args.part };
    let answers: Vec<&Answer> = session.packages().collect();
    let comparison = compare(&log, &answers, &analysis.sources, choices);
    let shown = match args.format {
        VerifyFormat::Text => {
            let style = text::Style { list: args.list, color: args.color.is_colored() };
            text::render(&comparison, &analysis.sources, style)
        }
        VerifyFormat::Json => json::render(&comparison),
    };
    // A closed pipe is the reader's way to say that it has seen enough.
    let _ = std::io::stdout().lock().write_all(shown.as_bytes());
    Ok(comparison.is_exact() && !session.load_failed)
}

fn read(path: &Path) -> std::io::Result<Vec<u8>> {
    if path == Path::new("-") {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes)?;
        return Ok(bytes);
    }
    std::fs::read(path)
}
