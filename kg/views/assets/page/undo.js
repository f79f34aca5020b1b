// Undo and redo: the address says all of what is shown, so a step is an address.

// What is chosen, and how the table is sorted, is no step of its own: it comes back with the step it belongs to. The
// browser's own back button is left alone: the page never adds to its history.

const MOST_STEPS = 200;
const TOGETHER = 900; // ms: changes of the same part that follow each other so fast are one step
const ASIDE = ["node", "statement", "arrow", "sentence", "document", "sort", "sources", "words", "no-column"];
const steps = { list: [], at: -1, parts: "", time: 0, going: false };

/** The names of the parts in which two addresses differ, those aside left out. */
function differing(one, other) {
  const [a, b] = [new URLSearchParams(one), new URLSearchParams(other)];
  const names = new Set([...a.keys(), ...b.keys()]);
  return [...names].filter((name) => !ASIDE.includes(name) && a.getAll(name).join("\n") !== b.getAll(name).join("\n")).sort().join(" ");
}

function noteStep(address) {
  if (steps.going) return;
  const parts = steps.at < 0 ? "" : differing(steps.list[steps.at], address);
  const now = performance.now();
  const together = parts !== "" && parts === steps.parts && (now - steps.time < TOGETHER || playing !== 0) && steps.at > 0;
  if (steps.at >= 0 && (parts === "" || together)) {
    steps.list[steps.at] = address;
    if (together) steps.list.length = steps.at + 1;
  } else {
    steps.list.length = steps.at + 1;
    steps.list.push(address);
    if (steps.list.length > MOST_STEPS) steps.list.shift();
    steps.at = steps.list.length - 1;
  }
  if (parts !== "") Object.assign(steps, { parts, time: now });
  sayUndo();
}

function sayUndo() {
  if (!$("undo")) return;
  $("undo").disabled = steps.at <= 0;
  $("redo").disabled = steps.at >= steps.list.length - 1;
}

function goStep(by) {
  const at = steps.at + by;
  if (at < 0 || at >= steps.list.length) return;
  goAddress(steps.list[at], () => { steps.at = at; steps.parts = ""; });
}
/** Go to an address of this page; `before` is called while no step is noted. */
function goAddress(address, before = null) {
  steps.going = before !== null;
  before?.();
  loadAddress(address);
  steps.going = false;
  sayUndo();
}

starters.push(() => {
  for (const [id, by] of [["undo", -1], ["redo", 1]]) {
    Object.entries({ title: t(`undo.${id}_title`), "aria-label": t(`undo.${id}`) }).forEach(([name, words]) => $(id).setAttribute(name, words));
    $(id).addEventListener("click", () => goStep(by));
  }
  sayUndo();
});
keys.push({ keys: ["z"], control: true, shift: false, shown: "undo.key_undo", name: "undo.undo", run: () => goStep(-1) });
keys.push({ keys: ["z", "y"], control: true, shown: "undo.key_redo", name: "undo.redo", run: () => goStep(1) });
