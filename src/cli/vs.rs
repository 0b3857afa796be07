//! `goesc explain --vs`: what two releases say differently, and the rule behind each difference.

use super::args::{CommonArgs, ExplainArgs, ExplainFormat};
use super::session::{self, Session, Shown};
use crate::catalogue::Catalogue;
use crate::driver::{self, Config};
use crate::facts::Archive;
use crate::load::{LoadContext, PackageFiles};
use crate::release::{Release, Rules};
use crate::report::explain::compare::{Change, Facts, compare, find_causes};
use crate::report::explain::words::change::sentence;
use crate::report::explain::{PackageReport, Style, differences};
use crate::source::SourceMap;
use std::collections::BTreeSet;
use std::io::Write;
use std::process::ExitCode;
use std::sync::Arc;

/// What is known about the old release.
struct Old {
    facts: Facts,
    rules: Rules,
    library: Option<Arc<Archive>>,
    errors: String,
    failed: bool,
}

pub(super) fn run(args: &ExplainArgs, other: Release) -> ExitCode {
    let inline = !args.told.l;
    // The release that is named first is the one whose verdicts are the starting point.
    let with = |release: Option<Release>| CommonArgs { release, ..args.told.common.clone() };
    let (old, unread) = session::load(&with(args.told.common.release), inline, |config, cx, packages| {
        let analysis =
            driver::analyze_each(config, cx, packages, |view| (view.explain(), view.render_errors()));
        let facts = facts_of(analysis.packages.iter().map(|(report, _)| report), args, &analysis.sources);
        let errors = analysis.packages.iter().map(|(_, errors)| errors.as_str());
        let errors: String = std::iter::once(analysis.render_load_errors().as_str()).chain(errors).collect();
        let failed = !errors.is_empty() || analysis.problem.is_some();
        Old { facts, rules: config.rules, library: config.facts.clone(), errors, failed }
    });
    let work = |config: &Config, cx: LoadContext<'_>, packages: Vec<PackageFiles>| {
        let named = |packages: Vec<PackageFiles>| {
            driver::analyze_each(config, cx, packages, |view| Shown::new(view, |view| view.explain()))
        };
        let analysis = named(packages.clone());
        let reports = analysis.packages.iter().map(|package| &package.shown);
        let mut changes = compare(&old.facts, &facts_of(reports, args, &analysis.sources));
        // Only packages with changes are analysed again. Without inlining, all are: what is only imported
        // is compiled with it.
        let of_folder = |name: &str| {
            let name = name.split(" [").next().unwrap_or_default();
            name.strip_suffix("_test").unwrap_or(name).to_owned()
        };
        let changed: BTreeSet<String> = changes.iter().map(|change| of_folder(&change.key.package)).collect();
        let is_wanted =
            |package: &PackageFiles| !inline || changed.contains(&of_folder(&package.import_path));
        let packages: Vec<PackageFiles> = packages.into_iter().filter(is_wanted).collect();
        let try_with = |rules: &Rules, old_library: bool| {
            let facts = if old_library { old.library.clone() } else { config.facts.clone() };
            // What earlier runs found out, they found out with other rules.
            let config = Config { rules: *rules, facts, cache: None, observer: None, ..config.clone() };
            let analysis = driver::analyze_each(&config, cx, packages.clone(), |view| view.explain());
            facts_of(&analysis.packages, args, &analysis.sources)
        };
        let is_tried = |field: &_| sentence(field).is_some();
        find_causes(&mut changes, &old.facts, (&old.rules, &config.rules), is_tried, try_with);
        (analysis, changes, config.rules)
    };
    let ((analysis, changes, new), failed) = session::load(&with(Some(other)), inline, work);
    let text = shown(args, &changes, &analysis.sources, (&old.rules, &new));
    let _ = std::io::stdout().lock().write_all(text.as_bytes());
    let session = Session::new(analysis, failed || unread || old.failed);
    if !old.errors.is_empty() {
        let both = session.errors().collect::<String>();
        if both != old.errors {
            eprint!("{}", old.errors);
        }
    }
    session.report_errors()
}

/// What reports say, on one line only if that was asked for.
fn facts_of<'a>(
    reports: impl IntoIterator<Item = &'a PackageReport>,
    args: &ExplainArgs,
    sources: &SourceMap,
) -> Facts {
    match &args.line {
        None => Facts::new(reports, sources),
        Some(at) => {
            let there = |report| crate::report::explain::on_line(report, sources, &at.file, at.line);
            let reports: Vec<PackageReport> = reports.into_iter().map(there).collect();
            Facts::new(&reports, sources)
        }
    }
}

fn shown(args: &ExplainArgs, changes: &[Change], sources: &SourceMap, rules: (&Rules, &Rules)) -> String {
    let style = Style {
        rules: rules.1,
        catalogue: Catalogue::of(args.told.lang.language()),
        color: args.color.is_colored(),
        all: false,
        closely: false,
    };
    match args.format {
        ExplainFormat::Text => super::explain::fitting(differences::text(changes, sources, style, rules)),
        ExplainFormat::Markdown => differences::markdown(changes, sources, style, rules),
        ExplainFormat::Svg => differences::svg(changes, sources, style, rules),
        ExplainFormat::Json => {
            format!("{}\n", differences::json(changes, sources, style, rules, !args.told.l))
        }
    }
}
