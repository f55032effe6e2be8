// Pictures that are pasted, dropped or chosen go to the server, which checks and scales them; their Markdown comes back.
(() => {
  const writing = window.khumWriting;
  if (!writing) return;
  const { form, words } = writing;
  const state = form.querySelector("[data-state]");

  function pictures(list) {
    return [...(list || [])].filter((file) => file.type.startsWith("image/"));
  }

  async function send(field, file, description) {
    const data = new FormData();
    data.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    data.set("picture", file);
    data.set("words", description);
    state.textContent = words.uploading;
    try {
      const answer = await fetch(form.dataset.pictures, { method: "POST", body: data, headers: { Accept: "application/json" } });
      const told = await answer.json();
      if (!answer.ok) throw new Error(told.message);
      writing.insert(field, `${told.markdown}\n\n`);
      state.textContent = "";
    } catch (error) {
      state.textContent = error instanceof TypeError || !error.message ? words.failed : error.message;
      state.dataset.tone = "warning";
    }
  }

  // The description is asked for beside the text, never in a pop-up.
  function ask(field, files) {
    const panel = document.createElement("div");
    panel.className = "tools__panel field";
    const label = document.createElement("label");
    label.className = "field__label";
    label.textContent = words["picture-words"];
    const input = document.createElement("input");
    input.type = "text";
    input.maxLength = 200;
    input.id = `${field.id}-picture`;
    label.htmlFor = input.id;
    const go = document.createElement("button");
    go.type = "button";
    go.className = "button";
    go.textContent = words.picture;
    const done = async () => {
      const description = input.value.trim();
      panel.remove();
      for (const file of files) await send(field, file, description);
    };
    go.addEventListener("click", done);
    input.addEventListener("input", (event) => event.stopPropagation());
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter") {
        event.preventDefault();
        done();
      }
    });
    panel.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        panel.remove();
        field.focus();
      }
    });
    panel.append(label, input, go);
    field.before(panel);
    input.focus();
  }

  for (const field of form.querySelectorAll("[data-markdown]")) {
    const chooser = document.createElement("input");
    chooser.type = "file";
    chooser.accept = "image/*";
    chooser.multiple = true;
    chooser.hidden = true;
    field.before(chooser);
    chooser.addEventListener("change", (event) => {
      event.stopPropagation();
      const files = pictures(chooser.files);
      if (files.length) ask(field, files);
      chooser.value = "";
    });
    field.addEventListener("choose-picture", () => chooser.click());
    field.addEventListener("paste", (event) => {
      const carried = event.clipboardData;
      const files = pictures(carried && carried.files);
      // Text is pasted as plain text by the browser itself. Office programs put a picture of their text beside it.
      if (!files.length || carried.getData("text/plain").trim()) return;
      event.preventDefault();
      ask(field, files);
    });
    field.addEventListener("dragover", (event) => {
      if ([...event.dataTransfer.types].includes("Files")) event.preventDefault();
    });
    field.addEventListener("drop", (event) => {
      const files = pictures(event.dataTransfer.files);
      if (!files.length) return;
      event.preventDefault();
      ask(field, files);
    });
  }
})();
