//! The fields of [`Rules`], one by one, so that a difference between two releases can be traced to
//! the rule behind it: by running an analysis with one field of another release.
//!
//! Invariants: every field is listed; a new one does not compile until it is.

use super::{CostRules, InlineRules, Release, Rules};

/// One field of [`Rules`].
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Its name; of a part of a field, with the field's in front: `inline.order`.
    pub name: &'static str,
    differs: fn(&Rules, &Rules) -> bool,
    set: fn(&mut Rules, &Rules),
}

impl Field {
    /// Whether two releases differ in it.
    pub fn differs(&self, a: &Rules, b: &Rules) -> bool {
        (self.differs)(a, b)
    }

    /// Takes it, and nothing else, from other rules.
    pub fn set(&self, rules: &mut Rules, from: &Rules) {
        (self.set)(rules, from);
    }

    /// The release from `from` (excluded) to `to` that brought what `to` does.
    pub fn since(&self, from: Release, to: Release) -> Release {
        let is_new = |release: &Release| !self.differs(&release.rules(), &to.rules());
        let later = Release::all().filter(|release| *release > from && *release <= to);
        let mut since = to;
        for release in later.collect::<Vec<_>>().into_iter().rev().take_while(is_new) {
            since = release;
        }
        since
    }
}

/// The fields in which two releases differ, in the order of [`FIELDS`].
pub fn differences(a: &Rules, b: &Rules) -> impl Iterator<Item = &'static Field> {
    let (a, b) = (*a, *b);
    FIELDS.iter().filter(move |field| field.differs(&a, &b))
}

macro_rules! fields {
    (
        Rules { $($field:ident),* $(,)? }
        inline { $($inline:ident),* $(,)? }
        costs { $($cost:ident),* $(,)? }
    ) => {
        /// All fields; those that decide most often come first.
        pub const FIELDS: &[Field] = &[
            $(Field {
                name: stringify!($field),
                differs: |a, b| a.$field != b.$field,
                set: |rules, from| rules.$field = from.$field,
            },)*
            $(Field {
                name: concat!("inline.", stringify!($inline)),
                differs: |a, b| a.inline.$inline != b.inline.$inline,
                set: |rules, from| rules.inline.$inline = from.inline.$inline,
            },)*
            $(Field {
                name: concat!("costs.", stringify!($cost)),
                differs: |a, b| a.costs.$cost != b.costs.$cost,
                set: |rules, from| rules.costs.$cost = from.costs.$cost,
            },)*
        ];

        /// Does not compile unless all fields are listed.
        const _: fn(Rules) = |rules| {
            let Rules { $($field: _,)* inline, costs } = rules;
            let InlineRules { $($inline: _,)* } = inline;
            let CostRules { $($cost: _,)* } = costs;
        };
    };
}

fields! {
    Rules {
        unknown_size_escapes, max_explicit_var, max_implicit_var, loop_vars_per_iteration, literal_operands,
        literal_len_operands, one_word_direct, tracks_mutation, several_callees,
        devirtualize_all_assignments, append_locations, zero_size_slice_escapes, max_tagged_results,
        captured_static_values, dead_locals, dead_code_left_out, benchmark_results_kept, loop_copy_defines,
        literal_batches, static_init_tracks_changes, go_defer_wrapped, range_counts_arrays,
        recover_takes_frame, escape_helper, switch_keeps_chans, constants_become_parameters,
        new_defines_copy, range_body_variadic, range_state_saved_first, unnamed_params_declared,
        literals_dup_ok, tail_calls, zero_copy_lines, constraints_set_language_without_module,
        devirtualize_order, walk_order, init_function_last, inner_literals_first, release,
        initializers_at_first_name, syntax, words, leak_before_escape, names_function, flow_arrow,
        numbered_unnamed_params, joins_line_names, recover_prints_as_node,
        literals_named_after_range_body, init_literal_prefix, blank_params_renamed,
        method_assertions_dynamic, constants_as_written, descriptor_parts_first, equality_by_signature,
        equality_converts_fields, interface_types_mix_paths, wrapper_params_dotted, made_up_names_local,
        copied_literals_keep_names, inlined_results_are_capital, init_is_at_first_statement,
        copied_literals_as_in_functions, long_shapes, fips_data_without_addresses, types_met_by_name,
        copied_literals_are_funcs,
    }
    inline {
        literal_budget, literal_limit_doubled, recursion_is_inlined, limits_count_in_costs,
        function_value_call, throw_costs, range_state_is_cheap, range_defer_is_known, slicing_all_is_free,
        benchmark_loops_are_left_alone, order, wrappers_always, byteorder, no_escape, caller_frame,
        type_routines_are_known,
    }
    costs {
        boxes_static_literals, make_buffer, string_buffer, rune_buffer, map_room, boxed_on_stack,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Setting every field that differs makes one release of the other.
    #[test]
    fn fields_are_all_there_is() {
        for (a, b) in Release::all().zip(Release::all().skip(1)) {
            let (mut rules, to) = (a.rules(), b.rules());
            for field in differences(&a.rules(), &to) {
                field.set(&mut rules, &to);
            }
            assert_eq!(rules, to);
        }
    }

    #[test]
    fn since_is_the_release_of_the_change() {
        let release = |minor: &str| Release::parse(minor).expect("a release");
        let field = FIELDS.iter().find(|field| field.name == "unknown_size_escapes").expect("a field");
        assert_eq!(field.since(release("1.21"), release("1.27")), release("1.25"));
        let back = FIELDS.iter().find(|field| field.name == "recover_takes_frame").expect("a field");
        assert_eq!(back.since(release("1.23"), release("1.27")), release("1.26"));
    }
}
