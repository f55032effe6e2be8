// A topic while it is open: a reply appears without a reload, new posts are announced, reactions answer at once.
(() => {
  const part = document.querySelector("[data-live]");
  const posts = document.getElementById("posts");
  if (!part || !posts) return;
  const writing = window.khumWriting;
  const words = Object.fromEntries([...part.querySelectorAll("[data-live-words] [data-word]")].map((node) => [node.dataset.word, node.textContent]));
  const PAUSE = 20_000;
  const LONGEST_PAUSE = 300_000;
  let pause = PAUSE;
  let timer = 0;
  let announced = null;

  const told = document.createElement("div");
  told.className = "forum-news";
  told.setAttribute("role", "status");
  posts.after(told);
  const isLast = "isLast" in part.dataset;

  async function showNew() {
    const answer = await fetch(`${part.dataset.newPosts}?after=${part.dataset.lastNumber}&show`, { headers: { "X-Requested-With": "fetch" } });
    if (answer.status === 204) return;
    if (!answer.ok) throw new Error(String(answer.status));
    const made = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-last-number]");
    const rows = [...made.children].filter((row) => !document.getElementById(row.firstElementChild.id));
    posts.append(...rows.map((row) => document.adoptNode(row)));
    part.dataset.lastNumber = made.dataset.lastNumber;
    announced = null;
    told.replaceChildren();
    return rows[0];
  }

  function announce(count) {
    if (announced === count) return;
    announced = count;
    const press = document.createElement("button");
    press.type = "button";
    press.className = "button button--quiet";
    press.textContent = count === 1 ? words["new-one"] : words["new-many"].replace("{n}", count);
    press.addEventListener("click", async () => {
      press.disabled = true;
      try {
        const first = await showNew();
        if (!first) return;
        first.tabIndex = -1;
        first.focus();
      } catch {
        location.reload();
      }
    });
    told.replaceChildren(press);
  }

  async function look() {
    if (document.visibilityState !== "visible") return;
    try {
      const answer = await fetch(`${part.dataset.newPosts}?after=${part.dataset.lastNumber}`, { headers: { Accept: "application/json" } });
      if (answer.status === 200) {
        announce((await answer.json()).count);
        pause = PAUSE;
      } else if (answer.status === 204) pause = Math.min(pause * 1.5, LONGEST_PAUSE);
      else return; // Hidden, moved or signed out: it is asked no more.
    } catch {
      pause = Math.min(pause * 2, LONGEST_PAUSE);
    }
    timer = setTimeout(look, pause);
  }

  // Only the last page grows.
  if (isLast) {
    timer = setTimeout(look, pause);
    document.addEventListener("visibilitychange", () => {
      clearTimeout(timer);
      if (document.visibilityState !== "visible") return;
      pause = PAUSE;
      timer = setTimeout(look, 1000);
    });
  }

  // The reply is sent beside the page; where that fails the form goes the ordinary way.
  async function send(form, submitter) {
    const state = form.querySelector("[data-state]");
    const say = (text, tone) => {
      state.textContent = text;
      state.dataset.tone = tone;
    };
    // Before the button is switched off: then it would not count as pressed.
    const data = new FormData(form, submitter);
    say(writing.words.sending, "");
    submitter.disabled = true;
    try {
      const answer = await bring(form, data);
      const sent = await answer.json();
      if (answer.ok) {
        await isSent(form, sent, say);
        return;
      }
      if (sent.text !== undefined) {
        form.elements.text.value = sent.text;
        form.querySelector("[data-files] input[type=file]").value = "";
      }
      say(sent.message || words.failed, "warning");
      form.elements.text.focus();
      writing.stays();
    } catch {
      say(words.failed, "warning");
      writing.stays();
    } finally {
      submitter.disabled = false;
    }
  }

  // A form that was open since before the last sign-in has an old token: with a fresh one it is sent once more.
  async function bring(form, data) {
    const post = () => fetch(form.getAttribute("action"), { method: "POST", body: data, headers: { Accept: "application/json" } });
    const answer = await post();
    if (answer.status !== 403) return answer;
    const { error } = await answer.clone().json();
    if (error !== "stale" || !(await writing.freshToken())) return answer;
    data.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    return post();
  }

  async function isSent(form, sent, say) {
    form.elements.text.value = "";
    form.elements.reply_to.value = "";
    form.querySelector("[data-files] input[type=file]").value = "";
    form.querySelector("[data-preview-place]").replaceChildren();
    form.elements.token.value = sent.token;
    writing.settled();
    say(sent.message, "");
    try {
      const first = await showNew();
      if (first) first.scrollIntoView({ block: "nearest" });
    } catch {
      // The reply stands, though it cannot be shown here: its own page shows it, when the line is back.
      link(sent);
    }
  }

  function link(sent) {
    const way = document.createElement("a");
    way.href = sent.url;
    way.className = "button button--quiet";
    way.textContent = words["new-one"];
    told.replaceChildren(way);
  }

  if (writing && isLast) {
    writing.form.addEventListener("submit", (event) => {
      if (!event.submitter || event.submitter.value !== "post") return;
      event.preventDefault();
      send(writing.form, event.submitter);
    });
  }

  document.addEventListener("submit", async (event) => {
    const press = event.submitter;
    if (!press || !press.closest("[data-reactions]") || "plain" in press.dataset) return;
    event.preventDefault();
    const [kind] = press.value.split(":");
    try {
      const answer = await fetch(press.formAction, { method: "POST", body: new FormData(event.target, press), headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(String(answer.status));
      const now = await answer.json();
      press.value = `${kind}:${now.is_mine ? "off" : "on"}`;
      press.setAttribute("aria-pressed", String(now.is_mine));
      press.querySelector(".reactions__count").textContent = now.count || "";
    } catch {
      press.dataset.plain = "";
      event.target.requestSubmit(press);
    }
  });

  // Words marked in a post are what its link quotes.
  document.addEventListener("selectionchange", () => {
    const chosen = document.getSelection();
    const passage = String(chosen).trim().slice(0, 1000);
    for (const link of document.querySelectorAll("[data-quote-post]")) {
      const address = new URL(link.href);
      const post = link.closest("article, li");
      const isHere = passage && post && post.contains(chosen.anchorNode) && post.contains(chosen.focusNode);
      if (isHere) address.searchParams.set("passage", passage);
      else if (!link.matches(":focus")) address.searchParams.delete("passage");
      link.href = address.href;
    }
  });
})();
