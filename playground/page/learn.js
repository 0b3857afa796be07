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

  function nodes(text, view) {
    return GoescMarkdown.sections(text).map(([heading, text]) => [heading ? el("h3", null, heading) : null, GoescMarkdown.render(text, (code) => view.open(code))]);
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
    const list = (tag, items, name, open) => el(tag, null, items.map((item) => el("li", null, el("button", { type: "button", class: "plain link", onclick: () => open(item) }, name(item)))));
    return [
      el("h2", null, t("page-lessons")), lessons.length ? list("ol", lessons, (item) => item.title, (item) => view.lesson(item.id)) : el("p", { class: "quiet" }, t("page-no-guide")),
      el("h2", null, t("page-rules")), pages.length ? list("ul", pages, (item) => (item.code ? item.code + " " : "") + item.title, (item) => view.open(item.code || item.id)) : el("p", { class: "quiet" }, t("page-no-guide")),
    ];
  }

  /** Fills the panel. */
  function show(panel, view) {
    const { reading, quiz } = view.state;
    const found = reading && (reading.lesson ? lesson(reading.lesson) : page(reading.code));
    const back = reading ? el("p", null, el("button", { type: "button", onclick: () => view.read(null) }, t("page-index"))) : null;
    if (reading && reading.lesson && found) {
      const hidden = quiz && !quiz.done;
      fill(panel, back, el("article", { class: "reading" }, el("h2", null, found.title), nodes(found.text, view)),
        quiz ? GoescQuiz.render(view) : el("p", null, el("button", { type: "button", onclick: () => view.startQuiz() }, t("page-quiz-start"))),
        hidden ? el("p", { class: "quiet" }, t("page-answer-hidden")) : el("article", { class: "reading", id: "answer" }, nodes(found.answer, view)),
        steps(found, view));
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

  window.GoescLearn = { show, guide, lesson };
})();
