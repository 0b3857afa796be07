//! `goesc graph`: what flows, as a picture.

use super::args::{GraphArgs, GraphFormat, ShownArgs};
use super::session::{self, Session};
use super::{FAILED, USAGE};
use crate::catalogue::{Catalogue, say};
use crate::report::graph::html::Shown;
use crate::report::graph::{Asked, Picture, Trace, dot, html, json, mermaid, svg};
use std::io::Write;
use std::process::ExitCode;

pub(super) fn run(args: &GraphArgs) -> ExitCode {
    let catalogue = Catalogue::of(args.shown.told.lang.language());
    let drawn = match draw(&args.shown, args.format == GraphFormat::Html) {
        Ok(drawn) => drawn,
        Err(names) => return unknown_function(catalogue, &args.shown, &names),
    };
    let (asked, pictures) = (&drawn.asked, drawn.pictures());
    let text = match args.format {
        GraphFormat::Svg => svg::svg(catalogue, asked, &pictures),
        GraphFormat::Dot => dot::dot(catalogue, &pictures),
        GraphFormat::Mermaid => mermaid::mermaid(catalogue, &pictures),
        GraphFormat::Json => json::text(&json::graph(catalogue, asked, &pictures)),
        GraphFormat::Html => {
            let shown = drawn.packages().map(|package| Shown {
                picture: package.picture(),
                whole: &package.whole,
                trace: &package.trace,
            });
            html::html(catalogue, asked, &drawn.session.analysis.sources, &shown.collect::<Vec<_>>())
        }
    };
    match &args.output {
        None => {
            // A closed pipe is the reader's way to say that it has seen enough.
            let _ = std::io::stdout().lock().write_all(text.as_bytes());
        }
        Some(path) => {
            if let Err(error) = std::fs::write(path, text) {
                eprintln!("goesc: {}: {error}", path.display());
                return ExitCode::from(FAILED);
            }
        }
    }
    drawn.session.report_errors()
}

/// What is known about the packages that the user named.
pub(super) struct Drawn {
    pub session: Session<Package>,
    pub asked: Asked,
}

/// What is known about one package.
pub(super) struct Package {
    /// All of it.
    pub whole: Picture,
    /// The function that was asked for, if it is here.
    part: Option<Picture>,
    /// How what is shown was solved, if that was asked for.
    pub trace: Trace,
    /// Whether it has what was asked for.
    is_shown: bool,
}

impl Package {
    /// What is shown.
    pub fn picture(&self) -> &Picture {
        self.part.as_ref().unwrap_or(&self.whole)
    }
}

impl Drawn {
    /// The packages that have what was asked for.
    pub fn packages(&self) -> impl Iterator<Item = &Package> {
        self.session.packages().filter(|package| package.is_shown)
    }

    fn pictures(&self) -> Vec<&Picture> {
        self.packages().map(Package::picture).collect()
    }
}

/// Analyses what the user named; of an unknown function, the names of those that there are.
pub(super) fn draw(args: &ShownArgs, steps: bool) -> Result<Drawn, Vec<String>> {
    let session = session::analyze(&args.told.common, !args.told.l, |view| {
        let whole = view.picture();
        let part = args.func.as_ref().and_then(|name| whole.of_function(name));
        let is_shown = args.func.is_none() || part.is_some();
        let batches = part.as_ref().unwrap_or(&whole).functions.iter().map(|function| function.batch);
        let batches: std::collections::BTreeSet<u32> = batches.collect();
        let trace = view.trace(|batch| steps && is_shown && batches.contains(&batch));
        Package { whole, part, trace, is_shown }
    });
    if args.func.is_some() && session.packages().all(|package| !package.is_shown) {
        let functions = session.packages().flat_map(|package| &package.whole.functions);
        let mut names: Vec<String> = functions.map(|function| function.name.clone()).collect();
        names.sort();
        names.dedup();
        // A function may be missing because it has errors.
        session.report_errors();
        return Err(names);
    }
    let asked = Asked {
        release: session.analysis.config.build.release.to_string(),
        inline: !args.told.l,
        func: args.func.clone(),
    };
    Ok(Drawn { session, asked })
}

/// Says that there is no such function, and which there are.
pub(super) fn unknown_function(catalogue: &Catalogue, args: &ShownArgs, names: &[String]) -> ExitCode {
    let name = args.func.as_deref().unwrap_or_default();
    eprintln!("goesc: {}", say!(catalogue, "graph-no-function", name = name));
    for name in names {
        eprintln!("  {name}");
    }
    ExitCode::from(USAGE)
}
