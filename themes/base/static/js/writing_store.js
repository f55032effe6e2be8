// What is typed, kept on this device while it is not on the server. Shared by the scripts of the writing frame.
// Keys carry the account: two people at one computer do not see each other's text.
window.khumWriting = (() => {
  const form = document.querySelector("[data-writing]");
  if (!form) return null;

  const words = Object.fromEntries(
    [...document.querySelectorAll("[data-words] [data-word]")].map((node) => [node.dataset.word, node.textContent]),
  );
  const PREFIX = "khum-writing";
  const SKIPPED = new Set(["csrfmiddlewaretoken", "token", "action", "related_query", "key"]);
  // What the form is made of is not what somebody typed.
  const FRAME = new Set(["layout", "note_type"]);
  const WEEKS = 8;
  const key = () => `${PREFIX}:${form.dataset.user}:${form.dataset.page}`;

  // Its buttons are named "action", which hides the form's own property.
  const address = () => form.getAttribute("action");

  function values() {
    const kept = {};
    for (const [name, value] of new FormData(form)) {
      if (SKIPPED.has(name) || typeof value !== "string") continue;
      (kept[name] ||= []).push(value);
    }
    return kept;
  }

  function read() {
    try {
      return JSON.parse(localStorage.getItem(key()) || "null");
    } catch {
      return null;
    }
  }

  function write() {
    const record = {
      at: Date.now(),
      token: form.elements.token.value,
      key: form.elements.key ? form.elements.key.value : "",
      values: values(),
    };
    try {
      localStorage.setItem(key(), JSON.stringify(record));
      return true;
    } catch {
      return false; // Storage is full or switched off: the state in words does not claim otherwise.
    }
  }

  function forget() {
    try {
      localStorage.removeItem(key());
    } catch {
      // Nothing was kept, then.
    }
  }

  function fill(record) {
    for (const field of form.elements) {
      if (!field.name || SKIPPED.has(field.name) || FRAME.has(field.name) || field.type === "file" || field.tagName === "BUTTON") continue;
      const kept = record.values[field.name] || [];
      if (field.type === "checkbox" || field.type === "radio") field.checked = kept.includes(field.value);
      else if (kept.length || field.tagName === "TEXTAREA") field.value = kept[0] ?? "";
    }
    // Text of fields that this form does not have (it was written in parts, or as a whole) goes behind the first text.
    const text = form.querySelector("[data-markdown]");
    for (const [name, [value]] of Object.entries(record.values)) {
      const isText = name === "body" || name.startsWith("part_");
      if (text && isText && value && !form.elements[name]) text.value = `${text.value}\n\n${value}`.trim();
    }
  }

  // Old text of this device goes after some weeks.
  try {
    for (const name of Object.keys(localStorage)) {
      if (!name.startsWith(PREFIX)) continue;
      const record = JSON.parse(localStorage.getItem(name) || "{}");
      if (Date.now() - record.at > WEEKS * 7 * 24 * 3600 * 1000) localStorage.removeItem(name);
    }
  } catch {
    // A broken record of another page is that page's to handle.
  }

  return { form, words, key, address, values, read, write, forget, fill };
})();
