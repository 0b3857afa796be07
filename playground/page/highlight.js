// Colours for Go source, line by line.
//
// In: a line and the state that the line before ended in. Out: [class, text] pairs that make up the whole line, and
// the state at its end ("" in code, "comment" in /* */, "raw" in a raw string). Colours only: what is Go, the engine says.
(function () {
  "use strict";

  const words = (text) => new Set(text.split(" "));
  const KEYWORDS = words("break case chan const continue default defer else fallthrough for func go goto if import interface map package range return select struct switch type var");
  const TYPES = words("any bool byte comparable complex64 complex128 error float32 float64 int int8 int16 int32 int64 rune string uint uint8 uint16 uint32 uint64 uintptr");
  const BUILTINS = words("append cap clear close complex copy delete imag len make max min new panic print println real recover");
  const CONSTANTS = words("true false nil iota");
  const TOKEN = /(\/\/.*)|(\/\*)|(`)|("(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?)|([\p{L}_][\p{L}\p{Nd}_]*)|(\d[\w.]*|\.\d\w*)|(\s+)|([^\s\p{L}_\d"'`/]+|\/)/uy;

  function kind(word) {
    if (KEYWORDS.has(word)) return "keyword";
    if (TYPES.has(word)) return "type";
    if (BUILTINS.has(word)) return "builtin";
    if (CONSTANTS.has(word)) return "number";
    return "";
  }

  function line(text, state) {
    const tokens = [];
    let at = 0;
    const closing = (mark, cls) => {
      const end = text.indexOf(mark, at);
      const stop = end < 0 ? text.length : end + mark.length;
      if (stop > at) tokens.push([cls, text.slice(at, stop)]);
      at = stop;
      state = end < 0 ? state : "";
    };
    while (at < text.length) {
      if (state === "comment") { closing("*/", "comment"); continue; }
      if (state === "raw") { closing("`", "string"); continue; }
      TOKEN.lastIndex = at;
      const found = TOKEN.exec(text);
      const all = found ? found[0] : text[at];
      at += all.length;
      if (!found) tokens.push(["", all]);
      else if (found[1]) tokens.push(["comment", all]);
      else if (found[2]) { state = "comment"; tokens.push(["comment", all]); }
      else if (found[3]) { state = "raw"; tokens.push(["string", all]); }
      else if (found[4]) tokens.push(["string", all]);
      else if (found[5]) tokens.push([kind(all), all]);
      else if (found[6]) tokens.push(["number", all]);
      else tokens.push(["", all]);
    }
    return { tokens, state };
  }

  /** `tokens` as nodes. */
  function nodes(tokens) {
    return tokens.map(([cls, text]) => (cls ? GoescDom.el("span", { class: "go-" + cls }, text) : document.createTextNode(text)));
  }

  /** A block of Go source as nodes. */
  function block(source) {
    let state = "";
    return source.split("\n").flatMap((text, index) => {
      const done = line(text, state);
      state = done.state;
      return index ? ["\n", ...nodes(done.tokens)] : nodes(done.tokens);
    });
  }

  window.GoescHighlight = { line, nodes, block };
})();
