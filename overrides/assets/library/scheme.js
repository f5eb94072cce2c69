// Sets the colours before the page is drawn: the reader's choice if there is one, else what the system asks for.
(function () {
  "use strict";
  const root = document.documentElement;
  const dark = window.matchMedia("(prefers-color-scheme: dark)");

  function stored() {
    try { return localStorage.getItem("scheme"); } catch { return null; }
  }

  function apply() {
    const scheme = stored() || (dark.matches ? "slate" : "default");
    root.setAttribute("data-md-color-scheme", scheme);
    const button = document.getElementById("scheme");
    if (button) {
      button.textContent = scheme === "slate" ? "Light colours" : "Dark colours";
      button.hidden = false;
    }
  }

  function toggle() {
    const next = root.getAttribute("data-md-color-scheme") === "slate" ? "default" : "slate";
    try { localStorage.setItem("scheme", next); } catch { /* storage is off: the choice lasts for this page */ }
    root.setAttribute("data-md-color-scheme", next);
    document.getElementById("scheme").textContent = next === "slate" ? "Light colours" : "Dark colours";
  }

  root.classList.replace("no-js", "js");
  apply();
  dark.addEventListener("change", apply);
  document.addEventListener("DOMContentLoaded", function () {
    apply();
    document.getElementById("scheme").addEventListener("click", toggle);
  });
})();
