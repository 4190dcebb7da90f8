// Improves the inbox and a card: keys, counts that stay true, and "seen" by having been read. The pages are whole without it.

const KEYS = [
  ["j", "The next card", () => step(1)],
  ["k", "The card before", () => step(-1)],
  ["x", "Choose the card", () => chosen()?.click()],
  ["e", "Put it right: go to the note", () => go("closure-note")],
  ["r", "Write to the customer", () => go("letter-text")],
  ["n", "Write a note", () => go("note-text")],
  ["/", "Search", () => go("q")],
  ["?", "This list of keys", () => help()],
];
const OFF = "smilecard-keys-off";

const off = () => {
  try { return localStorage.getItem(OFF) === "1"; } catch { return false; }
};
const links = () => [...document.querySelectorAll(".rows .row > a, .rows .row-h b a")];
const here = () => document.activeElement?.closest?.(".row");
const chosen = () => here()?.querySelector(".choose input");

function step(by) {
  const all = links();
  const at = all.findIndex((link) => link.closest(".row") === here());
  const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

function go(id) {
  const field = document.getElementById(id);
  if (!field) return;
  field.closest("details")?.setAttribute("open", "");
  field.focus();
  field.scrollIntoView({ block: "center" });
}

function element(name, text = "", ...children) {
  const made = document.createElement(name);
  made.textContent = text;
  made.append(...children);
  return made;
}

function help() {
  const dialog = document.querySelector("dialog.keys") ?? dialogue();
  if (!dialog.open) dialog.showModal();
}

function dialogue() {
  const list = element("dl");
  list.className = "pairs";
  for (const [key, told] of KEYS) list.append(element("div", "", element("dt", "", element("kbd", key)), element("dd", told)));
  const box = element("input");
  box.type = "checkbox";
  box.checked = !off();
  box.addEventListener("change", () => {
    try { localStorage.setItem(OFF, box.checked ? "0" : "1"); } catch { /* private mode: for this page only */ }
  });
  const label = element("label", "", box, " Use these keys");
  label.className = "check";
  const close = element("button", "Close");
  close.className = "btn";
  const form = element("form", "", label, close);
  form.method = "dialog";
  const heading = element("h2", "Keys");
  heading.id = "keys-h";
  const dialog = element("dialog", "", heading, list, form);
  dialog.className = "keys";
  dialog.setAttribute("aria-labelledby", "keys-h");
  document.body.append(dialog);
  return dialog;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.closest?.("input:not([type=checkbox]), textarea, select, dialog, [contenteditable]")) return;
  if (off() && event.key !== "?") return;
  const found = KEYS.find(([key]) => key === event.key);
  if (!found) return;
  event.preventDefault();
  found[2]();
});

// How many cards need somebody: asked again while the page is looked at.
async function recount() {
  if (document.hidden) return;
  const answer = await fetch("/inbox/counts", { headers: { accept: "application/json" } }).catch(() => null);
  if (!answer?.ok || answer.redirected) return;
  const { needs, who } = await answer.json();
  const tabs = document.querySelectorAll(".tabs a b");
  [needs, who].forEach((count, place) => { if (tabs[place]) tabs[place].textContent = count; });
  document.title = document.title.replace(/^Needs you \(\d+\)/, `Needs you (${needs})`);
}
setInterval(recount, 30_000);
document.addEventListener("visibilitychange", recount);

// A card that somebody has had before their eyes is seen.
const seen = document.querySelector(".one form[data-seen]");
if (seen) {
  setTimeout(async () => {
    if (document.hidden) return;
    const answer = await fetch(seen.action, { method: "POST", body: new URLSearchParams(new FormData(seen)), redirect: "manual" }).catch(() => null);
    if (answer) seen.remove();
  }, 2_000);
}
