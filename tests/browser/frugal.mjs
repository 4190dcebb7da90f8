// What a page asks of whoever opens it: few bytes, no sideways scrolling with letters twice as large or in a narrow
// window, and no motion for those who want none.
import assert from "node:assert/strict";
import { assertFits } from "./lib/barriers.mjs";
import { DERRICK, FORM, NADIA, RUTH, signIn } from "./lib/people.mjs";

/** Bytes over the wire of a first view, and of a later one whose assets are kept. */
const FIRST = 60_000;
const AFTER = 15_000;

/** What everybody opens; those that need a thing to be there first find it. */
const PAGES = [
  [null, FORM], [null, "/sign-in"], [null, "/f/no-such-form"], [null, "/praise/verify"],
  [DERRICK, "/me"], [DERRICK, "/me?show=all"], [DERRICK, "/me/praise"], [DERRICK, "/account"], [DERRICK, "/account/letters"],
  [RUTH, "/inbox"], [RUTH, "/inbox?show=who"], [RUTH, "/inbox?show=all"], [RUTH, "first card"], [RUTH, "/report"],
  [RUTH, "/report/themes"], [RUTH, "/links"], [RUTH, "/letters"], [RUTH, "/learnt"], [RUTH, "/replies"], [RUTH, "/not-accepted"], [RUTH, "/blocked"],
  [NADIA, "/settings"], [NADIA, "/settings/held"], [RUTH, "/inbox/looks"], [NADIA, "/settings/members"], [NADIA, "/settings/teams"], [NADIA, "/settings/staff"], [NADIA, "/settings/staff/new"],
  [NADIA, "/settings/staff/acts"], [NADIA, "first person"], [NADIA, "merge"], [NADIA, "leaving"], [NADIA, "/first-steps"], [NADIA, "/reads"], [NADIA, "/outbox"],
];

async function address(page, path) {
  const first = async (list, name) => {
    await page.goto(list);
    return page.locator(name).first().getAttribute("href");
  };
  if (path === "first card") return first("/inbox", ".rows a");
  const person = 'a[href^="/settings/staff/0"]';
  if (path === "first person") return first("/settings/staff", person);
  if (path === "merge" || path === "leaving") return `${await first("/settings/staff", person)}/${path}`;
  return path;
}

export function frugal(demo, browser) {
  /** Opens every page as whoever it is for; `look` gets the page and where it is. */
  const each = async (settings, look) => {
    for (const who of new Set(PAGES.map(([person]) => person))) {
      await browser.visit(settings, async (page) => {
        if (who !== null) await signIn(page, who);
        for (const [, path] of PAGES.filter(([person]) => person === who)) {
          const to = await address(page, path);
          await look(page, to, `${path} of ${who ?? "a customer"}`);
        }
      });
    }
  };

  return [
    ["no page costs more than 60 KB at first, and 15 KB after that", async () => {
      const heavy = [];
      for (const [who, path] of PAGES) {
        await browser.visit({}, async (page) => {
          if (who !== null) await signIn(page, who);
          const to = await address(page, path);
          const wire = await page.context().newCDPSession(page);
          await wire.send("Network.enable");
          let bytes = 0;
          wire.on("Network.loadingFinished", (event) => (bytes += event.encodedDataLength));
          const cost = async () => {
            bytes = 0;
            await page.goto("about:blank");
            await page.goto(to, { waitUntil: "networkidle" });
            return bytes;
          };
          await wire.send("Network.clearBrowserCache");
          const [first, after] = [await cost(), await cost()];
          console.log(`      ${String(first).padStart(7)} ${String(after).padStart(6)}  ${path}`);
          if (first > FIRST || after > AFTER) heavy.push(`${path}: ${first} at first, ${after} after`);
        });
      }
      assert.deepEqual(heavy, []);
    }],
    ["with letters twice as large nothing sticks out at 1280 px", () => each({ width: 1280 }, async (page, to, where) => {
      await page.goto(to);
      // What "letters at 200 %" does in a browser: the root's size, from which ours follow.
      const { before, after } = await page.evaluate(() => {
        const root = document.documentElement;
        const before = parseFloat(getComputedStyle(root).fontSize);
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(`html { font-size: ${before * 2}px !important }`);
        document.adoptedStyleSheets = [sheet];
        return { before, after: parseFloat(getComputedStyle(root).fontSize) };
      });
      assert.equal(after, before * 2);
      await assertFits(page, `${where}, letters twice as large`);
    })],
    ["in a window of 320 px everything flows anew and nothing sticks out", () => each({ width: 320 }, async (page, to, where) => {
      await page.goto(to);
      await assertFits(page, `${where} at 320 px`);
    })],
    ["whoever wants no motion gets none", () => each({}, async (page, to, where) => {
      await page.emulateMedia({ reducedMotion: "reduce" });
      await page.goto(to);
      const moving = await page.evaluate(() => [...document.querySelectorAll("*")].flatMap((node) => {
        const style = getComputedStyle(node);
        const long = (list) => list.split(",").some((one) => parseFloat(one) > 0.01);
        const moves = (style.animationName !== "none" && long(style.animationDuration)) || long(style.transitionDuration) || style.scrollBehavior === "smooth";
        return moves ? [`${node.tagName.toLowerCase()}.${node.className}`] : [];
      }));
      assert.deepEqual(moving, [], where);
      assert.equal(await page.evaluate(() => document.getAnimations().length), 0, where);
    })],
  ];
}
