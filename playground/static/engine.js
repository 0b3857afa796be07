// The engine of the page without a server: `GoescEngine.answer(request)` gives a promise of the answer.
//
// WebAssembly analyses in a worker, so that typing never waits. Works from a static server and from file://, where
// nothing can be fetched: the module, its glue and the facts of each release are scripts (wasm.js, facts-1.27.js) that
// are loaded when they are needed. What the worker cannot survive, a trap or an endless analysis, costs the worker and
// one answer, no more.
(function () {
    "use strict";

    /** How long an analysis may take, in milliseconds. */
    const TIME_LIMIT = 15000;
    /** A worker with more memory than this is replaced, in bytes: memory of WebAssembly never shrinks. */
    const MEMORY_LIMIT = 600 * 1024 * 1024;
    const NEWEST = "GOESC_NEWEST";
    const RELEASES = GOESC_RELEASES;

    const here = document.currentScript ? document.currentScript.src.replace(/[^/]*$/, "") : "";

    /** An answer that says why there is none. */
    function failed(code, message) {
        return { version: 1, error: { code: code, message: message } };
    }

    const scripts = new Map();

    /** Loads one of the scripts beside this one, once. */
    function script(name) {
        if (!scripts.has(name)) {
            scripts.set(name, new Promise((resolve, reject) => {
                const element = document.createElement("script");
                element.onload = () => resolve();
                element.onerror = () => {
                    scripts.delete(name);
                    reject(new Error("cannot load " + name));
                };
                element.src = here + name;
                document.head.append(element);
            }));
        }
        return scripts.get(name);
    }

    /** The bytes of a text in base64. */
    function bytes(text) {
        if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
        const binary = atob(text);
        const out = new Uint8Array(binary.length);
        for (let i = 0; i < out.length; i++) out[i] = binary.charCodeAt(i);
        return out;
    }

    let compiled = null;

    /** The module, compiled once for all workers. */
    function module() {
        if (!compiled) {
            compiled = script("wasm.js").then(async () => {
                const made = await WebAssembly.compile(bytes(window.GoescParts.wasm));
                window.GoescParts.wasm = null;
                return made;
            });
            compiled.catch(() => { compiled = null; });
        }
        return compiled;
    }

    const facts = new Map();

    /** The facts of a release, as bytes. */
    async function factsOf(release) {
        if (!facts.has(release)) {
            await script("facts-" + release + ".js");
            facts.set(release, bytes(window.GoescParts.facts[release]));
            delete window.GoescParts.facts[release];
        }
        return facts.get(release);
    }

    /** What runs in the worker, behind the glue of wasm-bindgen. */
    const WORKER = `
        onmessage = (event) => {
            const { module, facts, release, request } = event.data;
            try {
                if (module) wasm = wasm_bindgen.initSync({ module });
                if (facts) {
                    const problem = wasm_bindgen.add_facts(facts);
                    if (problem) throw new Error("facts of Go " + release + ": " + problem);
                }
                if (request !== undefined) {
                    const answer = wasm_bindgen.answer(request);
                    postMessage({ answer, memory: wasm.memory.buffer.byteLength });
                }
            } catch (error) {
                postMessage({ trap: String(error) });
            }
        };
        let wasm = null;
    `;

    /** The living worker: `{worker, facts: Set}`. */
    let living = null;

    async function start() {
        const made = await module();
        const url = URL.createObjectURL(new Blob([window.GoescParts.glue, ";\n", WORKER], { type: "text/javascript" }));
        const worker = new Worker(url);
        URL.revokeObjectURL(url);
        worker.postMessage({ module: made });
        return { worker: worker, facts: new Set() };
    }

    function stop() {
        if (living) living.worker.terminate();
        living = null;
    }

    /** One request to the worker. */
    async function ask(request) {
        const named = [releaseOf(request.go), request.from ? releaseOf(request.from) : null];
        const releases = named.filter((release) => release !== null);
        const known = await Promise.all(releases.map(factsOf));
        if (!living) living = await start();
        releases.forEach((release, index) => {
            if (living.facts.has(release)) return;
            living.worker.postMessage({ facts: known[index], release: release });
            living.facts.add(release);
        });
        const worker = living.worker;
        return new Promise((resolve) => {
            const timer = setTimeout(() => end(failed("timeout", "the analysis took too long and was stopped"), true), TIME_LIMIT);
            function end(answer, broken) {
                clearTimeout(timer);
                worker.onmessage = worker.onerror = null;
                if (broken) stop();
                resolve(answer);
            }
            worker.onerror = (event) => {
                event.preventDefault();
                end(failed("crashed", event.message || "the worker ended"), true);
            };
            worker.onmessage = (event) => {
                const { answer, trap, memory } = event.data;
                if (trap !== undefined) return end(failed("crashed", "the analysis ended without an answer: " + trap), true);
                let value;
                try {
                    value = JSON.parse(answer);
                } catch (error) {
                    value = failed("crashed", String(error));
                }
                end(value, memory > MEMORY_LIMIT);
            };
            worker.postMessage({ request: JSON.stringify(request) });
        });
    }

    /** The release that a request names, `1.27` for `go1.27.3`; null for one that the engine refuses. */
    function releaseOf(name) {
        if (name === undefined || name === null) return NEWEST;
        const match = /^(?:go)?(1\.\d+)(?:\.\d+)?$/.exec(String(name));
        return match && RELEASES.includes(match[1]) ? match[1] : null;
    }

    /** Requests are answered one after the other. */
    let last = Promise.resolve();

    function answer(request) {
        const next = last.then(() => ask(request)).catch((error) => {
            stop();
            return failed("crashed", String(error && error.message || error));
        });
        last = next;
        return next;
    }

    window.GoescEngine = { answer: answer, kind: "wasm" };
})();
