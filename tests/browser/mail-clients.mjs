// A digest's HTML against what mail programs are known to support (the data of caniemail.com): whatever one of them does
// not know must be something that the letter can do without. A new line of style or markup that isn't on the list fails.
import assert from "node:assert/strict";
import { caniemail } from "caniemail";
import { digest, part } from "./lib/mailbox.mjs";
import { RUTH } from "./lib/people.mjs";

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
  ["height property", "of bars, whose cells have a line-height"],
  ["role attribute", "of layout tables and the main part, which are then read as plain tables"],
]);

export function mailClients(demo, browser) {
  return [["a digest asks of mail programs nothing that it cannot do without", () => browser.visit({}, async (page) => {
    const html = await part(page, await digest(page, RUTH), "html");
    assert.ok(html.length < 100_000, `${html.length} characters: one large program hides what comes after 102 kB`);
    assert.doesNotMatch(html, /<(img|script|link|svg|iframe|form|video)\b/i);
    assert.doesNotMatch(html, /url\(|@import|display:\s*(flex|grid)|position:/i);
    const { issues } = caniemail({ clients: CLIENTS, html });
    const missing = [...issues.errors].flatMap(([client, found]) => found.map((issue) => [issue.title, client]));
    assert.ok(missing.length > 0, "the data are asked");
    const wrong = missing.filter(([title]) => !DISPENSABLE.has(title)).map(([title, client]) => `${title} in ${client}`);
    assert.deepEqual(wrong, []);
  })]];
}
