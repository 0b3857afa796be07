// The list of reports: errors, what differs from another release, and each verdict with its steps, rule and gc's words.
(function () {
  "use strict";
  const { el, fill } = GoescDom;
  const { t } = GoescWords;
  const V = GoescVerdicts;

  /** What a verdict's report says, without its first line. `page.open(code)` shows a rule's page. */
  function detail(verdict, page) {
    const notes = verdict.notes || [];
    const steps = V.steps(verdict);
    return el("div", { class: "detail" },
      steps.length > 1 ? el("ol", { class: "steps" }, steps.map((step) =>
        el("li", null, el("button", { type: "button", class: "plain", onclick: () => page.editor.go(step.line, step.column) },
          step.text, " ", el("small", null, t("page-line", { line: step.line })))))) : null,
      notes.length || verdict.rule ? el("ul", { class: "notes" },
        notes.map((note) => el("li", null, GoescMarkdown.codes(note, (code) => page.open(code)))),
        verdict.rule && !notes.some((note) => note.includes(verdict.rule)) ? el("li", null, t("page-rule"), " ", GoescMarkdown.codes(verdict.rule, (code) => page.open(code))) : null) : null,
      el("p", { class: "gc" }, t("page-gc-says"), V.messages(verdict).map(([place, text]) => [" ", el("code", null, el("span", { class: "quiet" }, place, " "), text)])),
      verdict.report ? el("details", null, el("summary", null, t("page-as-text")),
        el("pre", { tabindex: "0" }, verdict.report),
        el("button", { type: "button", onclick: (event) => copy(event.target, "```text\n" + verdict.report.trimEnd() + "\n```\n") }, t("page-copy-markdown"))) : null);
  }

  async function copy(button, text) {
    let done = true;
    try { await navigator.clipboard.writeText(text); } catch { done = false; }
    button.textContent = t(done ? "page-copied" : "page-copy-failed");
  }

  /** The buttons that are the legend, too: how many of each kind there are, and whether they are shown. */
  function legend(answer, page) {
    const counts = {};
    for (const verdict of answer.verdicts) counts[V.kindOf(verdict)] = (counts[V.kindOf(verdict)] || 0) + 1;
    return el("div", { class: "legend", role: "group", "aria-label": t("page-legend") },
      V.KINDS.filter((kind) => kind !== "error" && (kind !== "remark" || counts.remark)).map((kind) => el("button", {
        type: "button", class: "filter", "data-kind": kind, "aria-pressed": String(!page.state.off.has(kind)), title: V.hint(kind),
        onclick: () => page.toggle(kind),
      }, V.icon(kind), " ", V.word(kind), " ", el("b", null, counts[kind] || 0))));
  }

  function entry(verdict, side, page) {
    const kind = V.kindOf(verdict);
    const open = page.state.selected && page.state.selected.side === side && page.state.selected.id === verdict.id;
    return el("li", { class: open ? "report open" : "report", "data-id": verdict.id, "data-line": verdict.line, "data-outcome": verdict.outcome, "data-kind": kind, "data-gc": JSON.stringify(V.messages(verdict)) },
      el("button", {
        type: "button", class: "head", "aria-expanded": String(Boolean(open)),
        onclick: () => page.select(side, verdict, !open),
        onmouseenter: () => page.preview(verdict), onmouseleave: () => page.preview(null),
        onfocus: () => page.preview(verdict), onblur: () => page.preview(null),
      },
      V.icon(kind), el("span", { class: "where" }, verdict.line), el("span", { class: "title" }, verdict.title), el("span", { class: "kind" }, V.word(kind))),
      open ? detail(verdict, page) : null);
  }

  /** What the other release says differently, and the rule behind each difference. */
  function compared(page) {
    const { answer, other, versus, changes } = page.state;
    if (!versus || !other) return null;
    const cell = (from, side, change, said) => {
      const verdict = V.changed(from, change, said);
      if (!said) return el("td", null, t("page-nothing"));
      const kind = V.kindOf(verdict || said);
      const words = [V.icon(kind), " ", verdict && verdict.gc.length ? verdict.gc.join("; ") : V.word(kind)];
      return el("td", null, verdict ? el("button", {
        type: "button", class: "plain", "data-kind": kind, onclick: () => page.select(side, verdict, true),
        onmouseenter: () => page.preview(verdict), onmouseleave: () => page.preview(null),
      }, words) : words);
    };
    const row = (change) => [
      el("tr", { "data-line": change.line }, el("td", { rowspan: 2 }, change.line), cell(other, "b", change, change.from), cell(answer, "a", change, change.to)),
      el("tr", { class: "cause", "data-cause": change.cause.kind }, el("td", { colspan: 2 }, GoescMarkdown.codes(change.cause.text, (code) => page.open(code)))),
    ];
    return el("section", { class: "compared" },
      el("h2", null, t("page-differences", { old: other.release, new: answer.release })),
      other.errors.length ? el("p", { class: "quiet" }, V.icon("error"), " ", t("page-other-errors", { release: other.release, error: other.errors[0].message })) : null,
      !changes ? el("p", { class: "quiet", role: "status" }, t("page-comparing"))
        : changes.error ? el("p", { class: "quiet" }, changes.error)
          : changes.list.length ? el("table", null,
            el("thead", null, el("tr", null, el("th", null, t("page-line-heading")), el("th", null, "Go " + other.release), el("th", null, "Go " + answer.release))),
            el("tbody", null, changes.list.map(row)))
            : el("p", null, t("page-no-differences")));
  }

  /** Fills the panel. */
  function show(panel, page) {
    const { answer, other, quiz, selected } = page.state;
    if (!answer) { fill(panel, el("p", { class: "quiet" }, t("page-waiting"))); return; }
    const errors = answer.errors.length ? el("section", { class: "errors" },
      el("h2", null, t(answer.errors.length === 1 ? "page-error" : "page-errors", { count: answer.errors.length })),
      el("ul", null, answer.errors.map((error) => el("li", null, el("button", {
        type: "button", class: "plain error", onclick: () => page.editor.go(error.line, error.column),
      }, V.icon("error"), el("span", { class: "where" }, error.line + ":" + error.column), " ", el("span", { class: "title" }, error.message))))),
      el("p", { class: "quiet" }, t("page-errors-rest"))) : null;
    if (quiz) { fill(panel, errors, el("p", { class: "quiet" }, t("page-hidden-by-quiz"))); return; }
    const visible = answer.verdicts.filter((verdict) => page.shown(verdict));
    const old = other && selected && selected.side === "b" ? other.verdicts.find((verdict) => verdict.id === selected.id) : null;
    fill(panel, errors, compared(page),
      old ? el("section", null, el("h2", null, "Go " + other.release), el("ul", { class: "reports" }, entry(old, "b", page))) : null,
      legend(answer, page),
      visible.length ? el("ul", { class: "reports", id: "reports" }, visible.map((verdict) => entry(verdict, "a", page)))
        : el("p", { class: "quiet" }, t(answer.errors.length ? "page-no-verdicts-errors" : "page-no-verdicts")));
  }

  window.GoescReports = { show, detail };
})();
