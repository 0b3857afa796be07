### The playground's page. Plain texts and { $name } only: the page puts the arguments in itself.

page-title = goesc: Go's escape analysis
page-subtitle = Go's escape analysis, live
page-skip = Go to the program
page-toolbar = Settings
page-program = Program
page-results = Results
page-editor-label = Go program. Verdicts are listed in the margin before it and in the reports after it.
page-editor-keys = Tab indents. Press Escape, then Tab, to leave the editor.
page-lesson = Lesson
page-no-lesson = choose…
page-release = Go release
page-compare = compared with
page-compare-none = nothing
page-noinline = no inlining (-l)
page-inline-hint = As with -gcflags=-l: calls are not replaced by the bodies of small functions
page-share = Share
page-share-failed = This browser is too old to make links: it has no CompressionStream.
page-language = Language
page-theme = Colours
page-theme-auto = ◐ system
page-theme-light = ◐ light
page-theme-dark = ◐ dark
page-close = Close
page-link = Link
page-copied = Copied.
page-copy-failed = Could not copy
page-copy-by-hand = { $length } characters; copy it from the field.
page-copy-markdown = Copy as Markdown
page-bad-link = The program in this link is damaged or incomplete. Ask for the link again; it must be copied as a whole.
page-refused = No answer: { $reason }
page-refused-too-large = No answer: the program is too large.
page-refused-timeout = No answer: the analysis took too long and was stopped.
page-refused-busy = No answer: the server is busy. It will be asked again.
page-refused-unreachable = No answer: the server cannot be reached. Is goesc serve still running?
page-refused-crashed = No answer: the analysis broke down on this program. That is a mistake of goesc, not yours.
page-waiting = One moment…
page-timing = answered in { $ms } ms

## Kinds of verdicts

page-kind-error = error
page-kind-heap = heap
page-kind-free = free
page-kind-may = may allocate
page-kind-stays = stays
page-kind-leaks = leaks
page-kind-keeps = no leak
page-kind-remark = note
page-kind-heap-hint = On the heap: each time the line runs, memory is allocated
page-kind-free-hint = gc says “escapes to heap”, but nothing is allocated: a constant, a small integer or a value without size
page-kind-may-hint = Stays on the stack, but may still allocate: it grows, is put together, or its size is only known at run time
page-kind-stays-hint = Stays on the stack
page-kind-leaks-hint = A parameter that outlives the call: what callers pass must, too
page-kind-keeps-hint = A parameter that does not outlive the call: callers may pass what is on their stack
page-kind-remark-hint = gc remarks on this, but nothing goes to the heap or stays because of it
page-chip-label = Line { $line }: { $word }. { $titles }
page-margin-label = Verdicts of Go { $release }

## Reports

page-tab-reports = Reports
page-tab-gc = gc's own text
page-tab-graph = Graph and steps
page-tab-learn = Learn
page-legend = Which verdicts to show
page-line = line { $line }
page-line-heading = Line
page-rule = rule
page-gc-says = gc says:
page-gc-nothing = gc prints nothing.
page-as-text = As text, for a review or a slide
page-error = 1 error
page-errors = { $count } errors
page-errors-rest = What does type-check is analysed all the same. The real compiler would stop here.
page-no-verdicts = Nothing to say: no value of this program could go to the heap.
page-no-verdicts-errors = Nothing that type-checks has a verdict.
page-differences = From Go { $old } to Go { $new }
page-no-differences = Both releases say the same.
page-comparing = Comparing both releases, rule by rule…
page-other-errors = Go { $release } does not compile this program ({ $error }); what does not type-check there has no verdict.
page-nothing = nothing
page-function = Function
page-function-all = all
page-no-graph = There is no graph for this program.

## Lessons, pages, quiz

page-lessons = Lessons
page-rules = Rules and messages
page-index = All lessons and rules
page-no-guide = None here.
page-no-page = There is no page { $code } in this language yet.
page-its-program = Its program
page-load-program = Open it in the editor
page-lesson-previous = Previous lesson
page-lesson-next = Next lesson
page-lesson-rule = The rule: { $code }
page-answer-hidden = Answer first: the explanation appears when all questions are answered.
page-quiz-start = Quiz
page-quiz-stop = Stop the quiz
page-quiz-title = Heap or stack?
page-quiz-empty = This program has no value to ask about.
page-quiz-question = Question { $number }
page-quiz-hint = Hint
page-quiz-right = Right.
page-quiz-wrong = Not so.
page-quiz-score = { $right } right, { $answered } of { $total } answered
page-quiz-reveal = Show all verdicts
page-quiz-end = Back to the verdicts
page-answer-heap = heap
page-answer-stack = stack
page-answer-leaks = leaks
page-answer-keeps = does not leak
page-hidden-by-quiz = Hidden until the quiz is over.
