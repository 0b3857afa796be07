// The editor: a textarea with the coloured program beneath it, line numbers and margins beside it.
//
// The textarea is transparent and exactly above the layer: typing, selection, undo and input methods are the browser's.
// Only rows whose text (or state at their start) changed are made anew, so that a key costs the same in 1,000 lines.
(function () {
  "use strict";
  const { el, fill } = GoescDom;
  const encoder = new TextEncoder();

  /** The index in `text` (UTF-16) of a 1-based byte column. */
  function indexOfColumn(text, column) {
    let bytes = 1;
    let index = 0;
    for (const char of text) {
      if (bytes >= column) break;
      bytes += char.length === 1 && char < "\x80" ? 1 : encoder.encode(char).length;
      index += char.length;
    }
    return index;
  }

  class Editor {
    /** `on.input(lines, before)` follows each change of the text. */
    constructor(root, on) {
      this.on = on;
      this.lines = [""];
      this.states = [""];
      this.tops = el("div", { class: "tops", "aria-hidden": "true" });
      this.margins = el("div", { class: "margins" });
      this.numbers = el("pre", { class: "numbers", "aria-hidden": "true" }, "1");
      this.layer = el("pre", { class: "layer", "aria-hidden": "true" }, el("div", { class: "row" }, "\u200b"));
      this.marks = el("div", { class: "marks", "aria-hidden": "true" });
      this.area = el("textarea", {
        id: "program", spellcheck: "false", autocapitalize: "off", autocomplete: "off", autocorrect: "off", wrap: "off",
        "data-label": "page-editor-label", "aria-describedby": "editor-keys",
      });
      this.scroller = root;
      root.append(
        el("div", { class: "sheet" }, this.margins, this.numbers, el("div", { class: "code" }, this.layer, this.marks, this.area)),
        el("p", { id: "editor-keys", class: "hidden", "data-t": "page-editor-keys" }),
      );
      this.area.addEventListener("input", () => this.changed());
      this.area.addEventListener("keydown", (event) => this.key(event));
      this.area.addEventListener("blur", () => { this.leaving = false; });
    }

    get value() { return this.area.value; }

    /** Puts a whole program; not an input of the user. */
    set value(text) {
      this.area.value = text;
      this.update();
      this.scroller.scrollTo(0, 0);
      this.area.setSelectionRange(0, 0);
    }

    changed() {
      const before = this.lines;
      this.update();
      this.on.input(this.lines, before);
    }

    /** Brings the layer and the numbers to the textarea's text. */
    update() {
      const next = this.area.value.split("\n");
      const old = this.lines;
      const rows = this.layer.children;
      let first = 0;
      while (first < old.length && first < next.length && old[first] === next[first]) first++;
      let last = 0;
      while (last < old.length - first && last < next.length - first && old[old.length - 1 - last] === next[next.length - 1 - last]) last++;
      const added = next.length - last - first;
      const removed = old.length - last - first;
      const anchor = rows[first + removed] || null;
      for (let i = Math.min(added, removed); i < removed; i++) rows[first].remove();
      for (let i = removed; i < added; i++) this.layer.insertBefore(el("div", { class: "row" }), anchor);
      this.states.splice(first, removed, ...new Array(added).fill(null));
      this.lines = next;
      let state = first ? this.endOf(first - 1) : "";
      for (let i = first; i < next.length; i++) {
        if (i >= first + added && this.states[i] === state) break;
        const done = GoescHighlight.line(next[i], state);
        fill(rows[i], next[i] ? GoescHighlight.nodes(done.tokens) : "\u200b");
        this.states[i] = state;
        state = done.state;
      }
      if (old.length !== next.length) {
        this.numbers.textContent = next.map((_, i) => i + 1).join("\n");
      }
    }

    endOf(index) {
      return GoescHighlight.line(this.lines[index], this.states[index] || "").state;
    }

    insert(text) {
      if (!document.execCommand("insertText", false, text)) {
        this.area.setRangeText(text, this.area.selectionStart, this.area.selectionEnd, "end");
        this.changed();
      }
    }

    /** Tab indents, Enter keeps the indentation, Ctrl+/ comments out, Escape lets the next Tab leave the editor. */
    key(event) {
      const area = this.area;
      if (event.isComposing) return;
      if (event.key === "Escape") { this.leaving = true; return; }
      if (event.key === "Tab" && !this.leaving && !event.ctrlKey && !event.altKey && !event.metaKey) {
        event.preventDefault();
        const several = area.value.slice(area.selectionStart, area.selectionEnd).includes("\n");
        if (!several && !event.shiftKey) this.insert("\t");
        else this.eachLine((line) => (event.shiftKey ? line.replace(/^(\t| {1,4})/, "") : line && "\t" + line));
      } else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
        const before = area.value.slice(area.value.lastIndexOf("\n", area.selectionStart - 1) + 1, area.selectionStart);
        const indent = /^[\t ]*/.exec(before)[0] + (/[{([]\s*$/.test(before) ? "\t" : "");
        if (indent) { event.preventDefault(); this.insert("\n" + indent); }
      } else if (event.key === "/" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        let all = true;
        this.eachLine((line) => { all = all && /^\s*(\/\/|$)/.test(line); return line; }, true);
        this.eachLine((line) => (all ? line.replace(/^(\s*)\/\/ ?/, "$1") : line.trim() ? line.replace(/^(\s*)/, "$1// ") : line));
      }
      if (!["Shift", "Control", "Alt", "Meta"].includes(event.key)) this.leaving = false;
    }

    /** Replaces the selected lines by what `change` makes of each, in one step that can be undone. */
    eachLine(change, only_look) {
      const area = this.area;
      const start = area.value.lastIndexOf("\n", area.selectionStart - 1) + 1;
      const stop = area.selectionEnd > area.selectionStart && area.value[area.selectionEnd - 1] === "\n" ? area.selectionEnd - 1 : area.selectionEnd;
      let end = area.value.indexOf("\n", stop);
      if (end < 0) end = area.value.length;
      const old = area.value.slice(start, end);
      const text = old.split("\n").map(change).join("\n");
      if (only_look || text === old) return;
      area.setSelectionRange(start, end);
      this.insert(text);
      area.setSelectionRange(start, start + text.length);
    }

    /** The source text of a span. */
    text(span) {
      const first = this.lines[span.line - 1] || "";
      const from = indexOfColumn(first, span.column);
      if (span.end_line > span.line) return first.slice(from).trimEnd() + " …";
      return first.slice(from, indexOfColumn(first, span.end_column));
    }

    /** Underlines spans. Each mark: {line, column, end_line, end_column, kind, label, note}. */
    mark(marks) {
      const boxes = [];
      const notes = new Map();
      const origin = this.layer.getBoundingClientRect();
      const order = [...marks].sort((a, b) => Number(Boolean(a.label)) - Number(Boolean(b.label)));
      for (const mark of order) {
        const row = this.layer.children[mark.line - 1];
        if (!row) continue;
        const text = this.lines[mark.line - 1];
        const from = indexOfColumn(text, mark.column);
        const to = mark.end_line > mark.line ? text.trimEnd().length : indexOfColumn(text, mark.end_column);
        const at = measure(row, from, Math.max(to, from + 1));
        const left = at.left - origin.left;
        const top = row.offsetTop;
        boxes.push(el("div", { class: "mark mark-" + mark.kind, style: { left: left + "px", top: top + "px", width: Math.max(at.width, 6) + "px" } }));
        if (mark.label) {
          const taken = notes.get(mark.line) || { row, top, items: [] };
          const before = taken.items.filter((item) => Math.abs(item.left - left) < 10).length;
          // In an indentation there is room for one beside the text; others are above it.
          const beside = !before && from > 0 && !row.textContent.slice(0, from).trim();
          const place = beside ? { left: left - 15, top: top + 4 } : { left: left - 11 + 13 * before, top: top - 6 };
          boxes.push(el("div", { class: "badge", style: { left: place.left + "px", top: place.top + "px" } }, mark.label));
          taken.items.push({ left, label: mark.label, note: mark.note });
          notes.set(mark.line, taken);
        }
      }
      for (const { row, top, items } of notes.values()) {
        const end = measure(row, 0, row.textContent.length).right - origin.left;
        boxes.push(el("div", { class: "aside", style: { left: end + 18 + "px", top: top + "px" } },
          items.map((item) => el("span", null, el("b", null, item.label), " ", item.note))));
      }
      fill(this.marks, boxes);
    }

    /** Scrolls a line into view. */
    reveal(line) {
      const row = this.layer.children[line - 1];
      if (!row) return;
      const top = row.offsetTop;
      const view = this.scroller;
      if (top < view.scrollTop + row.offsetHeight || top > view.scrollTop + view.clientHeight - 3 * row.offsetHeight) {
        view.scrollTop = Math.max(0, top - view.clientHeight / 3);
      }
    }

    /** Puts the caret at a place of the program. */
    go(line, column) {
      let index = 0;
      for (let i = 0; i < line - 1 && i < this.lines.length; i++) index += this.lines[i].length + 1;
      index += indexOfColumn(this.lines[line - 1] || "", column || 1);
      this.area.focus({ preventScroll: true });
      this.area.setSelectionRange(index, index);
      this.reveal(line);
    }

    /** The 1-based line that the caret is in. */
    line() {
      return this.area.value.slice(0, this.area.selectionStart).split("\n").length;
    }
  }

  /** Where the characters from..to of a row are on the screen. */
  function measure(row, from, to) {
    const range = document.createRange();
    range.setStart(row, 0);
    let at = 0;
    let started = false;
    const walk = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const length = node.data.length;
      if (!started && from <= at + length) { range.setStart(node, Math.max(0, from - at)); started = true; }
      if (to <= at + length) { range.setEnd(node, Math.max(0, to - at)); return range.getBoundingClientRect(); }
      at += length;
    }
    range.setEnd(row, row.childNodes.length);
    return range.getBoundingClientRect();
  }

  window.GoescEditor = Editor;
})();
