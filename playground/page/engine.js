// The engine of the page: `GoescEngine.answer(request)` gives a promise of the answer.
//
// This is the engine behind `goesc serve`, whose server analyses; playground/build puts ../static/engine.js in its place.
(function () {
    "use strict";
    if (window.GoescEngine) return;

    /** An answer that says why there is none. */
    function failed(code, message) {
        return { version: 1, error: { code: code, message: message } };
    }

    async function answer(request) {
        let response;
        try {
            response = await fetch("answer", {
                method: "POST",
                headers: { "Content-Type": "application/json" },
                body: JSON.stringify(request),
            });
        } catch (error) {
            return failed("unreachable", "goesc serve does not answer");
        }
        try {
            return await response.json();
        } catch (error) {
            return failed("unreachable", "goesc serve answered with status " + response.status);
        }
    }

    window.GoescEngine = { answer: answer, kind: "server" };
})();
