// Suggestions under the search field while one types: a combobox with a list (WAI-ARIA 1.2). The form works without it.
(() => {
  const script = document.currentScript;
  const remembers = Boolean(script && "remember" in script.dataset);
  const WAIT = 120;
  const MOST_RECENT = 5;
  const PLACE = "searches";

  // One's own searches stay in this tab, and only while signed in.
  const recent = () => {
    try {
      return JSON.parse(sessionStorage.getItem(PLACE)) || [];
    } catch {
      return [];
    }
  };
  const remember = (words) => {
    try {
      if (!remembers) sessionStorage.removeItem(PLACE);
      else if (words) sessionStorage.setItem(PLACE, JSON.stringify([words, ...recent().filter((other) => other !== words)].slice(0, 20)));
    } catch {
      // A browser that keeps nothing suggests nothing of it.
    }
  };

  const enhance = (form, number) => {
    const field = form.querySelector(".search-form__field");
    const list = document.createElement("ul");
    const told = document.createElement("span");
    let options = [];
    let chosen = -1;
    let timer = 0;
    let running = null;

    list.id = `suggestions-${number}`;
    list.className = "suggestions";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", form.dataset.found);
    told.className = "visually-hidden";
    told.setAttribute("role", "status");
    form.append(list, told);
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-expanded", "false");
    field.setAttribute("aria-controls", list.id);

    const choose = (index) => {
      chosen = index;
      options.forEach((option, place) => option.element.setAttribute("aria-selected", String(place === index)));
      if (index < 0) field.removeAttribute("aria-activedescendant");
      else {
        field.setAttribute("aria-activedescendant", options[index].element.id);
        options[index].element.scrollIntoView({ block: "nearest" });
      }
    };

    const close = () => {
      clearTimeout(timer);
      if (running) running.abort();
      list.hidden = true;
      field.setAttribute("aria-expanded", "false");
      choose(-1);
    };

    const open = (found) => {
      options = found.map((item, place) => {
        const element = document.createElement("li");
        const text = document.createElement("span");
        const what = document.createElement("span");
        element.id = `${list.id}-${place}`;
        element.className = "suggestions__option";
        element.setAttribute("role", "option");
        element.setAttribute("aria-selected", "false");
        text.textContent = item.text;
        what.className = "suggestions__what";
        what.textContent = item.label;
        element.append(text, what);
        element.addEventListener("click", () => window.location.assign(item.url));
        return { element, url: item.url };
      });
      list.replaceChildren(...options.map((option) => option.element));
      list.hidden = !options.length;
      field.setAttribute("aria-expanded", String(Boolean(options.length)));
      told.textContent = options.length ? `${options.length} ${form.dataset.found}` : "";
      choose(-1);
    };

    const own = (typed) => {
      const start = typed.trim();
      return recent()
        .filter((words) => words.startsWith(start) && words !== start)
        .slice(0, MOST_RECENT)
        .map((words) => ({ text: words, label: form.dataset.before, url: `${form.getAttribute("action")}?q=${encodeURIComponent(words)}` }));
    };

    const ask = async () => {
      const typed = field.value;
      if (running) running.abort();
      if (!typed.trim()) return open(own(""));
      running = new AbortController();
      const mine = running;
      try {
        const response = await fetch(`${form.dataset.suggest}?q=${encodeURIComponent(typed)}`, { signal: mine.signal, credentials: "same-origin" });
        const answer = response.ok ? await response.json() : { suggestions: [] };
        if (field.value === typed && document.activeElement === field) open([...own(typed), ...answer.suggestions]);
      } catch {
        // Aborted, or the network is away: what one types is searched all the same.
      }
    };

    field.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(ask, WAIT);
    });
    field.addEventListener("blur", () => setTimeout(close, 150));
    field.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      const last = options.length - 1;
      if (event.key === "ArrowDown" && list.hidden) ask();
      else if (list.hidden) return;
      else if (event.key === "ArrowDown") choose(chosen >= last ? -1 : chosen + 1);
      else if (event.key === "ArrowUp") choose(chosen < 0 ? last : chosen - 1);
      else if (event.key === "Enter" && chosen >= 0) window.location.assign(options[chosen].url);
      else if (event.key === "Escape") close();
      else return;
      event.preventDefault();
    });
    // A press on the list must not take the focus from the field before the click arrives.
    list.addEventListener("mousedown", (event) => event.preventDefault());
    form.addEventListener("submit", () => {
      close();
      remember(field.value.trim());
    });
  };

  remember("");
  let number = 0;
  const enhanceAll = () => {
    for (const form of document.querySelectorAll("form[data-suggest]:not([data-enhanced])")) {
      form.dataset.enhanced = "";
      number += 1;
      enhance(form, number);
    }
  };
  enhanceAll();
  document.addEventListener("results-refreshed", enhanceAll);
})();
