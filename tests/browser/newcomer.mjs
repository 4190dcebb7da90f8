// A new organisation, from empty to its first card: what whoever sets it up does in the browser, on a service of its own.
import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { assertNoBarriers } from "./lib/barriers.mjs";
import { launch } from "./lib/browser.mjs";
import { freePort } from "./lib/demo.mjs";

const ask = promisify(execFile);

/** `smilecard serve` with an organisation in which there is nobody but an admin; `link` signs them in. */
async function emptyHouse(binary) {
  const home = await mkdtemp(join(tmpdir(), "smilecard-newcomer-"));
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const env = {
    PATH: process.env.PATH,
    DATABASE_URL: `sqlite:${join(home, "cards.db")}`,
    SMILECARD_SERVER__BIND: `127.0.0.1:${port}`,
    SMILECARD_SERVER__PUBLIC_URL: origin,
    SMILECARD_SECURITY__SECRET_KEY: "q7Hk2Vw9ZtLr4Nf6Xc8Bm1Pd3Gs5Jy0AuEoTi+RhKvQ=",
    SMILECARD_MAIL__FROM: "Cards <cards@mail.example>",
    SMILECARD_SMTP__TRANSPORT: "file",
    SMILECARD_SMTP__FOLDER: home,
  };
  const run = (...words) => ask(resolve(binary), words, { cwd: home, env });
  await run("organisation", "create", "--slug", "larkspur", "--name", "Larkspur Mobile", "--mail", "cards@larkspur.example");
  await run("organisation", "second-step", "--organisation", "larkspur", "off");
  const { stdout } = await run("member", "add", "--organisation", "larkspur", "--email", "ada@larkspur.example", "--name", "Ada Quist", "--admin");
  const child = spawn(resolve(binary), ["serve"], { cwd: home, env, stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.on("data", (bytes) => (said += bytes));
  const ended = new Promise((done) => child.once("exit", done));
  const deadline = Date.now() + 60_000;
  for (;;) {
    const ready = await fetch(`${origin}/readyz`).then((answer) => answer.ok, () => false);
    if (ready) break;
    if (child.exitCode !== null || Date.now() > deadline) throw new Error(`smilecard serve was not ready:\n${said}`);
    await new Promise((next) => setTimeout(next, 50));
  }
  return {
    origin,
    link: new URL(/https?:\/\/\S+\/sign-in\/\S+/.exec(stdout)[0]).pathname,
    async stop() {
      child.kill("SIGTERM");
      await ended;
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** Without scripts axe can't look, so it looks only where they run. */
async function journey(page, link, scripts) {
  const look = async (what) => scripts && (await assertNoBarriers(page, what));
  await page.goto(link);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("heading", { name: "No cards yet. Three things bring the first one in." }).waitFor();
  await page.getByText("Not seen to work yet").waitFor();
  await page.getByRole("link", { name: "Paste your staff list" }).click();
  await page.getByRole("textbox", { name: "Your whole staff list" }).fill("id,name,nicknames,code,email,team,location\nhale,Derrick Hale,Del,,,Billing line,");
  await page.getByRole("button", { name: "Show what would change" }).click();
  await page.getByText(/1 would be added/).waitFor();
  await page.getByRole("button", { name: "Take this list" }).click();
  await page.getByRole("status").waitFor();

  // The form asks where it was, in two languages.
  await page.getByRole("link", { name: "Forms", exact: true }).click();
  await page.getByRole("link", { name: "Change it" }).click();
  await page.getByLabel("Places").fill("Mill Street\nHigh Street");
  await page.getByText("Texts in Deutsch").click();
  await page.locator("#title-de").fill("Wie war Ihr Besuch?");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText("Saved. Whoever opens the form sees it so.").waitFor();
  await look("a form's settings after saving");

  await page.goto("/first-steps");
  await page.getByRole("link", { name: "Print the card" }).click();
  await page.getByRole("heading", { name: "Did someone make your day?" }).waitFor();
  await page.goto("/first-steps");
  await page.getByRole("link", { name: "Try the form" }).click();
  await page.getByRole("link", { name: "Deutsch" }).click();
  await page.getByRole("heading", { name: "Wie war Ihr Besuch?" }).waitFor();
  await page.getByRole("radio", { name: /^Lob/ }).check();
  await page.getByLabel("Was ist geschehen?").fill("Derrick Hale hat mir sehr freundlich geholfen.");
  await page.getByLabel("Wo war es?").selectOption("Mill Street");
  await page.getByRole("button", { name: "Karte abschicken" }).click();
  await page.getByRole("heading", { name: "Danke. Ihre Karte ist unterwegs." }).waitFor();
  assert.equal(new URL(page.url()).search, "?lang=de", "the page of thanks stays in the language that was chosen");
  await look("thanks in German");

  await page.goto("/");
  await page.waitForURL("**/inbox*");
  await page.goto("/inbox?show=all");
  await page.getByRole("link", { name: /Praise for Derrick Hale/ }).first().waitFor();
}

export function newcomer(demo) {
  const go = (scripts) => async () => {
    const house = await emptyHouse(demo.binary);
    const browser = await launch(house.origin);
    try {
      const begun = performance.now();
      await browser.visit({ scripts }, (page) => journey(page, house.link, scripts));
      const seconds = (performance.now() - begun) / 1000;
      assert.ok(seconds < 120, `from empty to the first card in ${seconds} s`);
    } finally {
      await browser.close();
      await house.stop();
    }
  };
  return [
    ["a new organisation comes from empty to its first card within two minutes", go(true)],
    ["and so it does without scripts", go(false)],
  ];
}
