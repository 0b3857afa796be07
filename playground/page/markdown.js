// The little markdown that lessons and rule pages use, as nodes: headings, paragraphs, lists, fenced blocks, tables,
// `code`, **bold**, *emphasis*, [links](https://…). Codes such as E03 become links to their pages. HTML is shown as text.
(function () {
  "use strict";
  const { el } = GoescDom;
  const INLINE = /(`+)(.+?)\1|\*\*(.+?)\*\*|\*([^\s*][^*]*)\*|\[([^\]]+)\]\(([^)\s]+)\)|\b([EM]\d\d)\b/g;

  function inline(text, open) {
    const nodes = [];
    let at = 0;
    for (const found of text.matchAll(INLINE)) {
      nodes.push(text.slice(at, found.index));
      at = found.index + found[0].length;
      if (found[2] !== undefined) nodes.push(el("code", null, found[2].trim()));
      else if (found[3]) nodes.push(el("strong", null, inline(found[3], open)));
      else if (found[4]) nodes.push(el("em", null, inline(found[4], open)));
      else if (found[5]) {
        if (/^https?:\/\//.test(found[6])) nodes.push(el("a", { href: found[6], rel: "noopener", target: "_blank" }, found[5]));
        else nodes.push(found[5]);
      } else nodes.push(code(found[7], open));
    }
    nodes.push(text.slice(at));
    return nodes;
  }

  /** A rule code that opens its page. */
  function code(name, open) {
    if (!open) return name;
    return el("button", { type: "button", class: "code-link", onclick: () => open(name) }, name);
  }

  /** Plain text whose rule codes open their pages. */
  function codes(text, open) {
    return text.split(/\b([EM]\d\d)\b/).map((part, index) => (index % 2 ? code(part, open) : part));
  }

  /** The nodes of a text. `open(code)` opens a rule's page. */
  function render(text, open) {
    const lines = text.replace(/\r/g, "").split("\n");
    const out = [];
    let i = 0;
    const starts = (line) => /^(#{1,4} |```|[-*] |\d+\. |\|)/.test(line);
    while (i < lines.length) {
      const line = lines[i];
      if (!line.trim()) { i++; continue; }
      const heading = /^(#{1,4}) (.*)/.exec(line);
      if (heading) { out.push(el("h" + Math.min(4, heading[1].length + 1), null, inline(heading[2], open))); i++; continue; }
      if (line.startsWith("```")) {
        const info = line.slice(3).trim();
        const body = [];
        for (i++; i < lines.length && !lines[i].startsWith("```"); i++) body.push(lines[i]);
        i++;
        const shown = info === "go" ? GoescHighlight.block(body.join("\n")) : body.join("\n");
        out.push(el("figure", null, info && info !== "go" && info !== "text" ? el("figcaption", null, info) : null, el("pre", { tabindex: "0" }, shown)));
        continue;
      }
      if (line.startsWith("|")) {
        const rows = [];
        for (; i < lines.length && lines[i].startsWith("|"); i++) if (!/^[|:\-\s]+$/.test(lines[i])) rows.push(lines[i].replace(/^\||\|\s*$/g, "").split("|"));
        out.push(el("table", null, rows.map((cells, r) => el("tr", null, cells.map((cell) => el(r ? "td" : "th", null, inline(cell.trim(), open)))))));
        continue;
      }
      const item = /^([-*]|\d+\.) (.*)/.exec(line);
      if (item) {
        const items = [];
        for (; i < lines.length && lines[i].trim(); i++) {
          const next = /^([-*]|\d+\.) (.*)/.exec(lines[i]);
          if (next) items.push(next[2]);
          else items[items.length - 1] += " " + lines[i].trim();
        }
        out.push(el(/\d/.test(item[1]) ? "ol" : "ul", null, items.map((entry) => el("li", null, inline(entry, open)))));
        continue;
      }
      const words = [line];
      for (i++; i < lines.length && lines[i].trim() && !starts(lines[i]); i++) words.push(lines[i]);
      out.push(el("p", null, inline(joined(words), open)));
    }
    return out;
  }

  /** Lines as one text: a space between words, none between Chinese characters. */
  function joined(lines) {
    return lines.map((line) => line.trim()).reduce((all, line) => all + (/[\u3000-\u9fff\uff00-\uffef]$/.test(all) && /^[\u3000-\u9fff\uff00-\uffef]/.test(line) ? "" : " ") + line);
  }

  /** A text cut at its `## ` headings: [[heading or "", text], …]. */
  function sections(text) {
    const out = [["", ""]];
    let fenced = false;
    for (const line of text.split("\n")) {
      if (line.startsWith("```")) fenced = !fenced;
      if (!fenced && line.startsWith("## ")) out.push([line.slice(3).trim(), ""]);
      else out[out.length - 1][1] += line + "\n";
    }
    return out;
  }

  window.GoescMarkdown = { render, codes, sections };
})();
