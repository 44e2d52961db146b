// Whole reviews by keyboard: 1, 2, 3 (on a sheet of paper 4, no mark) answer the next right without an answer, J and K go from person to person, 0 goes on. Single keys can be
// turned off (WCAG 2.1.4), and never act while somebody writes.
"use strict";
const began = performance.now();
const switchOff = document.querySelector("[data-keys]");
const box = switchOff?.querySelector("input");
if (box) {
    switchOff.hidden = false;
    box.checked = localStorage.getItem("review-keys") !== "off";
    box.addEventListener("change", () => localStorage.setItem("review-keys", box.checked ? "on" : "off"));
}
const items = [...document.querySelectorAll("[data-item]")];
const isAnswered = (item) => item.querySelector("input[type=radio]:checked") !== null;
const forward = document.querySelector("[data-forward]");
// After the last one there is none: a key too many changes nothing.
const current = () =>
    items.find((i) => i.contains(document.activeElement)) ?? items.find((i) => !isAnswered(i)) ?? (document.activeElement === forward ? undefined : items[0]);
const answer = (nth) => {
    const item = current();
    const radio = item?.querySelectorAll("input[type=radio]")[nth];
    if (!radio || radio.disabled) return;
    // Where everything is answered, by oneself or by another, one goes from right to right all the same.
    const isAnew = isAnswered(item);
    radio.checked = true;
    const rest = items.slice(items.indexOf(item) + 1);
    const next = rest.find((i) => !isAnswered(i)) ?? (isAnew ? rest[0] : undefined);
    (next?.querySelector("input[type=radio]") ?? forward).focus();
};
document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || (box && !box.checked)) return;
    if (event.target.matches("input:not([type=radio]):not([type=checkbox]), textarea, select")) return;
    const go = { j: "[data-next]", k: "[data-before]", 0: "[data-forward]" }[event.key.toLowerCase()];
    if (["1", "2", "3", "4"].includes(event.key)) answer(Number(event.key) - 1);
    else if (go) document.querySelector(go)?.click();
    else return;
    event.preventDefault();
});
document.querySelector("#answers")?.addEventListener("submit", () => {
    document.querySelector("[data-ms]").value = Math.round(performance.now() - began);
});
document.querySelector("[data-filter]")?.addEventListener("input", (event) => {
    const wanted = event.target.value.trim().toLowerCase();
    for (const person of document.querySelectorAll(".people li")) person.hidden = !person.textContent.toLowerCase().includes(wanted);
});
