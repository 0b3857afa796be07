// Predict first: the verdicts are hidden, the reader says heap or stack for each value, then sees what gc says.
(function () {
  "use strict";
  const { el } = GoescDom;
  const { t } = GoescWords;

  /** Where a program asks: lines that end in this comment. */
  const ASKED = /\/\/ \?\s*$/;

  const ANSWERS = { heap: "page-answer-heap", stack: "page-answer-stack", leaks: "page-answer-leaks", keeps: "page-answer-keeps" };

  /** A new quiz about the verdicts of an answer: those of lines marked `// ?`, else all values (not parameters). Answers to questions of `before` that are the same are kept. */
  function start(answer, lines, before) {
    const fresh = answer.verdicts.filter((verdict) => verdict.outcome in ANSWERS);
    const marked = fresh.filter((verdict) => ASKED.test(lines[verdict.line - 1] || ""));
    const asked = marked.length ? marked : fresh.filter((verdict) => verdict.outcome === "heap" || verdict.outcome === "stack");
    const known = new Map((before ? before.questions : []).map((item) => [key(item.verdict), item.given]));
    const questions = asked.map((verdict) => ({ verdict, given: known.get(key(verdict)) || null }));
    return { questions, done: questions.every((item) => item.given) };
  }

  const key = (verdict) => JSON.stringify([verdict.line, verdict.column, verdict.gc]);

  /** The two things that can be said about a verdict. */
  function choices(verdict) {
    return verdict.outcome === "leaks" || verdict.outcome === "keeps" ? ["leaks", "keeps"] : ["heap", "stack"];
  }

  function score(quiz) {
    return quiz.questions.filter((question) => question.given === question.verdict.outcome).length;
  }

  function question(item, number, page) {
    const { verdict, given } = item;
    const right = given === verdict.outcome;
    return el("li", {
      class: "question" + (given ? (right ? " is-right" : " is-wrong") : ""), "data-id": verdict.id, "data-outcome": given ? verdict.outcome : null,
      onmouseenter: () => page.preview(given ? verdict : { ...verdict, steps: [], outcome: "asked" }), onmouseleave: () => page.preview(null),
    },
    el("p", { class: "asked" }, el("button", { type: "button", class: "plain", onclick: () => page.editor.go(verdict.line, verdict.column) }, t("page-line", { line: verdict.line })), " ",
      el("code", null, page.editor.text(verdict))),
    el("div", { class: "answers", role: "group", "aria-label": t("page-quiz-question", { number }) }, choices(verdict).map((choice) => el("button", {
      type: "button", "data-answer": choice, "aria-pressed": String(given === choice), disabled: Boolean(given),
      onclick: () => page.answerQuiz(item, choice),
    }, GoescVerdicts.icon(choice === "stack" ? "stays" : choice), " ", t(ANSWERS[choice])))),
    given ? el("div", { class: "verdict", role: "status" },
      el("p", null, el("b", null, t(right ? "page-quiz-right" : "page-quiz-wrong")), " ", verdict.title),
      GoescReports.detail(verdict, page)) : null);
  }

  /** The quiz as nodes. */
  function render(page) {
    const quiz = page.state.quiz;
    const total = quiz.questions.length;
    const answered = quiz.questions.filter((item) => item.given).length;
    return el("section", { class: "quiz", id: "quiz-panel" },
      el("h2", null, t("page-quiz-title")),
      total ? null : el("p", null, t("page-quiz-empty")),
      el("ol", { class: "questions" }, quiz.questions.map((item, index) => question(item, index + 1, page))),
      total ? el("p", { class: "score", role: "status", id: "score" }, t("page-quiz-score", { right: score(quiz), answered, total })) : null,
      el("p", null, el("button", { type: "button", id: "quiz-end", onclick: () => page.endQuiz() }, t(answered === total ? "page-quiz-end" : "page-quiz-reveal"))));
  }

  window.GoescQuiz = { start, render };
})();
