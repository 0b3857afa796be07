//! The Go releases and everything that differs between them.
//!
//! Sources: the recorded output of each release, see `corpus/README.md`. No other module asks
//! which release it is; they read the fields of [`Rules`].

pub mod changes;
mod intrinsics;

use std::fmt;

/// A Go release, by minor version: `Release(27)` is Go 1.27.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Release(u8);

impl Release {
    /// The oldest known release.
    pub const OLDEST: Release = Release(21);
    /// The newest known release, the default.
    pub const NEWEST: Release = Release(27);

    /// All known releases, oldest first.
    pub fn all() -> impl Iterator<Item = Release> {
        (Self::OLDEST.0..=Self::NEWEST.0).map(Release)
    }

    /// Parses `1.24`, `1.24.11` or `go1.24`.
    pub fn parse(text: &str) -> Option<Release> {
        let mut parts = text.strip_prefix("go").unwrap_or(text).split('.');
        let (major, minor) = (parts.next()?, parts.next()?);
        let patch_ok = parts.next().is_none_or(|p| p.parse::<u16>().is_ok());
        let minor = minor.parse::<u8>().ok()?;
        let known = (Self::OLDEST.0..=Self::NEWEST.0).contains(&minor);
        (major == "1" && patch_ok && parts.next().is_none() && known).then_some(Release(minor))
    }

    /// The minor version: 27 for Go 1.27.
    pub fn minor(self) -> u8 {
        self.0
    }

    /// The build tags that the toolchain sets for a target: experiments that are on unless
    /// GOEXPERIMENT says otherwise, and what its processors can do unless told otherwise.
    pub fn tool_tags(self, goos: &str, goarch: &str) -> Vec<&'static str> {
        let v = self.0;
        let mut tags: Vec<&'static str> = match v {
            ..=21 => vec!["goexperiment.coverageredesign"],
            22 => {
                vec!["goexperiment.coverageredesign", "goexperiment.allocheaders", "goexperiment.exectracer2"]
            }
            23 => vec!["goexperiment.coverageredesign"],
            24 => vec![
                "goexperiment.coverageredesign",
                "goexperiment.aliastypeparams",
                "goexperiment.swissmap",
                "goexperiment.synchashtriemap",
            ],
            25 => {
                vec!["goexperiment.aliastypeparams", "goexperiment.swissmap", "goexperiment.synchashtriemap"]
            }
            26 => vec!["goexperiment.randomizedheapbase64", "goexperiment.greenteagc"],
            _ => vec![
                "goexperiment.randomizedheapbase64",
                "goexperiment.greenteagc",
                "goexperiment.jsonv2",
                "goexperiment.sizespecializedmalloc",
            ],
        };
        let passes_in_registers = match goarch {
            "amd64" | "arm64" | "ppc64" | "ppc64le" | "riscv64" => true,
            "loong64" => v >= 22,
            "s390x" => v >= 26,
            _ => false,
        };
        if passes_in_registers {
            tags.extend(["goexperiment.regabiwrappers", "goexperiment.regabiargs"]);
        }
        if v >= 25 && !matches!(goos, "darwin" | "ios" | "aix") {
            tags.push("goexperiment.dwarf5");
        }
        if v == 24 && matches!(goarch, "386" | "amd64" | "arm" | "arm64" | "ppc64" | "ppc64le") {
            tags.push("goexperiment.spinbitmutex");
        }
        let (features, since): (&[&'static str], u8) = match goarch {
            "386" => (&["386.sse2"], 21),
            "amd64" => (&["amd64.v1"], 21),
            "arm" => (&["arm.5", "arm.6", "arm.7"], 21),
            "arm64" => (&["arm64.v8.0"], 23),
            "mips" => (&["mips.hardfloat"], 21),
            "mipsle" => (&["mipsle.hardfloat"], 21),
            "mips64" => (&["mips64.hardfloat"], 21),
            "mips64le" => (&["mips64le.hardfloat"], 21),
            "ppc64" => (&["ppc64.power8"], 21),
            "ppc64le" => (&["ppc64le.power8"], 21),
            "riscv64" => (&["riscv64.rva20u64"], 23),
            "wasm" => (&["wasm.satconv", "wasm.signext"], 26),
            _ => (&[], 21),
        };
        if v >= since {
            tags.extend(features);
        }
        tags
    }

    /// What this release does.
    pub fn rules(self) -> Rules {
        let v = self.0;
        Rules {
            release: self,
            max_explicit_var: if v >= 24 { 128 << 10 } else { 10 << 20 },
            max_implicit_var: 64 << 10,
            max_tagged_results: if v >= 22 { 5 } else { 7 },
            append_locations: v >= 25,
            range_counts_arrays: v >= 25,
            initializers_at_first_name: v <= 21,
            constraints_set_language_without_module: v >= 23,
            syntax: SyntaxRules {
                names_are_named: v >= 23,
                keywords_are_named: v >= 24,
                type_params_are_named: v >= 22,
                mixed_params_are_told_apart: v >= 24,
                dots_are_syntax: v >= 25,
                generic_methods: v >= 27,
            },
            words: ErrorWords {
                overflow_is_concise: v >= 22,
                range_over_int: v >= 22,
                range_over_func: v >= 23,
                surplus_range_var_is_used: v >= 22,
                unused_name_last: v >= 23,
                names_kinds: v >= 23,
                keys_start_elements: v >= 23,
                non_type: match v {
                    26.. => NonTypeWords::Kind,
                    23.. => NonTypeWords::Name,
                    _ => NonTypeWords::Operand,
                },
                named_types_have_kinds: v >= 24,
                have_lists_dots: v >= 24,
                receivers_at_types: v >= 24,
                new_of_values: v >= 26,
                bad_type_switches_are_checked: v >= 23,
                cycles_in_pairs: v >= 24,
                cycles_name_instances: v >= 27,
                recursion_starts_where_found: v >= 23,
                sizes_find_cycles: v >= 27,
                functions_inferred_anywhere: v >= 27,
                no_common_type: match v {
                    25.. => " (no common underlying type)",
                    _ => " (no core type)",
                },
                causes_have_types: v >= 25,
                numbers_match_numbers: v >= 26,
                results_are_numbered: v >= 27,
                method_expressions_select_fields: v >= 27,
                keys_name_promoted_fields: v >= 27,
                problem_comes_first: v >= 25,
                arrays_keep_names: v >= 25,
                case_differs_anywhere: v >= 23,
                print_argument: match v {
                    ..=22 => "argument to ",
                    23 => "argument to built-in",
                    _ => "argument to built-in ",
                },
                embed_import: if v >= 25 {
                    "go:embed requires import \"embed\" (or import _ \"embed\", if package is not used)"
                } else {
                    "go:embed only allowed in Go files that import \"embed\""
                },
            },
            one_word_direct: v >= 26,
            tracks_mutation: v >= 22,
            unknown_size_escapes: v <= 24,
            zero_size_slice_escapes: v >= 25,
            literal_operands: v >= 25,
            literal_len_operands: v >= 26,
            several_callees: v >= 27,
            captured_static_values: v >= 22,
            literal_batches: match v {
                ..=21 => LiteralBatches::InFunctions,
                22..=23 => LiteralBatches::InFunctionsOrCapturing,
                _ => LiteralBatches::Capturing,
            },
            walk_order: if v >= 25 { WalkOrder::EscapingFirst } else { WalkOrder::LastFirst },
            leak_before_escape: v <= 21,
            escape_helper: match v {
                ..=23 => None,
                24 => Some(("hash/maphash", "escapeForHash[")),
                _ => Some(("internal/abi", "EscapeNonString[")),
            },
            zero_copy_lines: v >= 22,
            names_function: v >= 25,
            flow_arrow: if v >= 25 { "\u{2190}" } else { "=" },
            numbered_unnamed_params: v <= 21,
            joins_line_names: v >= 27,
            recover_prints_as_node: v <= 25,
            recover_takes_frame: (22..=25).contains(&v),
            dead_code_left_out: v >= 22,
            go_defer_wrapped: v >= 22,
            loop_vars_per_iteration: v >= 22,
            switch_keeps_chans: v >= 23,
            literals_named_after_range_body: v >= 27,
            init_literal_prefix: if v >= 22 { "init" } else { "glob." },
            blank_params_renamed: v >= 22,
            unnamed_params_declared: v >= 22,
            init_function_last: v <= 21,
            inner_literals_first: v <= 21,
            method_assertions_dynamic: v <= 23,
            constants_as_written: v == 21,
            descriptor_parts_first: v == 21,
            equality_by_signature: v >= 27,
            equality_converts_fields: v == 21,
            dead_locals: v >= 24,
            benchmark_results_kept: v >= 26,
            devirtualize_order: match v {
                ..=21 => DevirtualizeOrder::ListPreorder,
                22 => DevirtualizeOrder::Batches,
                23 => DevirtualizeOrder::List,
                _ => DevirtualizeOrder::ListThenBatches,
            },
            devirtualize_all_assignments: v >= 26,
            loop_copy_defines: v >= 25,
            interface_types_mix_paths: v <= 26,
            wrapper_params_dotted: v == 21,
            made_up_names_local: v == 21,
            literals_dup_ok: v >= 23,
            copied_literals_keep_names: v >= 27,
            inlined_results_are_capital: v == 21,
            init_is_at_first_statement: v == 21,
            copied_literals_as_in_functions: v == 21,
            long_shapes: match v {
                ..=21 => LongShapes::Spelled,
                22..=23 => LongShapes::Inverted,
                24 => LongShapes::FirstXor(1),
                _ => LongShapes::FirstXor(0xff),
            },
            fips_data_without_addresses: v >= 24,
            static_init_tracks_changes: v >= 22,
            types_met_by_name: v <= 26,
            new_defines_copy: v >= 27,
            constants_become_parameters: v >= 27,
            copied_literals_are_funcs: v == 21,
            range_state_saved_first: v >= 24,
            range_body_variadic: v >= 27,
            inline: InlineRules {
                literal_budget: if v >= 24 { 800 } else { 80 },
                literal_limit_doubled: v >= 24,
                recursion_is_inlined: v >= 24,
                limits_count_in_costs: v >= 22,
                function_value_call: if v >= 24 { 17 } else { 57 },
                caller_frame: match v {
                    ..=23 => ("runtime", ["getcallerpc", "getcallersp"]),
                    _ => ("internal/runtime/sys", ["GetCallerPC", "GetCallerSP"]),
                },
                throw_costs: v <= 23,
                range_state_is_cheap: v >= 24,
                type_routines_are_known: v == 21,
                no_escape: if v >= 24 { ("internal/abi", "NoEscape") } else { ("reflect", "noescape") },
                byteorder: match v {
                    ..=22 => None,
                    23 => Some(["Le", "Be"]),
                    _ => Some(["LE", "BE"]),
                },
                range_defer_is_known: v >= 26,
                slicing_all_is_free: v >= 26,
                order: match v {
                    ..=21 => InlineOrder::EachBatch { devirtualizes: false },
                    22 => InlineOrder::EachBatch { devirtualizes: true },
                    23 => InlineOrder::List,
                    _ => InlineOrder::Batches,
                },
                benchmark_loops_are_left_alone: (24..=25).contains(&v),
                wrappers_always: v <= 21,
            },
            tail_calls: match v {
                ..=23 => TailCalls::None,
                24..=26 => TailCalls::Methods,
                _ => TailCalls::All,
            },
            costs: CostRules {
                string_buffer: 32,
                rune_buffer: 32,
                make_buffer: (v >= 25).then_some(32),
                map_room: 8,
                boxed_on_stack: 1024,
                boxes_static_literals: v >= 25,
            },
        }
    }
}

impl fmt::Display for Release {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "1.{}", self.0)
    }
}

/// The order in which interface calls are devirtualized.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DevirtualizeOrder {
    /// Functions as listed, a call before its arguments; after inlining.
    ListPreorder,
    /// Callees first.
    Batches,
    /// Functions as listed.
    List,
    /// First as listed, then again callees first.
    ListThenBatches,
}

/// What shapes are called whose spelling is long: a checksum, SHA-256 with some bits flipped.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LongShapes {
    /// As they are spelled.
    Spelled,
    /// All bits flipped.
    Inverted,
    /// The first byte combined with this one.
    FirstXor(u8),
}

/// The method wrappers that end in a tail call: methods with pointer receivers, promoted through
/// a pointer, that are not inlined.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TailCalls {
    /// None.
    None,
    /// Those of declared methods.
    Methods,
    /// Also those of methods of embedded interfaces.
    All,
}

/// Thresholds, rules and wording of one release.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Rules {
    /// Whose rules these are.
    pub release: Release,
    /// Largest declared variable that may stay on the stack, in bytes.
    pub max_explicit_var: i64,
    /// Largest `new`, `&T{}` or `make` that may stay on the stack, in bytes.
    pub max_implicit_var: i64,
    /// How many results a parameter's tag can name.
    pub max_tagged_results: usize,
    /// Whether `append` has a location of its own, and so a line.
    pub append_locations: bool,
    /// Whether `//go:build go1.N` selects a file's language version also outside of a module.
    pub constraints_set_language_without_module: bool,
    /// Whether each initialiser of `var a, b = x, y` is at the first name, not at its own.
    pub initializers_at_first_name: bool,
    /// Whether a range over an array without value counts to its constant length instead.
    pub range_counts_arrays: bool,
    /// What it takes for Go, and how it words syntax errors.
    pub syntax: SyntaxRules,
    /// How it words type errors.
    pub words: ErrorWords,
    /// Whether any type that is just one pointer word fits an interface's data word, fields
    /// without size beside it included.
    pub one_word_direct: bool,
    /// Whether the analysis knows which pointers are written through and which closures' results
    /// are watched; before, only results of literals called in place were.
    pub tracks_mutation: bool,
    /// Whether `make` of a slice of unknown size is always on the heap.
    pub unknown_size_escapes: bool,
    /// Whether `make` of a slice of elements without size is always on the heap.
    pub zero_size_slice_escapes: bool,
    /// Whether known values take the place of operands of `make` and of conversions to interfaces.
    pub literal_operands: bool,
    /// Whether `len` of a known slice literal is such a value.
    pub literal_len_operands: bool,
    /// Whether a variable may stand for several known functions.
    pub several_callees: bool,
    /// Whether the value of a captured variable is known when the variable's is.
    pub captured_static_values: bool,
    /// Which literals are analysed together with the function that holds them.
    pub literal_batches: LiteralBatches,
    /// The order in which the solver visits locations.
    pub walk_order: WalkOrder,
    /// Whether a parameter's leak is explained before its own escape.
    pub leak_before_escape: bool,
    /// The generic function whose argument escapes unless its only pointers are strings': its
    /// package's path and how its instances' names start.
    pub escape_helper: Option<(&'static str, &'static str)>,
    /// Whether conversions of strings to bytes without a copy are reported.
    pub zero_copy_lines: bool,
    /// Whether explanations name the function (`escapes to heap in f`).
    pub names_function: bool,
    /// What stands between target and source of a flow.
    pub flow_arrow: &'static str,
    /// Whether parameters without a name are called `arg#1`, and blank ones `_`.
    pub numbered_unnamed_params: bool,
    /// Whether relative names in `//line` directives are joined with the file's folder.
    pub joins_line_names: bool,
    /// Whether code that never runs is left out when trees are built, not by a later pass.
    pub dead_code_left_out: bool,
    /// Whether trees have `go` and `defer` calls wrapped in literals without parameters.
    pub go_defer_wrapped: bool,
    /// Whether `recover()` prints as a node without spelling.
    pub recover_prints_as_node: bool,
    /// Whether `recover` has the frame as an argument, which `go` and `defer` save.
    pub recover_takes_frame: bool,
    /// Whether the release knows loop variables per iteration (language version 1.22).
    pub loop_vars_per_iteration: bool,
    /// Whether the cases of a switch over a channel are compared without conversion.
    pub switch_keeps_chans: bool,
    /// Whether a literal in the body of a range-over-func loop is numbered and named after that
    /// body, not after the function around the loop.
    pub literals_named_after_range_body: bool,
    /// What the names of literals in package-level initialisers start with.
    pub init_literal_prefix: &'static str,
    /// Whether blank and unnamed parameters and results have the same kind of name.
    pub blank_params_renamed: bool,
    /// Whether unnamed and blank parameters are variables of their function, and count as such.
    pub unnamed_params_declared: bool,
    /// Whether the function that initialises the package's variables comes last.
    pub init_function_last: bool,
    /// Whether a literal comes after the literals in its body.
    pub inner_literals_first: bool,
    /// Whether type assertions and cases of interfaces with methods look up their types at run
    /// time, and so print without them.
    pub method_assertions_dynamic: bool,
    /// Whether constants print as the source spells them, not by value.
    pub constants_as_written: bool,
    /// Whether a type's descriptor is written after those of its parts, not before.
    pub descriptor_parts_first: bool,
    /// Whether types of the same layout share generated equality and hash functions, which see
    /// bare memory; before, each type has its own.
    pub equality_by_signature: bool,
    /// Whether generated equality converts string fields to `string` even when they are.
    pub equality_converts_fields: bool,
    /// In which order calls are looked at for known dynamic types.
    pub devirtualize_order: DevirtualizeOrder,
    /// Whether all assignments to an interface variable are looked at for its dynamic type, not
    /// just a single definition.
    pub devirtualize_all_assignments: bool,
    /// Whether assignments to variables that nobody reads are blanked.
    pub dead_locals: bool,
    /// Whether what the body of `for b.Loop()` computes is kept alive.
    pub benchmark_results_kept: bool,
    /// Whether the per-iteration copy of a variable of a three-clause loop is its definition.
    pub loop_copy_defines: bool,
    /// Whether in an interface type everything after the first unexported method is spelled with
    /// import paths instead of package names.
    pub interface_types_mix_paths: bool,
    /// Whether receivers and unnamed parameters of method wrappers are `.this` and `.anon0`.
    pub wrapper_params_dotted: bool,
    /// Whether names of unnamed parameters and results belong to the package that is compiled, not
    /// to that of the function.
    pub made_up_names_local: bool,
    /// Whether a literal in a generic instance counts as one: its parameters print nothing.
    pub literals_dup_ok: bool,
    /// Whether a copied literal is called as the original is.
    pub copied_literals_keep_names: bool,
    /// Whether results without name of a function that is inlined are called `~R0`.
    pub inlined_results_are_capital: bool,
    /// Whether the package's initialisation is reported where its first statement is.
    pub init_is_at_first_statement: bool,
    /// Whether a literal that is copied into a literal is called as one in a function.
    pub copied_literals_as_in_functions: bool,
    /// What shapes are called whose spelling is long.
    pub long_shapes: LongShapes,
    /// Whether static data of `crypto/internal/fips140/…` holds no addresses.
    pub fips_data_without_addresses: bool,
    /// Whether static initialisation looks at assignments of several variables, and stops copying
    /// variables after code that may change them.
    pub static_init_tracks_changes: bool,
    /// Whether the body of a loop over a function sets its state before it looks at the old one.
    pub range_state_saved_first: bool,
    /// Whether the body of a loop over a function is variadic when the function calls it so.
    pub range_body_variadic: bool,
    /// Whether a recursive type is met, and its wrappers made, when only its name is known.
    pub types_met_by_name: bool,
    /// Whether the copy of an operand of `new` is defined by the statement that makes it, not assigned.
    pub new_defines_copy: bool,
    /// Whether literals that are copied into a literal are named `.func1`, not `.1`.
    pub copied_literals_are_funcs: bool,
    /// Whether a constant converted to a type parameter is a constant of that type, as far as costs
    /// go.
    pub constants_become_parameters: bool,
    /// Which method wrappers jump to the method, so that no results flow.
    pub tail_calls: TailCalls,
    /// What is inlined.
    pub inline: InlineRules,
    /// What stays on the stack and allocates nevertheless.
    pub costs: CostRules,
}

/// Up to which size something that stays needs no memory of the heap.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CostRules {
    /// Bytes of a string, or of what is made of one, for which there is room in the frame.
    pub string_buffer: i64,
    /// The same for slices of runes, in runes.
    pub rune_buffer: i64,
    /// Bytes of a `make` of unknown size for which there is room in the frame, if there is any.
    pub make_buffer: Option<i64>,
    /// Entries of a map for which there is room in the frame.
    pub map_room: i64,
    /// Bytes of a value in an interface for which there is room in the frame.
    pub boxed_on_stack: i64,
    /// Whether an interface with a struct or array literal of constants points to read-only data.
    pub boxes_static_literals: bool,
}

/// What a release inlines.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct InlineRules {
    /// What the body of a function literal may cost.
    pub literal_budget: u32,
    /// Whether a literal may cost twice as much as a function at a call.
    pub literal_limit_doubled: bool,
    /// Whether a function that calls itself may be inlined.
    pub recursion_is_inlined: bool,
    /// Whether a call costs what the callee's body does only if it would be copied there.
    pub limits_count_in_costs: bool,
    /// What a call of a parameter or captured variable costs beside its nodes.
    pub function_value_call: u32,
    /// The functions that ask for their caller's frame: the path of their package, and their names.
    pub caller_frame: (&'static str, [&'static str; 2]),
    /// Whether a call of the runtime's `throw` costs as much as a function may.
    pub throw_costs: bool,
    /// Whether the call that checks the state of a loop over a function counts as a plain node.
    pub range_state_is_cheap: bool,
    /// Whether generated equality and hash functions are told from functions that are marked.
    pub type_routines_are_known: bool,
    /// The function that hides pointers from the analysis: the path of its package, and its name.
    pub no_escape: (&'static str, &'static str),
    /// What the names of the functions of `internal/byteorder` that are cheap start with.
    pub byteorder: Option<[&'static str; 2]>,
    /// Whether a deferred call in the body of a loop over a function is known as such.
    pub range_defer_is_known: bool,
    /// Whether bounds that leave nothing out (`x[0:]`, `x[:len(x)]`) cost nothing.
    pub slicing_all_is_free: bool,
    /// The order in which calls are replaced.
    pub order: InlineOrder,
    /// Whether nothing is replaced in the body of `for b.Loop()`.
    pub benchmark_loops_are_left_alone: bool,
    /// Whether calls in method wrappers are replaced even with `-l`, by bodies of other packages.
    pub wrappers_always: bool,
}

/// The order in which calls are replaced.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum InlineOrder {
    /// Batch by batch, each as soon as it is known what of it can be inlined.
    EachBatch {
        /// Whether interface calls become direct on the way.
        devirtualizes: bool,
    },
    /// When that is known of all functions, function by function.
    List,
    /// When that is known of all functions and all calls have been counted, batch by batch.
    Batches,
}

/// Which function literals are analysed together with the function that holds them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LiteralBatches {
    /// All but those at package level.
    InFunctions,
    /// All but those at package level, or in `func init()`, that capture nothing.
    InFunctionsOrCapturing,
    /// Those that capture a variable.
    Capturing,
}

/// The order in which the solver visits locations.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum WalkOrder {
    /// What was queued last is next.
    LastFirst,
    /// What escapes is next, the rest waits in line.
    EscapingFirst,
}

impl Rules {
    /// The name that gc gives a parameter or result without one (or called `_`, if `blank`).
    pub fn unnamed_param(&self, result: bool, blank: bool, index: usize) -> String {
        match (result, blank) {
            (true, true) if !self.blank_params_renamed => format!("~b{index}"),
            (true, _) => format!("~r{index}"),
            (false, true) if !self.blank_params_renamed => "_".into(),
            (false, false) if !self.blank_params_renamed => String::new(),
            (false, _) => format!("~p{index}"),
        }
    }
}

/// What a release takes for Go and how it words syntax errors, where that changed. Each field is
/// what the newest one does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SyntaxRules {
    /// `unexpected name x`.
    pub names_are_named: bool,
    /// `unexpected keyword return`, `expected keyword chan`.
    pub keywords_are_named: bool,
    /// `missing type parameter name`.
    pub type_params_are_named: bool,
    /// `missing parameter name` and `missing parameter type`.
    pub mixed_params_are_told_apart: bool,
    /// Misplaced `...` of parameters are found before types are checked.
    pub dots_are_syntax: bool,
    /// Methods may have type parameters.
    pub generic_methods: bool,
}

/// How a release words type errors, where that changed. Each field is what the newest one does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ErrorWords {
    /// `constant 300 overflows uint8`.
    pub overflow_is_concise: bool,
    /// Ranging over integers is known, if only for newer language versions.
    pub range_over_int: bool,
    /// Ranging over functions is known, if only for newer language versions.
    pub range_over_func: bool,
    /// A second variable where ranging yields one value is not also reported as unused.
    pub surplus_range_var_is_used: bool,
    /// `declared and not used: x`.
    pub unused_name_last: bool,
    /// `for built-in len`, `does have field f`, `other declaration of method m`.
    pub names_kinds: bool,
    /// Elements with a key are reported at the key, not at the colon.
    pub keys_start_elements: bool,
    /// What is said about a name that should be a type.
    pub non_type: NonTypeWords,
    /// `value of struct type T`.
    pub named_types_have_kinds: bool,
    /// `have ([]string...)`.
    pub have_lists_dots: bool,
    /// Invalid receivers are reported at their types, not at their names.
    pub receivers_at_types: bool,
    /// `new(x)` is known, if only for newer language versions.
    pub new_of_values: bool,
    /// The clauses of a type switch are checked even if what it looks at is invalid.
    pub bad_type_switches_are_checked: bool,
    /// `a refers to b`, on one line.
    pub cycles_in_pairs: bool,
    /// `T refers to List[T]`
    pub cycles_name_instances: bool,
    /// Cycles of infinite types start at the type whose check found them, not where the source
    /// has the first of its types.
    pub recursion_starts_where_found: bool,
    /// Type arguments of functions that are sent, or become what a type parameter permits, are
    /// inferred.
    pub functions_inferred_anywhere: bool,
    /// `unsafe.Sizeof` reports types that are not complete yet.
    pub sizes_find_cycles: bool,
    /// What is added about a composite literal of type parameter type.
    pub no_common_type: &'static str,
    /// `send-only channel chan<- int x`, `int is not a function`; no `invalid operation` about
    /// what cannot be indexed or sliced.
    pub causes_have_types: bool,
    /// A number and something else are mismatched as they are, without default type.
    pub numbers_match_numbers: bool,
    /// `2nd function result`, in `multiple assignment`.
    pub results_are_numbered: bool,
    /// `T.f` with a field `f` is an operand of the wrong kind, not a missing method.
    pub method_expressions_select_fields: bool,
    /// Keys of struct literals can name promoted fields, if only in newer language versions.
    pub keys_name_promoted_fields: bool,
    /// `invalid copy: …`, `cannot slice unaddressable value …`, `func init must have a body`.
    pub problem_comes_first: bool,
    /// An array type that cannot be compared is called by its name.
    pub arrays_keep_names: bool,
    /// A member is alike if letters differ in case, not only if the first one does; keys of struct
    /// literals have suggestions.
    pub case_differs_anywhere: bool,
    /// What comes before `print` where its argument is wrong.
    pub print_argument: &'static str,
    /// What is said of `//go:embed` in a file that does not import `embed`.
    pub embed_import: &'static str,
}

/// What is said about a name that should be a type.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NonTypeWords {
    /// `x (variable of type int) is not a type`
    Operand,
    /// `x is not a type`
    Name,
    /// `x (local variable) is not a type`
    Kind,
}
