// Letters as mail programs show them: every kind in every language without barriers, within what mail programs support,
// the digest with images off, and the page of letters that could not be sent.
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { assertFits, assertGuarded, assertNoBarriers, assertPlain } from "./lib/barriers.mjs";
import { digest, partUrl } from "./lib/mailbox.mjs";
import { NADIA, RUTH, signIn } from "./lib/people.mjs";
import { samples } from "./lib/samples.mjs";
import { startService } from "./lib/service.mjs";

const SHOTS = join(dirname(fileURLToPath(import.meta.url)), "..", "shots");
const SCHEMES = ["light", "dark"];

/** A relay that refuses every recipient for good. */
async function refusing() {
  const server = createServer((socket) => {
    socket.on("error", () => {});
    socket.write("220 relay.test ESMTP\r\n");
    let heard = "";
    socket.on("data", (bytes) => {
      heard += bytes;
      for (let end = heard.indexOf("\r\n"); end >= 0; end = heard.indexOf("\r\n")) {
        const verb = heard.slice(0, 4).toUpperCase();
        heard = heard.slice(end + 2);
        const answer = { RCPT: "554 5.7.1 we take nothing for this reader", QUIT: "221 bye", DATA: "503 5.5.1 no reader" }[verb] ?? "250 yes";
        socket.write(`${answer}\r\n`);
        if (verb === "QUIT") socket.end();
      }
    });
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return { port: server.address().port, stop: () => new Promise((done) => server.close(done)) };
}

/** An admin's way in: a link, then a passkey that Chromium plays, as the service asks of admins. */
async function enter(page, link) {
  const tool = await page.context().newCDPSession(page);
  await tool.send("WebAuthn.enable");
  const options = { protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true };
  await tool.send("WebAuthn.addVirtualAuthenticator", { options });
  await page.goto(link);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("button", { name: "Make a passkey" }).click();
  await page.getByRole("link", { name: "I have kept them" }).click();
}

/** The page as it stands at each width, light and dark: a screenshot, and no barrier. */
async function assertWhole(page, name) {
  await mkdir(SHOTS, { recursive: true });
  await assertPlain(page, name);
  for (const width of [360, 768, 1280]) {
    await page.setViewportSize({ width, height: width < 500 ? 740 : 900 });
    for (const colorScheme of SCHEMES) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: join(SHOTS, `${name}-${width}-${colorScheme}.png`), fullPage: true });
      await assertFits(page, `${name} at ${width} px, ${colorScheme}`);
      await assertNoBarriers(page, `${name} at ${width} px, ${colorScheme}`);
    }
  }
}

export function letters(demo, browser) {
  return [
    ["no barrier in any letter, in any language, on a phone and beside a list of letters, light and dark", () => browser.visit({}, async (page) => {
      await signIn(page, NADIA);
      const all = await samples(page);
      assert.ok(all.length >= 4 * 21, `${all.length} letters in all languages`);
      for (const path of all) {
        const english = path.includes("/en/");
        await page.goto(path);
        for (const width of english ? [320, 700] : [320]) {
          await page.setViewportSize({ width, height: 740 });
          for (const colorScheme of english ? SCHEMES : ["light"]) {
            await page.emulateMedia({ colorScheme });
            const where = `${path} at ${width} px, ${colorScheme}`;
            await assertFits(page, where);
            await assertNoBarriers(page, where, { letter: true });
          }
        }
      }
    })],

    ["a digest is whole with images off, and asks for none", () => browser.visit({}, async (page) => {
      const path = partUrl(await digest(page, RUTH), "html");
      await mkdir(SHOTS, { recursive: true });
      for (const colorScheme of SCHEMES) {
        for (const width of [360, 768]) {
          await page.setViewportSize({ width, height: 900 });
          await page.emulateMedia({ colorScheme });
          await page.goto(path);
          const asked = [];
          page.on("request", (request) => asked.push(request.url()));
          const on = await page.screenshot({ fullPage: true });
          // As a mail program with images off: nothing is loaded, and what has a picture for a background has none.
          await page.route("**/*", (route) => (route.request().resourceType() === "document" ? route.continue() : route.abort()));
          await page.goto(path);
          await page.addStyleTag({ content: "* { background-image: none !important } img, svg, picture { visibility: hidden !important }" }).catch(() => {});
          const off = await page.screenshot({ path: join(SHOTS, `digest-images-off-${width}-${colorScheme}.png`), fullPage: true });
          assert.ok(off.equals(on), `${width} px, ${colorScheme}: nothing of it is an image`);
          assert.deepEqual(asked.filter((url) => !url.endsWith(path)), [], "it asks for nothing");
          await page.unroute("**/*");
        }
      }
    })],

    ["no barrier on the letters that could not be sent: 360, 768, 1280 px, light and dark", async () => {
      const relay = await refusing();
      const service = await startService(demo.binary, {
        SMILECARD_SMTP__TRANSPORT: "smtp",
        SMILECARD_SMTP__HOST: "127.0.0.1",
        SMILECARD_SMTP__PORT: String(relay.port),
        SMILECARD_SMTP__TLS: "none",
        SMILECARD_WORKER__POLL_MS: "100",
      });
      try {
        await browser.visit({ origin: service.origin }, async (page) => {
          const link = await service.add(NADIA, "Nadia Flores", "--admin");
          await enter(page, link);
          await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
          for (const name of ["Olga", "Sam"]) {
            await page.goto("/settings/members");
            await page.getByLabel("Name", { exact: true }).fill(`${name} Other`);
            await page.getByLabel("Work email").fill(`${name.toLowerCase()}@larkspur.example`);
            await page.getByLabel(/Auditor/).check();
            await page.getByRole("button", { name: "Invite" }).click();
            await page.getByRole("status").waitFor();
          }
          const deadline = performance.now() + 20_000;
          let answer = await page.goto("/outbox");
          while ((await page.getByRole("button", { name: "Send it again" }).count()) < 2) {
            assert.ok(performance.now() < deadline, `both letters are given up: ${page.url()} ${await page.locator("main").innerText()}\n${service.said()}`);
            await new Promise((next) => setTimeout(next, 200));
            answer = await page.goto("/outbox");
          }
          assertGuarded(answer, "outbox");
          await page.getByText("we take nothing for this reader").first().waitFor();
          await assertWhole(page, "outbox");
          await page.getByRole("button", { name: "Don’t send it" }).first().click();
          await page.getByRole("status").waitFor();
          await assertWhole(page, "outbox-dropped");
          await page.goto("/outbox?show=waiting");
          await assertWhole(page, "outbox-waiting");
        });
      } finally {
        await service.stop();
        await relay.stop();
      }
    }],
  ];
}
