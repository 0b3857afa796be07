// Verdicts in the margin: an icon (shape and colour) and a word for each line, and what else needs their kinds.
//
// A triangle is what gc puts on the heap, a circle what stays, a square a parameter; full costs, half may cost, hollow
// costs nothing. So shape says what gc's text says, and the filling what it costs.
(function () {
  "use strict";
  const { el, svg, fill } = GoescDom;
  const { t } = GoescWords;

  /** All kinds, from what matters most to what matters least: their words, and what these mean. */
  const TEXTS = {
    error: ["page-kind-error"],
    heap: ["page-kind-heap", "page-kind-heap-hint"],
    leaks: ["page-kind-leaks", "page-kind-leaks-hint"],
    may: ["page-kind-may", "page-kind-may-hint"],
    free: ["page-kind-free", "page-kind-free-hint"],
    stays: ["page-kind-stays", "page-kind-stays-hint"],
    keeps: ["page-kind-keeps", "page-kind-keeps-hint"],
    remark: ["page-kind-remark", "page-kind-remark-hint"],
  };
  const KINDS = Object.keys(TEXTS);

  /** The kind of a verdict of an answer. */
  function kindOf(verdict) {
    switch (verdict.outcome) {
      case "heap": return verdict.cost === "free" ? "free" : "heap";
      case "leaks": return "leaks";
      case "keeps": return "keeps";
      case "remark": return "remark";
      default: return verdict.cost === "may-allocate" || verdict.cost === "allocates" ? "may" : "stays";
    }
  }

  /** What happens, in order; the value itself comes first. */
  function steps(verdict) {
    if (verdict.steps && verdict.steps.length) return verdict.steps;
    const { line, column, end_line, end_column, title } = verdict;
    return [{ line, column, end_line, end_column, text: title }];
  }

  /** What gc says of a value, and where: [["12:3", "moved to heap: x"], …]; no place is that of code that the compiler made. */
  function messages(verdict) {
    const placed = (verdict.gc_at || []).map(({ line, column, message }) => [line + ":" + column, message]);
    const rest = verdict.gc.filter((text) => !placed.some(([, message]) => message === text));
    return [...placed, ...rest.map((text) => ["", text])];
  }

  const SHAPES = {
    heap: () => svg("path", { d: "M8 2 15 14H1Z", fill: "currentColor" }),
    free: () => svg("path", { d: "M8 3.5 13.6 13.2H2.4Z", class: "line" }),
    may: () => [svg("circle", { cx: 8, cy: 8, r: 5.6, class: "line" }), svg("path", { d: "M8 2.4a5.6 5.6 0 0 1 0 11.2Z", fill: "currentColor" })],
    stays: () => svg("circle", { cx: 8, cy: 8, r: 5.6, class: "line" }),
    leaks: () => [svg("path", { d: "M9 3H2.5V13.5H13V7", class: "line" }), svg("path", { d: "M6 10 14 2M9.5 1.8H14.2V6.5", class: "line" })],
    keeps: () => svg("rect", { x: 2.8, y: 2.8, width: 10.4, height: 10.4, class: "line" }),
    remark: () => [svg("circle", { cx: 8, cy: 3.2, r: 1.4, fill: "currentColor" }), svg("path", { d: "M8 7V14", class: "line" })],
    error: () => svg("path", { d: "M3 3 13 13M13 3 3 13", class: "line thick" }),
  };

  /** The icon of a kind. The word beside it, or its button's label, says the same. */
  function icon(kind) {
    return svg("svg", { viewBox: "0 0 16 16", class: "icon icon-" + kind, "aria-hidden": "true", focusable: "false" }, SHAPES[kind]());
  }

  function word(kind) {
    return t(TEXTS[kind][0]);
  }

  function hint(kind) {
    return t(TEXTS[kind][1]);
  }

  /** Draws a margin: a chip for each line. `shown(verdict)` tells whether one is to be seen; `on(verdicts, event)` follows the pointer and the keys. */
  function margin(column, verdicts, errors, shown, on) {
    const lines = new Map();
    const add = (line, kind, item) => {
      if (!lines.has(line)) lines.set(line, new Map());
      const kinds = lines.get(line);
      if (!kinds.has(kind)) kinds.set(kind, []);
      kinds.get(kind).push(item);
    };
    for (const error of errors) add(error.line, "error", { title: error.message, ...error });
    for (const verdict of verdicts) if (shown(verdict)) add(verdict.line, kindOf(verdict), verdict);
    const chips = [...lines].sort((a, b) => a[0] - b[0]).map(([line, kinds]) => {
      const order = KINDS.filter((kind) => kinds.has(kind));
      const stale = [...kinds.values()].flat().some((item) => item.stale);
      return el("div", { class: stale ? "chip stale" : "chip", "data-line": line, style: { "--line": line } },
        order.map((kind) => {
          const items = kinds.get(kind);
          const label = t("page-chip-label", { line, word: word(kind), titles: items.map((item) => item.title).join("; ") });
          return el("button", {
            type: "button", class: "v v-" + kind, tabindex: "-1", "aria-label": label, "data-kind": kind, "data-ids": JSON.stringify(items.map((item) => item.id || "")),
            onmouseenter: (event) => on(items, "enter", event), onmouseleave: (event) => on(items, "leave", event),
            onfocus: (event) => on(items, "enter", event), onblur: (event) => on(items, "leave", event),
            onclick: (event) => on(items, "click", event),
          }, icon(kind), items.length > 1 ? el("sup", null, items.length) : null);
        }),
        el("span", { class: "word", "aria-hidden": "true" }, word(order[0])));
    });
    fill(column, chips);
    const first = column.querySelector(".v");
    if (first) first.tabIndex = 0;
  }

  /** Arrow keys walk from verdict to verdict; only one is in the tab order. */
  function keys(event) {
    const here = event.target.closest(".v");
    const step = { ArrowDown: 1, ArrowUp: -1, ArrowRight: 1, ArrowLeft: -1, Home: -Infinity, End: Infinity }[event.key];
    if (!here || step === undefined) return;
    event.preventDefault();
    const all = [...here.closest(".margin").querySelectorAll(".v")];
    const next = all[Math.min(all.length - 1, Math.max(0, all.indexOf(here) + step))];
    here.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  }

  /** Verdicts after an edit, until the engine has answered: those of later lines move along, those of changed lines go. */
  function shift(items, lines, before) {
    let first = 0;
    while (first < before.length && first < lines.length && before[first] === lines[first]) first++;
    let last = 0;
    while (last < before.length - first && last < lines.length - first && before[before.length - 1 - last] === lines[lines.length - 1 - last]) last++;
    const by = lines.length - before.length;
    return items.flatMap((item) => {
      if (item.line <= first) return [item];
      if (item.line > before.length - last) return by ? [moved(item, by)] : [item];
      return by ? [] : [item.stale ? item : { ...item, stale: true }];
    });
  }

  function moved(item, by) {
    return {
      ...item, line: item.line + by, end_line: item.end_line + by,
      steps: (item.steps || []).map((step) => ({ ...step, line: step.line + by, end_line: step.end_line + by })),
    };
  }

  /** The verdict of an answer that a side of a change is about, if the answer has one. */
  function changed(answer, change, side) {
    const there = answer.verdicts.filter((verdict) => verdict.line === change.line && verdict.column === change.column && verdict.end_column === change.end_column);
    return (side && there.find((verdict) => verdict.outcome === side.outcome && verdict.cost === side.cost)) || null;
  }

  window.GoescVerdicts = { KINDS, kindOf, steps, messages, icon, word, hint, margin, keys, shift, changed };
})();
