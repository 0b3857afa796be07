### Pictures and traces.

## What locations are.

graph-kind-heap = the heap
graph-kind-mutator = pointers that are written through
graph-kind-callee = function values that are called
graph-kind-blank = nowhere
graph-kind-temporary = temporary value
graph-kind-result = result
graph-kind-variable = variable
graph-kind-parameter = parameter
graph-kind-hidden = variable of the compiler
graph-kind-loop-state = state of a loop over a function
graph-kind-new = new
graph-kind-pointer-literal = pointer to a literal
graph-kind-slice-literal = slice literal
graph-kind-variadic-arguments = slice of the arguments
graph-kind-map-literal = map literal
graph-kind-make-slice = slice
graph-kind-make-map = map
graph-kind-closure = function literal
graph-kind-loop-body = body of a loop over a function
graph-kind-method-value = method value
graph-kind-boxed = value in an interface
graph-kind-concat = concatenated string
graph-kind-to-string = converted to a string
graph-kind-from-string = converted from a string
graph-kind-append = array behind append
graph-kind-other = value

## How a value flows, behind the code that makes it.

graph-reason-address-of = its address is taken
graph-reason-appended-slice = its elements are appended
graph-reason-appendee-slice = its elements are kept by append
graph-reason-array-element = element of an array literal
graph-reason-assign = assignment
graph-reason-call-parameter = argument of a call
graph-reason-callee-operand = what is called
graph-reason-captured = captured by a function literal
graph-reason-copied-slice = its elements are copied
graph-reason-dot = field
graph-reason-dot-of-pointer = field or element through a pointer
graph-reason-array-index = element of an array
graph-reason-indirection = pointer is followed
graph-reason-interface = becomes an interface value
graph-reason-map-key = key of a map
graph-reason-map-literal-key = key in a map literal
graph-reason-map-literal-value = value in a map literal
graph-reason-unknown-size = its size is not a constant
graph-reason-range = range
graph-reason-reference = captured by reference
graph-reason-reflect-header = data of a reflect header
graph-reason-return = return
graph-reason-send = sent on a channel
graph-reason-slice = sliced
graph-reason-slice-element = element of a slice literal
graph-reason-slice-to-array = slice becomes an array
graph-reason-spill = allocation
graph-reason-struct-element = field of a struct literal
graph-reason-switch-case = clause of a type switch
graph-reason-too-aligned = needs more alignment than the stack has
graph-reason-too-large = too large for the stack
graph-reason-uintptr = marked as escaping
graph-reason-zero-sized = its elements have no size

## What was decided.

graph-outcome-heap = on the heap
graph-outcome-stack = on the stack
graph-outcome-leaks = the function may keep it
graph-outcome-keeps = the function does not keep it

## Parts of sentences: a value.

graph-content-address = the address of { $name }
graph-content-value = the value of { $name }
graph-content-pointee = what { $name } points to
graph-content-loads = what { $name } leads to through { $loads } pointers

graph-leak-heap = { $what } may get to the heap
graph-leak-result = { $what } is returned as { $result }
graph-leak-mutator = { $what } may be written through
graph-leak-callee = { $what } may be called

graph-inlined-at = inlined from { $callee } at { $place }
graph-inlined = inlined from { $callee }
graph-in-function = in { $function }{ $depth ->
    [0] { "" }
    [one] , in a loop
   *[other] , in { $depth } loops
}
graph-name-at-line = { $name } (line { $line })

## The picture itself.

graph-title = What flows in { $what } (Go { $release })
graph-description = { $nodes ->
    [one] { $nodes } location
   *[other] { $nodes } locations
} and { $edges ->
    [one] { $edges } edge
   *[other] { $edges } edges
}; values flow from left to right.
graph-description-heap = On the heap: { $names }.
graph-description-none = Nothing is on the heap.
graph-nothing = No pointer flows here.
graph-legend-heap = on the heap
graph-legend-stack = on the stack
graph-legend-leaks = parameter leaks
graph-legend-silent = gc says nothing
graph-legend-address = its address flows
graph-legend-copy = its value flows
graph-legend-load = what it points to
graph-legend-escapes = way to the heap

## Steps of the solver.

graph-way = { $text }: { $reason }
graph-way-line = { $text }, line { $line }: { $reason }
graph-step-walk = What flows into { $root }?
graph-step-walk-heap = What flows to the heap?
graph-step-walk-mutator = Which pointers are written through?
graph-step-walk-callee = Which function values are called?
graph-step-reach = { $what } gets to { $root }
graph-step-reach-through = { $what } gets to { $root } through { $next }
graph-step-because = { $sentence } ({ $way })
graph-step-escapes = { $name } goes to the heap: { $root }, which holds its address, lives longer or is there itself
graph-step-escapes-heap = { $name } goes to the heap: its address gets there
graph-step-escapes-result = { $name } goes to the heap: its address is returned as { $root }
graph-step-persists = the address of { $name } is kept beyond the statement
graph-step-mutates = what { $name } points to may be written to
graph-step-calls = functions in { $name } may be called by anyone
graph-step-both = { $first }; { $second }
graph-step-enqueue-next = { $name } comes next: what flows into it must be looked at again
graph-step-enqueue-last = { $name } goes to the end of the queue: what flows into it must be looked at again
graph-step-lose-results = { $function } may be called by anyone: what it returns may go anywhere

## The text of a trace.

graph-trace-head = How { $functions } was solved
graph-trace-queue = Queue: { $names }
graph-trace-at-once = Before the first step: { $name } goes to the heap at once
graph-trace-end = In the end:
graph-no-function = there is no function { $name }; there are:

## The page with the steps.

graph-view-source = Source
graph-view-graph = Flow
graph-view-steps = Steps of the solver
graph-view-messages = What gc says
graph-view-functions = Functions
graph-view-queue = Queue
graph-view-queue-empty = nothing waits
graph-view-root = Walk from
graph-view-first = First step
graph-view-previous = Previous step
graph-view-next = Next step
graph-view-last = Last step
graph-view-play = Play
graph-view-pause = Pause
graph-view-step-of = Step { $step } of { $count }
graph-view-before = Before the first step: everything waits.
graph-view-keys = Arrow keys step, with Shift walk by walk; Home and End go to the ends; the space bar plays.
graph-view-distance = Numbers at boxes: how many pointers lie between it and the walk's start; & is its address.
graph-view-smaller = Smaller
graph-view-larger = Larger
graph-view-fit = Fit
graph-view-no-steps = No steps to show.
graph-mark-escapes = on the heap
graph-mark-persists = address kept
graph-mark-mutates = written through
graph-mark-calls = called
graph-mark-leaks = leaks
