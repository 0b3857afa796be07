//! What can be inlined of other packages. Costs and reasons are in `corpus/inlining`.

use crate::imports::analyze_in_mode;
use goesc::release::Release;
use goesc::report::Level;

const LIBRARY: &str = "\
-- h/h.go --
package h

func Tiny(x int) int { return x + 1 }
-- exports/e.go --
package exports

import \"m/h\"

func Call(x int) int { return h.Tiny(x) }
-- hides/h.go --
package hides

import \"m/h\"

var V int

func init() { V = h.Tiny(1) }
-- gen/g.go --
package gen

import \"m/h\"

func Gen[T any](x T, n int) int { return h.Tiny(n) }
";

/// The costs of the instances in package `a`, which has this text.
fn costs(text: &str) -> Vec<String> {
    let archive = format!("{LIBRARY}-- a/a.go --\n{text}");
    let analysis = analyze_in_mode(Release::NEWEST, &archive, &["./a"], 1, true);
    let printed = analysis.render_errors() + &analysis.render_gc(Level::Explanations);
    let cost = |line: &str| Some(line.split_once("can inline ")?.1.split_once(" as: ")?.0.to_owned());
    printed.lines().filter_map(cost).collect()
}

#[test]
fn a_body_is_known_where_its_package_is_imported() {
    let text = "package a\nimport (\"m/gen\"; \"m/h\")\nvar A = gen.Gen(h.Tiny(1), 2)\n";
    assert_eq!(costs(text), ["gen.Gen[go.shape.int] with cost 8", "gen.Gen[int] with cost 15"]);
}

#[test]
fn a_package_passes_on_the_bodies_that_its_exports_mention() {
    let text = "package a\nimport (\"m/exports\"; \"m/gen\")\nvar A = gen.Gen(1, 2) + exports.Call(1)\n";
    assert_eq!(costs(text), ["gen.Gen[go.shape.int] with cost 8", "gen.Gen[int] with cost 15"]);
}

#[test]
fn a_package_keeps_other_bodies_to_itself() {
    let unknown = ["gen.Gen[go.shape.int] with cost 61", "gen.Gen[int] with cost 68"];
    let text = "package a\nimport \"m/gen\"\nvar A = gen.Gen(1, 2)\n";
    assert_eq!(costs(text), unknown);
    let text = "package a\nimport (\"m/gen\"; \"m/hides\")\nvar A = gen.Gen(1, 2) + hides.V\n";
    assert_eq!(costs(text), unknown);
}
