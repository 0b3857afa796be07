### Pages about rules and messages, lessons, the quiz.
