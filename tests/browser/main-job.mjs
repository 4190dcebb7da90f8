// The main job, as people do it: a customer's card, without scripts; the agent who reads it; the manager who acts; Monday's letter.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { digest, part, partUrl } from "./lib/mailbox.mjs";
import { BRAM, DERRICK, FORM, ODILE, RUTH, askForLink, fill, postCard, send, signIn, thanked, words } from "./lib/people.mjs";

export function mainJob(demo, browser) {
  const phone = { width: 360, scripts: false };
  const visit = browser.visit;

  return [
    ["a customer without scripts posts praise, and is thanked with their own words", () => visit(phone, async (page) => {
      const text = words("Derrick went through the bill with my mother, line by line.");
      const number = await postCard(page, { kind: "praise", text, who: "Derrick" });
      assert.ok(number > 0);
      assert.match(await page.getByRole("heading", { level: 1 }).innerText(), /^Thank you/);
      assert.ok((await page.getByRole("blockquote").innerText()).includes(text), "the words, whole");
    })],

    ["a card with problems keeps every word, says where they are, and can be mended", () => visit(phone, async (page) => {
      const card = { text: words("Nobody called back\non Friday <b>& said why</b>."), who: "Derrick, on the \"billing\" line", name: "Janet Pruett", reach: "janet.pruett@mail" };
      await page.goto(FORM);
      await fill(page, card);
      assert.equal((await send(page)).status(), 422);
      assert.match(await page.title(), /^Error: /);
      assert.equal(await page.getByLabel("Tell us what happened").inputValue(), card.text);
      assert.equal(await page.getByLabel("Who helped you?").inputValue(), card.who);
      assert.equal(await page.getByLabel("Your name").inputValue(), card.name);
      assert.equal(await page.getByLabel("Email or phone").inputValue(), card.reach);
      const told = await page.getByRole("alert").getByRole("link").all();
      assert.equal(told.length, 2, "the kind and the address");
      for (const link of told) {
        const field = page.locator(await link.getAttribute("href"));
        assert.equal(await field.count(), 1, "each problem leads to its field");
      }
      assert.equal(await page.locator("#reach").getAttribute("aria-invalid"), "true");
      await fill(page, { kind: "complaint", reach: "janet.pruett@mail.example" });
      assert.equal((await send(page)).status(), 200);
      await thanked(page);
      assert.equal((await page.getByRole("blockquote").innerText()).replace(/\s+/g, " "), card.text.replace(/\s+/g, " "));
    })],

    ["a double click stores one card", () => visit({}, async (page) => {
      const first = await postCard(page, { kind: "praise", text: words("The card before.") });
      await page.goto(FORM);
      await fill(page, { kind: "praise", text: words("Maria Ortiz was patient with me.") });
      await page.getByRole("button", { name: "Send the card" }).dblclick();
      // The second click aborts the first one's way to the card: only where it ends counts.
      await page.waitForFunction(() => location.pathname.includes("/card/"));
      const twice = await thanked(page);
      const next = await postCard(page, { kind: "praise", text: words("The card after.") });
      assert.deepEqual([twice, next], [first + 1, first + 2], "one number for the double click");
    })],

    ["copies of one post are one card, whether they arrive together or long after", () => visit(phone, async (page) => {
      await page.goto(FORM);
      const fields = Object.fromEntries(await page.locator("#card-form input[type=hidden]").evaluateAll((all) => all.map((one) => [one.name, one.value])));
      const action = await page.locator("#card-form").getAttribute("action");
      const form = { ...fields, kind: "praise", words: words("Bram was quick."), who: "", name: "", reach: "" };
      const headers = { origin: demo.origin, referer: demo.origin + FORM };
      const post = () => page.request.post(action, { form, headers, maxRedirects: 0 });
      const answers = await Promise.all([post(), post(), post(), post()]);
      await postCard(page, { kind: "praise", text: words("Another card in between.") });
      answers.push(await post());
      assert.deepEqual(answers.map((one) => one.status()), [303, 303, 303, 303, 303]);
      assert.equal(new Set(answers.map((one) => one.headers().location)).size, 1, "all lead to the same card");
    })],

    ["the form can be filled in and sent by the keyboard alone, and shows where one is", () => visit({ width: 768 }, async (page) => {
      await page.goto(FORM);
      const text = words("Sam held the shop open for me.");
      const press = (key) => page.keyboard.press(key);
      const focused = () => page.evaluate(() => ({ id: document.activeElement.id, name: document.activeElement.name ?? "", href: document.activeElement.getAttribute("href") }));
      await press("Tab");
      assert.equal((await focused()).href, "#card-form", "first of all the way past the header");
      assert.ok((await page.locator(".skip").boundingBox()).y >= 0, "which is seen when it has the focus");
      const stops = [];
      for (let i = 0; i < 12 && !stops.includes("button"); i += 1) {
        await press("Tab");
        const { name } = await focused();
        const ring = await page.evaluate(() => {
          const node = document.activeElement.closest("label.tile") ?? document.activeElement;
          return [node, document.activeElement].some((one) => {
            const style = getComputedStyle(one);
            return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
          });
        });
        assert.ok(ring, `a ring is drawn around ${name || "the button"}`);
        stops.push(name || (await page.evaluate(() => document.activeElement.tagName.toLowerCase())));
        if (name === "kind") await press("Space");
        if (name === "words") await page.keyboard.type(text);
        if (name === "who") await page.keyboard.type("Sam");
        if (name === "name") await page.keyboard.type("Joan");
        if (name === "reach") await page.keyboard.type("joan@mail.example");
      }
      const languages = ["a", "a", "a", "a"];
      assert.deepEqual(stops, [...languages, "kind", "words", "who", "name", "reach", "receipt", "button"], "in the order they are read");
      await press("Enter");
      await page.waitForURL("**/card/**");
      await thanked(page);
      assert.ok((await page.getByRole("blockquote").innerText()).includes(text));
    })],

    ["Derrick signs in by the letter's link and reads praise on his own page", () => visit(phone, async (page) => {
      const text = words("Derrick Hale rang me back from his own desk.");
      await postCard(page, { kind: "praise", text, name: "Howard Penfold", reach: "howard.penfold@mail.example" });
      await signIn(page, DERRICK);
      assert.equal(new URL(page.url()).pathname, "/me");
      const said = await page.getByRole("main").innerText();
      assert.ok(said.includes(text), "the customer's words");
      assert.ok(!said.includes("howard.penfold@mail.example"), "never the customer's address");
      assert.ok(!(await page.content()).includes("howard.penfold@mail.example"), "not even in the source");
    })],

    ["Ruth finds a complaint in her inbox, reads why it was tagged, and Derrick sees it only when she shares it", () => visit({ width: 768, scripts: false }, async (page) => {
      const text = words("Derrick promised to call back before five. Nobody did.");
      const number = await postCard(page, { kind: "complaint", text, who: "Derrick, on the billing line", name: "Janet Pruett", reach: "janet.pruett@mail.example" });
      await signIn(page, RUTH);
      await page.goto("/inbox");
      await page.getByRole("link", { name: "Complaints", exact: true }).click();
      await page.locator(".rows a", { hasText: text.slice(0, 40) }).first().click();
      const detail = page.getByRole("article");
      const shown = await detail.innerText();
      assert.match(page.url(), /\/cards\//);
      assert.ok(shown.includes(text) && shown.includes(`Card ${number}`), "the card, whole");
      assert.ok(shown.includes("Janet Pruett") && shown.includes("janet.pruett@mail.example"), "a manager sees who wrote");
      assert.match(shown, /Why we tagged Derrick/);
      const address = page.url();

      await visit(phone, async (his) => {
        await signIn(his, DERRICK);
        assert.ok(!(await his.content()).includes(text), "held until released");
        assert.equal((await his.goto(address)).status(), 404, "another's card is no card");
      });

      await page.getByLabel("Your note to Derrick").fill("The slip is ours. Let us look together on Thursday.");
      await page.getByRole("button", { name: "Share with Derrick" }).click();
      await page.getByRole("region", { name: "Shared with Derrick" }).waitFor();

      await visit(phone, async (his) => {
        await signIn(his, DERRICK);
        const his_page = await his.getByRole("main").innerText();
        assert.ok(his_page.includes(text) && his_page.includes("The slip is ours."), "her note beside the words");
        assert.ok(!(await his.content()).includes("janet.pruett@mail.example"), "never the customer's address");
      });
    })],

    ["a first name that two people have is asked, never guessed", () => visit({ scripts: false }, async (page) => {
      const text = words("Maria stayed on the line until it worked.");
      await postCard(page, { kind: "praise", text });
      await signIn(page, RUTH);
      await page.goto("/inbox");
      await page.getByRole("link", { name: /Who is this/ }).click();
      const row = page.locator(".row", { hasText: text.slice(-20) });
      await row.getByText("Who is “Maria”?").waitFor();
      assert.deepEqual((await row.getByRole("button").allInnerTexts()).map((one) => one.split("\n")[0]).sort(), ["Maria Lindqvist", "Maria Ortiz", "Nobody of ours"]);
      const hers = (email) => visit(phone, async (page) => {
        await signIn(page, email);
        return (await page.content()).includes(text.slice(-20));
      });
      assert.equal(await hers("maria.ortiz@larkspur.example"), false, "nobody's page before it is decided");
      await row.getByRole("button", { name: /Maria Ortiz/ }).click();
      await page.waitForLoadState();
      assert.equal(await hers("maria.ortiz@larkspur.example"), true);
      assert.equal(await hers("maria.lindqvist@larkspur.example"), false);
    })],

    ["a scanner that opens a sign-in link does not use it up, and a person uses it once", () => visit(phone, async (page) => {
      const link = await askForLink(page, BRAM);
      for (const method of ["GET", "HEAD", "GET"]) assert.equal((await page.request.fetch(link, { method })).status(), 200);
      await page.goto(link);
      await page.getByRole("button", { name: "Sign in" }).click();
      await page.waitForURL("**/me");
      await visit(phone, async (other) => {
        await other.goto(link);
        const button = other.getByRole("button", { name: "Sign in" });
        if (await button.count()) await button.click();
        await other.goto("/me");
        assert.match(new URL(other.url()).pathname, /^\/sign-in/, "a used link lets nobody in");
      });
    })],

    ["the sign-in page says the same to a stranger", () => visit(phone, async (page) => {
      const answer = async (email) => {
        await page.goto("/sign-in");
        await page.getByLabel("Your work email").fill(email);
        await page.getByRole("button", { name: "Email me a link" }).click();
        await page.getByRole("heading", { name: "Look in your email." }).waitFor();
        return (await page.getByRole("main").innerText()).replaceAll(email, "ADDRESS");
      };
      assert.equal(await answer("nobody.here@larkspur.example"), await answer(ODILE));
    })],

    ["a card that was mailed is on Derrick's page too", () => visit(phone, async (page) => {
      const text = words("Derrick stayed on after closing to see that it worked.");
      const letter = ["From: Joan Tissington <joan@mail.example>", "To: cards@larkspur.example", "Subject: A good word", "Content-Type: text/plain; charset=utf-8", "", text, ""].join("\r\n");
      const deliver = () => spawnSync(demo.binary, ["deliver", "--recipient", "cards@larkspur.example", "--sender", "joan@mail.example"], {
        input: letter,
        env: { DATABASE_URL: demo.database },
        encoding: "utf8",
      });
      // The mail server may hand it over twice; it is one card.
      for (const run of [deliver(), deliver()]) assert.equal(run.status, 0, run.stderr);
      await signIn(page, DERRICK);
      const deadline = performance.now() + 20_000;
      const count = async () => (await page.getByRole("main").innerText()).split(text).length - 1;
      while ((await count()) === 0 && performance.now() < deadline) await page.reload();
      assert.equal(await count(), 1, "the mailed words, once");
      assert.ok(!(await page.content()).includes("joan@mail.example"), "never the customer's address");
    })],

    ["Monday's letter says the same in HTML and in text, and fetches nothing", () => visit({ width: 360, scripts: false }, async (page) => {
      const letter = await digest(page, RUTH);
      const [text, eml] = [await part(page, letter, "text"), await part(page, letter, "eml")];
      assert.match(eml, /^Message-ID: <[^>]+>\r?$/im);
      assert.match(eml, /^List-Unsubscribe: </im);
      assert.match(eml, /^Content-Type: multipart\/alternative/im);
      await page.goto(partUrl(letter, "html"));
      const html = (await page.locator("body").innerText()).replace(/\s+/g, " ");
      for (const label of ["Praise", "Complaints", "Put right"]) {
        const figure = new RegExp(`${label}\\s+(\\d+)`).exec(text);
        assert.ok(figure, `${label} in the text`);
        assert.match(html, new RegExp(`${figure[1]} ?${label}|${label} ?${figure[1]}`, "i"), `${label} ${figure[1]} in the HTML`);
      }
      for (const words of [/needs you/i, /smile of the week/i, /Derrick Hale/]) {
        assert.match(text, words);
        assert.match(html, words);
      }
      const links = await page.locator("a[href]").evaluateAll((all) => all.map((one) => one.getAttribute("href")));
      assert.ok(links.length > 0);
      for (const link of links) assert.ok(link.startsWith(demo.origin), `${link} leads home`);
      assert.equal(await page.locator("img").count(), 0, "no picture, so none is missed");
      assert.ok(Buffer.byteLength(await part(page, letter, "html")) < 100_000, "under what mail programs cut off");
    })],

    ["without signing in, no page of the house opens", () => visit(phone, async (page) => {
      for (const path of ["/me", "/inbox", "/cards/1"]) {
        await page.goto(path);
        assert.match(new URL(page.url()).pathname, /^\/sign-in/, path);
      }
    })],
  ];
}
