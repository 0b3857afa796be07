//! A comparison as JSON, for scripts.
//!
//! In: a [`Comparison`]. Out: one object:
//! `packages` {`expected`, `exact`}, `lines` {`expected`, `found`, `missing`, `extra`}, `kinds`
//! (the same numbers and the `kind`), `differing`: for each package that is not exact its `package`
//! path, the numbers, `errors` and `first`, where the two sides part.

use super::{Comparison, Counts, PackageComparison, Side};
use serde_json::{Value, json};

/// The JSON text of a comparison.
pub fn render(comparison: &Comparison) -> String {
    let kinds: Vec<Value> = comparison
        .kinds
        .iter()
        .map(|(kind, &counts)| with_counts(json!({ "kind": kind.label() }), counts))
        .collect();
    let differing: Vec<Value> =
        comparison.packages.iter().filter(|package| !package.is_exact()).map(package).collect();
    let value = json!({
        "packages": { "expected": comparison.packages.len(), "exact": comparison.exact_count() },
        "lines": with_counts(json!({}), comparison.counts()),
        "kinds": kinds,
        "differing": differing,
        "other_lines": comparison.other_lines.0,
        "left_out": comparison.left_out,
    });
    format!("{value:#}\n")
}

fn package(package: &PackageComparison) -> Value {
    let first = match (package.divergences.first(), &package.order) {
        (Some(divergence), _) if divergence.side == Side::Log => {
            json!({ "missing": divergence.line.to_string() })
        }
        (Some(divergence), _) => json!({ "extra": divergence.line.to_string() }),
        (None, Some(order)) => {
            json!({ "order": [order.expected.to_string(), order.found.to_string()] })
        }
        (None, None) => Value::Null,
    };
    let value = json!({ "package": package.path, "errors": package.error_count, "first": first });
    with_counts(value, package.counts)
}

fn with_counts(mut value: Value, counts: Counts) -> Value {
    let Counts { expected, found, missing, extra } = counts;
    let numbers = [("expected", expected), ("found", found), ("missing", missing), ("extra", extra)];
    for (name, number) in numbers {
        value[name] = json!(number);
    }
    value
}
