// A small toolbar upon each text, a live preview made by the server, suggestions of tags, links by part of a title.
(() => {
  const writing = window.khumWriting;
  if (!writing) return;
  const { form, words } = writing;

  function tell(field) {
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  // execCommand keeps the browser's own undo; where it is missing the text is set at once.
  function insert(field, text, from = field.selectionStart, to = field.selectionEnd) {
    field.focus();
    field.setSelectionRange(from, to);
    if (!document.execCommand("insertText", false, text)) field.setRangeText(text, from, to, "end");
    tell(field);
  }

  function around(field, mark) {
    const { selectionStart: from, selectionEnd: to } = field;
    insert(field, `${mark}${field.value.slice(from, to)}${mark}`);
    if (from === to) field.setSelectionRange(from + mark.length, from + mark.length);
  }

  function lines(field, prefix) {
    const from = field.value.lastIndexOf("\n", field.selectionStart - 1) + 1;
    const to = field.selectionEnd;
    const chosen = field.value.slice(from, to).split("\n");
    insert(field, chosen.map((line, number) => prefix(number) + line).join("\n"), from, to);
  }

  function block(field, text) {
    const before = field.value.slice(0, field.selectionStart);
    const gap = !before || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
    insert(field, `${gap}${text}\n\n`);
  }

  const table = () =>
    `| ${words.column} 1 | ${words.column} 2 |\n|---|---|\n|  |  |\n|  |  |`;
  const TOOLS = [
    ["bold", (field) => around(field, "**")],
    ["heading", (field) => lines(field, () => "### ")],
    ["list", (field) => lines(field, () => "- ")],
    ["numbers", (field) => lines(field, (number) => `${number + 1}. `)],
    ["checks", (field) => lines(field, () => "- [ ] ")],
    ["quote", (field) => lines(field, () => "> ")],
    ["table", (field) => block(field, table())],
    ["link", (field, bar) => chooseLink(field, bar)],
    ["picture", (field, bar) => field.dispatchEvent(new CustomEvent("choose-picture", { detail: bar }))],
  ];

  function button(label, act, classname = "tools__button") {
    const made = document.createElement("button");
    made.type = "button";
    made.className = classname;
    made.textContent = label;
    made.addEventListener("click", act);
    return made;
  }

  function toolbar(field) {
    const bar = document.createElement("div");
    bar.className = "tools";
    bar.setAttribute("role", "group");
    bar.setAttribute("aria-label", words.toolbar);
    for (const [name, act] of TOOLS) bar.append(button(words[name], () => act(field, bar)));
    field.before(bar);
    field.addEventListener("keydown", (event) => {
      if ((event.ctrlKey || event.metaKey) && event.key === "b") {
        event.preventDefault();
        around(field, "**");
      }
    });
  }

  // Asks the server a moment after one stops typing; an older answer never replaces a newer one.
  function asking(input, address, show) {
    let timer = 0;
    let asked = 0;
    input.addEventListener("input", () => {
      clearTimeout(timer);
      const number = ++asked;
      timer = setTimeout(async () => {
        const typed = input.value.split(",").pop().trim();
        if (!typed) return show([]);
        try {
          const answer = await fetch(`${address}?q=${encodeURIComponent(typed)}`, { headers: { Accept: "application/json" } });
          if (answer.ok && number === asked) show(await answer.json());
        } catch {
          show([]); // Without a line one types freely.
        }
      }, 250);
    });
  }

  function chooseLink(field, bar) {
    const old = bar.nextElementSibling;
    if (old && old.classList.contains("tools__panel")) return old.remove();
    const { selectionStart: from, selectionEnd: to } = field;
    const panel = document.createElement("div");
    panel.className = "tools__panel field";
    const label = document.createElement("label");
    label.className = "field__label";
    label.textContent = words["link-words"];
    const input = document.createElement("input");
    input.type = "search";
    input.id = `${field.id}-link`;
    label.htmlFor = input.id;
    const found = document.createElement("ul");
    found.className = "offers";
    panel.append(label, input, found);
    bar.after(panel);
    input.focus();
    const close = () => {
      panel.remove();
      field.focus();
    };
    panel.addEventListener("keydown", (event) => {
      if (event.key === "Escape") close();
      if (event.key === "Enter" && event.target === input) event.preventDefault();
    });
    // The panel's field is no part of what is written.
    input.addEventListener("input", (event) => event.stopPropagation());
    asking(input, form.dataset.links, ({ items = [] }) => {
      found.replaceChildren(
        ...items.map((item) => {
          const row = document.createElement("li");
          row.append(
            button(item.title, () => {
              const text = field.value.slice(from, to) || item.title.replace(/[[\]]/g, "");
              panel.remove();
              insert(field, `[${text}](${item.url})`, from, to);
            }),
          );
          return row;
        }),
      );
    });
  }

  function suggestTags(input) {
    const found = document.createElement("ul");
    found.className = "offers";
    input.after(found);
    asking(input, form.dataset.tags, ({ tags = [] }) => {
      found.replaceChildren(
        ...tags.map((tag) => {
          const row = document.createElement("li");
          row.append(
            button(tag, () => {
              const typed = input.value.split(",").slice(0, -1).map((part) => part.trim());
              input.value = `${[...typed, tag].join(", ")}, `;
              found.replaceChildren();
              input.focus();
              tell(input);
            }),
          );
          return row;
        }),
      );
    });
  }

  async function preview(event) {
    event.preventDefault();
    const place = form.querySelector("[data-preview-place]");
    const data = new FormData(form);
    for (const [name, value] of [...data]) if (typeof value !== "string") data.delete(name);
    data.set("action", "preview");
    try {
      const answer = await fetch(writing.address(), { method: "POST", body: data, headers: { "X-Requested-With": "fetch" } });
      if (!answer.ok) throw new Error(String(answer.status));
      const made = new DOMParser().parseFromString(await answer.text(), "text/html");
      const shown = made.querySelector(".writing__preview");
      if (!shown) throw new Error("no preview");
      place.replaceChildren(document.adoptNode(shown));
      shown.tabIndex = -1;
      if (event.type === "click") shown.focus();
    } catch {
      form.querySelector("[data-state]").textContent = words.failed;
    }
  }

  // Once it has been asked for, the preview follows what is typed.
  let following = 0;
  form.addEventListener("input", (event) => {
    if (!event.target.matches("[data-markdown], [data-previewed]") || !form.querySelector(".writing__preview")) return;
    clearTimeout(following);
    following = setTimeout(() => preview(new Event("follow")), 800);
  });

  for (const field of form.querySelectorAll("[data-markdown]")) toolbar(field);
  for (const input of form.querySelectorAll("[data-suggest=tags]")) suggestTags(input);
  form.querySelector("[data-preview]")?.addEventListener("click", preview);
  writing.insert = insert;
})();
