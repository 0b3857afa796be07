// Links that hold a program: `#goesc1.` and the settings as JSON, deflated, in base64url. Nothing is stored anywhere.
(function () {
  "use strict";
  const PREFIX = "goesc1.";
  /** No program is larger; a fragment that unpacks to more is refused. Bytes. */
  const LIMIT = 1 << 20;

  async function squeeze(bytes, stream) {
    const writer = stream.writable.getWriter();
    writer.write(bytes).catch(() => {});
    writer.close().catch(() => {});
    const reader = stream.readable.getReader();
    const chunks = [];
    let size = 0;
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      size += value.length;
      if (size > LIMIT) { reader.cancel().catch(() => {}); throw new Error("too large"); }
      chunks.push(value);
    }
    const all = new Uint8Array(size);
    let at = 0;
    for (const chunk of chunks) { all.set(chunk, at); at += chunk.length; }
    return all;
  }

  /** The fragment for {source, go, inline, lang, versus}. */
  async function encode(state) {
    const bytes = new TextEncoder().encode(JSON.stringify(state));
    const packed = await squeeze(bytes, new CompressionStream("deflate-raw"));
    let text = "";
    for (const byte of packed) text += String.fromCharCode(byte);
    return PREFIX + btoa(text).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
  }

  /** What a fragment holds. Fails if it is not one of ours, damaged or too large. */
  async function decode(fragment) {
    if (!fragment.startsWith(PREFIX)) throw new Error("not a link of goesc");
    const text = atob(fragment.slice(PREFIX.length).replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(text, (char) => char.charCodeAt(0));
    const state = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(await squeeze(bytes, new DecompressionStream("deflate-raw"))));
    if (!state || typeof state.source !== "string") throw new Error("no program");
    return state;
  }

  window.GoescShare = { encode, decode };
})();
