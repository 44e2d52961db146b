// Buttons that print. Without script they stay hidden: the browser's own menu prints as well.
for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
}
