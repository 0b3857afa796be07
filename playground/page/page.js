// The page: its state, the requests to the engine, and who draws what when.
//
// In: what the user does. Out: requests to GoescEngine.answer, one at a time; an answer to an older text is dropped.
// `performance.measure` entries named "goesc:verdicts" last from the last key to the verdicts on the screen;
// their detail has the number of lines.
(function () {
  "use strict";
  const { el, fill } = GoescDom;
  const { t } = GoescWords;
  const V = GoescVerdicts;
  const $ = (id) => document.getElementById(id);

  /** The newest first. */
  const RELEASES = (window.GoescData && window.GoescData.releases) || [];
  const TABS = ["reports", "gc", "graph", "learn"];
  /** What is said about refusals that have a code. */
  const REFUSALS = {
    "too-large": "page-refused-too-large", timeout: "page-refused-timeout", busy: "page-refused-busy",
    unreachable: "page-refused-unreachable", crashed: "page-refused-crashed",
  };
  /** Milliseconds without a key before the engine is asked. */
  const PAUSE = 12;
  /** Milliseconds until a server that was busy is asked again. */
  const BUSY_PAUSE = 1500;
  /** Milliseconds without a key before graph and steps are made anew. */
  const GRAPH_PAUSE = 250;
  /** Milliseconds without a key before it is asked why two releases differ: the engine makes many experiments. */
  const CHANGES_PAUSE = 400;

  const FIRST = `package main

import "fmt"

type point struct{ x, y int }

// The caller gets the address of p, so p must outlive this call.
func newPoint(x, y int) *point {
	p := point{x, y}
	return &p
}

// Here the address goes nowhere: q stays on the stack.
func sum(x, y int) int {
	q := &point{x, y}
	return q.x + q.y
}

func squares(n int) []int {
	s := make([]int, 0, n)
	for i := range n {
		s = append(s, i*i)
	}
	return s
}

func main() {
	p := newPoint(3, 4)
	fmt.Println(p.x, sum(1, 2), len(squares(5)))
}
`;

  const state = {
    go: RELEASES[0], versus: "", inline: true, lang: "en", theme: "auto",
    tab: "reports", answer: null, other: null, changes: null, selected: null, off: new Set(),
    quiz: null, wantsQuiz: false, reading: null, func: "",
  };

  const kept = {
    get(name) { try { return localStorage.getItem("goesc-" + name); } catch { return null; } },
    set(name, value) { try { localStorage.setItem("goesc-" + name, value); } catch { /* a page from a file may not have a store */ } },
  };

  const editor = new GoescEditor($("editor"), { input: edited });
  const columns = { b: el("div", { class: "margin other", hidden: true }), a: el("div", { class: "margin" }) };
  editor.margins.append(columns.b, columns.a);
  editor.scroller.prepend(editor.tops);
  for (const [side, column] of Object.entries(columns)) {
    column.setAttribute("role", "group");
    column.addEventListener("keydown", V.keys);
    column.dataset.side = side;
  }

  // ---- asking the engine

  let timer = 0;
  let graphTimer = 0;
  let changesTimer = 0;
  let comparing = 0;
  let busy = false;
  let dirty = false;
  let keyAt = 0;
  let revision = 0;
  let measured = 0;
  let painting = 0;
  let refused = false;
  let previewed = null;

  function request() {
    const want = [...(state.tab === "gc" ? ["gc"] : []), ...(state.wantsQuiz || state.quiz ? ["quiz"] : [])];
    return { source: editor.value, go: state.go, inline: state.inline, lang: state.lang, func: null, want };
  }

  function edited(lines, before) {
    keyAt = performance.now();
    state.reading = state.reading && state.reading.lesson ? { ...state.reading, edited: true } : state.reading;
    if (state.quiz) { state.quiz = null; drawControls(); drawPanel(); }
    state.changes = null;
    let moved = false;
    for (const answer of [state.answer, state.other]) {
      if (!answer) continue;
      for (const list of ["verdicts", "errors"]) {
        const next = V.shift(answer[list], lines, before);
        moved = moved || next.length !== answer[list].length || next.some((item, index) => item !== answer[list][index]);
        answer[list] = next;
      }
    }
    if (moved) drawMargins();
    previewed = null;
    editor.mark([]);
    ask(PAUSE);
  }

  /** Asks anew after a pause; keys within it make one request. */
  function ask(pause) {
    revision++;
    clearTimeout(timer);
    timer = setTimeout(() => { timer = 0; send(); }, pause || 0);
  }

  async function send() {
    if (busy) { dirty = true; return; }
    busy = true;
    dirty = false;
    const mine = revision;
    const since = keyAt;
    try {
      const asked = request();
      const [answer, other] = await Promise.all([
        GoescEngine.answer(asked),
        state.versus ? GoescEngine.answer({ ...asked, go: state.versus, want: [] }) : null,
      ]);
      for (const got of [answer, other]) if (got) check(got);
      if (mine === revision) {
        if (refused) banner("");
        refused = false;
        received(answer, other, since);
      }
    } catch (error) {
      if (mine === revision) {
        refused = true;
        if (error && error.code === "busy") ask(BUSY_PAUSE);
        banner(refusal(error));
      }
    }
    busy = false;
    if (dirty) send();
  }

  /** What is said about an error or a refusal. */
  function refusal(error) {
    const known = REFUSALS[error && error.code];
    return known ? t(known) : t("page-refused", { reason: String((error && error.message) || error) });
  }

  /** A refusal is an error; ids that several verdicts share are made different. */
  function check(answer) {
    if (answer.error) throw Object.assign(new Error(answer.error.message), { code: answer.error.code });
    const met = new Map();
    for (const verdict of answer.verdicts) {
      const count = met.get(verdict.id) || 0;
      met.set(verdict.id, count + 1);
      if (count) verdict.id += "." + count;
    }
  }

  function received(answer, other, since) {
    const selected = current();
    state.answer = answer;
    state.other = other;
    state.changes = null;
    compareLater();
    if (state.selected) {
      const from = state.selected.side === "b" ? other : answer;
      const again = from && selected && from.verdicts.find((verdict) => verdict.line === selected.line && verdict.gc[0] === selected.gc[0]);
      state.selected = again ? { side: state.selected.side, id: again.id } : null;
    }
    if (answer.questions && (state.wantsQuiz || state.quiz)) {
      // Another language or release asks again, and keeps what was answered about the same text of gc's.
      state.quiz = GoescQuiz.start(answer, state.wantsQuiz ? null : state.quiz);
      if (!state.quiz.questions.length && state.reading) state.quiz = null;
      state.wantsQuiz = false;
      drawControls();
    }
    previewed = null;
    drawMargins();
    drawSummary();
    drawMarks();
    if (!since) { drawLater(); return; }
    // Verdicts first, then the panel.
    keyAt = keyAt === since ? 0 : keyAt;
    painting++;
    requestAnimationFrame(() => setTimeout(() => { shown(since); drawLater(); painting--; }, 0));
  }

  /** Asks what differs from the other release, and why, when the keys rest. */
  function compareLater() {
    clearTimeout(changesTimer);
    changesTimer = state.versus ? setTimeout(compare, CHANGES_PAUSE) : 0;
  }

  async function compare() {
    changesTimer = 0;
    if (!state.versus) return;
    comparing++;
    const mine = revision;
    const answer = await GoescEngine.answer({ ...request(), from: state.versus, want: [] });
    comparing--;
    if (mine !== revision || !state.versus) return;
    state.changes = answer.error ? { error: refusal(answer.error) } : { list: answer.changes };
    drawMargins();
    if (state.tab === "reports") drawPanel();
  }

  /** The panel after an answer; graph and steps only when the keys rest. */
  function drawLater() {
    clearTimeout(graphTimer);
    if (state.tab === "graph") graphTimer = setTimeout(drawPanel, GRAPH_PAUSE);
    else drawPanel();
  }

  /** The line below the editor. Readers of the screen are told when it changes. */
  function drawSummary() {
    const { answer, quiz } = state;
    const count = answer ? answer.errors.length : 0;
    const errors = count ? t(count === 1 ? "page-error" : "page-errors", { count }) : "";
    const text = !answer || quiz ? errors : [errors, answer.summary].filter(Boolean).join(" · ");
    if ($("summary").textContent !== text) $("summary").textContent = text;
  }

  /** The verdicts are on the screen. */
  function shown(since) {
    if (++measured % 500 === 0) performance.clearMeasures("goesc:verdicts");
    const end = performance.now();
    performance.measure("goesc:verdicts", { start: since, end, detail: { lines: editor.lines.length } });
    $("timing").textContent = t("page-timing", { ms: Math.round(end - since) });
  }

  // ---- what is selected, and what is to be seen

  function current() {
    if (!state.selected) return null;
    const from = state.selected.side === "b" ? state.other : state.answer;
    return (from && from.verdicts.find((verdict) => verdict.id === state.selected.id)) || null;
  }

  /** Whether a verdict is to be seen: not if its kind is switched off, nor while a quiz asks. */
  function seen(verdict) {
    if (state.off.has(V.kindOf(verdict))) return false;
    if (!state.quiz) return true;
    return GoescQuiz.reveals(state.quiz, verdict);
  }

  function preview(verdict) {
    previewed = verdict;
    drawMarks();
  }

  /** The marks for the value and the numbered steps of a verdict, for an error, or for what a quiz asks. */
  function marksOf(verdict) {
    if (verdict.outcome === "asked") return [{ ...verdict, kind: "asked" }];
    if (!verdict.outcome) return [{ ...verdict, end_line: verdict.line, end_column: verdict.column + 1, kind: "error", label: "!", note: verdict.message }];
    const kind = V.kindOf(verdict);
    return V.steps(verdict).map((step, index) => ({ ...step, kind: index ? "step" : kind, label: String(index + 1), note: step.text }));
  }

  function drawMarks() {
    const verdict = previewed || (state.quiz ? null : current());
    editor.mark(verdict ? marksOf(verdict) : []);
  }

  function select(side, verdict, open) {
    state.selected = open ? { side, id: verdict.id } : null;
    if (open && state.tab !== "reports") setTab("reports"); else drawPanel();
    if (open) editor.reveal(verdict.line);
    drawMarks();
    const item = open && $("panel").querySelector(".report.open");
    if (item) item.scrollIntoView({ block: "nearest" });
  }

  function pointed(side) {
    return (items, what) => {
      if (what === "leave") { preview(null); return; }
      if (what === "enter") { preview(items[0]); return; }
      if (!items[0].gc) { editor.go(items[0].line, items[0].column); return; }
      if (state.quiz) return;
      const at = state.selected ? items.findIndex((item) => item.id === state.selected.id) : -1;
      select(side, items[(at + 1) % items.length], !(items.length === 1 && at === 0));
    };
  }

  function drawMargins() {
    const answer = state.answer;
    if (!answer) return;
    V.margin(columns.a, answer.verdicts, answer.errors, seen, pointed("a"));
    const compares = Boolean(state.versus && state.other && !state.quiz);
    columns.b.hidden = !compares;
    editor.tops.hidden = !compares;
    if (compares) {
      V.margin(columns.b, state.other.verdicts, [], (verdict) => !state.off.has(V.kindOf(verdict)), pointed("b"));
      const lines = new Set(((state.changes && state.changes.list) || []).map((change) => change.line));
      for (const column of Object.values(columns)) for (const chip of column.children) chip.classList.toggle("differs", lines.has(Number(chip.dataset.line)));
      fill(editor.tops, el("span", null, state.other.release), el("span", null, answer.release));
    }
  }

  // ---- the panel

  function setTab(name) {
    const needed = name === "gc" && state.tab !== "gc";
    if (state.tab === "graph" && name !== "graph") GoescGraphs.unmount();
    state.tab = name;
    for (const tab of TABS) {
      $("tab-" + tab).setAttribute("aria-selected", String(tab === name));
      $("tab-" + tab).tabIndex = tab === name ? 0 : -1;
    }
    $("panel").setAttribute("aria-labelledby", "tab-" + name);
    $("panel").className = "panel-" + name;
    fill($("panel"));
    if (needed) ask();
    drawPanel();
  }

  function drawPanel() {
    const panel = $("panel");
    const focus = panel.contains(document.activeElement) ? [...panel.querySelectorAll("button, select")].indexOf(document.activeElement) : -1;
    const top = panel.scrollTop;
    if (state.tab === "reports") GoescReports.show(panel, page);
    else if (state.tab === "gc") drawText(panel);
    else if (state.tab === "graph") GoescGraphs.show(panel, page);
    else GoescLearn.show(panel, page);
    if (state.tab === "graph") return;
    panel.scrollTop = top;
    const again = focus >= 0 ? [...panel.querySelectorAll("button, select")] : [];
    if (again.length) again[Math.min(focus, again.length - 1)].focus({ preventScroll: true });
  }

  /** The compiler's own text; its places lead to the program. */
  function drawText(panel) {
    const { answer, quiz } = state;
    if (quiz) { fill(panel, el("p", { class: "quiet" }, t("page-hidden-by-quiz"))); return; }
    if (!answer || !answer.gc) { fill(panel, el("p", { class: "quiet" }, t("page-waiting"))); return; }
    const flags = state.inline ? "" : " -l";
    const part = (flag, text) => [el("h2", null, el("code", null, "go build -gcflags='" + flag + flags + "'")),
      text ? el("pre", { class: "gc-text", tabindex: "0", "data-flag": flag }, text.split("\n").flatMap((line) => {
        const found = /^([^\s:]+:(\d+):(\d+)): /.exec(line);
        return found ? [el("button", { type: "button", class: "place", onclick: () => editor.go(Number(found[2]), Number(found[3])) }, found[1]), line.slice(found[1].length) + "\n"] : [line + "\n"];
      })) : el("p", { class: "quiet" }, t("page-gc-nothing"))];
    fill(panel, part("-m", answer.gc.m), part("-m=2", answer.gc.m2));
  }

  // ---- lessons, pages, quiz

  function open(code) {
    state.reading = { code };
    setTab("learn");
    $("panel").scrollTop = 0;
  }

  function read(what) {
    state.reading = what;
    if (!what) $("lesson").value = "";
    drawPanel();
  }

  function lesson(id) {
    const found = GoescLearn.lesson(id);
    $("lesson").value = found ? id : "";
    if (!found) { read(null); return; }
    state.reading = { lesson: id };
    state.quiz = null;
    state.wantsQuiz = true;
    // As `goesc quiz` asks about it.
    state.inline = found.inline;
    state.go = RELEASES[0];
    load(found.source);
    setTab("learn");
    $("panel").scrollTop = 0;
  }

  function load(source) {
    editor.value = source;
    state.answer = null;
    state.other = null;
    state.changes = null;
    state.selected = null;
    for (const column of Object.values(columns)) fill(column);
    editor.mark([]);
    ask();
  }

  function startQuiz() {
    state.wantsQuiz = true;
    state.selected = null;
    ask();
    setTab("learn");
  }

  function endQuiz() {
    state.quiz = null;
    drawControls();
    drawMargins();
    drawMarks();
    drawSummary();
    drawPanel();
  }

  function answerQuiz(item, choice) {
    item.given = choice;
    state.quiz.done = state.quiz.questions.every((question) => question.given);
    preview(null);
    drawMargins();
    drawPanel();
  }

  // ---- settings, links

  function banner(text) {
    $("banner").textContent = text;
    $("banner").hidden = !text;
  }

  function drawControls() {
    $("release").value = state.go;
    $("versus").value = state.versus;
    $("noinline").checked = !state.inline;
    $("language").value = state.lang;
    $("theme").value = state.theme;
    $("quiz").textContent = t(state.quiz ? "page-quiz-stop" : "page-quiz-start");
    columns.a.setAttribute("aria-label", t("page-margin-label", { release: state.go }));
    columns.b.setAttribute("aria-label", t("page-margin-label", { release: state.versus }));
  }

  function setLanguage(code) {
    state.lang = code === "zh" ? "zh" : "en";
    GoescWords.setLanguage(state.lang);
    const { lessons } = GoescLearn.guide();
    fill($("lesson"), el("option", { value: "" }, t("page-no-lesson")), lessons.map((item, index) => el("option", { value: item.id }, index + 1 + ". " + item.title)));
    if (state.reading && state.reading.lesson) $("lesson").value = state.reading.lesson;
    $("lesson").closest("label").hidden = lessons.length === 0;
    drawControls();
  }

  const darkness = window.matchMedia("(prefers-color-scheme: dark)");

  function setTheme(name) {
    state.theme = ["light", "dark"].includes(name) ? name : "auto";
    document.documentElement.dataset.theme = state.theme === "auto" ? (darkness.matches ? "dark" : "light") : state.theme;
  }

  /** What a link holds. */
  function shared() {
    const { go, versus, inline, lang, reading } = state;
    const lesson = reading && reading.lesson && !reading.edited ? reading.lesson : undefined;
    return { source: editor.value, go, versus, inline, lang, lesson };
  }

  async function share() {
    let fragment;
    try {
      fragment = await GoescShare.encode(shared());
    } catch {
      banner(t("page-share-failed"));
      return;
    }
    history.replaceState(null, "", "#" + fragment);
    $("url").value = location.href;
    $("link").hidden = false;
    let copied = true;
    try { await navigator.clipboard.writeText(location.href); } catch { copied = false; }
    $("copied").textContent = t(copied ? "page-copied" : "page-copy-by-hand", { length: location.href.length });
    $("url").focus();
    $("url").select();
  }

  /** Takes program and settings from the address; says so if it is damaged. */
  async function fromLink() {
    const fragment = location.hash.slice(1);
    if (!fragment) return false;
    try {
      const got = await GoescShare.decode(fragment);
      if (got.lang === "en" || got.lang === "zh") setLanguage(got.lang);
      state.quiz = null;
      state.reading = null;
      if (got.lesson && GoescLearn.lesson(got.lesson) && GoescLearn.lesson(got.lesson).source === got.source) lesson(got.lesson);
      else load(got.source);
      if (RELEASES.includes(got.go)) state.go = got.go;
      state.versus = RELEASES.includes(got.versus) ? got.versus : "";
      state.inline = got.inline !== false;
      drawControls();
      banner("");
      return true;
    } catch (error) {
      banner(t("page-bad-link"));
      return false;
    }
  }

  const page = {
    state, editor, request, preview, select, open, read, lesson, load, startQuiz, endQuiz, answerQuiz,
    shown: seen, refusal,
    /** Whether nothing is being waited for. */
    idle: () => !timer && !busy && !painting && !changesTimer && !comparing,
    toggle(kind) {
      if (!state.off.delete(kind)) state.off.add(kind);
      drawMargins();
      drawPanel();
    },
    setFunction(name) { state.func = name; drawPanel(); },
  };

  function listen() {
    fill($("release"), RELEASES.map((name) => el("option", { value: name }, name)));
    $("versus").append(...RELEASES.map((name) => el("option", { value: name }, name)));
    $("release").addEventListener("change", () => { state.go = $("release").value; drawControls(); ask(); });
    $("versus").addEventListener("change", () => { state.versus = $("versus").value; if (!state.versus) state.other = null; state.changes = null; drawControls(); ask(); });
    $("noinline").addEventListener("change", () => { state.inline = !$("noinline").checked; ask(); });
    $("lesson").addEventListener("change", () => lesson($("lesson").value));
    $("quiz").addEventListener("click", () => (state.quiz ? endQuiz() : startQuiz()));
    $("share").addEventListener("click", share);
    $("link-close").addEventListener("click", () => { $("link").hidden = true; $("share").focus(); });
    $("language").addEventListener("change", () => { setLanguage($("language").value); kept.set("lang", state.lang); setTab(state.tab); ask(); });
    $("theme").addEventListener("change", () => { setTheme($("theme").value); kept.set("theme", state.theme); });
    darkness.addEventListener("change", () => setTheme(state.theme));
    for (const tab of TABS) $("tab-" + tab).addEventListener("click", () => setTab(tab));
    document.querySelector("[role=tablist]").addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      event.preventDefault();
      setTab(TABS[(TABS.indexOf(state.tab) + step + TABS.length) % TABS.length]);
      $("tab-" + state.tab).focus();
    });
    let caret = 0;
    document.addEventListener("selectionchange", () => {
      if (state.tab !== "graph" || document.activeElement !== editor.area || caret === editor.line()) return;
      caret = editor.line();
      GoescGraphs.point(caret);
    });
    window.addEventListener("hashchange", fromLink);
    window.addEventListener("beforeunload", () => { try { sessionStorage.setItem("goesc-source", editor.value); } catch { /* no store */ } });
  }

  async function begin() {
    listen();
    setTheme(kept.get("theme") || "auto");
    setLanguage(kept.get("lang") || (/^zh\b/i.test(navigator.language) ? "zh" : "en"));
    setTab("reports");
    if (await fromLink()) return;
    let source = null;
    try { source = sessionStorage.getItem("goesc-source"); } catch { /* no store */ }
    load(source || FIRST);
  }

  window.GoescPage = page;
  begin();
})();
