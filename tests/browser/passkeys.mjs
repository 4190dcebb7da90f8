// Passkeys in the browser, from the first sign-in to taking the last one away, with an authenticator that Chromium plays.
import assert from "node:assert/strict";
import { look } from "./lib/look.mjs";
import { startService } from "./lib/service.mjs";

const RUTH = "ruth.calder@larkspur.example";

/** A device with a fingerprint reader, as Chromium's own tool plays it. */
async function plugIn(page) {
  const tool = await page.context().newCDPSession(page);
  await tool.send("WebAuthn.enable");
  const options = { protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true };
  const { authenticatorId } = await tool.send("WebAuthn.addVirtualAuthenticator", { options });
  const ask = (method, more) => tool.send(`WebAuthn.${method}`, { authenticatorId, ...more });
  return {
    keys: async () => (await ask("getCredentials")).credentials,
    finger: (isUserVerified) => ask("setUserVerified", { isUserVerified }),
    wipe: () => ask("clearCredentials"),
  };
}

export function passkeys(demo, browser) {
  const withService = (options, body) => async () => {
    const service = await startService(demo.binary);
    try {
      await browser.visit({ origin: service.origin, ...options }, (page) => body(page, service));
    } finally {
      await service.stop();
    }
  };
  const signOut = (page) => page.getByRole("button", { name: "Sign out", exact: true }).click();
  const openLink = async (page, link) => {
    await page.goto(link);
    await page.getByRole("button", { name: "Sign in" }).click();
  };
  return [
    ["Ruth makes a passkey, signs in with it alone and after a link, names it and takes it away", withService({}, async (page, service) => {
      const device = await plugIn(page);
      await openLink(page, await service.add(RUTH, "Ruth Calder", "--admin"));
      await page.getByRole("heading", { name: "One more step, once." }).waitFor();
      await page.getByRole("button", { name: "Make a passkey" }).waitFor();
      await look(page, "set-up-passkey");
      await page.getByLabel("What you call it").fill("My laptop");
      await page.getByRole("button", { name: "Make a passkey" }).click();
      await page.getByRole("heading", { name: "Keep these codes." }).waitFor();
      const recovery = await page.locator(".codes code").allInnerTexts();
      await page.getByRole("link", { name: "I have kept them" }).click();
      assert.equal((await device.keys()).length, 1);
      assert.equal((await device.keys())[0].rpId, "localhost");

      // Alone, from the sign-in page.
      await signOut(page);
      await page.getByRole("button", { name: "Use a passkey" }).waitFor();
      await look(page, "sign-in-passkey");
      await device.finger(false);
      await page.getByRole("button", { name: "Use a passkey" }).click();
      await page.getByRole("alert").getByText("Nothing came of that").waitFor();
      await device.finger(true);
      await page.getByRole("button", { name: "Use a passkey" }).click();
      await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));

      // As the second step; a page that lay open is too old for the same answer.
      await signOut(page);
      await openLink(page, await service.link(RUTH));
      await page.getByRole("heading", { name: "And your second step." }).waitFor();
      await look(page, "second-passkey");
      await page.getByRole("button", { name: "Use a passkey" }).click();
      await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));

      await page.getByRole("link", { name: "Ruth Calder" }).click();
      await page.getByText("10 recovery codes are left.").waitFor();
      await page.getByText("Rename or remove").click();
      await page.getByLabel("What you call it").fill("The old laptop");
      await page.getByRole("button", { name: "Rename", exact: true }).click();
      await page.getByText("The passkey has its new name.").waitFor();
      await page.getByText("Rename or remove").click();
      await look(page, "account-passkeys");
      await page.getByRole("button", { name: "Remove The old laptop" }).click();
      await page.getByText("This is your only second step").waitFor();

      // Nobody must have one any more: now it goes, and no longer signs in.
      await service.command("organisation", "second-step", "--organisation", "larkspur", "optional");
      await page.goto("/account");
      await page.getByText("Rename or remove").click();
      await page.getByRole("button", { name: "Remove The old laptop" }).click();
      await page.getByText("The passkey is removed").waitFor();
      await signOut(page);
      await page.getByRole("button", { name: "Use a passkey" }).click();
      await page.getByText("That passkey doesn't sign you in here.").waitFor();
      await look(page, "sign-in-refused");
      assert.equal(recovery.length, 10);
    })],
    ["Without scripts a passkey's owner gives a recovery code, and nothing offers what can't work", async () => {
      const service = await startService(demo.binary);
      try {
        let recovery;
        await browser.visit({ origin: service.origin }, async (page) => {
          await plugIn(page);
          await openLink(page, await service.add(RUTH, "Ruth Calder", "--admin"));
          await page.getByRole("button", { name: "Make a passkey" }).click();
          await page.getByRole("heading", { name: "Keep these codes." }).waitFor();
          recovery = await page.locator(".codes code").first().innerText();
        });
        await browser.visit({ origin: service.origin, scripts: false }, async (page) => {
          await page.goto("/sign-in");
          assert.equal(await page.getByRole("button", { name: "Use a passkey" }).count(), 0);
          await openLink(page, await service.link(RUTH));
          assert.equal(await page.getByRole("button", { name: "Use a passkey" }).count(), 0);
          await page.getByLabel("One of your recovery codes").fill(recovery);
          await page.getByRole("button", { name: "Sign in" }).click();
          await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
        });
      } finally {
        await service.stop();
      }
    }],
  ];
}
