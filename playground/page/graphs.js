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
    let bar = panel.querySelector(".graph-bar");
    let place = panel.querySelector(".graph-place");
    if (!bar || !place) {
      fill(panel, bar = el("div", { class: "graph-bar" }), place = el("div", { class: "graph-place" }, el("p", { class: "quiet" }, t("page-waiting"))));
    }
    fill(bar, el("label", null, t("page-function"), " ", el("select", { id: "func", onchange: (event) => page.setFunction(event.target.value) },
      answer.functions.map((item) => el("option", { value: item.name, selected: item.name === func }, item.name)),
      el("option", { value: "*", selected: func === "*" }, t("page-function-all")))));
    const got = await GoescEngine.answer({ ...page.request(), func: func === "*" ? null : func, want: ["graph", "trace"] });
    if (number !== asked || page.state.tab !== "graph" || page.state.quiz) return;
    unmount();
    const fresh = el("div", { class: "graph-place" });
    place.replaceWith(fresh);
    place = fresh;
    if (!window.GoescGraph || !got.graph) {
      fill(place, el("p", { class: "quiet" }, got.error ? page.refusal(got.error) : t("page-no-graph")));
      return;
    }
    // The program is in the editor: the viewer needs no pane for it, and what it points at is underlined there.
    mounted = window.GoescGraph.mount(place, { graph: got.graph, trace: got.trace, svg: got.svg, messages: words(), lang: GoescWords.language() });
    place.addEventListener("goesc-node", (event) => {
      const span = event.detail && event.detail.span;
      page.preview(span ? { ...span, outcome: "asked" } : null);
    });
  }

  /** The viewer's words by its own keys: `graph-view-next` is `next`, with arguments as `{step}`. */
  function words() {
    const all = ((window.GoescData && window.GoescData.messages) || {})[GoescWords.language()] || {};
    return Object.fromEntries(Object.entries(all).flatMap(([id, text]) => {
      const key = /^graph-(?:view|mark)-(.+)$/.exec(id);
      return key ? [[key[1], text.replace(/\{\s*\$(\w+)\s*\}/g, "{$1}")]] : [];
    }));
  }

  /** Marks what is on a line of the program. */
  function point(line) {
    if (mounted && typeof mounted.highlight === "function") mounted.highlight(line);
  }

  window.GoescGraphs = { show, unmount, point };
})();
