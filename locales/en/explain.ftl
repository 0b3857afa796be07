### Reports of `goesc explain`.
### What is quoted from a program ($name, $text, $callee, $target, …) stands as it is, without quotes.

## Values. $kind is what kind of value it is; each message has a word for all of them that can come up.

explain-the = { $kind ->
    [loop-state] the variable
    [new] a variable of new
    [pointer-literal] a literal
    [slice-literal] a slice literal
    [variadic-arguments] the slice of variadic arguments
    [map-literal] a map literal
    [make-slice] a slice of make
    [make-map] a map of make
    [closure] the function literal
    [loop-body] the loop body
    [method-value] a method value
    [boxed] an interface's copy
    [concat] a concatenated string
    [to-string] a converted string
    [from-string] a converted slice
    [append] the array of append
   *[other] a value
}
explain-this = { $kind ->
    [loop-state] this variable
    [new] what new creates
    [pointer-literal] what this literal creates
    [slice-literal] the array of this slice literal
    [variadic-arguments] the slice of variadic arguments
    [map-literal] the map of this literal
    [make-slice] what make creates
    [make-map] what make creates
    [closure] this function literal
    [loop-body] this loop body
    [method-value] this method value
    [boxed] the interface's copy
    [concat] the concatenated string
    [to-string] the converted string
    [from-string] the converted slice
    [append] the new array
   *[other] this value
}
# What points to the value.
explain-handle = { $kind ->
    [variable] its address
    [parameter] its address
    [loop-state] its address
    [new] the pointer
    [pointer-literal] the pointer
    [slice-literal] the slice
    [make-slice] the slice
    [from-string] the slice
    [variadic-arguments] the slice of variadic arguments
    [map-literal] the map
    [make-map] the map
    [closure] the function literal
    [loop-body] the loop body
    [method-value] the method value
    [boxed] the interface value
    [concat] the string
    [to-string] the string
    [append] the grown slice
   *[other] it
}
explain-value-result = a result without a name
explain-value-parameter = a parameter without a name
explain-value-loop-state = the hidden state of the range loop
explain-value-of = the value of { $text }
explain-value-intermediate = an intermediate value
explain-value-boxed-constant = the constant { $text } in an interface
explain-value-boxed-a-constant = a constant that becomes an interface value
explain-value-boxed = the interface's copy of { $text }
explain-value-boxed-a-value = an interface's copy of a value
explain-value-append = the new array of { $text }
explain-value-append-array = the new array of append

## Headings and first labels.

explain-heading-moved = { $what } is moved to the heap
explain-heading-escapes = { $what } escapes to the heap
# A value in the body of a function of another package.
explain-of = { $what } in { $callee }
# $heading is one of those above.
explain-in-copy = { $heading } where { $callee } is inlined into { $into }
explain-inlined-here = { $callee } is inlined here: in it, { $label }
explain-label-boxed = { $text } is copied into an interface; the copy escapes
explain-label-too-large = this is too large for the stack
explain-label-unknown-size = the size of this is not a constant
# $place is where the expression is: here, under the label, or elsewhere, in the text of another package.
explain-label = { $kind ->
    [hidden] this value is moved to the heap
    [append] append makes a larger array, which escapes
    [new] new creates a variable, which escapes
    [make-slice] make creates an array, which escapes
    [make-map] make creates a map, which escapes
    [variadic-arguments] the variadic arguments are put in a slice, which escapes
    [loop-body] the loop body becomes a function, which escapes
   *[other] { $place ->
        [elsewhere] { $kind ->
            [pointer-literal] a literal creates a value, which escapes
            [slice-literal] a literal creates an array, which escapes
            [map-literal] a literal creates a map, which escapes
            [closure] a function literal escapes
            [method-value] a method value escapes
            [concat] a concatenation creates a string, which escapes
            [to-string] a conversion creates a string, which escapes
            [from-string] a conversion creates a slice, which escapes
            [boxed-constant] a constant becomes an interface value, which escapes
            [boxed] a value is copied into an interface; the copy escapes
           *[other] a value escapes
        }
       *[here] { $kind ->
            [pointer-literal] this literal creates a value, which escapes
            [slice-literal] this literal creates an array, which escapes
            [map-literal] this literal creates a map, which escapes
            [closure] this function literal escapes
            [method-value] this method value escapes
            [concat] this concatenation creates a string, which escapes
            [to-string] this conversion creates a string, which escapes
            [from-string] this conversion creates a slice, which escapes
            [boxed-constant] this constant becomes an interface value, which escapes
            [boxed] this value is copied into an interface; the copy escapes
           *[other] this value escapes
        }
    }
}

## What moves in a step.

explain-it = it
explain-its-address = its address
explain-address-of = the address of { $name }
explain-pointee = what { $name } points to
explain-pointee-through = what { $name } leads to through { $count } pointers
explain-captured-values = what the function literal captured
explain-reached = what the pointer leads to
# $what is one of explain-handle.
explain-contents = what { $what } holds
explain-result-of = the result of { $func }
explain-the-result = the result
explain-the-slice = the slice

## Steps: $what moves, $act is what happens to it (explain-act-…).

explain-step = { $what } { $act }
# More happens on the same line: $before is the sentence so far.
explain-then = { $before }, and { $act }
# What is told before is a call: its result goes on.
explain-then-result = { $before }, and the result { $act }
# What is told before puts a value into another one, which goes on.
explain-then-whole = { $before }, which { $act }
# The next step, under the same label.
explain-next = { $before }; { $step }
explain-step-ranged-to = range hands the elements of { $whole } to { $to }, one after the other
explain-step-ranged = range hands the elements of { $whole } to a variable, one after the other
explain-step-append = append extends { $what }
explain-step-spread = the elements of { $from } are appended to another slice
explain-step-regrown = append copies the elements of { $from } to a larger array
explain-step-copied = the elements of { $from } are copied to another slice
explain-step-loop-body = range passes the loop body to what it ranges over
explain-step-returned-by-outer = it is returned by the function literal around it
explain-step-outside-loop = { $name } is declared outside the loop
explain-step-call-outside-loop = this call is outside the loop
explain-step-outside-literal = { $name } belongs to the function around the literal
explain-step-on-heap = { $what } is itself on the heap
explain-step-that-on-heap = and that is itself on the heap

## What happens to what moves.

explain-act-stored-variable = is stored in { $target }
explain-act-stored-result = is stored in the result { $target }, which the caller gets
explain-act-stored-global = is stored in the package-level variable { $target }
explain-act-stored-pointer = is stored where { $pointer } points
explain-act-stored-through = is stored in { $target }, through the pointer { $pointer }
explain-act-stored-element = is stored in an element of the slice { $slice }
explain-act-stored-map = is stored in the map { $map }
explain-act-stored-static = is stored in the data of package-level variables
explain-act-stored-hidden = is stored for later
explain-act-stored-heap = is stored on the heap
explain-act-stored-a-pointer = is stored through a pointer
explain-act-stored-an-element = is stored in an element of a slice
explain-act-stored-a-map = is stored in a map
explain-act-returned-by = is returned by { $func }
explain-act-returned = is returned to the caller
explain-act-kept-outside = is kept for the function around the loop
explain-act-returned-by-literal = is returned by the function literal
explain-act-sent-on = is sent on the channel { $channel }
explain-act-sent = is sent on a channel
explain-act-extended = is the slice that append extends
explain-act-builtin = is passed to a builtin
explain-act-kept-for-go = is kept for the call that the go statement starts
explain-act-kept-for-defer = is kept for the deferred call
explain-act-captured = is captured by the { $by ->
    [loop-body] loop body
   *[literal] function literal
}
explain-act-captured-by-reference = is captured by reference by the { $by ->
    [loop-body] loop body
   *[literal] function literal
}
explain-act-to-interface = becomes an interface value
explain-act-element = { $container ->
    [struct] is put in this struct
    [array] is put in this array
    [slice] is an element of this slice literal
    [map-key] is a key of this map literal
    [map-value] is a value of this map literal
   *[arguments] is one of the variadic arguments
}
explain-act-ranged-to = is handed by range to { $name }
explain-act-ranged = is handed out by range
explain-act-appended-to = is appended to { $slice }
explain-act-appended = is appended to a slice
explain-act-spread = is appended element by element
explain-act-regrown = is copied by append to a larger array
explain-act-copied = is copied element by element
explain-act-key-of = becomes a key of the map { $map }
explain-act-key = becomes a key of a map
explain-act-bound-to = is bound to { $name } in this case
explain-act-bound = is bound in this case
explain-act-called = is called, and its results may go anywhere
explain-act-bound-receiver-of = is bound as the receiver of the method value { $method }, which lets it escape
explain-act-bound-receiver = is bound as the receiver of a method value, which lets it escape
explain-act-kept-receiver-of = is kept as the receiver of the method value { $method }
explain-act-kept-receiver = is kept as the receiver of a method value
explain-act-started = is started as a goroutine
explain-act-deferred = is deferred in a loop, any number of times
explain-act-reflect-header = is read as a pointer
explain-act-as-integer = is passed as an integer to a function marked //go:uintptrescapes

## Calls, and what becomes of an argument. $call is one of the first messages; $role is parameter or receiver.

explain-act-passed = is passed to { $callee }
explain-act-passed-here = is passed to this function
explain-called-on = { $callee } is called on { $receiver }
explain-method-called-on = a method is called on { $receiver }
explain-fate-leaks-as = { $call }, which lets it escape ({ $role ->
    [receiver] receiver
   *[parameter] parameter
} { $param } leaks)
explain-fate-leaks-content-as = { $call }, which lets what it points to escape (the content of { $role ->
    [receiver] receiver
   *[parameter] parameter
} { $param } leaks)
explain-fate-leaks = { $call }, which lets it escape
explain-fate-leaks-content = { $call }, which lets what it points to escape
explain-fate-returns = { $call }, which returns it
explain-fate-returns-content = { $call }, which returns what it points to
explain-fate-becomes = { $call }, where it is the { $role ->
    [receiver] receiver
   *[parameter] parameter
} { $param }
explain-fate-interface = { $call }, a method of an interface: any code may be behind it
explain-fate-type-parameter = { $call }, a method of a type parameter: it is looked up at run time, so any code may be behind it
explain-fate-function-value = { $call }, a function value: any code may be behind it
explain-fate-no-body = { $call }, which has no body in Go: it may do anything

## Rules: one sentence that says why.

explain-note-rule = rule { $code }: { $rule }
explain-rule-returned = a value whose address is returned must outlive the function, so it lives on the heap
explain-rule-returned-value = what the caller can still reach through a result must outlive the function, so it lives on the heap
explain-rule-global = package-level variables live as long as the program, so what they point to lives on the heap
explain-rule-through-pointer = what is stored through a pointer may outlive the function, because the analysis does not follow where the pointer points, so it lives on the heap
explain-rule-slice-element = what is stored in an element of a slice may outlive the function, because the analysis does not follow which array the slice has, so it lives on the heap
explain-rule-map = what is put in a map may outlive the function, because the analysis does not follow what maps hold, so it lives on the heap, even when the map itself does not
explain-rule-channel = what is sent on a channel may outlive the function, because any goroutine may receive it, so it lives on the heap
explain-rule-appended = what is appended may outlive the function, because the analysis does not follow which array the slice has, so it lives on the heap
explain-rule-copied-elements = what copied elements point to may outlive the function, because the analysis does not follow which array they are copied to, so it lives on the heap
explain-rule-interface-method = a call of a method of an interface or of a type parameter may run any method, which may keep what it is given, so everything passed to it, the receiver included, lives on the heap
explain-rule-function-value = a call of a function value may run any function, which may keep what it is given, so everything passed to it lives on the heap
explain-rule-leaking-parameter = an argument that the function keeps after it returns must outlive the call, so it lives on the heap
explain-rule-no-body = a function without a Go body may keep what it is given, so everything passed to it lives on the heap
explain-rule-unknown-function = nothing is known about the function, so it may keep what it is given, which therefore lives on the heap
explain-rule-panic = what panic is given outlives the functions that it ends, so it lives on the heap
explain-rule-go = a goroutine may run longer than the function that starts it, so what it uses lives on the heap
explain-rule-defer-in-loop = a defer in a loop may run any number of times, so what each deferred call uses lives on the heap
explain-rule-escaping-literal = a function literal needs what it captures as long as it lives, and this one lives on the heap, so what it captures does, too
explain-rule-loop = a value made anew in each round of a loop, but kept in a variable from outside, lives on the heap, because the stack has only one place for the values of all rounds
explain-rule-outer-variable = a value made in a function literal, but kept in a variable from outside, outlives the literal's call, so it lives on the heap
explain-rule-heap-points-to = what is on the heap may outlive the function, so everything it points to lives on the heap, too
explain-rule-large-variable = a variable larger than { $limit } is on the heap, whatever is done with it, to keep stacks small
explain-rule-large-variable-changed = a variable larger than { $limit } ({ $other } { $when ->
    [before] before
   *[since] since
} Go { $release }) is on the heap, whatever is done with it, to keep stacks small
explain-rule-large-allocation = new, &T{"{}"} and make of more than { $limit } are on the heap, whatever is done with the value, to keep stacks small
explain-rule-unknown-size = until Go 1.24, a make whose size is not a constant is on the heap: nobody knows how much stack it would need
explain-rule-zero-sized = a make of elements without size is never placed on the stack, whatever is done with it
explain-rule-alignment = a type that needs a larger alignment than the stack has is on the heap
explain-rule-escaping-uintptr = what is passed to a function marked //go:uintptrescapes lives on the heap
explain-rule-reflect-header = the data field of a reflect header is a number that the analysis follows as a pointer, so what it points to lives on the heap when that pointer gets away
explain-rule-method-value = nobody knows who calls a method value, so a receiver that the method lets go lives on the heap
explain-rule-other = a value that is still reachable after its function returns lives on the heap

## Help: what would keep it on the stack.

explain-note-help = help: { $help }
explain-help-return-value = returning { $name } itself instead of its address would keep it on the stack
explain-help-constant-size = with a constant size of at most { $count } { $count ->
    [one] element
   *[other] elements
} it would stay on the stack
explain-help-fewer-elements = with at most { $count } { $count ->
    [one] element
   *[other] elements
} it would stay on the stack
explain-help-smaller = with at most { $limit } it would stay on the stack
explain-help-before-loop = if one { $name } for all rounds is enough: declared before the loop, it would stay on the stack
explain-help-before-loop-value = if one for all rounds is enough: made before the loop, it would stay on the stack
explain-help-defer = a defer that is not in a loop would keep it on the stack

## What a reader should know besides.

explain-remark-free-constant = no memory is allocated for it: an interface with a constant points into the program's read-only data
explain-remark-free-byte = no memory is allocated for it: an interface with a single byte points to one of 256 values that are always there
explain-remark-free-empty = no memory is allocated for it: a value without size needs none
explain-remark-parts-together = the analysis does not tell the fields of a struct, or the elements of an array, apart: what goes into one may come out of another

## Calls that were inlined. $lines and $places are lists.

explain-line = line { $line }
explain-more-lines = { $count } more lines
explain-more-functions = into { $count } more functions
explain-inlined-into = into { $into } at { $lines }
explain-stays-at = here it stays: inlined { $places }

## What stays: $value is explain-value-…, $its is what points to it.

explain-stays = What stays on the stack:
explain-stay-inlined = { $value } of { $callee }, inlined here,
explain-stay-never-kept = { $value } stays: nothing keeps { $its }
explain-stay-only-to = { $value } stays: { $its } goes only to { $names }, which { $count ->
    [one] does
   *[other] do
} not outlive it
explain-stay-passed-to = { $value } stays: it is passed to { $callee }, which does not keep it
explain-stay-called-on = { $value } stays: { $callee } is called on it and does not keep it
explain-stay-captured = { $value } stays: only function literals use it that do not outlive it
explain-stay-called-here = { $value } stays: it is called here, and nothing keeps it
explain-function-literals = function literals
# Of a call that is inlined.
explain-holder-parameter = the { $role ->
    [receiver] receiver
   *[parameter] parameter
} { $name } of { $callee }

## What functions do with their parameters. $leaks is a list of explain-leak-…

explain-contracts = What functions do with their parameters (one that escapes or is returned leaks):
explain-package-literal = a function literal at package level
explain-literal-in = a function literal in { $func }
explain-loop-body-in = a loop body in { $func }
explain-contract = { $func } { $leaks }
explain-contract-keeps-nothing = { $func } does not keep { $param }
explain-leak-escapes = lets { $what } escape
explain-leak-returned = returns { $what }
explain-leak-result = returns { $what } as the result { $name }
explain-leak-result-number = returns { $what } as the result number { $number }

## The line at the end.

explain-summary = { $heap } on the heap, { $stay } { $stay ->
    [one] stays
   *[other] stay
}, { $leaking } { $leaking ->
    [one] parameter leaks
   *[other] parameters leak
}

explain-summary-generic = { $text }; { $count ->
    [one] 1 generic function is
   *[other] { $count } generic functions are
} not used here: gc decides about them only where they are used

## Why not: the nearest cut. $place is code with its line, $value what would stay.

explain-place-line = what happens at line { $line }
explain-place-file = what happens at { $file }:{ $line }
explain-place-code = `{ $code }` (line { $line })
explain-place-code-file = `{ $code }` ({ $file }:{ $line })
explain-cut-step = nearest cut: if { $place }, step { $step }, did not happen, { $value } would stay on the stack
explain-cut-also = { $text }; so it would without step { $steps }{ $count ->
    [one] {""}
   *[other] {""} (one of them is enough)
}
explain-cut-holder = nearest cut: if { $place } did not happen, what holds { $value } would stay on the stack, and so would { $value }
explain-cut-other-way = no single cut: more than one way leads { $value } to the heap; another one ends at { $place }
explain-cut-several = no single cut: more than one way leads { $value } to the heap
explain-cut-size = no cut: only the size of { $value } puts it on the heap
explain-cut-size-too = no single cut: the size of { $value } puts it on the heap, and a pointer to it gets away as well
explain-cut-too-many = no cut was looked for: these functions call each other, and have more than { $count } variables and allocations

## What a value costs. The second group says why ($why) in the sentences of the first.

explain-cost-allocates = cost: memory from the heap, each time
explain-cost-allocates-anyway = cost: memory from the heap each time, although it stays: it has no room in the function's frame
explain-cost-may = cost: may allocate: { $why }
explain-cost-free = cost: free: { $why }
explain-cost-grows = append takes memory from the heap when the slice has no room left
explain-cost-map-grows = a map has room for { $count } entries on the stack; with more, or with large ones, it takes memory from the heap
explain-cost-longer = up to { $count } bytes have room on the stack, more take memory from the heap
explain-cost-more-runes = up to { $count } runes have room on the stack, more take memory from the heap
explain-cost-larger = up to { $count } bytes have room on the stack, more take memory from the heap
explain-cost-small-number = the numbers from 0 to 255 are always there, others take memory from the heap
explain-cost-not-empty = nothing if it is empty, else memory from the heap
explain-cost-joins = nothing if only one of the strings is not empty, else memory from the heap
explain-line-nothing = No value or parameter on line { $line } has a verdict: nothing there is allocated, and no address is taken.
explain-cost-nothing = free
explain-cost-on-stack = it is in the function's frame
explain-cost-constant = a constant lies in the program's read-only data
explain-cost-byte = the 256 values of a byte are always there
explain-cost-empty = it has no size
explain-cost-nothing-captured = it captures nothing, so one is enough for the whole program
explain-cost-no-copy = nothing is copied: it uses the memory of what is converted

## Two releases side by side. $old and $new are what the releases $from and $to say.

explain-vs-heading = { $what }: { $old } in Go { $from }, { $new } in Go { $to }
explain-vs-parameter = the parameter { $param }
explain-vs-silent = nothing is said
explain-vs-heap = on the heap
explain-vs-heap-free = escapes, but costs nothing
explain-vs-heap-may = escapes, and may allocate
explain-vs-stack = on the stack
explain-vs-stack-may = on the stack, but may allocate
explain-vs-stack-allocates = on the stack, but allocates
explain-vs-contract = “{ $text }”
explain-vs-place = { $into } (line { $line })
explain-vs-but = { $text } (on the stack where it is inlined into { $places })
explain-vs-of-release = Go { $release }: { $text }
explain-vs-rule = changed by: { $why }
explain-vs-rules = changed by { $count } rules that act together: { $why }
explain-vs-many-rules = changed by: details of how the compiler prepares programs for the analysis
explain-vs-library = changed by: functions of the standard library that are called here
explain-vs-rules-and-library = changed by: rules and functions of the standard library together
explain-vs-other = not changed by a rule alone: the releases compile other files, or read the language differently
explain-vs-nothing = Nothing changed: Go { $from } and Go { $to } give the same verdicts.
explain-vs-summary = { $count ->
    [one] 1 verdict differs
   *[other] { $count } verdicts differ
} between Go { $from } and Go { $to }

## What changed in a rule, and since when.

explain-change-unknown-size = since Go { $since }, a make of a slice whose size is not a constant may stay on the stack
explain-change-max-explicit-var = since Go { $since }, a declared variable may have { $after } on the stack; before, { $before }
explain-change-loop-vars = since Go { $since }, each round of a loop has variables of its own
explain-change-literal-operands = since Go { $since }, a make or an interface knows the value of a variable that is never changed
explain-change-literal-len = since Go { $since }, the length of a slice literal that is never changed is known to make
explain-change-one-word = since Go { $since }, a value that is a single pointer fits an interface, even with fields without size beside it
explain-change-mutation = since Go { $since }, the analysis follows the results of a function literal also where it is not called in place
explain-change-several-callees = since Go { $since }, the analysis knows what a function variable may hold when several functions are assigned to it
explain-change-devirtualize-all = since Go { $since }, a call of an interface's method is direct if all that is assigned to the variable has one type
explain-change-append = since Go { $since }, the array that append makes has a verdict of its own, and a small one may stay on the stack
explain-change-zero-size = since Go { $since }, a make of elements without size is never placed on the stack
explain-change-tagged-results = since Go { $since }, only leaks to the first five results are told apart; before, to the first seven
explain-change-captured-values = since Go { $since }, the value of a captured variable is known when it is never changed
explain-change-dead-locals = since Go { $since }, assignments to variables that nobody reads are left out before the analysis
explain-change-dead-code = since Go { $since }, code that never runs is left out before the analysis
explain-change-literal-batches = since Go { $since }, what a function literal captures decides whether it is analysed together with the function around it
explain-change-go-defer = since Go { $since }, the calls of go and defer statements are wrapped in literals without parameters
explain-change-range-arrays = since Go { $since }, a range over an array that uses no elements only counts, and does not even make the array
explain-change-unnamed-params = since Go { $since }, the analysis follows what is passed for a parameter without a name also where functions call each other
explain-change-generic-literals = since Go { $since }, nothing is said about the parameters of function literals in generic functions
explain-change-zero-copy = since Go { $since }, a string that is converted to bytes is not copied if nobody writes to them
explain-change-constraints = since Go { $since }, a //go:build line selects the version of the language, even outside of modules
explain-change-order = since Go { $since }, calls become direct and are inlined in another order, so that other ones are inlined
explain-change-literal-budget = since Go { $since }, larger function literals are inlined
explain-change-recursion = since Go { $since }, a function that calls itself may be inlined
explain-change-function-value-call = since Go { $since }, a call of a parameter or captured variable costs less for inlining
explain-change-slicing = since Go { $since }, slicing all of a slice costs nothing for inlining
explain-change-benchmark-loops = since Go { $since }, calls in the body of a loop over b.Loop() are inlined
explain-change-static-literals = since Go { $since }, an interface with a literal of constants points to read-only data
