// Shows a program beside the pointers that flow in it, and the solver's steps over them.
//
// In: the documents that `goesc graph --format json` and `goesc trace --format json` print, the drawing that
// `goesc graph` prints, the program's text, words. Out: elements below the one that is given.
// Invariants: nothing is fetched; texts of the program are never read as HTML; all words come from `messages`;
// the last step shows what the solver found out, and then the drawing is as it came.
//
//   const viewer = GoescGraph.mount(element, {graph, trace, svg, source, messages, lang});
//
// `source` is a text, or a list of {name, text}, or absent: then there is no pane for it. `trace` may be absent.
// `viewer.goto(step)`, `viewer.highlight(line)` and `viewer.destroy()` do what they say; the element gets an
// event `goesc-node` with {id, span, messages} when a node is pointed at, and null when no longer.
"use strict";

const GoescGraph = (() => {
  /** An element with attributes and children. */
  function make(name, attributes = {}, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (value === false || value === null || value === undefined) continue;
      element.setAttribute(key, value === true ? "" : value);
    }
    element.append(...children.filter((child) => child !== null && child !== undefined));
    return element;
  }

  const SVG = "http://www.w3.org/2000/svg";
  function makeSvg(name, attributes, text) {
    const element = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    if (text !== undefined) element.textContent = text;
    return element;
  }

  /** From byte columns, from 1, to places in a line of text. */
  function columnsOf(line) {
    if (/^[\x00-\x7f]*$/.test(line)) return (column) => Math.min(Math.max(column - 1, 0), line.length);
    const encoder = new TextEncoder();
    const starts = [];
    let bytes = 0;
    let index = 0;
    for (const char of line) {
      starts.push([bytes, index]);
      bytes += encoder.encode(char).length;
      index += char.length;
    }
    starts.push([bytes, index]);
    return (column) => {
      for (const [byte, at] of starts) if (byte >= column - 1) return at;
      return line.length;
    };
  }

  /** Adds the drawing's rules to the page once; a page may forbid style elements. */
  let styled = false;
  function adoptStyle(svg) {
    for (const style of svg.querySelectorAll("style")) {
      if (typeof CSSStyleSheet !== "function" || !("adoptedStyleSheets" in document)) return;
      if (!styled) {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(style.textContent);
        document.adoptedStyleSheets = [sheet, ...document.adoptedStyleSheets];
        styled = true;
      }
      style.remove();
    }
  }

  class Viewer {
    constructor(element, { graph, trace, svg, source, messages, lang }) {
      this.element = element;
      this.messages = messages || {};
      this.graph = graph;
      this.timer = 0;
      this.step = 0;
      element.classList.add("goesc-viewer");
      element.replaceChildren();
      if (lang) element.setAttribute("lang", lang);
      this.nodes = new Map();
      for (const [number, pack] of (graph ? graph.packages : []).entries()) {
        for (const node of pack.nodes) this.nodes.set(`${number}:${node.id}`, node);
      }
      this.tracks = this.readTracks(trace);
      this.panes = make("div", { class: "gg-panes" });
      if (source) this.panes.append(this.buildSource(source));
      this.panes.append(this.buildGraph(svg));
      element.append(this.panes, this.buildSteps(), this.buildMessages());
      this.listen();
      this.choose(0);
    }

    word(name, values = {}) {
      const text = this.messages[name] ?? name;
      return text.replace(/\{(\w+)\}/g, (all, key) => (key in values ? values[key] : all));
    }

    /** What can be stepped through: batches in which something flows. */
    readTracks(trace) {
      const tracks = [];
      for (const [number, pack] of (trace ? trace.packages : []).entries()) {
        const lines = new Map();
        for (const fn of this.graph?.packages[number]?.functions ?? []) {
          if (fn.span && !lines.has(fn.batch)) lines.set(fn.batch, fn.span.line);
        }
        for (const batch of pack.batches) {
          const names = new Map(batch.locations.map((location) => [location.id, location.name]));
          const line = lines.get(batch.batch) ?? Infinity;
          tracks.push({ package: number, batch: batch.batch, data: batch, names, line });
        }
      }
      tracks.sort((a, b) => a.package - b.package || a.line - b.line || a.batch - b.batch);
      const busy = tracks.filter((track) => track.data.steps.some((step) => step.kind === "reach"));
      return busy.length > 0 ? busy : tracks;
    }

    // The source.

    buildSource(source) {
      const files = typeof source === "string" ? [{ name: "", text: source }] : source;
      const pane = make("section", { class: "gg-source", "aria-label": this.word("source") });
      this.segments = new Map();
      for (const file of files) {
        if (file.name) pane.append(make("h3", {}, file.name));
        const list = make("div", { class: "gg-code", tabindex: "0" });
        const marks = this.marksOf(file.name);
        file.text.replace(/\r?\n$/, "").split("\n").forEach((text, index) => {
          list.append(this.buildLine(text.replace(/\r$/, ""), index + 1, marks.get(index + 1) ?? []));
        });
        pane.append(list);
      }
      return pane;
    }

    /** The nodes of a file by line. */
    marksOf(name) {
      const marks = new Map();
      for (const [key, node] of this.nodes) {
        const span = node.span;
        if (!span || (name && span.file !== name)) continue;
        if (!marks.has(span.line)) marks.set(span.line, []);
        marks.get(span.line).push({ key, span, node });
      }
      return marks;
    }

    buildLine(text, number, marks) {
      const at = columnsOf(text);
      const ranges = marks.map(({ key, span, node }) => ({
        key,
        node,
        start: at(span.column),
        end: span.end_line > span.line ? text.length : at(span.end_column),
      }));
      const cuts = [...new Set([0, text.length, ...ranges.flatMap((range) => [range.start, range.end])])];
      cuts.sort((a, b) => a - b);
      const code = make("code");
      for (let i = 0; i + 1 < cuts.length; i++) {
        const [start, end] = [cuts[i], cuts[i + 1]];
        const over = ranges.filter((range) => range.start <= start && range.end >= end);
        const piece = text.slice(start, end);
        if (over.length === 0) {
          code.append(piece);
          continue;
        }
        // What is innermost comes first.
        over.sort((a, b) => a.end - a.start - (b.end - b.start));
        const segment = make("span", { class: "gg-segment", "data-nodes": over.map((o) => o.key).join(" ") }, piece);
        for (const { key, node } of over) {
          if (!this.segments.has(key)) this.segments.set(key, []);
          this.segments.get(key).push(segment);
          if (node.gc.length > 0) segment.classList.add(`gg-${node.outcome}`);
        }
        code.append(segment);
      }
      return make("div", { class: "gg-line", "data-line": String(number) },
        make("span", { class: "gg-number", "aria-hidden": "true" }, String(number)), code);
    }

    // The drawing.

    buildGraph(svg) {
      const pane = make("section", { class: "gg-graph", "aria-label": this.word("graph") });
      const bar = make("div", { class: "gg-bar" });
      const button = (word, sign, act) => {
        const made = make("button", { type: "button", title: this.word(word), "aria-label": this.word(word) }, sign);
        made.addEventListener("click", act);
        bar.append(made);
      };
      button("smaller", "−", () => this.zoom(this.scale / 1.25));
      button("larger", "+", () => this.zoom(this.scale * 1.25));
      button("fit", "⤢", () => this.fit());
      this.scroller = make("div", { class: "gg-scroll", tabindex: "0", role: "group", "aria-label": this.word("graph") });
      const parsed = svg ? new DOMParser().parseFromString(svg, "image/svg+xml") : null;
      const root = parsed && parsed.documentElement.localName === "svg" ? document.importNode(parsed.documentElement, true) : null;
      this.svg = root;
      this.boxes = new Map();
      this.edges = [];
      if (root) {
        adoptStyle(root);
        this.width = Number(root.getAttribute("width"));
        this.height = Number(root.getAttribute("height"));
        for (const box of root.querySelectorAll(".node[data-id]")) {
          this.boxes.set(`${box.dataset.package}:${box.dataset.id}`, box);
        }
        this.edges = [...root.querySelectorAll(".edge[data-id]")];
        this.scroller.append(root);
      }
      this.scale = 1;
      pane.append(bar, this.scroller);
      requestAnimationFrame(() => this.fit());
      return pane;
    }

    zoom(scale) {
      if (!this.svg) return;
      this.scale = Math.min(Math.max(scale, 0.15), 4);
      this.svg.style.width = `${this.width * this.scale}px`;
      this.svg.style.height = `${this.height * this.scale}px`;
    }

    fit() {
      const room = this.scroller.clientWidth - 4;
      // Smaller than this nobody can read it: then it is better to scroll.
      if (this.svg && room > 0) this.zoom(Math.min(1, Math.max(room / this.width, 0.6)));
    }

    // The steps.

    buildSteps() {
      const section = make("section", { class: "gg-steps", "aria-label": this.word("steps") });
      if (this.tracks.length === 0) {
        section.append(make("p", { class: "gg-text" }, this.word("no-steps")));
        return section;
      }
      const controls = make("div", { class: "gg-controls" });
      if (this.tracks.length > 1) {
        this.select = make("select", { "aria-label": this.word("functions") });
        this.tracks.forEach((track, i) => {
          this.select.append(make("option", { value: String(i) }, track.data.functions.join(", ")));
        });
        this.select.addEventListener("change", () => this.choose(Number(this.select.value), 0));
        controls.append(this.select);
      }
      const button = (word, sign, act) => {
        const made = make("button", { type: "button", title: this.word(word), "aria-label": this.word(word) }, sign);
        made.addEventListener("click", act);
        controls.append(made);
        return made;
      };
      button("first", "⇤", () => this.goto(0));
      button("previous", "←", () => this.goto(this.step - 1));
      this.player = button("play", "▶", () => this.toggle());
      button("next", "→", () => this.goto(this.step + 1));
      button("last", "⇥", () => this.goto(Infinity));
      this.slider = make("input", { type: "range", min: "0", value: "0", "aria-label": this.word("steps") });
      this.slider.addEventListener("input", () => this.goto(Number(this.slider.value)));
      this.counter = make("output", { class: "gg-counter" });
      controls.append(this.slider, this.counter);
      this.text = make("p", { class: "gg-text", "aria-live": "polite" });
      this.known = make("dl", { class: "gg-known" });
      section.append(controls, this.text, this.known,
        make("p", { class: "gg-help" }, this.word("keys"), " ", this.word("distance")));
      return section;
    }

    buildMessages() {
      const section = make("section", { class: "gg-messages", "aria-label": this.word("messages") },
        make("h3", {}, this.word("messages")));
      const list = make("ul");
      const said = [...this.nodes].filter(([, node]) => node.gc.length > 0);
      const place = ([, node]) => node.span ?? { file: "", line: 0, column: 0 };
      said.sort((a, b) => place(a).file.localeCompare(place(b).file) || place(a).line - place(b).line
        || place(a).column - place(b).column);
      this.items = new Map();
      for (const [key, node] of said) {
        const where = node.span ? `${node.span.line}:${node.span.column}` : "";
        const copy = node.inlined ? ` (⤷ ${node.inlined.callee})` : "";
        for (const message of node.gc) {
          const item = make("button", { type: "button", class: `gg-message gg-${node.outcome}`, "data-node": key },
            make("span", { class: "gg-where" }, where), message + copy);
          if (!this.items.has(key)) this.items.set(key, []);
          this.items.get(key).push(item);
          list.append(make("li", {}, item));
        }
      }
      section.append(list);
      return section;
    }

    /** Shows the steps of another batch. */
    choose(index, step = Infinity) {
      this.track = this.tracks[index];
      if (!this.track) return;
      if (this.select) this.select.value = String(index);
      this.slider.max = String(this.track.data.steps.length);
      const { package: pack, batch } = this.track;
      if (this.svg) {
        for (const frame of this.svg.querySelectorAll(".frame")) {
          const current = Number(frame.dataset.package) === pack && Number(frame.dataset.batch) === batch;
          frame.classList.toggle("gg-current", current && this.tracks.length > 1);
          if (current && step !== Infinity) frame.scrollIntoView({ block: "nearest", inline: "nearest" });
        }
      }
      this.goto(step);
    }

    /** What the solver knows after some steps. */
    stateAt(count) {
      const data = this.track.data;
      const state = {
        queue: [...data.queue], root: null, distances: new Map(), walked: new Set(), edge: null, touched: null,
        marks: new Map(Object.entries(data.marks).map(([id, marks]) => [id, new Set(marks)])), leaks: new Map(),
      };
      for (const step of data.steps.slice(0, count)) {
        state.edge = null;
        state.touched = step.node ?? step.root ?? null;
        switch (step.kind) {
          case "walk":
            if (state.queue[0] === step.root) state.queue.shift();
            state.root = step.root;
            state.distances = new Map([[step.root, 0]]);
            state.walked = new Set();
            break;
          case "reach":
            state.distances.set(step.node, step.derefs);
            state.edge = step;
            state.walked.add(step);
            break;
          case "mark":
            if (!state.marks.has(step.node)) state.marks.set(step.node, new Set());
            for (const mark of step.marks) state.marks.get(step.node).add(mark);
            break;
          case "leak":
            state.leaks.set(step.node, (state.leaks.get(step.node) ?? new Map()).set(step.to, step.derefs));
            break;
          case "enqueue":
            if (step.last) state.queue.push(step.node);
            else state.queue.unshift(step.node);
            break;
        }
      }
      return state;
    }

    goto(step) {
      if (!this.track) return;
      const steps = this.track.data.steps;
      this.step = Math.min(Math.max(step, 0), steps.length);
      this.slider.value = String(this.step);
      this.counter.textContent = this.word("step-of", { step: this.step, count: steps.length });
      const now = steps[this.step - 1];
      this.text.textContent = now ? now.text : this.word("before");
      this.slider.setAttribute("aria-valuetext", `${this.counter.textContent}: ${this.text.textContent}`);
      const state = this.stateAt(this.step);
      this.showKnown(state);
      this.showState(state);
      if (this.step === steps.length && this.timer) this.toggle();
    }

    /** From walk to walk. */
    jump(direction) {
      const steps = this.track ? this.track.data.steps : [];
      let at = this.step + direction;
      while (at > 0 && at < steps.length && steps[at - 1].kind !== "walk") at += direction;
      this.goto(at);
    }

    toggle() {
      if (this.timer) {
        clearInterval(this.timer);
        this.timer = 0;
      } else if (this.track) {
        if (this.step >= this.track.data.steps.length) this.goto(0);
        this.timer = setInterval(() => this.goto(this.step + 1), 900);
      }
      const word = this.timer ? "pause" : "play";
      this.player.textContent = this.timer ? "II" : "▶";
      this.player.title = this.word(word);
      this.player.setAttribute("aria-label", this.word(word));
    }

    showKnown(state) {
      const name = (id) => this.track.names.get(id) ?? id;
      const chip = (id, text) =>
        make("span", { class: "gg-chip", "data-nodes": `${this.track.package}:${id}` }, text ?? name(id));
      const row = (word, chips) => [make("dt", {}, this.word(word)), make("dd", {}, ...chips)];
      const most = 24;
      const queue = state.queue.slice(0, most).map((id) => chip(id));
      if (state.queue.length > most) queue.push(make("span", {}, `+${state.queue.length - most}`));
      if (queue.length === 0) queue.push(make("span", {}, this.word("queue-empty")));
      const rows = [row("queue", queue)];
      if (state.root !== null) rows.push(row("root", [chip(state.root)]));
      const marked = (mark) => [...state.marks].filter(([id, marks]) => marks.has(mark) && !this.isPseudo(id));
      for (const mark of ["escapes", "persists"]) {
        const chips = marked(mark).map(([id]) => chip(id)).slice(0, most);
        if (mark === "escapes" || chips.length > 0) rows.push(row(mark, chips.length ? chips : ["–"]));
      }
      const leaks = [...state.leaks].flatMap(([id, to]) => [...to].filter(([sink]) => sink !== "mutator" && sink !== "callee")
        .map(([sink, derefs]) => chip(id, `${"*".repeat(derefs)}${name(id)} → ${sink}`)));
      if (leaks.length > 0) rows.push(row("leaks", leaks));
      this.known.replaceChildren(...rows.flat());
    }

    /** Whether a location is there in every graph. */
    isPseudo(id) {
      return /\.n[0-3]$/.test(id);
    }

    showState(state) {
      if (!this.svg) return;
      const pack = this.track.package;
      const atEnd = this.step === this.track.data.steps.length;
      this.svg.classList.toggle("gg-stepping", !atEnd);
      for (const old of this.svg.querySelectorAll(".gg-distance")) old.remove();
      const waiting = new Set(state.queue);
      for (const [key, box] of this.boxes) {
        const [number, id] = [Number(key.split(":")[0]), box.dataset.id];
        const mine = number === pack && id.startsWith(`b${this.track.batch}.`);
        box.classList.toggle("gg-other", !mine && !atEnd);
        box.classList.toggle("gg-waiting", mine && !atEnd && waiting.has(id));
        box.classList.toggle("gg-root", mine && !atEnd && state.root === id);
        box.classList.toggle("gg-touched", mine && !atEnd && state.touched === id);
        const marks = mine ? state.marks.get(id) : undefined;
        box.classList.toggle("gg-marked", Boolean(marks && marks.has("escapes")));
        box.classList.toggle("gg-leaking", mine && state.leaks.has(id));
        if (mine && !atEnd && state.distances.has(id)) this.addDistance(box, state.distances.get(id));
      }
      const walked = [...state.walked];
      for (const edge of this.edges) {
        const { id, through } = edge.dataset;
        const mine = Number(edge.dataset.package) === pack && id.startsWith(`b${this.track.batch}.`);
        const passed = new Set(through.split(" ").filter(Boolean));
        const is = (step) => step.edge === id || passed.has(step.node) || passed.has(step.to);
        edge.classList.toggle("gg-other", !mine && !atEnd);
        edge.classList.toggle("gg-walked", mine && !atEnd && walked.some(is));
        edge.classList.toggle("gg-active", mine && !atEnd && state.edge !== null && is(state.edge));
      }
    }

    addDistance(box, derefs) {
      const shape = box.querySelector(".shape");
      if (!shape || typeof shape.getBBox !== "function") return;
      const { x, y, width } = shape.getBBox();
      const group = makeSvg("g", { class: "gg-distance" });
      const text = derefs < 0 ? "&" : String(derefs);
      group.append(makeSvg("circle", { cx: x + width - 2, cy: y, r: 9 }),
        makeSvg("text", { x: x + width - 2, y: y + 4 }, text));
      box.append(group);
    }

    // Pointing.

    /** Marks nodes in the code, in the drawing and among the messages. */
    point(keys, origin) {
      const chosen = new Set(keys);
      for (const [key, box] of this.boxes) box.classList.toggle("gg-pointed", chosen.has(key));
      for (const edge of this.edges) {
        const ends = [edge.dataset.from, edge.dataset.to].map((id) => `${edge.dataset.package}:${id}`);
        edge.classList.toggle("gg-pointed", chosen.size > 0 && ends.some((end) => chosen.has(end)));
      }
      for (const [key, segments] of this.segments ?? []) {
        for (const segment of segments) segment.classList.toggle("gg-pointed", chosen.has(key));
      }
      // A piece of code that several nodes share is marked if one of them is.
      for (const key of chosen) for (const segment of this.segments?.get(key) ?? []) segment.classList.add("gg-pointed");
      for (const [key, items] of this.items ?? []) {
        for (const item of items) item.classList.toggle("gg-pointed", chosen.has(key));
      }
      const first = keys.map((key) => this.nodes.get(key)).find(Boolean);
      const detail = first ? { id: first.id, span: first.span, messages: first.gc } : null;
      this.element.dispatchEvent(new CustomEvent("goesc-node", { detail }));
      if (origin === "chosen" && keys.length > 0) this.reveal(keys);
    }

    reveal(keys) {
      const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
      const how = { block: "nearest", inline: "nearest", behavior: calm ? "auto" : "smooth" };
      for (const key of keys) {
        const box = this.boxes.get(key);
        const segment = this.segments?.get(key)?.[0];
        if (box) box.scrollIntoView(how);
        if (segment) segment.scrollIntoView(how);
        if (box || segment) return;
      }
    }

    /** Marks what is on a line of the program. */
    highlight(line) {
      const keys = [...this.nodes].filter(([, node]) => node.span && node.span.line === line && node.gc.length > 0);
      this.point(keys.map(([key]) => key));
    }

    keysAt(target) {
      const box = target.closest?.(".node[data-id]");
      if (box) return [`${box.dataset.package}:${box.dataset.id}`];
      const item = target.closest?.("[data-node]");
      if (item) return [item.dataset.node];
      const some = target.closest?.("[data-nodes]");
      if (some) return some.dataset.nodes.split(" ");
      return null;
    }

    listen() {
      this.stop = new AbortController();
      const options = { signal: this.stop.signal };
      const on = (target, type, act) => target.addEventListener(type, act, options);
      on(this.element, "pointerover", (event) => {
        const keys = this.keysAt(event.target);
        if (keys) this.point(keys);
        else if (this.pinned) this.point(this.pinned);
        else this.point([]);
      });
      on(this.element, "pointerleave", () => this.point(this.pinned ?? []));
      on(this.element, "focusin", (event) => {
        const keys = this.keysAt(event.target);
        if (keys) this.point(keys, "chosen");
      });
      on(this.element, "click", (event) => {
        const keys = this.keysAt(event.target);
        this.pinned = keys;
        if (keys) {
          this.point(keys, "chosen");
          this.follow(keys[0]);
        }
      });
      const target = document.body.classList.contains("goesc-page") ? document : this.element;
      on(target, "keydown", (event) => this.key(event));
    }

    /** Shows the steps of the batch that a node is in. */
    follow(key) {
      const match = /^(\d+):b(\d+)\./.exec(key);
      if (!match || !this.track) return;
      const index = this.tracks.findIndex((track) => track.package === Number(match[1]) && track.batch === Number(match[2]));
      const same = this.tracks[index] === this.track;
      if (index >= 0 && !same && this.step === this.track.data.steps.length) this.choose(index);
    }

    key(event) {
      if (!this.track || event.altKey || event.ctrlKey || event.metaKey) return;
      const inside = event.target.closest?.("select, textarea, [contenteditable], .cm-editor");
      const typing = event.target.closest?.("input:not([type=range])");
      if (inside || typing) return;
      const acts = {
        ArrowRight: () => (event.shiftKey ? this.jump(1) : this.goto(this.step + 1)),
        ArrowLeft: () => (event.shiftKey ? this.jump(-1) : this.goto(this.step - 1)),
        Home: () => this.goto(0),
        End: () => this.goto(Infinity),
      };
      if (!event.target.closest?.("button, summary, a")) acts[" "] = () => this.toggle();
      const act = acts[event.key];
      if (!act) return;
      event.preventDefault();
      act();
    }

    destroy() {
      if (this.timer) clearInterval(this.timer);
      this.stop.abort();
      this.element.replaceChildren();
      this.element.classList.remove("goesc-viewer");
    }
  }

  return { mount: (element, data) => new Viewer(element, data) };
})();
if (typeof globalThis !== "undefined") globalThis.GoescGraph = GoescGraph;
