// Saves by itself: on this device at once, on the server a moment after one stops typing, and again when the line is back.
(() => {
  const writing = window.khumWriting;
  if (!writing) return;
  const { form, words } = writing;
  const state = form.querySelector("[data-state]");
  const PAUSE = 2500;
  const RETRY = 15000;
  let timer = 0;
  let busy = false;
  let dirty = "unsaved" in form.dataset;
  // Two versions stand there: which to keep is decided by pressing the button.
  let blocked = "conflict" in form.dataset;
  let leaving = false;
  // Where the text goes by itself: the form's own address, another one, or nowhere but this device.
  const place = () => form.dataset.draft || writing.address();
  const onlyHere = form.dataset.draft === "none";
  let last = JSON.stringify(writing.values());

  function say(text, tone = "") {
    state.textContent = text;
    state.dataset.tone = tone;
  }

  function clock() {
    return new Date().toLocaleTimeString("th-TH", { hour: "2-digit", minute: "2-digit" });
  }

  function later(pause = PAUSE) {
    clearTimeout(timer);
    if (!onlyHere) timer = setTimeout(save, pause);
  }

  function changed() {
    if (JSON.stringify(writing.values()) === last) return;
    dirty = true;
    const kept = writing.write();
    if (onlyHere) say(kept ? words.device : "");
    else if (!navigator.onLine && kept) say(words.local, "waiting");
    if (!blocked) later();
  }

  function body() {
    const data = new FormData(form);
    for (const [name, value] of [...data]) if (typeof value !== "string") data.delete(name);
    data.set("action", "autosave");
    return data;
  }

  async function save() {
    if (busy || blocked || leaving || onlyHere || !dirty) return;
    busy = true;
    const sent = JSON.stringify(writing.values());
    say(words.saving);
    try {
      const answer = await fetch(place(), { method: "POST", body: body(), headers: { Accept: "application/json" } });
      if (leaving) return;
      const told = await answer.json();
      if (answer.ok) saved(told, sent);
      else refused(answer.status, told);
    } catch {
      say(writing.write() ? words.local : words.failed, "waiting");
      later(RETRY);
    } finally {
      busy = false;
    }
    if (dirty && !blocked && JSON.stringify(writing.values()) !== sent) later();
  }

  function saved(told, sent) {
    const was = form.dataset.page;
    const oldKey = writing.key();
    form.elements.token.value = told.token;
    if (was.startsWith("new-")) {
      localStorage.removeItem(oldKey);
      form.setAttribute("action", told.url);
      form.dataset.page = told.url.replace(/\D+/g, "");
      history.replaceState(null, "", told.url);
    }
    const errors = Object.entries(told.errors);
    mark(told.errors);
    last = sent;
    dirty = JSON.stringify(writing.values()) !== sent;
    if (!dirty && !errors.length) writing.forget();
    else writing.write();
    if (errors.length) say(`${words.partly}: ${errors.map(([, list]) => list.join(" ")).join(" ")}`, "warning");
    else say(`${words.saved} ${clock()}`);
  }

  function mark(errors) {
    for (const field of form.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
    for (const name of Object.keys(errors)) {
      const field = form.elements[name];
      if (field && field.setAttribute) field.setAttribute("aria-invalid", "true");
    }
  }

  function refused(status, told) {
    writing.write();
    if (status === 401) {
      say(words["signed-out"], "warning");
      later(RETRY);
      return;
    }
    if (told.error === "stale") {
      refreshToken();
      return;
    }
    // Somebody else's change, their desk, a review: only the person can decide; pressing a button shows the rest.
    blocked = true;
    say(told.message || words.failed, "warning");
  }

  // After signing in again in another tab, the form's token is an old one: the page of today has a fresh one.
  async function refreshToken() {
    later((await freshToken()) ? 500 : RETRY);
  }

  // Whether the forms of this page have a token of today now.
  async function freshToken() {
    try {
      const page = await (await fetch(writing.address(), { headers: { Accept: "text/html" } })).text();
      const fresh = new DOMParser().parseFromString(page, "text/html").querySelector("[name=csrfmiddlewaretoken]");
      if (fresh) for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = fresh.value;
      return Boolean(fresh);
    } catch {
      return false;
    }
  }

  function offer(record) {
    const box = document.createElement("div");
    box.className = "callout callout--note";
    box.setAttribute("role", "status");
    const text = document.createElement("p");
    text.textContent = `${words.found} (${new Date(record.at).toLocaleString("th-TH")})`;
    const use = button(words.use, "button");
    const forget = button(words.forget, "button button--text");
    use.addEventListener("click", () => {
      // The text goes on from where it stood: with the version it knew, or as the draft that it had begun to be.
      if (form.elements.key && record.key) form.elements.key.value = record.key;
      else form.elements.token.value = record.token;
      writing.fill(record);
      box.remove();
      changed();
      firstField().focus();
    });
    forget.addEventListener("click", () => {
      writing.forget();
      box.remove();
      firstField().focus();
    });
    box.append(text, use, forget);
    box.dataset.kept = "";
    form.before(box);
  }

  function firstField() {
    return form.elements.title || form.querySelector("[data-markdown]");
  }

  function button(label, classname) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = classname;
    made.textContent = label;
    return made;
  }

  writing.freshToken = freshToken;

  // It was not sent: the page lives on, and what stands in the form is kept as before.
  writing.stays = () => {
    leaving = false;
    dirty = JSON.stringify(writing.values()) !== last || dirty;
    if (!dirty) return;
    writing.write();
    if (!blocked) later();
  };

  // The text was sent, and the form is as it was at first.
  writing.settled = () => {
    last = JSON.stringify(writing.values());
    dirty = leaving = false;
    clearTimeout(timer);
    writing.forget();
    say("");
  };

  const sent = (form.dataset.sent || "").split(" ");
  let record = writing.read();
  if (record && sent.includes(record.token)) {
    writing.forget();
    record = null;
  }
  const differs = record && JSON.stringify(record.values) !== JSON.stringify(writing.values());
  if (differs && !("unsaved" in form.dataset)) offer(record);
  else if (record && !differs) writing.forget();
  if ("unsaved" in form.dataset) writing.write();

  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  form.addEventListener("submit", () => {
    if (dirty) writing.write();
    leaving = true;
    clearTimeout(timer);
  });
  // Back from the browser's memory the page lives on.
  window.addEventListener("pageshow", () => {
    leaving = false;
  });
  window.addEventListener("online", () => later(200));
  window.addEventListener("offline", () => {
    if (dirty) say(writing.write() ? words.local : words.failed, "waiting");
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && dirty) {
      writing.write();
      save();
    }
  });
})();
