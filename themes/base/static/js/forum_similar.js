// What is like the title that is being typed, so that a question may be answered before it is asked.
(() => {
  const writing = window.khumWriting;
  const field = writing && writing.form.querySelector("[data-similar-place]") && writing.form.elements.title;
  if (!field) return;
  const { form, words } = writing;
  const place = form.querySelector("[data-similar-place]");
  const PAUSE = 600;
  let timer = 0;
  let asked = 0;
  let last = "";

  function show(items) {
    place.replaceChildren();
    if (!items.length) return;
    const box = document.createElement("section");
    box.className = "callout callout--idea";
    box.setAttribute("aria-live", "polite");
    const inner = document.createElement("div");
    const head = document.createElement("p");
    head.className = "callout__title";
    head.textContent = words.similar;
    const list = document.createElement("ul");
    list.className = "forum-found";
    for (const item of items) {
      const row = document.createElement("li");
      const link = document.createElement("a");
      link.href = item.url;
      link.target = "_blank";
      link.rel = "noopener";
      link.textContent = item.title;
      const kind = document.createElement("span");
      kind.className = "muted small";
      kind.textContent = ` ${item.kind_label}`;
      row.append(link, kind);
      list.append(row);
    }
    inner.append(head, list);
    box.append(inner);
    place.append(box);
    // Seen while typing, they are not offered once more.
    form.elements.offered.value = "yes";
  }

  async function ask() {
    const title = field.value.trim();
    if (title === last) return;
    last = title;
    const number = ++asked;
    try {
      const answer = await fetch(`${form.dataset.similar}?q=${encodeURIComponent(title)}`, { headers: { Accept: "application/json" } });
      if (answer.ok && number === asked) show((await answer.json()).items);
    } catch {
      // Without a line one is asked before posting.
    }
  }

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  if (field.value.trim() && !form.elements.offered.value) ask();
})();
