// Every page as it looks: three widths, light and dark, a screenshot each, and no barrier in any of them.
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { assertFits, assertGuarded, assertNoBarriers, assertPlain } from "./lib/barriers.mjs";
import { digest, partUrl } from "./lib/mailbox.mjs";
import { DERRICK, FORM, NADIA, RUTH, fill, postCard, send, signIn, words } from "./lib/people.mjs";

const SHOTS = join(dirname(fileURLToPath(import.meta.url)), "..", "shots");
const WIDTHS = [360, 768, 1280];
const SCHEMES = ["light", "dark"];

export function everyPage(demo, browser) {
  const go = (path) => (page) => page.goto(path);
  const agent = (more) => async (page) => {
    await page.goto("/settings/staff");
    return page.goto((await page.getByRole("link", { name: "Derrick Hale" }).getAttribute("href")) + more);
  };
  /** Name, who looks (nobody: a customer), and how they come to the page; the way there returns the answer. */
  const pages = [
    ["form", null, go(FORM)],
    ["form-error", null, async (page) => {
      await page.goto(FORM);
      await fill(page, { text: "I rang three times about the same router.", name: "Janet Pruett", reach: "janet.pruett@mail" });
      return send(page);
    }],
    ["thanks-praise", null, async (page) => {
      await postCard(page, { kind: "praise", text: words("Derrick found our mistake himself, and never once made her feel slow."), who: "Derrick" });
      return page.reload();
    }],
    ["thanks-complaint", null, async (page) => {
      await postCard(page, { kind: "complaint", text: words("The shop on Mill Street shut ten minutes early."), reach: "0301 555 0101" });
      return page.reload();
    }],
    ["sign-in", null, go("/sign-in")],
    ["not-found", null, go("/f/no-such-form")],
    ["agent", DERRICK, go("/me")],
    ["agent-praise", DERRICK, go("/me/praise")],
    ["verify-praise", null, go("/praise/verify")],
    ["inbox", RUTH, go("/inbox")],
    ["inbox-who", RUTH, async (page) => {
      await page.goto("/inbox");
      await page.getByRole("link", { name: /Who is this/ }).click();
      await page.waitForLoadState();
      return page.reload();
    }],
    ["card", RUTH, async (page) => {
      await page.goto("/inbox");
      return page.goto(await page.locator(".rows a").first().getAttribute("href"));
    }],
    ["people", RUTH, async (page) => {
      await page.goto("/inbox?show=who");
      return page.goto(await page.getByRole("link", { name: "Someone else" }).first().getAttribute("href"));
    }],
    ["inbox-narrowed", RUTH, go("/inbox?show=complaints&kind=complaint&q=the")],
    ["inbox-nothing-found", RUTH, go("/inbox?q=zzyzx")],
    ["replies", RUTH, async (page) => {
      await page.goto("/replies");
      await page.getByLabel("Its name").last().fill("An apology");
      await page.getByLabel("The words").last().fill("Dear {customer}, I am sorry.");
      await page.getByRole("button", { name: "Save the reply" }).click();
      await page.getByRole("status").getByText("Saved.").waitFor();
      return page.reload();
    }],
    ["learnt", RUTH, go("/learnt")],
    ["account", RUTH, go("/account")],
    ["account-app", RUTH, go("/account/app")],
    ["settings", NADIA, go("/settings")],
    ["settings-forms", NADIA, go("/settings/forms")],
    ["settings-hours", NADIA, go("/settings/hours")],
    ["settings-held", NADIA, go("/settings/held")],
    ["settings-keeping", NADIA, go("/settings/keeping")],
    ["settings-mail", NADIA, go("/settings/mail")],
    ["settings-form-new", NADIA, go("/settings/forms/new")],
    ["settings-form", NADIA, async (page) => {
      await page.goto("/settings/forms");
      return page.goto(await page.getByRole("link", { name: "Change it" }).first().getAttribute("href"));
    }],
    ["form-german", null, go(`${FORM}?lang=de`)],
    ["settings-members", NADIA, go("/settings/members")],
    ["settings-member", NADIA, async (page) => {
      await page.goto("/settings/members");
      return page.goto(await page.getByRole("link", { name: "Ruth Calder" }).getAttribute("href"));
    }],
    ["settings-teams", NADIA, go("/settings/teams")],
    ["settings-staff", NADIA, go("/settings/staff")],
    ["settings-staff-new", NADIA, go("/settings/staff/new")],
    ["settings-staff-acts", NADIA, go("/settings/staff/acts")],
    ["settings-agent", NADIA, agent("")],
    ["settings-agent-merge", NADIA, agent("/merge?q=a")],
    ["settings-agent-merge-into", NADIA, async (page) => {
      await agent("/merge?q=a")(page);
      await page.locator(".picks a").first().click();
      await page.getByRole("button", { name: "Merge them" }).waitFor();
      return page.reload();
    }],
    ["settings-agent-leaving", NADIA, agent("/leaving")],
    ["first-steps", NADIA, go("/first-steps")],
    ["reads", NADIA, go("/reads")],
    ["letters", RUTH, async (page) => {
      const answer = await page.goto("/letters");
      await page.getByText("Change it").first().click();
      return answer;
    }],
    ["told", RUTH, async (page) => {
      await page.goto(partUrl(await digest(page, RUTH), "html"));
      return page.goto(await page.locator('a[href*="/told/"]').first().getAttribute("href"));
    }],
    ["stop", null, async (page) => {
      await page.goto(partUrl(await digest(page, RUTH), "html"));
      return page.goto(await page.locator('a[href*="/stop/"]').first().getAttribute("href"));
    }],
    ["report", RUTH, go("/report")],
    ["report-themes", RUTH, go("/report/themes")],
    ["links", RUTH, go("/links")],
    ["poster", RUTH, async (page) => {
      await page.goto("/links");
      return page.goto(await page.getByRole("link", { name: "A card to print" }).first().getAttribute("href"));
    }],
    ["not-accepted", RUTH, go("/not-accepted")],
    ["not-accepted-undo", RUTH, async (page) => {
      await page.goto("/not-accepted?why=replies");
      await page.getByRole("button", { name: "Make it a card" }).first().click();
      await page.getByRole("button", { name: "Undo: it is no card" }).waitFor();
      return page.reload();
    }],
    ["blocked", RUTH, async (page) => {
      await page.goto("/not-accepted?why=programs");
      await page.getByRole("button", { name: "Never from this address" }).first().click();
      await page.getByRole("button", { name: /Undo/ }).waitFor();
      return page.goto("/blocked");
    }],
    ["card-by-mail", RUTH, async (page) => {
      await page.goto("/not-accepted?why=returned");
      await page.getByRole("button", { name: "Make it a card" }).first().click();
      await page.getByRole("button", { name: "Undo: it is no card" }).waitFor();
      await page.goto("/inbox?show=all");
      return page.goto(await page.locator(".rows a").first().getAttribute("href"));
    }],
    ["mail-catcher", null, go("/dev/mail")],
    ["digest", null, async (page) => page.goto(partUrl(await digest(page, RUTH), "html"))],
  ];

  return pages.map(([name, person, way]) => [`no barrier on ${name}: ${WIDTHS.join(", ")} px, light and dark`, () => browser.visit({}, async (page) => {
    await mkdir(SHOTS, { recursive: true });
    if (person !== null) await signIn(page, person);
    const response = await way(page);
    assert.ok(response, `${name}: an answer`);
    // A letter carries its style in attributes, as mail programs want it; the catcher sends it with a policy of its own.
    const letter = name === "digest";
    if (!letter) {
      assertGuarded(response, name);
      await assertPlain(page, name);
    }
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: width < 500 ? 740 : 900 });
      for (const colorScheme of SCHEMES) {
        const where = `${name} at ${width} px, ${colorScheme}`;
        await page.emulateMedia({ colorScheme });
        await page.screenshot({ path: join(SHOTS, `${name}-${width}-${colorScheme}.png`), fullPage: true });
        await assertFits(page, where);
        await assertNoBarriers(page, where, { letter });
      }
    }
  })]);
}
