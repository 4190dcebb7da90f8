// Every letter with sample data, as an admin sees them on /letter-samples: drawn from the page, so that a letter that is
// added is looked at, too.
import assert from "node:assert/strict";

/** The paths of every letter's HTML, in each language; the page's visitor is signed in as an admin. */
export async function samples(page) {
  const answer = await page.goto("/letter-samples");
  assert.equal(answer.status(), 200);
  return page.locator('a[href^="/letter-samples/"][href$="/html"]').evaluateAll((links) => links.map((link) => link.getAttribute("href")));
}
