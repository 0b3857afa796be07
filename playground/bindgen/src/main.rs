//! `goesc-bindgen IN.wasm FOLDER`: what `wasm-bindgen --target no-modules` does, in the pinned version.

use std::process::ExitCode;
use wasm_bindgen_cli_support::Bindgen;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [input, folder] = args.as_slice() else {
        eprintln!("usage: goesc-bindgen IN.wasm FOLDER");
        return ExitCode::from(2);
    };
    let made = Bindgen::new().input_path(input).no_modules(true).and_then(|bindgen| {
        bindgen.typescript(false).remove_producers_section(true).out_name("goesc").generate(folder)
    });
    match made {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("goesc-bindgen: {error:#}");
            ExitCode::FAILURE
        }
    }
}
