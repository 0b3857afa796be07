### Reports of `goesc explain`.

## The line at the end.

explain-summary = { $heap } on the heap, { $stay } { $stay ->
    [one] stays
   *[other] stay
}, { $leaking } { $leaking ->
    [one] parameter leaks
   *[other] parameters leak
}
