// Words that a reviewer marks in the text go into the field for the passage.
(() => {
  const text = document.querySelector("[data-quotable]");
  const field = document.querySelector("[data-quote]");
  if (!text || !field) return;
  document.addEventListener("selectionchange", () => {
    const chosen = document.getSelection();
    const words = String(chosen).trim().slice(0, 500);
    if (words && text.contains(chosen.anchorNode) && text.contains(chosen.focusNode)) field.value = words;
  });
})();
