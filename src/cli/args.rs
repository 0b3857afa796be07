//! What the user can type.

use super::environment::{go_flag, go_variable, locale};
use crate::catalogue::Language;
use crate::load::{BuildContext, Modules};
use crate::release::Release;
use crate::report::Level;
use clap::{ArgAction, Args, Parser, Subcommand};
use std::io::IsTerminal;
use std::path::PathBuf;

/// Go's escape analysis without Go.
#[derive(Debug, Parser)]
#[command(name = "goesc", version, about, disable_help_subcommand = true)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Show each value that goes to the heap, and the path that takes it there; or a page about a rule or a
    /// message of gc: `goesc explain E03`, `goesc explain "leaking param"`
    Explain(ExplainArgs),
    /// Print exactly what `go build -gcflags=…` prints
    Gc(GcArgs),
    /// Draw what flows between variables, allocations and the heap
    Graph(GraphArgs),
    /// Show how the solver works, step by step
    Trace(TraceArgs),
    /// List the lessons about the heap and the stack, or show one
    Lessons(super::guide::LessonsArgs),
    /// Ask about each value: heap or stack?
    Quiz(super::quiz::QuizArgs),
    /// Make files with facts about packages, which stand in for their source
    Facts(FactsArgs),
    /// Load and type-check only; print the errors that the compiler would
    Check(CheckArgs),
    /// Compare what `go build -gcflags=…` printed with goesc's answer
    Verify(VerifyArgs),
    /// Serve the playground to a browser
    #[cfg(feature = "serve")]
    Serve(ServeArgs),
    /// Answer the playground's requests, one a line
    #[cfg(feature = "serve")]
    #[command(hide = true)]
    Answer(AnswerArgs),
    /// Parse Go files or a whole Go installation; print how many, how fast, and their errors
    Parse(super::parse::ParseArgs),
}

#[derive(Debug, Args)]
pub(super) struct ExplainArgs {
    /// Also say why the other values stay on the stack
    #[arg(long)]
    pub all: bool,
    /// Only what is on that line, and what the function declared there does with its parameters; also what
    /// stays. `FILE:N` as the only pattern means the same
    #[arg(long, value_name = "[FILE:]N", value_parser = parse_line)]
    pub line: Option<LineArg>,
    /// Instead, what that release says differently from the one of --go, and the rule that changed it
    #[arg(long, value_name = "RELEASE", value_parser = parse_release)]
    pub vs: Option<Release>,
    /// How to print the reports
    #[arg(long, value_enum, default_value_t = ExplainFormat::Text)]
    pub format: ExplainFormat,
    #[command(flatten)]
    pub color: ColorArgs,
    #[command(flatten)]
    pub told: ToldArgs,
}

/// What is told, and how.
#[derive(Debug, Args)]
pub(super) struct ToldArgs {
    /// Without inlining
    #[arg(short = 'l')]
    pub l: bool,
    #[command(flatten)]
    pub lang: LangArgs,
    #[command(flatten)]
    pub common: CommonArgs,
}

/// How to print reports.
#[derive(Clone, Copy, PartialEq, Eq, Debug, clap::ValueEnum)]
pub(super) enum ExplainFormat {
    /// Reports with the source, for a terminal
    Text,
    /// One object a line for each package, see docs/json.md
    Json,
    /// Ready to paste into a review
    Markdown,
    /// A picture
    Svg,
}

/// A line, of a file if that is named.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct LineArg {
    /// Empty for any file.
    pub file: String,
    /// From 1.
    pub line: u32,
}

/// `12`, `a.go:12` or `a.go:12:3`.
fn parse_line(text: &str) -> Result<LineArg, String> {
    let bad = || format!("{text:?} is not a line: N or FILE:N");
    let number = |text: &str| text.parse::<u32>().ok().filter(|&line| line > 0);
    if let Some(line) = number(text) {
        return Ok(LineArg { file: String::new(), line });
    }
    let (file, last) = text.rsplit_once(':').ok_or_else(bad)?;
    let last = number(last).ok_or_else(bad)?;
    match file.rsplit_once(':').map(|(file, line)| (file, number(line))) {
        Some((file, Some(line))) if !file.is_empty() => Ok(LineArg { file: file.to_owned(), line }),
        _ if !file.is_empty() => Ok(LineArg { file: file.to_owned(), line: last }),
        _ => Err(bad()),
    }
}

impl ExplainArgs {
    /// Takes `FILE.go:N` as the only pattern for the file and the line.
    pub fn split_line(&mut self) {
        if let [pattern] = &self.told.common.patterns[..]
            && self.line.is_none()
            && let Ok(line) = parse_line(pattern)
            && line.file.ends_with(".go")
        {
            self.told.common.patterns = vec![line.file.clone()];
            self.line = Some(line);
        }
    }
}

/// The language of what a command prints.
#[derive(Debug, Args)]
pub(super) struct LangArgs {
    /// The language of texts: en or zh [env: LC_ALL, LC_MESSAGES, LANG] [default: en]
    #[arg(long = "lang", value_name = "LANG")]
    pub chosen: Option<Language>,
}

impl LangArgs {
    /// The language that was asked for, else that of the environment, else English.
    pub fn language(&self) -> Language {
        self.chosen.or_else(locale).unwrap_or_default()
    }
}

/// Whether to colour.
#[derive(Debug, Args)]
pub(super) struct ColorArgs {
    /// When to colour
    #[arg(long = "color", value_enum, default_value_t = ColorChoice::Auto)]
    when: ColorChoice,
}

/// When to colour.
#[derive(Clone, Copy, PartialEq, Eq, Debug, clap::ValueEnum)]
enum ColorChoice {
    /// On a terminal
    Auto,
    Always,
    Never,
}

impl ColorArgs {
    /// Whether to colour standard output. By default on a terminal that can, unless `NO_COLOR` is
    /// set.
    pub fn is_colored(&self) -> bool {
        let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let is_dumb = || std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        match self.when {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto => std::io::stdout().is_terminal() && !is_set("NO_COLOR") && !is_dumb(),
        }
    }
}

/// How much of the packages is shown.
#[derive(Debug, Args)]
pub(super) struct ShownArgs {
    /// Only this function and the literals in it, by the name that gc has for it: f, (*T).M, f.func1
    #[arg(long, value_name = "NAME")]
    pub func: Option<String>,
    #[command(flatten)]
    pub told: ToldArgs,
}

#[derive(Debug, Args)]
pub(super) struct GraphArgs {
    /// How to draw
    #[arg(long, value_enum, default_value_t = GraphFormat::Svg)]
    pub format: GraphFormat,
    /// Where to write it [default: standard output]
    #[arg(short = 'o', long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    #[command(flatten)]
    pub shown: ShownArgs,
}

/// What a picture is made of.
#[derive(Clone, Copy, PartialEq, Eq, Debug, clap::ValueEnum)]
pub(super) enum GraphFormat {
    /// A drawing
    Svg,
    /// Text for Graphviz
    Dot,
    /// Text for Markdown viewers
    Mermaid,
    /// Data, see docs/graph.schema.json
    Json,
    /// A page with the source and the solver's steps
    Html,
}

#[derive(Debug, Args)]
pub(super) struct TraceArgs {
    /// How to print the steps
    #[arg(long, value_enum, default_value_t = TraceFormat::Text)]
    pub format: TraceFormat,
    #[command(flatten)]
    pub shown: ShownArgs,
}

/// How steps are printed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, clap::ValueEnum)]
pub(super) enum TraceFormat {
    /// Sentences
    Text,
    /// Data, see docs/trace.schema.json
    Json,
}

#[derive(Debug, Args)]
pub(super) struct GcArgs {
    #[command(flatten)]
    pub mode: ModeArgs,
    #[command(flatten)]
    pub common: CommonArgs,
}

#[derive(Debug, Args)]
pub(super) struct VerifyArgs {
    /// What `go build -gcflags=…` printed; `-` for standard input
    pub log: PathBuf,
    /// List every divergence instead of the first of each kind
    #[arg(long)]
    pub list: bool,
    /// How to print the comparison
    #[arg(long, value_enum, default_value_t = VerifyFormat::Text)]
    pub format: VerifyFormat,
    /// Leave out packages of the log that the patterns do not name
    #[arg(long)]
    pub part: bool,
    /// Names of files must be the same texts: the log was made in this folder
    #[arg(long)]
    pub strict: bool,
    #[command(flatten)]
    pub color: ColorArgs,
    #[command(flatten)]
    pub mode: ModeArgs,
    #[command(flatten)]
    pub common: CommonArgs,
}

/// How to print a comparison.
#[derive(Clone, Copy, PartialEq, Eq, Debug, clap::ValueEnum)]
pub(super) enum VerifyFormat {
    /// A table, and divergences in the source
    Text,
    /// One object
    Json,
}

/// gc's flags.
#[derive(Debug, Args)]
pub(super) struct ModeArgs {
    /// Print the verdicts; twice or `-m=2`: with the reasons
    #[arg(short = 'm', num_args = 0..=1, require_equals = true, default_missing_value = "+1",
          action = ArgAction::Append, value_name = "LEVEL")]
    pub m: Vec<String>,
    /// Analyse without inlining
    #[arg(short = 'l', num_args = 0..=1, require_equals = true, default_missing_value = "+1",
          action = ArgAction::Append, value_name = "LEVEL")]
    pub l: Vec<String>,
}

impl ModeArgs {
    /// Whether calls are replaced by what they call.
    pub fn inlines(&self) -> bool {
        counted(&self.l).is_ok_and(|l| l == 0)
    }

    /// What is asked for, nothing without `-m`; or why goesc cannot answer that.
    pub fn level(&self) -> Result<Option<Level>, String> {
        let (m, l) = (counted(&self.m)?, counted(&self.l)?);
        if l > 1 {
            return Err(format!("-l={l} is not supported; -l is"));
        }
        match m {
            0 => Ok(None),
            1 => Ok(Some(Level::Verdicts)),
            2 => Ok(Some(Level::Explanations)),
            _ => Err(format!("-m={m} is not supported; -m and -m=2 are")),
        }
    }
}

#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    #[command(flatten)]
    pub common: CommonArgs,
}

#[cfg(feature = "serve")]
#[derive(Debug, Args)]
pub(super) struct ServeArgs {
    /// Where to listen; port 0 for any that is free
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8027")]
    pub addr: std::net::SocketAddr,
    /// How many programs are analysed at a time; 0 for as many as the machine has processors
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub workers: usize,
    /// How long an analysis may take, in seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 10)]
    pub time_limit: u64,
    /// Take the page from this folder, for those who write it
    #[arg(long, value_name = "DIR", hide = true)]
    pub page: Option<PathBuf>,
}

#[cfg(feature = "serve")]
#[derive(Debug, Args)]
pub(super) struct AnswerArgs {
    /// Print what the page knows before it asks anything, and end
    #[arg(long)]
    pub page_data: bool,
}

#[derive(Debug, Args)]
pub(super) struct FactsArgs {
    #[command(subcommand)]
    pub command: FactsCommand,
}

#[derive(Debug, Subcommand)]
pub(super) enum FactsCommand {
    /// Analyse the standard library of a Go installation
    Build(FactsBuildArgs),
}

#[derive(Debug, Args)]
pub(super) struct FactsBuildArgs {
    /// Where to write the file
    #[arg(short = 'o', long, value_name = "FILE")]
    pub output: PathBuf,
    /// The Go installation
    #[arg(long, value_name = "DIR")]
    pub goroot: PathBuf,
    /// Operating system to build for
    #[arg(long, value_name = "OS", default_value = "linux")]
    pub goos: String,
    /// Architecture to build for
    #[arg(long, value_name = "ARCH", default_value = "amd64")]
    pub goarch: String,
    /// How many threads do the work; 0 for as many as the machine has
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub threads: usize,
}

/// The value of a flag that counts its occurrences, and that `=N` sets, as gc's flags do.
fn counted(occurrences: &[String]) -> Result<u32, String> {
    let mut count = 0;
    for value in occurrences {
        count = match value.as_str() {
            "+1" | "true" => count + 1,
            "false" => 0,
            number => number.parse().map_err(|_| format!("invalid level {number:?}"))?,
        };
    }
    Ok(count)
}

/// Flags of every command that analyses packages.
#[derive(Clone, Debug, Args)]
pub(super) struct CommonArgs {
    /// Go files of one package, folders, import paths, `./...`, `all`; `std`, `cmd` or `net/...` (with
    /// --goroot)
    #[arg(default_value = ".", value_name = "PATTERN")]
    pub patterns: Vec<String>,
    /// The Go release whose rules apply: 1.21 to 1.27 [default: that of --goroot, or what go.mod says]
    #[arg(long = "go", value_parser = parse_release, value_name = "RELEASE")]
    pub release: Option<Release>,
    /// Take the standard library's source from this Go installation
    #[arg(long, value_name = "DIR")]
    pub goroot: Option<PathBuf>,
    /// Take what is known about the standard library from this file, see `goesc facts build`
    #[arg(long, value_name = "FILE", conflicts_with = "goroot")]
    pub facts: Option<PathBuf>,
    /// Build tags, separated by commas
    #[arg(long, value_delimiter = ',', value_name = "TAGS")]
    pub tags: Vec<String>,
    /// Also the tests of the packages, as `go test` compiles them
    #[arg(long)]
    pub tests: bool,
    /// Operating system to build for [env: GOOS] [default: linux]
    #[arg(long, value_name = "OS")]
    pub goos: Option<String>,
    /// Architecture to build for [env: GOARCH] [default: amd64]
    #[arg(long, value_name = "ARCH")]
    pub goarch: Option<String>,
    /// How many threads do the work, up to 64; 0 for as many as the machine has
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub threads: usize,
    /// Neither use nor keep what earlier runs found out about imported packages [env: GOESCCACHE: where
    /// it is kept, or off] [default: goesc/packages in the user's folder for caches]
    #[arg(long)]
    pub no_cache: bool,
}

impl CommonArgs {
    /// The release that was asked for, else that of the Go installation, else what the modules
    /// want, if it is known.
    fn release(&self, modules: &Modules) -> Release {
        let installed = || {
            let text = std::fs::read_to_string(self.goroot.as_ref()?.join("VERSION")).ok()?;
            Release::parse(text.split_whitespace().next()?)
        };
        let wanted = || Release::parse(&format!("1.{}", modules.wanted_release()?.language()));
        self.release.or_else(installed).or_else(wanted).unwrap_or(Release::NEWEST)
    }

    /// Target and tags, from flags and the go command's own environment variables.
    pub fn build_context(&self, modules: &Modules) -> BuildContext {
        let mut tags = self.tags.clone();
        if tags.is_empty() {
            tags = go_flag("tags").iter().flat_map(|list| list.split(',')).map(str::to_owned).collect();
        }
        BuildContext {
            goos: self.goos.clone().or_else(|| go_variable("GOOS")).unwrap_or_else(|| "linux".into()),
            goarch: self.goarch.clone().or_else(|| go_variable("GOARCH")).unwrap_or_else(|| "amd64".into()),
            tags,
            release: self.release(modules),
        }
    }
}

pub(super) fn parse_release(text: &str) -> Result<Release, String> {
    Release::parse(text)
        .ok_or_else(|| format!("unknown release: goesc knows Go {} to {}", Release::OLDEST, Release::NEWEST))
}
