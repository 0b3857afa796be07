//! Pictures and traces: they say what gc says, their ids are stable, the last step is the solution, and every
//! format is what its reader accepts.

use crate::corpus::{config, package_of, programs};
use goesc::catalogue::{Catalogue, Language};
use goesc::driver::{self, Analysis, Config};
use goesc::load::{LoadedFile, PackageFiles};
use goesc::release::Release;
use goesc::report::graph::{
    Asked, NodeKind, Picture, Step, Trace, dot, fold, html, json, mermaid, svg, trace_text,
};
use goesc::solve::{Nobody, Options, worklist};
use std::collections::BTreeMap;
use std::path::Path;

/// Every recorded release would take long; the two ends are enough to see that rules do not matter.
const RELEASES: [&str; 2] = ["1.21", "1.27"];

fn release(text: &str) -> Release {
    Release::parse(text).expect("a known release")
}

fn analyzed(text: &str, inline: bool) -> Analysis {
    let package = PackageFiles {
        import_path: "p".into(),
        files: vec![LoadedFile {
            display_name: "./p.go".into(),
            path: "/p/p.go".into(),
            bytes: text.as_bytes().to_vec(),
        }],
        ..PackageFiles::default()
    };
    let analysis = driver::analyze(&Config { inline, ..config(release("1.27")) }, vec![package]);
    assert_eq!(analysis.render_errors(), "");
    analysis
}

fn asked(func: Option<&str>) -> Asked {
    Asked { release: "1.27".into(), inline: false, func: func.map(str::to_owned) }
}

fn english() -> &'static Catalogue {
    Catalogue::of(Language::En)
}

/// The picture and the whole trace of the only package.
fn drawn(analysis: &Analysis) -> (Picture, Trace) {
    let view = analysis.views().next().expect("a package");
    (view.picture(), view.trace(|_| true))
}

/// Each line of `-m` about a location, and each node's messages, as sorted (position, message).
fn compare_with_gc(analysis: &Analysis) -> Result<(), String> {
    for view in analysis.views() {
        let picture = view.picture();
        let mut said: Vec<(u32, String)> =
            view.verdicts().into_iter().map(|verdict| (verdict.batch as u32, verdict.message)).collect();
        let nodes = picture.nodes.iter();
        let mut shown: Vec<(u32, String)> =
            nodes.flat_map(|node| node.gc.iter().map(|message| (node.id.batch, message.clone()))).collect();
        said.sort();
        shown.sort();
        if said != shown {
            return Err(format!("{said:#?}\n{shown:#?}"));
        }
        // What is drawn has them all, too.
        let folded = fold(&picture);
        let count = |picture: &Picture| picture.nodes.iter().map(|node| node.gc.len()).sum::<usize>();
        if count(&folded) != count(&picture) {
            return Err("folding has lost messages".into());
        }
    }
    Ok(())
}

/// The last state of each trace is the solution, and watching changes nothing.
fn compare_with_solution(analysis: &Analysis, rules: &goesc::release::Rules) -> Result<(), String> {
    for (view, package) in analysis.views().zip(&analysis.packages) {
        let trace = view.trace(|_| true);
        let picture = view.picture();
        for (batch, traced) in package.analysis.batches.iter().zip(&trace.batches) {
            let options = Options::new(rules, true);
            let unwatched = worklist::solve(&batch.graph, &options);
            if unwatched != worklist::solve_watched(&batch.graph, &options, &mut Nobody)
                || unwatched != batch.solution
            {
                return Err(format!("batch {}: another solution", traced.batch));
            }
            let last = traced.last_state();
            let nodes = || picture.batch_nodes(traced.batch).iter().zip(batch.graph.locs.iter());
            for (node, (loc, _)) in nodes() {
                let (want, got) =
                    (batch.solution.attrs[loc], last.marks.get(&node.id).copied().unwrap_or_default());
                if want != got || node.attrs != want {
                    return Err(format!("{}: {want:?} and {got:?}", node.id));
                }
                let want = batch.solution.leaks.get(loc).copied().unwrap_or_default();
                let got = last.leaks.get(&node.id).copied().unwrap_or_default();
                if want != got {
                    return Err(format!("{}: {want:?} and {got:?}", node.id));
                }
            }
            if !last.queue.is_empty() {
                return Err(format!("batch {}: something waits", traced.batch));
            }
            for step in &traced.steps {
                if let Step::Reach { node, to, edge, .. } = step {
                    let edges = picture.batch_edges(traced.batch);
                    let found = edges.iter().find(|e| e.id == *edge).ok_or(format!("no edge {edge}"))?;
                    if (found.from, found.to) != (*node, *to) {
                        return Err(format!("{edge} does not join {node} and {to}"));
                    }
                }
            }
        }
    }
    Ok(())
}

#[test]
fn pictures_and_traces_say_what_gc_says() {
    let mut wrong = Vec::new();
    for program in programs() {
        for name in RELEASES {
            for inline in [false, true] {
                let config = Config { inline, ..config(release(name)) };
                let analysis = driver::analyze(&config, vec![package_of(&program)]);
                let result =
                    compare_with_gc(&analysis).and_then(|()| compare_with_solution(&analysis, &config.rules));
                if let Err(error) = result {
                    wrong.push(format!("{}, Go {name}, inline {inline}: {error}", program.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong[..wrong.len().min(3)].join("\n"));
}

#[test]
fn nodes_on_the_heap_have_a_way_there() {
    for program in programs() {
        let analysis = driver::analyze(&config(release("1.27")), vec![package_of(&program)]);
        for view in analysis.views() {
            let picture = view.picture();
            let ids: std::collections::BTreeSet<_> = picture.nodes.iter().map(|node| node.id).collect();
            assert_eq!(ids.len(), picture.nodes.len());
            let mut marked = std::collections::BTreeSet::new();
            for edge in &picture.edges {
                assert!(ids.contains(&edge.from) && ids.contains(&edge.to), "{}", edge.id);
                if edge.escapes {
                    marked.insert(edge.from);
                }
            }
            for node in picture.nodes.iter().filter(|node| node.attrs.has(goesc::flow::Attrs::ESCAPES)) {
                assert!(
                    node.kind == NodeKind::Heap || marked.contains(&node.id),
                    "{}: {}",
                    program.display(),
                    node.id
                );
            }
        }
    }
}

#[test]
fn ids_do_not_depend_on_threads() {
    let packages: Vec<PackageFiles> = programs()
        .iter()
        .filter(|program| program.to_string_lossy().contains("/closures/"))
        .enumerate()
        .map(|(i, program)| PackageFiles { import_path: format!("p{i}"), ..package_of(program) })
        .collect();
    let text = |threads| {
        let config = Config { threads, inline: true, ..config(release("1.27")) };
        let analysis = driver::analyze(&config, packages.clone());
        let pictures: Vec<Picture> = analysis.views().map(|view| view.picture()).collect();
        let traces: Vec<Trace> = analysis.views().map(|view| view.trace(|_| true)).collect();
        let shown: Vec<(&Trace, &Picture)> = traces.iter().zip(&pictures).collect();
        let pictures: Vec<&Picture> = pictures.iter().collect();
        let asked = asked(None);
        let parts = [
            json::text(&json::graph(english(), &asked, &pictures)),
            json::text(&json::trace(english(), &asked, &shown)),
            svg::svg(english(), &asked, &pictures),
        ];
        parts.join("\n")
    };
    let first = text(1);
    assert!(first.len() > 10_000);
    assert!(first == text(1), "the second run differs");
    assert!(first == text(2), "two threads differ");
}

const RETURNED: &str = "package p

func f(p *int) *int {
\tx := 1
\tif p != nil {
\t\treturn p
\t}
\treturn &x
}
";

#[test]
fn small_graphs_in_each_format() {
    let analysis = analyzed(RETURNED, false);
    let (picture, trace) = drawn(&analysis);
    let (asked, pictures) = (asked(None), [&picture]);
    insta::assert_snapshot!("graph_json", json::text(&json::graph(english(), &asked, &pictures)));
    insta::assert_snapshot!("graph_svg", svg::svg(english(), &asked, &pictures));
    insta::assert_snapshot!("graph_dot", dot::dot(english(), &pictures));
    insta::assert_snapshot!("graph_mermaid", mermaid::mermaid(english(), &pictures));
    insta::assert_snapshot!("trace_text", trace_text::render(english(), &trace, &picture));
    let chinese = Catalogue::of(Language::Zh);
    insta::assert_snapshot!("trace_text_zh", trace_text::render(chinese, &trace, &picture));
    insta::assert_snapshot!("graph_mermaid_zh", mermaid::mermaid(chinese, &pictures));
}

#[test]
fn documents_follow_their_schemas() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    let schema = |name: &str| {
        let text = std::fs::read_to_string(docs.join(name)).expect("the schema is there");
        let schema: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        jsonschema::validator_for(&schema).expect("a schema")
    };
    let (graph, trace) = (schema("graph.schema.json"), schema("trace.schema.json"));
    let check = |validator: &jsonschema::Validator, document: &serde_json::Value, what: &str| {
        let errors: Vec<String> =
            validator.iter_errors(document).map(|e| format!("{}: {e}", e.instance_path())).take(3).collect();
        assert!(errors.is_empty(), "{what}: {errors:?}");
    };
    for program in programs() {
        let config = Config { inline: true, ..config(release("1.27")) };
        let analysis = driver::analyze(&config, vec![package_of(&program)]);
        for view in analysis.views() {
            let (picture, steps) = (view.picture(), view.trace(|_| true));
            let what = program.display().to_string();
            check(&graph, &json::graph(english(), &asked(None), &[&picture]), &what);
            check(&trace, &json::trace(english(), &asked(None), &[(&steps, &picture)]), &what);
        }
    }
    // A schema that accepts everything would be none.
    assert!(!graph.is_valid(&serde_json::json!({ "version": 2 })));
    assert!(!trace.is_valid(&serde_json::json!({ "version": 1, "packages": [] })));
}

#[test]
fn functions_by_name() {
    let analysis = analyzed(
        "package p
type T struct{ p *int }
func (t *T) M(x *int) { t.p = x }
func f() func() *int { x := 1; return func() *int { return &x } }
func ff() {}
func G[E any](e E) *E { return &e }
var _ = G[int]
",
        false,
    );
    let (picture, _) = drawn(&analysis);
    let functions = |name: &str| {
        let part = picture.of_function(name)?;
        Some(part.functions.iter().map(|function| function.name.clone()).collect::<Vec<_>>())
    };
    assert_eq!(functions("f"), Some(vec!["f".to_owned(), "f.func1".to_owned()]));
    assert_eq!(functions("f.func1"), Some(vec!["f.func1".to_owned()]));
    assert_eq!(functions("(*T).M"), Some(vec!["(*T).M".to_owned()]));
    assert!(functions("G").is_some_and(|found| !found.is_empty()));
    assert_eq!(functions("g"), None);
    let part = picture.of_function("f.func1").expect("a literal");
    assert!(part.nodes.iter().any(|node| node.label == "x"));
    assert!(part.nodes.len() < picture.nodes.len());
}

/// Loads through merged temporaries are what the solver counts.
#[test]
fn folding_keeps_distances() {
    for program in programs().iter().filter(|program| program.to_string_lossy().contains("/calls/")) {
        let analysis = driver::analyze(&config(release("1.27")), vec![package_of(program)]);
        for view in analysis.views() {
            let picture = view.picture();
            let folded = fold(&picture);
            let kept: BTreeMap<_, _> = folded.nodes.iter().map(|node| (node.id, node)).collect();
            for root in folded.nodes.iter().map(|node| node.id) {
                let (all, fewer) = (distances(&picture, root), distances(&folded, root));
                for (id, distance) in &fewer {
                    assert_eq!(all.get(id), Some(distance), "{}: {id} to {root}", program.display());
                }
                for (id, distance) in all.iter().filter(|(id, _)| kept.contains_key(id)) {
                    assert_eq!(fewer.get(id), Some(distance), "{}: {id} to {root}", program.display());
                }
            }
        }
    }
}

/// Loads from everything that flows to `root`, over locations that are kept in drawings.
fn distances(
    picture: &Picture,
    root: goesc::report::graph::NodeId,
) -> BTreeMap<goesc::report::graph::NodeId, i32> {
    let mut distances: BTreeMap<_, i32> = BTreeMap::from([(root, 0)]);
    let edges: Vec<_> = picture.batch_edges(root.batch).iter().collect();
    loop {
        let before = distances.clone();
        for edge in &edges {
            let Some(&reached) = distances.get(&edge.to) else { continue };
            let derefs = reached.max(0_i32).saturating_add(edge.derefs);
            let best = distances.entry(edge.from).or_insert(derefs);
            *best = derefs.min(*best);
        }
        if distances == before {
            return distances;
        }
    }
}

#[test]
fn hostile_texts_do_no_harm() {
    let text = "package p

var sink any

func f() {
\ts := \"</script><script>alert(1)</script>\\x00]]>--\\\"|;#\"
\tsink = s + \"<svg onload=alert(1)>\"
\tsink = map[string]*string{\"a\\\\\": &s}
}
";
    let analysis = analyzed(text, false);
    let (picture, trace) = drawn(&analysis);
    let drawing = svg::svg(english(), &asked(None), &[&picture]);
    assert!(!drawing.contains("<script"), "{drawing}");
    let shown = html::Shown { picture: &picture, whole: &picture, trace: &trace };
    let page = html::html(english(), &asked(None), &analysis.sources, &[shown]);
    assert_eq!(page.matches("</script>").count(), 3);
    assert!(!page.contains("<script>alert"));
    assert!(
        !page.contains("http://")
            || page.matches("http://").count() == page.matches("http://www.w3.org/").count()
    );
    for line in dot::dot(english(), &[&picture]).lines() {
        let unescaped = line.replace("\\\\", "").replace("\\\"", "");
        assert_eq!(unescaped.matches('"').count() % 2, 0, "{line}");
    }
    for line in mermaid::mermaid(english(), &[&picture]).lines() {
        assert_eq!(line.matches('"').count() % 2, 0, "{line}");
    }
}
