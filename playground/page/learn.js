// What is to be read: a lesson with its question and quiz, a rule's page, or the list of all of them.
(function () {
  "use strict";
  const { el, fill } = GoescDom;
  const { t } = GoescWords;

  /** Lessons and pages in the page's language. */
  function guide() {
    const all = (window.GoescData && window.GoescData.guide) || {};
    return all[GoescWords.language()] || all.en || { lessons: [], pages: [] };
  }

  const lesson = (id) => guide().lessons.find((item) => item.id === id);
  const page = (code) => guide().pages.find((item) => item.code === code || item.id === code);

  const ANSWER = /^(answer|答案)$/i;

  function lessonNodes(item, view) {
    const done = !view.state.quiz || view.state.quiz.done;
    return GoescMarkdown.sections(item.text).map(([heading, text]) => {
      if (ANSWER.test(heading) && !done) return el("p", { class: "quiet" }, t("page-answer-hidden"));
      return [heading ? el("h3", null, heading) : null, GoescMarkdown.render(text, (code) => view.open(code))];
    });
  }

  function steps(item, view) {
    const all = guide().lessons;
    const at = all.findIndex((other) => other.id === item.id);
    const to = (other, word) => (other ? el("button", { type: "button", onclick: () => view.lesson(other.id) }, t(word)) : null);
    return el("p", { class: "steps-bar" }, to(all[at - 1], "page-lesson-previous"), " ", to(all[at + 1], "page-lesson-next"), " ",
      item.rule && page(item.rule) ? el("button", { type: "button", onclick: () => view.open(item.rule) }, t("page-lesson-rule", { code: item.rule })) : null);
  }

  function index(view) {
    const { lessons, pages } = guide();
    const list = (items, name, open) => el("ul", null, items.map((item) => el("li", null, el("button", { type: "button", class: "plain link", onclick: () => open(item) }, name(item)))));
    return [
      el("h2", null, t("page-lessons")), lessons.length ? list(lessons, (item) => item.title, (item) => view.lesson(item.id)) : el("p", { class: "quiet" }, t("page-no-guide")),
      el("h2", null, t("page-rules")), pages.length ? list(pages, (item) => (item.code ? item.code + " " : "") + item.title, (item) => view.open(item.code || item.id)) : el("p", { class: "quiet" }, t("page-no-guide")),
    ];
  }

  /** Fills the panel. */
  function show(panel, view) {
    const { reading, quiz } = view.state;
    const found = reading && (reading.lesson ? lesson(reading.lesson) : page(reading.code));
    const back = reading ? el("p", null, el("button", { type: "button", onclick: () => view.read(null) }, t("page-index"))) : null;
    if (reading && reading.lesson && found) {
      const parts = GoescMarkdown.sections(found.text);
      const before = { ...found, text: parts.filter(([heading]) => !ANSWER.test(heading)).map(join).join("") };
      const after = { ...found, text: parts.filter(([heading]) => ANSWER.test(heading)).map(join).join("") };
      fill(panel, back, el("article", { class: "reading" }, el("h2", null, found.title), lessonNodes(before, view)),
        quiz ? GoescQuiz.render(view) : el("p", null, el("button", { type: "button", onclick: () => view.startQuiz() }, t("page-quiz-start"))),
        el("article", { class: "reading" }, after.text ? lessonNodes(after, view) : null), steps(found, view));
    } else if (reading) {
      fill(panel, back, quiz ? GoescQuiz.render(view) : null, found ? el("article", { class: "reading" },
        el("h2", null, found.code ? el("span", { class: "rule-code" }, found.code) : null, " ", found.title),
        GoescMarkdown.render(found.text, (code) => view.open(code)),
        found.source ? [el("h3", null, t("page-its-program")), el("pre", { tabindex: "0" }, GoescHighlight.block(found.source)),
          el("button", { type: "button", onclick: () => view.load(found.source) }, t("page-load-program"))] : null)
        : el("p", { class: "quiet" }, t("page-no-page", { code: reading.code || reading.lesson })));
    } else {
      fill(panel, quiz ? GoescQuiz.render(view) : null, index(view));
    }
  }

  const join = ([heading, text]) => (heading ? "## " + heading + "\n" : "") + text;

  window.GoescLearn = { show, guide, lesson };
})();
