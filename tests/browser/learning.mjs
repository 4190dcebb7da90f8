// Who is meant, put right by people: a tap that teaches, its undo, the list of what was learnt, "is that you?" and "not me".
import assert from "node:assert/strict";
import { BRAM, DERRICK, RUTH, postCard, signIn, words } from "./lib/people.mjs";

export function learning(demo, browser) {
  const phone = { width: 360, scripts: false };
  const visit = browser.visit;
  const his = (email, part) => visit(phone, async (page) => {
    await signIn(page, email);
    await page.goto("/me?show=all");
    return (await page.getByRole("main").innerText()).includes(part);
  });
  const opened = async (page, show, part) => {
    await page.goto(`/inbox?show=${show}`);
    await page.locator(".rows a", { hasText: part }).first().click();
    await page.waitForURL(/\/cards\//);
  };

  return [
    ["a tap on a name teaches it, the undo unteaches it, and the list of what was learnt shows both", () => visit({ width: 768, scripts: false }, async (page) => {
      // Nothing finds the name: Ruth chooses who it is, by a part of his name.
      const first = words("Dezza sorted my bill in five minutes.");
      await postCard(page, { kind: "praise", text: first });
      assert.equal(await his(DERRICK, first), false);
      await signIn(page, RUTH);
      await opened(page, "all", first.slice(0, 30));
      await page.getByRole("link", { name: "Tag somebody", exact: true }).click();
      await page.getByLabel("A part of the name").fill("derr");
      await page.getByRole("button", { name: "Find" }).click();
      await page.getByLabel(/The words that name them/).fill("Dezza");
      await page.getByRole("button", { name: /Derrick Hale/ }).click();
      await page.getByRole("status").getByText("Tagged.").waitFor();
      assert.match(await page.getByRole("article").innerText(), /Why we tagged Derrick/);
      assert.equal(await his(DERRICK, first), true);

      // The next card asks; a tap answers, an undo asks again.
      const second = words("Dezza again, and again so patient.");
      await postCard(page, { kind: "praise", text: second });
      await page.goto("/inbox?show=who");
      const row = () => page.locator(".row", { hasText: second.slice(-20) });
      await row().getByText("Who is “Dezza”?").waitFor();
      assert.equal(await row().getByRole("link", { name: "Someone else" }).count(), 1);
      await row().getByRole("button", { name: /Derrick Hale/ }).click();
      await page.getByRole("button", { name: "Undo" }).click();
      await row().getByText("Who is “Dezza”?").waitFor();
      assert.equal(await his(DERRICK, second), false, "taken back");
      await row().getByRole("button", { name: /Derrick Hale/ }).click();
      await page.getByRole("status").waitFor();

      // Twice confirmed: it tags alone, and the list says so.
      const third = words("Dezza rang me back before lunch.");
      await postCard(page, { kind: "praise", text: third });
      assert.equal(await his(DERRICK, third), true);
      await page.goto("/learnt");
      const line = () => page.locator(".learnt li", { hasText: "“Dezza”" });
      assert.match(await line().innerText(), /Tags alone[\s\S]*Derrick Hale, confirmed twice\./);
      assert.equal(await line().getByRole("link", { name: /^Card \d+/ }).count(), 2);
      await line().getByRole("button", { name: "Forget it" }).click();
      await page.getByRole("button", { name: "Undo" }).waitFor();
      assert.equal(await line().count(), 0);
      await page.getByRole("button", { name: "Undo" }).click();
      await line().waitFor();
    })],

    ["customers call him Dezza: Derrick is asked on his own page, and his yes is a name of his", () => visit(phone, async (page) => {
      await signIn(page, DERRICK);
      await page.goto("/me");
      await page.getByRole("heading", { name: "Customers call you “Dezza”. Is that you?" }).waitFor();
      await page.getByRole("button", { name: "Yes, that is me" }).click();
      await page.getByRole("status").waitFor();
      assert.match(await page.getByRole("main").innerText(), /Cards that say “Dezza” come to you, too\./);
      await visit({ scripts: false }, async (ruth) => {
        await signIn(ruth, RUTH);
        await ruth.goto("/learnt");
        assert.match(await ruth.getByRole("main").innerText(), /Derrick said yes to it/);
      });
    })],

    ["not me: Bram says so, Ruth moves the card, and Bram reads what she decided", () => visit(phone, async (page) => {
      const text = words("Bram was quick and kind.");
      await postCard(page, { kind: "praise", text });
      await signIn(page, BRAM);
      await page.goto("/me?show=all");
      const mine = page.locator(".quote", { hasText: text.slice(-20) });
      await mine.getByText("Not me", { exact: true }).click();
      await mine.getByLabel("Why it isn’t about you").fill("I was at the fair that day.");
      await mine.getByRole("button", { name: "Send it to my manager" }).click();
      await page.getByRole("status").waitFor();
      assert.equal(await his(BRAM, text), true, "it stays until somebody decides");

      await visit({ width: 768, scripts: false }, async (ruth) => {
        await signIn(ruth, RUTH);
        await opened(ruth, "who", text.slice(0, 20));
        const said = ruth.getByRole("region", { name: /Bram says: not me/ });
        assert.match(await said.innerText(), /I was at the fair that day\./);
        await said.getByRole("link", { name: "Someone else" }).click();
        await ruth.getByLabel("Your note to Bram").fill("Quite right, it was Derrick.");
        await ruth.getByRole("button", { name: /Derrick Hale/ }).click();
        await ruth.getByRole("status").waitFor();
      });
      assert.equal(await his(BRAM, text), false);
      assert.equal(await his(DERRICK, text), true);
      assert.equal(await his(BRAM, "Quite right, it was Derrick."), true);
    })],
  ];
}
