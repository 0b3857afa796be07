### Reports of `goesc explain`.

## The line at the end.

explain-summary = { $heap } on the heap, { $stay } { $stay ->
    [one] stays
   *[other] stay
}, { $leaking } { $leaking ->
    [one] parameter leaks
   *[other] parameters leak
}

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
explain-cost-on-stack = it is in the function's frame
explain-cost-constant = a constant lies in the program's read-only data
explain-cost-byte = the 256 values of a byte are always there
explain-cost-empty = it has no size
explain-cost-nothing-captured = it captures nothing, so one is enough for the whole program
explain-cost-no-copy = nothing is copied: it uses the memory of what is converted
