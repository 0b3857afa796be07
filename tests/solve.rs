//! Both solvers on every graph of the corpus (random graphs: `solve`'s own tests).

use crate::corpus::{analyze_program, programs};
use goesc::flow::{Attrs, Leaks};
use goesc::release::Release;
use goesc::solve::{Options, Solution, naive, worklist};

/// Verdicts and leaks; what else holds of something that escapes does not matter.
fn verdicts(solution: &Solution) -> (Vec<Attrs>, Vec<Leaks>) {
    let all = |&attrs: &Attrs| if attrs.has(Attrs::ESCAPES) { Attrs::ALL } else { attrs };
    (solution.attrs.values().map(all).collect(), solution.leaks.values().map(|l| l.optimized()).collect())
}

#[test]
fn solvers_agree_on_every_corpus_graph() {
    let mut graphs = 0;
    for program in programs() {
        for release in Release::all() {
            let analysis = analyze_program(&program, release);
            let options = Options::new(&release.rules(), false);
            for batch in analysis.packages.iter().flat_map(|p| &p.analysis.batches) {
                let fast = worklist::solve(&batch.graph, &options);
                let slow = naive::solve(&batch.graph, &options);
                let name = format!("{}, Go {release}", program.display());
                assert_eq!(verdicts(&fast), verdicts(&slow), "{name}");
                graphs += 1;
            }
        }
    }
    println!("{graphs} graphs");
    assert!(graphs > 1000, "only {graphs} graphs");
}
