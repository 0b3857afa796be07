### Pages about rules and messages, lessons, the quiz.

## Headings of texts: the files have them in these words.

guide-heading-question = Question
guide-heading-answer = Answer
guide-heading-prints = What gc prints
guide-heading-releases = Releases
guide-heading-avoid = How to avoid it

## Pages and lessons in a terminal.

guide-lesson-heading = Lesson { $number }: { $title }
guide-lesson-next = `goesc quiz { $number }` asks about this program, `goesc lessons { $number } --answer` tells the answer.
guide-lessons-how = `goesc lessons 3` shows lesson 3, `goesc quiz 3` asks about its program.
guide-read-on = Read on: { $code }  { $title } (`goesc explain { $code }`)
guide-lessons-about = Lessons about it: { $lessons }.
guide-belief = Not true: { $belief }
guide-several = “{ $query }” can be about:
guide-unknown = no page about “{ $query }”
guide-unknown-word = “{ $query }” is no page, file or package
guide-did-you-mean = Did you mean:
guide-prints-nothing = (nothing about these lines)
guide-same-output = Go { $first } to { $last } print the same about this program ({ $flags }).
guide-changes = From Go { $from } to { $to } ({ $flags }):
guide-more-changes = … and { $count ->
        [one] 1 more line
       *[other] { $count } more lines
    }
guide-unknown-lesson = no lesson “{ $name }”; `goesc lessons` lists them

## What people believe.

guide-belief-1 = new(T) and &T{"{}"} mean heap
guide-belief-2 = Maps always live on the heap
guide-belief-3 = make with a variable length always escapes
guide-belief-4 = “Does not escape” means that nothing is allocated
guide-belief-5 = “Escapes to heap” means that something is allocated
guide-belief-6 = “Leaking param” is a memory leak
guide-belief-7 = “leaking param” and “leaking param content” are the same
guide-belief-8 = Returning a pointer always allocates
guide-belief-9 = Pointers are faster than values
guide-belief-10 = Closures always allocate
guide-belief-11 = Converting to an interface is what makes a value escape
guide-belief-12 = fmt.Println(x) makes x escape
guide-belief-13 = Large objects go to the heap at 64 KB
guide-belief-14 = Storing &x in a local slice or map is harmless
guide-belief-15 = The fields of a struct are tracked apart
guide-belief-16 = *pp = &x is an ordinary assignment
guide-belief-17 = defer and go always make things escape
guide-belief-18 = The address of a loop variable costs nothing
guide-belief-19 = Passing a[:] of a local array to an io.Reader is free
guide-belief-20 = Generics remove the cost of interfaces
guide-belief-21 = Method values are free
guide-belief-22 = A pointer sent on a channel stays on the stack if the receiver is local
guide-belief-23 = The output of -m never changes

## The quiz.

guide-quiz-number = Question { $number } of { $total }
guide-quiz-empty = There is nothing to ask about: no value or parameter has a verdict.
guide-quiz-score = { $right } of { $answered } right
guide-ask-variable = Where is the variable { $what }?
guide-ask-allocation = Where is { $what }?
guide-ask-boxed = The interface points to a copy of { $what }. Where is the copy?
guide-ask-parameter = Does the parameter { $what } leak?
guide-ask-copy = { $question } (It is in the body of { $callee }, which is inlined here.)
guide-prompt-value = h heap, s stack, ? hint, q quit:
guide-prompt-parameter = l leaks, k does not, ? hint, q quit:
guide-answer-heap = heap
guide-answer-stack = stack
guide-answer-leaks = leaks
guide-answer-keeps = does not leak
guide-hint-variable = Who may still hold its address when the function returns?
guide-hint-allocation = Follow the pointer that the expression gives: where is it stored, and what lives longer, that place or the function?
guide-hint-boxed = Who gets the interface value, and do they keep it?
guide-hint-make = Is its size a constant, and small? If so: where does the result go?
guide-hint-parameter = Does the function store it, or what it points to, where it is still found after the call? Returning it counts.
guide-right = Right: { $answer }.
guide-wrong = No: { $answer }.
guide-silent = gc says nothing about a variable that stays on the stack.
guide-gc-says = gc says: { $message }
guide-no-address = Nothing takes the address of { $name }, so nothing can keep it.
guide-copy-stays = In this copy of { $callee }, which is inlined, it stays on the stack; in { $callee } itself it does not.
