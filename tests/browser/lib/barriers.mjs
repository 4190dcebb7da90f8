// What every page must be, whoever looks at it: readable, reachable, within its window. axe-core finds the barriers.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const axeSource = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/**
 * Everything axe-core knows, its best practices included, and targets of 24 px: nothing may be found. A letter is a
 * fragment inside a mail program's page, so only the WCAG rules are asked of it, not landmarks.
 */
export async function assertNoBarriers(page, where, { letter = false } = {}) {
  // Evaluated, not added as a script: the pages' content policy allows no script, and stays as it is.
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axeSource);
  const found = await page.evaluate(async (letter) => {
    const { violations } = await window.axe.run(document, {
      resultTypes: ["violations"],
      ...(letter ? { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] } : {}),
      rules: { "target-size": { enabled: true } },
    });
    return violations.map((one) => `${one.id}: ${one.help}\n      ${one.nodes.map((node) => node.html.slice(0, 200)).join("\n      ")}`);
  }, letter);
  assert.equal(found.length, 0, `${where}: axe-core found ${found.length}\n    ${found.join("\n    ")}`);
}

/** Nothing sticks out of the window: a reader never scrolls sideways. */
export async function assertFits(page, where) {
  const { wide, out } = await page.evaluate(() => {
    const limit = document.documentElement.clientWidth;
    const out = [...document.body.querySelectorAll("*")]
      .filter((node) => node.getBoundingClientRect().right > limit + 1 && getComputedStyle(node).position !== "absolute")
      .map((node) => `${node.tagName.toLowerCase()}.${node.getAttribute("class") ?? ""} to ${Math.round(node.getBoundingClientRect().right)}`);
    return { wide: document.documentElement.scrollWidth - limit, out: out.slice(0, 5) };
  });
  assert.ok(wide <= 0, `${where}: ${wide} px wider than the window; ${out.join(", ")}`);
}

/** No script, no inline style, no handler, nothing from elsewhere: what a strict content policy would stop. */
export async function assertPlain(page, where) {
  const found = await page.evaluate(() => {
    const faults = [];
    for (const node of document.querySelectorAll("*")) {
      // A small module of our own improves a page that is whole without it.
      if (node.matches('script[type="module"][src^="/static/js/"]')) continue;
      if (["SCRIPT", "STYLE", "IFRAME", "OBJECT", "EMBED"].includes(node.tagName)) faults.push(`<${node.tagName.toLowerCase()}>`);
      for (const { name, value } of node.attributes) {
        if (name === "style" || name.startsWith("on")) faults.push(`${node.tagName.toLowerCase()} ${name}=`);
        if (["src", "srcset", "action", "formaction"].includes(name) && /^(https?:)?\/\//.test(value) && new URL(value, location).origin !== location.origin) faults.push(`${name}="${value}"`);
      }
    }
    if (document.title.trim() === "") faults.push("no title");
    if (document.querySelectorAll("h1").length !== 1) faults.push(`${document.querySelectorAll("h1").length} h1`);
    return faults;
  });
  assert.deepEqual(found, [], `${where} holds what no page of ours needs`);
}

/** The answer's headers, as safety asks for them. */
export function assertGuarded(response, where) {
  const headers = response.headers();
  assert.match(headers["content-security-policy"] ?? "", /default-src 'none'/, `${where}: content policy`);
  assert.doesNotMatch(headers["content-security-policy"], /unsafe-/, `${where}: content policy`);
  assert.equal(headers["x-content-type-options"], "nosniff", `${where}: nosniff`);
}
