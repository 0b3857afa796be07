// Elements and words. Everything the page shows is made here, from text nodes: data never becomes HTML.
//
// window.GoescWords: t(id, args) gives a message of the catalogue's area `page` in the page's language.
// window.GoescDom: el(tag, attributes, ...children), svg(tag, attributes, ...children), fill(element, ...children).
(function () {
  "use strict";

  const data = window.GoescData || {};
  let language = "en";

  /** The message `id` in the page's language; `{ $name }` stands for args.name. */
  function t(id, args) {
    const messages = data.messages || {};
    const text = (messages[language] || {})[id] || (messages.en || {})[id];
    if (text === undefined) return id;
    return text.replace(/\{\s*\$([\w-]+)\s*\}/g, (whole, name) => (args && name in args ? String(args[name]) : whole));
  }

  function attach(node, attributes, children) {
    for (const [name, value] of Object.entries(attributes || {})) {
      if (value === null || value === undefined || value === false) continue;
      if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
      else if (name === "style") for (const [k, v] of Object.entries(value)) node.style.setProperty(k, v);
      else node.setAttribute(name, value === true ? "" : String(value));
    }
    node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
    return node;
  }

  /** An HTML element; attributes that start with `on` are listeners. */
  function el(tag, attributes, ...children) {
    return attach(document.createElement(tag), attributes, children);
  }

  function svg(tag, attributes, ...children) {
    return attach(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
  }

  /** Puts `children` in the place of what `element` has. */
  function fill(element, ...children) {
    element.replaceChildren();
    return attach(element, null, children);
  }

  /** Words all elements with data-t (text), data-label (aria-label) and data-hint (title) anew. */
  function setLanguage(code) {
    language = code;
    document.documentElement.lang = code === "zh" ? "zh-CN" : "en";
    for (const node of document.querySelectorAll("[data-t]")) node.textContent = t(node.dataset.t);
    for (const node of document.querySelectorAll("[data-label]")) node.setAttribute("aria-label", t(node.dataset.label));
    for (const node of document.querySelectorAll("[data-hint]")) node.title = t(node.dataset.hint);
    document.title = t("page-title");
  }

  window.GoescDom = { el, svg, fill };
  window.GoescWords = { t, setLanguage, language: () => language };
})();
