// People are shown by position: after an @ in a text those who may read here are offered, and their user name is written.
(() => {
  const writing = window.khumWriting;
  if (!writing || !writing.form.dataset.mentions) return;
  const { form, words } = writing;
  const TYPED = /(?:^|[^A-Za-z0-9_.@/+-])@([^\s@,;:!?()[\]<>]{1,40})$/;
  const PAUSE = 250;

  function enhance(field) {
    const list = document.createElement("ul");
    list.className = "mentions";
    list.id = `${field.id}-mentions`;
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", words.mention);
    field.after(list);
    field.setAttribute("aria-controls", list.id);
    let people = [];
    let chosen = -1;
    let timer = 0;
    let asked = 0;

    const typed = () => {
      const match = TYPED.exec(field.value.slice(0, field.selectionStart));
      return match ? match[1] : "";
    };

    function close() {
      list.hidden = true;
      people = [];
      chosen = -1;
      field.removeAttribute("aria-activedescendant");
    }

    function mark(number) {
      chosen = number;
      [...list.children].forEach((row, place) => row.setAttribute("aria-selected", String(place === number)));
      if (number >= 0) field.setAttribute("aria-activedescendant", list.children[number].id);
    }

    function take(person) {
      const end = field.selectionStart;
      const start = end - typed().length;
      close();
      writing.insert(field, `${person.username} `, start, end);
    }

    function show(found) {
      people = found;
      list.replaceChildren(
        ...people.map((person, number) => {
          const row = document.createElement("li");
          row.id = `${list.id}-${number}`;
          row.className = "mentions__person";
          row.setAttribute("role", "option");
          row.textContent = `${person.who} · @${person.username}`;
          // The text keeps the focus.
          row.addEventListener("pointerdown", (event) => event.preventDefault());
          row.addEventListener("click", () => take(person));
          return row;
        }),
      );
      list.hidden = !people.length;
      if (people.length) mark(0);
      else close();
    }

    async function ask() {
      const part = typed();
      if (!part) return close();
      const number = ++asked;
      try {
        const answer = await fetch(`${form.dataset.mentions}&q=${encodeURIComponent(part)}`, { headers: { Accept: "application/json" } });
        if (answer.ok && number === asked && typed() === part) show((await answer.json()).people);
      } catch {
        close(); // Without a line one types the whole name.
      }
    }

    field.addEventListener("input", () => {
      clearTimeout(timer);
      if (!typed()) return close();
      timer = setTimeout(ask, PAUSE);
    });
    field.addEventListener("blur", close);
    field.addEventListener("keydown", (event) => {
      if (list.hidden || event.isComposing) return;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) mark((chosen + step + people.length) % people.length);
      else if (event.key === "Enter" || event.key === "Tab") take(people[chosen]);
      else if (event.key === "Escape") close();
      else return;
      event.preventDefault();
    });
  }

  for (const field of form.querySelectorAll("[data-markdown]")) enhance(field);
})();
