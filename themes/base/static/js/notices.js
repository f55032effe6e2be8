// A notice whose link is pressed is marked as read on the way. Without this script its button does that.
(() => {
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-notice] a");
    const form = link && link.closest("[data-notice]").querySelector("form");
    if (form) fetch(form.action, { method: "POST", body: new FormData(form), keepalive: true, redirect: "manual" });
  });
})();
