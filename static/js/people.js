// "Someone else": finds names while they are typed, by asking the same page again. Without it, the button does.

const form = document.querySelector('form[role="search"]');
const field = form?.querySelector("input[type=search]");
let asked = 0;

async function find() {
  const turn = ++asked;
  const query = new URLSearchParams(new FormData(form));
  const answer = await fetch(`${form.action}?${query}`).catch(() => null);
  if (!answer?.ok || answer.redirected || turn !== asked) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const [old, fresh] = [document, page].map((one) => one.querySelector('form[aria-labelledby="names"]'));
  if (!old || !fresh) return;
  for (const part of old.querySelectorAll(".picks, [role=status]")) part.remove();
  old.append(...fresh.querySelectorAll(".picks, [role=status]"));
}

let pause;
field?.addEventListener("input", () => {
  clearTimeout(pause);
  pause = setTimeout(find, 180);
});
