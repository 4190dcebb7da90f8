// The manager's day: a complaint from the inbox to "put right" and the customer's own word, many at once with an undo, search, and keys alone.
import assert from "node:assert/strict";
import { DERRICK, RUTH, postCard, signIn, words } from "./lib/people.mjs";

export function inbox(demo, browser) {
  const visit = browser.visit;
  const reference = (text) => text.slice(text.indexOf("My reference is ") + 16, -1);
  const complaint = async (page, sentence) => {
    const text = words(sentence);
    await postCard(page, { kind: "complaint", text, name: "Janet Pruett", reach: "janet.pruett@mail.example" });
    return text;
  };
  /** The worker puts words into the index a moment after the card is stored. */
  const search = async (page, wanted, text) => {
    const deadline = performance.now() + 20_000;
    for (;;) {
      await page.goto(`/inbox?q=${encodeURIComponent(wanted)}`);
      if ((await page.locator(".rows .row", { hasText: text.slice(0, 30) }).count()) > 0 || performance.now() > deadline) return;
    }
  };

  return [
    ["a complaint goes from the inbox to put right, each press can be undone, and a note stays among managers", () => visit({ width: 768, scripts: false }, async (page) => {
      const text = await complaint(page, "The shop on Mill Street shut ten minutes early.");
      await signIn(page, RUTH);
      await page.goto("/inbox?show=complaints");
      await page.locator(".rows a", { hasText: text.slice(0, 40) }).first().click();
      await page.getByRole("button", { name: "Take it on" }).click();
      await page.getByRole("status").getByText("You look after this card now.").waitFor();
      await page.getByRole("button", { name: "Undo" }).click();
      await page.getByRole("button", { name: "Take it on" }).click();
      await page.getByLabel("A note for the managers").fill("The keys were with Odile.");
      await page.getByRole("button", { name: "Add the note" }).click();
      await page.getByText("You noted: “The keys were with Odile.”").waitFor();
      await page.getByRole("textbox", { name: "Put it right" }).fill("Rang Janet; opening times are on the door now.");
      await page.getByRole("button", { name: "Mark as put right", exact: true }).click();
      await page.getByRole("status").getByText("The customer will be asked once whether that is true.").waitFor();
      assert.match(await page.locator(".facts").innerText(), /Put right/);
    })],

    ["a search finds a card by words and by a name, and says so when nothing is found", () => visit({ width: 768, scripts: false }, async (page) => {
      const text = await complaint(page, "Nobody at the café could say when the parcel comes.");
      await signIn(page, RUTH);
      await search(page, `CAFE ${reference(text)}`, text);
      await page.locator(".rows .row", { hasText: text.slice(0, 30) }).waitFor();
      await page.getByRole("searchbox", { name: "Search cards" }).fill("pruett parcel");
      await page.getByRole("button", { name: "Search" }).click();
      await page.locator(".rows .row", { hasText: text.slice(0, 30) }).first().waitFor();
      await page.getByRole("searchbox", { name: "Search cards" }).fill("zzyzx");
      await page.getByRole("button", { name: "Search" }).click();
      await page.getByText("No card says “zzyzx”. Try part of a word, or a person’s name.").waitFor();
      await page.getByRole("link", { name: "Show all again" }).first().click();
    })],

    ["two cards are taken on with one press, and one undo gives both back", () => visit({ width: 768, scripts: false }, async (page) => {
      const both = [await complaint(page, "Twice the same bill came."), await complaint(page, "Twice the same bill came.")];
      await signIn(page, RUTH);
      await page.goto("/inbox?show=complaints");
      const row = (text) => page.locator(".row", { hasText: "Twice the same bill came." }).filter({ has: page.locator("input[type=checkbox]") });
      assert.ok((await row(both[0]).count()) >= 2);
      for (const place of [0, 1]) await row().nth(place).locator("input[type=checkbox]").check();
      await page.getByRole("button", { name: "Take them on" }).click();
      await page.getByRole("status").getByText("You look after 2 cards now.").waitFor();
      assert.match(await row().first().innerText(), /yours/);
      await page.getByRole("button", { name: "Undo" }).click();
      await page.getByRole("status").getByText("Undone: it is as it was.").waitFor();
      assert.match(await row().first().innerText(), /no owner yet/);
    })],

    ["the inbox works by keys alone: j, k, x, e, r, / and ?, with a list of them that can be turned off", () => visit({ width: 1280 }, async (page) => {
      const text = await complaint(page, "The line went dead twice.");
      await signIn(page, RUTH);
      await page.goto("/inbox?show=complaints");
      const press = (key) => page.keyboard.press(key);
      const focused = () => page.evaluate(() => document.activeElement?.closest(".row")?.innerText ?? document.activeElement?.id);
      await press("j");
      const first = await focused();
      assert.ok(first.includes(text.slice(0, 20)), `the newest card has the focus: ${first}`);
      await press("j");
      assert.notEqual(await focused(), first);
      await press("k");
      assert.equal(await focused(), first);
      await press("x");
      assert.equal(await page.locator(".choose input").first().isChecked(), true);
      await press("x");
      await press("?");
      await page.getByRole("dialog", { name: "Keys" }).waitFor();
      await press("Escape");
      await press("/");
      assert.equal(await focused(), "q");
      await page.keyboard.type("e");
      assert.equal(await page.locator("#q").inputValue(), "e", "what is typed is typed");
      await page.locator(".rows .row > a").first().focus();
      await press("Enter");
      await page.waitForURL("**/cards/**");
      await press("e");
      assert.equal(await focused(), "closure-note");
      await page.locator("h2").first().click();
      await press("r");
      assert.equal(await focused(), "letter-text");
      // Having lain open, the card is seen.
      await page.locator("form[data-seen]").waitFor({ state: "detached" });
      await page.reload();
      assert.match(await page.locator(".facts").innerText(), /Seen/);
      await page.locator("h2").first().click();
      await press("?");
      await page.getByLabel("Use these keys").uncheck();
      await page.getByRole("button", { name: "Close" }).click();
      await press("e");
      assert.notEqual(await focused(), "closure-note", "turned off");
    })],

    ["Derrick takes his praise home, and whoever is shown the copy can check it", () => visit({ width: 360 }, async (page) => {
      const text = words("Derrick Hale explained every line of it.");
      await postCard(page, { kind: "praise", text, name: "Howard Penfold", reach: "howard.penfold@mail.example" });
      await signIn(page, DERRICK);
      await page.goto("/me/praise");
      assert.ok((await page.getByRole("main").innerText()).includes(text));
      const copy = await (await page.request.get("/me/praise.json")).text();
      assert.ok(copy.includes(text.slice(0, 30)) && !copy.includes("Penfold"));
      await visit({ width: 360, scripts: false }, async (other) => {
        for (const [shown, told] of [[copy, /This praise is true/], [copy.replace("every line", "each line"), /changed after it was signed/]]) {
          await other.goto("/praise/verify");
          await other.getByLabel("The whole file").fill(shown);
          await other.getByRole("button", { name: "Check it" }).click();
          await other.getByText(told).first().waitFor();
        }
      });
    })],

    ["somebody else is found while their name is typed", () => visit({ width: 768 }, async (page) => {
      const text = words("So kind on the telephone.");
      await postCard(page, { kind: "praise", text });
      await signIn(page, RUTH);
      await page.goto("/inbox?show=all");
      await page.locator(".rows a", { hasText: text.slice(0, 25) }).first().click();
      await page.getByRole("link", { name: /^Tag somebody/ }).click();
      await page.getByLabel("A part of the name").pressSequentially("odil");
      await page.waitForFunction(() => document.querySelectorAll(".picks button").length === 1);
      await page.getByRole("button", { name: /Odile Kerr/ }).click();
      await page.getByRole("status").getByText("Tagged.").waitFor();
    })],
  ];
}
