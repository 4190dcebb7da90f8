// Chromium and its visitors. A visitor notes whatever a page does that ours never do: ask another host, run into
// the content policy, throw an error; leaving without having looked at that is impossible.
import assert from "node:assert/strict";
import { chromium } from "playwright-core";

const SWITCHES = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // Whatever name a page asks for, it is not found: only this machine's own address is reached.
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
];

export async function launch(demo) {
  const executablePath = process.env.SMILECARD_TEST_CHROMIUM ?? "/usr/bin/chromium";
  const browser = await chromium.launch({ executablePath, args: SWITCHES, headless: true });
  return {
    /** Lets a new person visit: no cookies, a window of this width; `body` gets their page. `also` may be asked, too. */
    async visit({ width = 1280, scheme = "light", scripts = true, origin = demo, also = [] } = {}, body) {
      const context = await browser.newContext({
        baseURL: origin,
        viewport: { width, height: width < 500 ? 740 : 900 },
        colorScheme: scheme,
        javaScriptEnabled: scripts,
        locale: "en-GB",
        timezoneId: "Europe/London",
      });
      context.setDefaultTimeout(15_000);
      const strange = [];
      context.on("request", (request) => {
        const url = new URL(request.url());
        if (url.origin !== origin && !also.includes(url.origin) && url.protocol !== "data:") strange.push(`asked for ${url.href}`);
      });
      context.on("weberror", (fault) => strange.push(`script error: ${fault.error().message}`));
      context.on("console", (message) => {
        // The browser reports every answer of 400 and more as an error; the tests look at the status themselves.
        if (message.type() === "error" && !/status of \d{3}/.test(message.text())) strange.push(`console: ${message.text()}`);
      });
      try {
        const page = await context.newPage();
        const result = await body(page);
        assert.deepEqual(strange, [], "a page asked another host, or met an error");
        return result;
      } finally {
        await context.close();
      }
    },
    close: () => browser.close(),
  };
}
