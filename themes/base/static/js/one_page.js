// Writing one page after a meeting. Without this script the form works with its buttons; with it, what is written is kept
// on the device, and a page handed in without a line is sent once it is back.
(() => {
  const form = document.querySelector("form[data-one-page]");
  if (!form) return;
  const place = `one-page:${form.dataset.place}`;
  const state = form.querySelector("[data-state]");
  const TRY_AGAIN_AFTER = 20000;
  const say = (name) => { state.textContent = name ? state.dataset[name] : ""; };

  // The device's copy. A browser that keeps nothing (private window, full storage) still sends.
  const read = () => { try { return JSON.parse(localStorage.getItem(place)); } catch { return null; } };
  const write = (value) => { try { localStorage.setItem(place, JSON.stringify(value)); return true; } catch { return false; } };
  const forget = () => { try { localStorage.removeItem(place); } catch { /* nothing was kept */ } };

  const fields = () => [...form.elements].filter((field) => field.name && !["hidden", "file", "submit"].includes(field.type));
  const values = () => Object.fromEntries(fields().map((field) => [field.name, field.value]));
  let waiting = false;
  const keep = () => { if (write({ values: values(), waiting })) say(waiting ? "waiting" : "kept"); };

  const kept = read();
  if (kept) for (const field of fields()) if (field.name in kept.values) field.value = kept.values[field.name];

  form.addEventListener("input", keep);

  // Handing in

  const freshToken = async () => {
    const answer = await fetch(form.action || location.href, { headers: { Accept: "text/html" } });
    if (answer.redirected || !answer.ok) return "";
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    return fresh.querySelector("form[data-one-page] [name=csrfmiddlewaretoken]")?.value ?? "";
  };
  const post = () => {
    const data = new FormData(form);
    data.set("action", "hand-in");
    return fetch(form.action || location.href, { method: "POST", body: data, headers: { Accept: "application/json" } });
  };
  let sending = false;
  const send = async () => {
    if (sending) return;
    sending = true;
    try {
      say("sending");
      let answer = await post();
      if (answer.status === 403) {
        // The form is older than the sign-in: with a fresh token the same words are sent once more.
        const token = await freshToken();
        if (!token) return say("signedOut");
        form.elements.csrfmiddlewaretoken.value = token;
        answer = await post();
      }
      if (answer.redirected && answer.url.includes("/login")) return say("signedOut");
      if (answer.ok && answer.headers.get("Content-Type")?.includes("json")) {
        waiting = false;
        forget();
        location.assign((await answer.json()).url);
        return;
      }
      // Something is wrong with what was written: the page itself says what.
      waiting = false;
      keep();
      form.submit();
    } catch {
      waiting = true;
      keep();
      say("waiting");
      setTimeout(sendWaiting, TRY_AGAIN_AFTER);
    } finally {
      sending = false;
    }
  };
  const sendWaiting = () => { if (waiting) send(); };

  form.addEventListener("submit", (event) => {
    if (event.submitter?.value === "preview") return;
    event.preventDefault();
    send();
  });
  addEventListener("online", sendWaiting);

  if (kept?.waiting) { waiting = true; say("waiting"); sendWaiting(); }
})();
