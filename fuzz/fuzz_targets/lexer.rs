//! The lexer on any bytes.
#![no_main]

use goesc_fuzz::targets;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| targets::lexer(input));
