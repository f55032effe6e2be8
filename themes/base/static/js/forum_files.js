// Files that are no pictures, dropped upon a text, and whatever is chosen in the file field, go up at once.
(() => {
  const writing = window.khumWriting;
  if (!writing || !writing.form.dataset.pictures) return;
  const { form, words } = writing;
  const state = form.querySelector("[data-state]");
  const field = form.querySelector("[data-markdown]");
  const chooser = form.querySelector("[data-files] input[type=file]");
  const alt = form.elements.alt;

  async function send(file, description) {
    const data = new FormData();
    data.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    data.set("picture", file);
    data.set("words", description);
    state.textContent = words["file-uploading"];
    state.dataset.tone = "";
    try {
      const answer = await fetch(form.dataset.pictures, { method: "POST", body: data, headers: { Accept: "application/json" } });
      const told = await answer.json();
      if (!answer.ok) throw new Error(told.message);
      const end = field.value.length;
      writing.insert(field, `${field.value && !field.value.endsWith("\n") ? "\n\n" : ""}${told.markdown}\n\n`, end, end);
      state.textContent = "";
      return true;
    } catch (error) {
      state.textContent = error instanceof TypeError || !error.message ? words.failed : error.message;
      state.dataset.tone = "warning";
      return false;
    }
  }

  field.addEventListener("drop", async (event) => {
    const files = [...event.dataTransfer.files].filter((file) => !file.type.startsWith("image/"));
    if (!files.length) return;
    event.preventDefault();
    for (const file of files) await send(file, "");
  });

  // Chosen files stay in the field when they could not be sent: they go with the form then.
  if (chooser) {
    chooser.addEventListener("change", async (event) => {
      event.stopPropagation();
      const files = [...chooser.files];
      let all = true;
      for (const file of files) all = (await send(file, alt ? alt.value.trim() : "")) && all;
      if (all) {
        chooser.value = "";
        if (alt) alt.value = "";
      }
    });
  }
})();
