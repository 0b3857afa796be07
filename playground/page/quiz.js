// Predict first: the verdicts are hidden, the reader says heap or stack for each value, then sees what gc says.
(function () {
  "use strict";
  const { el } = GoescDom;
  const { t } = GoescWords;

  const ANSWERS = { heap: "page-answer-heap", stack: "page-answer-stack", leaks: "page-answer-leaks", keeps: "page-answer-keeps" };

  /** A new quiz: the questions of an answer, as `goesc quiz` asks them. Answers to questions of `before` that are the same are kept. */
  function start(answer, before) {
    const known = new Map((before ? before.questions : []).map((item) => [key(item.asked), item.given]));
    const questions = answer.questions.map((asked) => ({
      asked, given: known.get(key(asked)) || null, verdicts: answer.verdicts.filter((verdict) => asked.verdicts.includes(verdict.id)),
    }));
    return { questions, done: questions.every((item) => item.given) };
  }

  const key = (asked) => JSON.stringify([asked.line, asked.column, asked.what, asked.answer, asked.gc]);

  /** Whether a verdict is no longer a secret: something is asked that it answers, and all of that is answered. */
  function reveals(quiz, verdict) {
    const items = quiz.questions.filter((item) => item.verdicts.includes(verdict));
    return items.length > 0 && items.every((item) => item.given);
  }

  function score(quiz) {
    return quiz.questions.filter((question) => question.given === question.asked.answer).length;
  }

  function question(item, number, page) {
    const { asked, given, verdicts } = item;
    const right = given === asked.answer;
    const place = { ...asked, outcome: "asked" };
    return el("li", {
      class: "question" + (given ? (right ? " is-right" : " is-wrong") : ""), "data-id": asked.id, "data-outcome": given ? asked.answer : null,
      onmouseenter: () => page.preview(given && verdicts[0] ? verdicts[0] : place), onmouseleave: () => page.preview(null),
    },
    el("p", { class: "asked" }, el("button", { type: "button", class: "plain", onclick: () => page.editor.go(asked.line, asked.column) }, t("page-line", { line: asked.line })), " ", asked.ask),
    el("div", { class: "answers", role: "group", "aria-label": t("page-quiz-question", { number }) }, asked.choices.map((choice) => el("button", {
      type: "button", "data-answer": choice, "aria-pressed": String(given === choice), disabled: Boolean(given),
      onclick: () => page.answerQuiz(item, choice),
    }, GoescVerdicts.icon(choice === "stack" ? "stays" : choice), " ", t(ANSWERS[choice])))),
    given ? el("div", { class: "verdict", role: "status" },
      el("p", null, el("b", null, t(right ? "page-quiz-right" : "page-quiz-wrong")), " ", verdicts.length ? verdicts[0].title : asked.report),
      verdicts.length ? verdicts.map((verdict, index) => [index ? el("p", null, verdict.title) : null, GoescReports.detail(verdict, page)]) : null)
      : el("details", { class: "hint" }, el("summary", null, t("page-quiz-hint")), el("p", null, asked.hint)));
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

  window.GoescQuiz = { start, render, reveals };
})();
