// The demo's mail catcher, /dev/mail: what would have gone out by SMTP, found by whom it is for.
import assert from "node:assert/strict";

const used = new Set();

/** The link in the newest sign-in letter to this address; each is given out once, so that no test gets another's. */
export async function signInLink(page, email) {
  return within(15, `a sign-in letter to ${email}`, async () => {
    for (const letter of await letters(page)) {
      const link = /https?:\/\/\S+\/sign-in\/[^\s<>"]+/.exec(await part(page, letter, "text"))?.[0];
      if (!link || used.has(link) || !(await isTo(page, letter, email))) continue;
      used.add(link);
      return link;
    }
  });
}

/** The number of the newest weekly letter to this address. */
export async function digest(page, email) {
  return within(15, `a weekly letter to ${email}`, async () => {
    for (const letter of await letters(page)) {
      if ((await isTo(page, letter, email)) && /^List-Id:/im.test(await part(page, letter, "eml"))) return letter;
    }
  });
}

/** The newest letter to this address whose text holds all of these: its text. */
export async function letterWith(page, email, ...said) {
  return within(30, `a letter to ${email} that says ${said.join(", ")}`, async () => {
    for (const letter of await letters(page)) {
      const text = await part(page, letter, "text");
      const flat = text.replace(/\s+/g, " ");
      if (said.every((one) => flat.includes(one)) && (await isTo(page, letter, email))) return text;
    }
  });
}

/** `html`, `text` or `eml` of a letter, as the catcher hands it out. */
export async function part(page, letter, which) {
  const answer = await page.request.get(partUrl(letter, which));
  assert.equal(answer.status(), 200);
  return answer.text();
}

export function partUrl(letter, which) {
  return `/dev/mail/${letter}/${which}`;
}

async function isTo(page, letter, email) {
  const headers = (await part(page, letter, "eml")).split(/\r?\n\r?\n/, 1)[0].replace(/\r?\n[ \t]+/g, " ");
  return /^To:.*$/im.exec(headers)?.[0].toLowerCase().includes(email) ?? false;
}

/** The letters' numbers, newest first. */
async function letters(page) {
  const list = await (await page.request.get("/dev/mail")).text();
  const numbers = [...list.matchAll(/\/dev\/mail\/(\d+)\//g)].map((match) => Number(match[1]));
  return [...new Set(numbers)].sort((one, other) => other - one);
}

/** Asks again until there is an answer: letters go out in the background. */
async function within(seconds, what, ask) {
  const deadline = performance.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    assert.ok(performance.now() < deadline, `no ${what} within ${seconds} s`);
    await new Promise((next) => setTimeout(next, 100));
  }
}
