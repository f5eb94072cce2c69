// A session on screen: one step of the case at a time, and answers that are checked. Says what was done in events:
// "session:exercise" when the last step is open, "session:quiz" with { score, right, of } when answers were checked.
(() => {
  "use strict";
  const tell = (name, detail) => document.dispatchEvent(new CustomEvent(`session:${name}`, { detail }));

  const exercise = document.querySelector("ol.exercise");
  if (exercise) {
    const steps = [...exercise.querySelectorAll(".step")];
    const status = document.getElementById("exercise-status");
    steps.forEach((step, index) => {
      step.hidden = index > 0;
      step.querySelector(".own").hidden = false;
      step.querySelector("details").addEventListener("toggle", (event) => {
        if (!event.target.open) return;
        const next = steps[index + 1];
        if (next && next.hidden) {
          next.hidden = false;
          status.textContent = `Step ${index + 2} of ${steps.length} is now shown.`;
        } else if (!next) {
          status.textContent = "That was the last step.";
          tell("exercise", { steps: steps.length, decisions: steps.map((one) => one.querySelector("textarea").value.trim()) });
        }
      });
    });
    window.addEventListener("beforeprint", () => steps.forEach((step) => { step.hidden = false; }));
  }

  const quiz = document.getElementById("quiz");
  if (quiz) {
    const questions = [...quiz.querySelectorAll("[data-question]")];
    const score = document.getElementById("quiz-score");
    quiz.querySelector(".check").hidden = false;
    const judge = (question) => {
      const chosen = question.querySelector("input:checked");
      const right = chosen && chosen.value === "right";
      question.dataset.result = chosen ? chosen.value : "open";
      question.querySelector(".verdict").textContent = !chosen ? "Not answered yet." : right ? "Right." : "Not the best answer. Read why, and choose again.";
      if (chosen) question.querySelector("details").open = true;
      return right;
    };
    quiz.addEventListener("submit", (event) => {
      event.preventDefault();
      const right = questions.filter(judge).length;
      const open = questions.filter((question) => question.dataset.result === "open").length;
      score.textContent = `${right} of ${questions.length} right${open ? `, ${open} not answered yet` : ""}.`;
      tell("quiz", { right, of: questions.length, open, score: Math.round((100 * right) / questions.length) });
    });
    quiz.addEventListener("reset", () => {
      score.textContent = "";
      for (const question of questions) {
        delete question.dataset.result;
        question.querySelector(".verdict").textContent = "";
        question.querySelector("details").open = false;
      }
    });
  }
})();
