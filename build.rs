//! Generates the parser from `grammar/go.lalrpop`.

fn main() {
    lalrpop::Configuration::new()
        .set_in_dir("grammar")
        .emit_rerun_directives(true)
        .process()
        .expect("grammar/go.lalrpop is conflict-free");
}
