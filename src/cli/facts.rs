//! `goesc facts`: files with facts about packages.

use super::FAILED;
use super::args::{FactsArgs, FactsBuildArgs, FactsCommand};
use crate::driver::{Config, build_facts};
use crate::facts::Archive;
use crate::load::{BuildContext, DiskTree, FileTree, LoadContext, Modules};
use crate::release::Release;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

pub(super) fn run(args: &FactsArgs) -> ExitCode {
    let FactsCommand::Build(args) = &args.command;
    match build(args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("goesc: {error}");
            ExitCode::from(FAILED)
        }
    }
}

fn build(args: &FactsBuildArgs) -> Result<(), String> {
    let tree = DiskTree;
    let named = |path: &Path, error: std::io::Error| format!("{}: {error}", path.display());
    let goroot = tree.absolute(&args.goroot).map_err(|error| named(&args.goroot, error))?;
    let version = goroot.join("VERSION");
    let text = std::fs::read_to_string(&version).map_err(|error| named(&version, error))?;
    let version = text.split_whitespace().next().unwrap_or_default().trim_start_matches("go");
    let release = Release::parse(version).ok_or_else(|| format!("goesc does not know Go {version}"))?;
    let build =
        BuildContext { goos: args.goos.clone(), goarch: args.goarch.clone(), tags: Vec::new(), release };
    let modules = Modules::default();
    let context = LoadContext {
        tree: &tree,
        cwd: &goroot,
        goroot: Some(&goroot),
        modules: &modules,
        build: &build,
        tests: false,
    };
    let config = Config { threads: args.threads, ..Config::new(build.clone()) };
    let facts = build_facts(&config, context, version)?;
    std::fs::write(&args.output, facts).map_err(|error| named(&args.output, error))
}

/// Opens a facts file.
pub(super) fn open(path: &Path) -> Result<Arc<Archive>, String> {
    let named = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
    let data = std::fs::read(path).map_err(|error| named(&error))?;
    Ok(Arc::new(Archive::open(data).map_err(|error| named(&error))?))
}
