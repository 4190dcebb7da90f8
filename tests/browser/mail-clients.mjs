// Every letter's HTML against what mail programs are known to support (the data of caniemail.com): whatever one of them does
// not know must be something that the letter can do without. A new line of style or markup that isn't on the list fails.
import assert from "node:assert/strict";
import { caniemail } from "caniemail";
import { digest, part } from "./lib/mailbox.mjs";
import { NADIA, RUTH, signIn } from "./lib/people.mjs";
import { samples } from "./lib/samples.mjs";

const CLIENTS = ["gmail.*", "outlook.*", "apple-mail.*", "yahoo.*", "thunderbird.macos"];

/** What some program lacks, and why the letter is whole without it. */
const DISPENSABLE = new Map([
  ["color-scheme CSS property", "only tells a program that the letter has dark colours of its own"],
  ["color-scheme meta tag", "the same"],
  [":hover", "an underline that is there anyway on most links"],
  ["Type selector", "of the <style> block, which only serves dark mode and narrow screens"],
  ["Attribute selector", "the same"],
  ["Class selector", "the same"],
  ["Descendant combinator", "the same"],
  ["@media", "the same"],
  ["<style> element", "the same"],
  ["display:none", "of the preview line, which mso-hide hides where this does not"],
  ["max-height property", "the same"],
  ["overflow", "the same"],
  ["<body> element", "its colours stand on the outer table, too"],
  ["border-radius", "of the smile, which is then a bar"],
  ["white-space", "an age or a week then breaks into two lines"],
  ["word-break", "of a customer's words: an endless one then sticks out, and all of it is still there"],
  ["height property", "of bars, whose cells have a line-height"],
  ["role attribute", "of layout tables and the main part, which are then read as plain tables"],
]);

/** What a letter's HTML asks for that some mail program lacks and the letter can't do without. */
function assertPlainMail(html, name) {
  assert.ok(html.length < 100_000, `${name}: ${html.length} characters: one large program hides what comes after 102 kB`);
  assert.doesNotMatch(html, /<(img|script|link|svg|iframe|form|video)\b/i, name);
  assert.doesNotMatch(html, /url\(|@import|display:\s*(flex|grid)|position:/i, name);
  const { issues } = caniemail({ clients: CLIENTS, html });
  const missing = [...issues.errors].flatMap(([client, found]) => found.map((issue) => [issue.title, client]));
  assert.ok(missing.length > 0, `${name}: the data are asked`);
  const wrong = missing.filter(([title]) => !DISPENSABLE.has(title)).map(([title, client]) => `${title} in ${client}`);
  assert.deepEqual([...new Set(wrong)], [], name);
}

export function mailClients(demo, browser) {
  return [
    ["a digest asks of mail programs nothing that it cannot do without", () => browser.visit({}, async (page) => {
      assertPlainMail(await part(page, await digest(page, RUTH), "html"), "digest");
    })],
    ["no letter asks of mail programs what it cannot do without", () => browser.visit({}, async (page) => {
      await signIn(page, NADIA);
      const all = await samples(page);
      assert.ok(all.length >= 4 * 21, `${all.length} letters in all languages`);
      for (const path of all) {
        const answer = await page.request.get(path);
        assert.equal(answer.status(), 200);
        assertPlainMail(await answer.text(), path);
      }
    })],
  ];
}
