// The list of sessions: show those for a role, and the plans of one length or the file of one format. The choice stands in the address.
(() => {
  "use strict";
  const form = document.getElementById("filters");
  const sessions = [...document.querySelectorAll("[data-roles]")];
  const status = document.getElementById("filter-status");
  const wanted = (name) => form.elements[name].value;

  function show() {
    const shown = sessions.filter((session) => {
      session.hidden = Boolean(wanted("roles")) && !session.dataset.roles.split(" ").includes(wanted("roles"));
      return !session.hidden;
    });
    for (const line of document.querySelectorAll("[data-length]")) line.hidden = Boolean(wanted("length")) && line.dataset.length !== wanted("length");
    for (const line of document.querySelectorAll("[data-format]")) line.hidden = line.dataset.format !== wanted("format");
    for (const group of document.querySelectorAll(".sessions")) group.hidden = !group.querySelector("[data-roles]:not([hidden])");
    status.textContent = `${shown.length} of ${sessions.length} sessions.`;
  }

  const asked = new URLSearchParams(location.search);
  for (const choice of form.querySelectorAll("select")) if ([...choice.options].some((option) => option.value === asked.get(choice.name))) choice.value = asked.get(choice.name);
  form.addEventListener("change", () => {
    const chosen = new URLSearchParams([...new FormData(form)].filter(([, value]) => value)).toString();
    history.replaceState(null, "", chosen ? `?${chosen}` : location.pathname);
    show();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  show();
})();
