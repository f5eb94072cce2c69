// Tells a learning platform (SCORM 1.2) that the session was opened, the score, and that it is completed. Outside a platform
// the page works all the same.
(() => {
  "use strict";
  const find = (from) => {
    for (let frame = from, level = 0; frame && level < 10; frame = frame.parent === frame ? null : frame.parent, level += 1) {
      try { if (frame.API) return frame.API; } catch (error) { return null; }
    }
    return null;
  };
  const api = find(window) || (window.opener && find(window.opener));
  const note = document.getElementById("platform");
  if (!api || api.LMSInitialize("") !== "true") {
    note.textContent = "This page is not connected to a learning platform; nothing is recorded.";
    return;
  }
  const set = (name, value) => api.LMSSetValue(name, String(value));
  const started = Date.now();
  const status = api.LMSGetValue("cmi.core.lesson_status");
  if (status !== "completed" && status !== "passed") set("cmi.core.lesson_status", "incomplete");
  set("cmi.core.score.min", 0);
  set("cmi.core.score.max", 100);
  api.LMSCommit("");

  document.addEventListener("session:quiz", ({ detail }) => {
    set("cmi.core.score.raw", detail.score);
    if (detail.open === 0) set("cmi.core.lesson_status", "completed");
    api.LMSCommit("");
    note.textContent = detail.open === 0 ? `Recorded as completed, with a score of ${detail.score}.` : `A score of ${detail.score} was recorded; answer every question to complete.`;
  });

  const two = (number) => String(number).padStart(2, "0");
  let finished = false;
  window.addEventListener("pagehide", () => {
    if (finished) return;
    finished = true;
    const seconds = Math.round((Date.now() - started) / 1000);
    set("cmi.core.session_time", `${String(Math.floor(seconds / 3600)).padStart(4, "0")}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`);
    api.LMSCommit("");
    api.LMSFinish("");
  });
})();
