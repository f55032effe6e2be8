// Comfort only: every page works without it. Open menus close on Escape and on a press elsewhere.
(() => {
  const open = () => document.querySelectorAll("details[data-closes][open]");

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of open()) {
      const hadFocus = menu.contains(document.activeElement);
      menu.open = false;
      if (hadFocus) menu.querySelector("summary").focus();
    }
  });

  document.addEventListener("click", (event) => {
    for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;
    if (event.target.closest("[data-print]")) window.print();
  });

  // A button that needs this script is hidden until it runs.
  for (const button of document.querySelectorAll("[data-print][hidden]")) button.hidden = false;
})();
