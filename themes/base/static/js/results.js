// Filters, order and pages of the search change in place. Without this every one of them is a link to a page.
(() => {
  const results = document.getElementById("results");
  const status = document.getElementById("results-status");
  if (!results || !window.fetch || !window.history.pushState) return;
  let running = null;

  const field = () => results.querySelector(".search-form__field");

  const show = (html, key) => {
    const typed = field() && field().value;
    const asked = field() && field().defaultValue;
    const open = results.querySelector("details.facets");
    const wasOpen = open && open.open;
    const closed = new Set([...results.querySelectorAll(".facets__group:not([open]) > summary")].map((summary) => summary.textContent));
    results.innerHTML = html;
    // What somebody was typing stays.
    if (field() && typed !== asked) field().value = typed;
    const facets = results.querySelector("details.facets");
    if (facets && wasOpen) facets.open = true;
    for (const summary of results.querySelectorAll(".facets__group > summary")) {
      if (closed.has(summary.textContent)) summary.parentElement.open = false;
    }
    const same = [...results.querySelectorAll("[data-key]")].find((link) => link.dataset.key === key);
    const heading = results.querySelector("h1");
    if (same) same.focus({ preventScroll: true });
    else if (heading) {
      heading.tabIndex = -1;
      heading.focus();
    }
    const count = document.getElementById("results-count");
    status.textContent = count ? count.textContent : "";
    document.dispatchEvent(new Event("results-refreshed"));
  };

  const load = async (url, key) => {
    if (running) running.abort();
    running = new AbortController();
    const mine = running;
    results.setAttribute("aria-busy", "true");
    try {
      const response = await fetch(url, { headers: { "X-Results-Only": "1" }, signal: mine.signal, credentials: "same-origin" });
      if (!response.ok) throw new Error(response.statusText);
      show(await response.text(), key);
      return true;
    } catch (error) {
      if (error.name === "AbortError") return false;
      // The page itself says what is wrong.
      window.location.assign(url);
      return false;
    } finally {
      if (running === mine) results.removeAttribute("aria-busy");
    }
  };

  results.addEventListener("click", async (event) => {
    const link = event.target.closest("a[href]");
    if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const url = new URL(link.href);
    if (url.origin !== window.location.origin || url.pathname !== window.location.pathname) return;
    event.preventDefault();
    const isPage = Boolean(link.closest(".pagination"));
    if (!(await load(url.href, link.dataset.key))) return;
    window.history.pushState({ results: true }, "", url.href);
    if (isPage) results.scrollIntoView();
  });

  window.addEventListener("popstate", () => load(window.location.href, ""));
})();
