// Shows buttons that print the page; without script they stay hidden: the browser's own menu prints as well.
"use strict";
for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
}
