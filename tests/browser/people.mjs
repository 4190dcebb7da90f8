// Signing in with a second step, and setting the organisation up, as people do it in the browser.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { assertGuarded } from "./lib/barriers.mjs";
import { look } from "./lib/look.mjs";
import { NADIA, askForLink, signIn } from "./lib/people.mjs";

const EDWIN = "edwin.marsh@larkspur.example";

/** What an authenticator app shows: RFC 6238, six digits, 30 seconds, SHA-1. */
function code(spelled, stepsAhead = 0) {
  const bits = [...spelled.replace(/\s/g, "")].map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0")).join("");
  const secret = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + stepsAhead));
  const mac = createHmac("sha1", secret).update(counter).digest();
  const at = mac[19] & 15;
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

export function people(demo, browser) {
  const visit = (body) => browser.visit({}, body);
  return [
    ["Edwin sets an app up, signs in with its code, and once with a recovery code", () => visit(async (page) => {
      await signIn(page, EDWIN);
      await page.getByRole("link", { name: "Edwin Marsh" }).click();
      await page.getByRole("link", { name: "Set it up" }).click();
      await page.getByText("No camera? Type the secret").click();
      const secret = await page.locator("code").innerText();
      await page.getByLabel("Enter the six digits").fill("000000");
      await page.getByRole("button", { name: "Finish" }).click();
      await page.getByText("That code is not right.").waitFor();
      await look(page, "set-up-error");
      await page.getByLabel("Enter the six digits").fill(code(secret));
      await page.getByRole("button", { name: "Finish" }).click();
      await page.getByRole("heading", { name: "Keep these codes." }).waitFor();
      await look(page, "recovery-codes");
      const recovery = await page.locator(".codes code").allInnerTexts();
      assert.equal(recovery.length, 10);
      await page.getByRole("link", { name: "I have kept them" }).click();
      await page.getByText("10 recovery codes are left.").waitFor();

      const comeIn = async (typed) => {
        await page.getByRole("button", { name: "Sign out", exact: true }).click();
        await page.goto(await askForLink(page, EDWIN));
        await page.getByRole("button", { name: "Sign in" }).click();
        await page.getByRole("heading", { name: "And your code." }).waitFor();
        if (typed === undefined) return;
        await page.getByLabel("The six digits in your app").fill(typed);
        await page.getByRole("button", { name: "Sign in" }).click();
        await page.waitForURL("**/inbox");
      };
      await comeIn(code(secret, 1));
      await comeIn(recovery[0].toLowerCase());
      await comeIn();
      const shown = await page.reload();
      assertGuarded(shown, "second");
      await look(page, "second");
    })],
    ["Nadia invites a manager, who gets a letter, and gives them another role", () => visit(async (page) => {
      await signIn(page, NADIA);
      await page.getByRole("link", { name: "Settings" }).click();
      await page.getByRole("navigation", { name: "Settings" }).getByRole("link", { name: "Members" }).click();
      const name = `Bo Lind ${process.pid}`;
      await page.getByLabel("Name", { exact: true }).fill(name);
      await page.getByLabel("Work email").fill(`bo.${process.pid}@larkspur.example`);
      await page.getByRole("checkbox", { name: "Billing line" }).check();
      await page.getByRole("button", { name: "Invite" }).click();
      await page.getByText("a letter is on its way").waitFor();
      await page.getByRole("link", { name }).click();
      await page.getByRole("radio", { name: /Auditor/ }).check();
      await page.getByRole("button", { name: "Save" }).click();
      await page.getByText("They sign in anew.").waitFor();
      await page.getByRole("button", { name: /Keep them from signing in/ }).click();
      await page.getByRole("button", { name: "Let them sign in" }).waitFor();
    })],
    ["Nadia pastes a staff list and sees what it would change before it does", () => visit(async (page) => {
      await signIn(page, NADIA);
      await page.goto("/settings/staff");
      await page.getByRole("textbox", { name: "Your whole staff list" }).fill("id,name,nicknames,code,email,team,location\nx,Nora Bly,,,,Billing line,");
      await page.getByRole("button", { name: "Show what would change" }).click();
      await page.getByText(/1 would be added, 0 changed, 12 archived/).waitFor();
      await look(page, "settings-staff-change");
    })],
  ];
}
