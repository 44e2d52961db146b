// Asks an authenticator for a new key, and the portal what it thinks of it. Decides nothing: texts and verdicts come from the page.
"use strict";
(() => {
    const form = document.getElementById("ceremony");
    const start = document.getElementById("start");
    const said = document.getElementById("said");

    const bytes = (text) => {
        const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
        return Uint8Array.from(plain, (c) => c.charCodeAt(0)).buffer;
    };
    const text = (buffer) =>
        btoa(String.fromCharCode(...new Uint8Array(buffer)))
            .replace(/\+/g, "-")
            .replace(/\//g, "_")
            .replace(/=+$/, "");

    const optionsOf = (json) => {
        if (PublicKeyCredential.parseCreationOptionsFromJSON) return PublicKeyCredential.parseCreationOptionsFromJSON(json);
        const excluded = json.excludeCredentials.map((c) => ({ ...c, id: bytes(c.id) }));
        return {
            ...json,
            challenge: bytes(json.challenge),
            user: { ...json.user, id: bytes(json.user.id) },
            excludeCredentials: excluded,
        };
    };
    const answerOf = (credential) => {
        if (credential.toJSON) return credential.toJSON();
        const response = credential.response;
        return {
            id: credential.id,
            rawId: text(credential.rawId),
            type: credential.type,
            response: { clientDataJSON: text(response.clientDataJSON), attestationObject: text(response.attestationObject) },
            clientExtensionResults: credential.getClientExtensionResults(),
        };
    };

    const element = (name, words, className) => {
        const made = document.createElement(name);
        made.textContent = words;
        if (className) made.className = className;
        return made;
    };
    const say = (mark, sign, title, words) => {
        const banner = element("section", "", `banner ${mark}`);
        const icon = element("span", sign, "icon");
        icon.setAttribute("aria-hidden", "true");
        banner.append(icon, element("h2", title), element("p", words));
        said.replaceChildren(banner);
    };
    const unfinished = (cause) => say("wait", "▲", said.dataset.title, said.dataset[cause]);

    // Null when something was said already.
    const send = async (address, more) => {
        let reply;
        try {
            const body = new URLSearchParams(new FormData(form));
            for (const [name, value] of Object.entries(more)) body.set(name, value);
            reply = await fetch(address, { method: "POST", body, redirect: "manual", credentials: "same-origin" });
        } catch {
            unfinished("offline");
            return null;
        }
        const isJson = (reply.headers.get("content-type") ?? "").startsWith("application/json");
        if (reply.ok && isJson) return reply.json();
        if (isJson) {
            const why = await reply.json();
            say(why.mark, why.sign, why.title, why.text);
        } else unfinished(reply.type === "opaqueredirect" || reply.status === 400 ? "over" : "other");
        return null;
    };

    const causeOf = (error) =>
        ({ NotAllowedError: "cancelled", AbortError: "cancelled", InvalidStateError: "known", SecurityError: "place" })[error.name] ??
        (error.name === "NotSupportedError" || error.name === "ConstraintError" ? "unsupported" : "other");

    const run = async () => {
        if (!window.PublicKeyCredential) return unfinished("unsupported");
        said.replaceChildren(element("p", said.dataset.busy));
        const begun = await send(form.dataset.begin, {});
        if (!begun) return;
        let credential;
        try {
            credential = await navigator.credentials.create({ publicKey: optionsOf(JSON.parse(begun.options)) });
        } catch (error) {
            return unfinished(causeOf(error));
        }
        const ended = await send(form.dataset.end, { ceremony: begun.ceremony, answer: JSON.stringify(answerOf(credential)) });
        if (ended) location.assign(ended.next);
    };

    start.addEventListener("click", async () => {
        start.disabled = true;
        try {
            await run();
        } catch {
            unfinished("other");
        } finally {
            start.disabled = false;
        }
    });
})();
