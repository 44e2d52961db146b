// Asks an authenticator for a new key, or to sign before a form is sent that matters or to sign in; and the portal what it thinks of the
// answer. Decides nothing: texts and verdicts come from the page.
"use strict";
(() => {
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
    const ids = (list) => list.map((c) => ({ ...c, id: bytes(c.id) }));

    const newKey = (json) => {
        if (PublicKeyCredential.parseCreationOptionsFromJSON) return PublicKeyCredential.parseCreationOptionsFromJSON(json);
        return {
            ...json,
            challenge: bytes(json.challenge),
            user: { ...json.user, id: bytes(json.user.id) },
            excludeCredentials: ids(json.excludeCredentials),
        };
    };
    const signature = (json) => {
        if (PublicKeyCredential.parseRequestOptionsFromJSON) return PublicKeyCredential.parseRequestOptionsFromJSON(json);
        return { ...json, challenge: bytes(json.challenge), allowCredentials: ids(json.allowCredentials) };
    };
    const answerOf = (credential) => {
        if (credential.toJSON) return credential.toJSON();
        const response = {};
        for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"])
            if (credential.response[name]) response[name] = text(credential.response[name]);
        return {
            id: credential.id,
            rawId: text(credential.rawId),
            type: credential.type,
            response,
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
        // Below what is on the screen nobody would see why nothing happens.
        said.scrollIntoView({ block: "center" });
    };
    const unfinished = (cause) => {
        say("wait", "▲", said.dataset.title, said.dataset[cause]);
        return null;
    };

    // Null when something was said already.
    const send = async (address, body) => {
        let reply;
        try {
            reply = await fetch(address, { method: "POST", body, redirect: "manual", credentials: "same-origin" });
        } catch {
            return unfinished("offline");
        }
        const isJson = (reply.headers.get("content-type") ?? "").startsWith("application/json");
        if (reply.ok && isJson) return reply.json();
        if (!isJson) return unfinished(reply.type === "opaqueredirect" || reply.status === 400 ? "over" : "other");
        const why = await reply.json();
        say(why.mark, why.sign, why.title, why.text);
        return null;
    };

    const causeOf = (error) =>
        ({ NotAllowedError: "cancelled", AbortError: "cancelled", InvalidStateError: "known", SecurityError: "place" })[error.name] ??
        (error.name === "NotSupportedError" || error.name === "ConstraintError" ? "unsupported" : "other");

    // Two calls with an authenticator between them; null when it did not come to an end, and then the page says why.
    const ceremony = async (address, form, ask) => {
        if (!window.PublicKeyCredential) return unfinished("unsupported");
        said.replaceChildren(element("p", said.dataset.busy));
        const begun = await send(`${address}/begin`, new URLSearchParams(new FormData(form)));
        if (!begun) return null;
        let credential;
        try {
            credential = await ask(JSON.parse(begun.options));
        } catch (error) {
            return unfinished(causeOf(error));
        }
        const body = new URLSearchParams(new FormData(form));
        body.set("ceremony", begun.ceremony);
        body.set("answer", JSON.stringify(answerOf(credential)));
        return send(`${address}/end`, body);
    };
    const prove = (address, form) =>
        ceremony(address, form, (json) => navigator.credentials.get({ publicKey: signature(json) }));
    const enrol = (address, form) =>
        ceremony(address, form, (json) => navigator.credentials.create({ publicKey: newKey(json) }));

    const once = async (button, work) => {
        if (button) button.disabled = true;
        try {
            return await work();
        } catch {
            return unfinished("other");
        } finally {
            if (button) button.disabled = false;
        }
    };

    // A form that is sent with a proof, or leads on by it.
    for (const form of document.querySelectorAll("form[data-prove]")) {
        let proved = false;
        form.addEventListener("submit", async (event) => {
            if (proved) return;
            event.preventDefault();
            const ended = await once(event.submitter, () => prove(form.dataset.prove, form));
            if (!ended) return;
            if (ended.next) return location.assign(ended.next);
            proved = true;
            form.requestSubmit(event.submitter ?? undefined);
        });
    }

    // A form that makes a key; where no ticket stands for it, one's other key does first.
    const form = document.querySelector("form[data-enrol]");
    form?.querySelector("button").addEventListener("click", async (event) => {
        const ended = await once(event.currentTarget, async () => {
            if (form.dataset.first && !(await prove(form.dataset.first, form))) return null;
            return enrol(form.dataset.enrol, form);
        });
        if (ended) location.assign(ended.next);
    });
})();
