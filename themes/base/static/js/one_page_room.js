// The room left on a one-page reflection, measured by the server as one writes; with it the page itself where the form has
// a place for it. Without this script the room is told with the preview.
(() => {
  const room = document.querySelector("[data-measure]");
  const form = room?.closest("form");
  if (!form) return;
  const page = form.querySelector("[data-page]");
  const MEASURE_AFTER = 900;
  let timer = 0;
  let asked = 0;

  async function measure(picture) {
    const number = ++asked;
    const data = new FormData(form);
    for (const [name, value] of [...data]) if (typeof value !== "string") data.delete(name);
    if (picture) data.set("picture", "1");
    try {
      const answer = await fetch(room.dataset.measure, { method: "POST", body: data, headers: { Accept: "application/json" } });
      if (!answer.ok || answer.redirected || number !== asked) return;
      const found = await answer.json();
      room.textContent = found.room;
      room.classList.toggle("one-page-room--over", !found.fits);
      if (found.picture) show(found.picture);
    } catch {
      // Without a line nothing is measured; the next letter asks again.
    }
  }

  function show(source) {
    let image = page.querySelector("img");
    if (!image) {
      image = document.createElement("img");
      image.width = 595;
      image.height = 842;
      image.alt = page.dataset.alt;
      page.append(image);
    }
    image.src = source;
  }

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(measure, MEASURE_AFTER, false);
  });
  if (page) {
    form.querySelector("[data-preview]").addEventListener("click", (event) => {
      if (!navigator.onLine) return;
      event.preventDefault();
      measure(true);
    });
  }
  measure(false);
})();
