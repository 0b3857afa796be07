// The tab with the pointer-flow graph and the solver's steps: asks the engine for one function, and mounts the viewer.
(function () {
  "use strict";
  const { el, fill } = GoescDom;
  const { t } = GoescWords;
  let asked = 0;
  let mounted = null;

  function unmount() {
    if (mounted && typeof mounted.destroy === "function") mounted.destroy();
    mounted = null;
  }

  /** The function to draw: the chosen one, else the one the caret is in, else the first. */
  function chosen(page) {
    const { answer, func } = page.state;
    const names = answer.functions.map((item) => item.name);
    if (func === "*" || names.includes(func)) return func;
    const line = page.editor.line();
    const here = answer.functions.find((item) => item.line <= line && line <= item.end_line) || answer.functions[0];
    return here ? here.name : "*";
  }

  /** Fills the panel. */
  async function show(panel, page) {
    const { answer, quiz } = page.state;
    if (!answer) return;
    if (quiz) { unmount(); fill(panel, el("p", { class: "quiet" }, t("page-hidden-by-quiz"))); return; }
    const func = chosen(page);
    const number = ++asked;
    const source = page.editor.value;
    let bar = panel.querySelector(".graph-bar");
    let place = panel.querySelector(".graph-place");
    if (!bar || !place) {
      fill(panel, bar = el("div", { class: "graph-bar" }), place = el("div", { class: "graph-place" }, el("p", { class: "quiet" }, t("page-waiting"))));
    }
    fill(bar, el("label", null, t("page-function"), " ", el("select", { id: "func", onchange: (event) => page.setFunction(event.target.value) },
      answer.functions.map((item) => el("option", { value: item.name, selected: item.name === func }, item.name)),
      el("option", { value: "*", selected: func === "*" }, t("page-function-all")))));
    let got;
    try {
      got = await GoescEngine.answer({ ...page.request(), func: func === "*" ? null : func, want: ["graph", "trace"] });
    } catch (error) {
      if (number === asked) { unmount(); fill(place, el("p", { class: "quiet" }, String(error.message || error))); }
      return;
    }
    if (number !== asked || page.state.tab !== "graph" || page.state.quiz) return;
    unmount();
    fill(place);
    const viewer = window.GoescGraph;
    if (viewer && got.graph) {
      const messages = ((window.GoescData && window.GoescData.messages) || {})[GoescWords.language()] || {};
      mounted = viewer.mount(place, { graph: got.graph, trace: got.trace, svg: got.svg, source, messages, lang: GoescWords.language() });
    } else {
      fill(place, el("p", { class: "quiet" }, t("page-no-graph")));
    }
  }

  window.GoescGraphs = { show, unmount };
})();
