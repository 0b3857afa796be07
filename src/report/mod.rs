//! Words what was found out; the only module that does.
//!
//! In: packages and their analysis. Out: text.

pub mod errors;
pub mod explain;
mod fit;
pub mod gc;
pub mod graph;
pub mod lines;
pub mod names;
mod places;
pub mod reason;
mod snippet;
pub mod verdicts;
pub mod verify;
mod xml;

pub use fit::fit;
pub use gc::{Level, RenderContext, render_package};
pub use lines::Lines;
pub use reason::reason_text;
pub use verdicts::{About, Verdict, VerdictKind, verdicts};
