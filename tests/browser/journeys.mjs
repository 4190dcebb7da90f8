// Whole ways through the house, from the letter that begins them to the letter that ends them; each a second time by keys alone.
import assert from "node:assert/strict";
import { hands } from "./lib/hands.mjs";
import { letterWith } from "./lib/mailbox.mjs";
import { BRAM, DERRICK, FORM, NADIA, ODILE, RUTH, fill, postCard, send, signIn, words } from "./lib/people.mjs";
import { hoursPass } from "./lib/time.mjs";

const JANET = "janet.pruett@mail.example";
const link = (text, path) => new RegExp(`https?://\\S+${path}\\S*`).exec(text)?.[0];
/** A dot and a bar, 200 by 48. */
const PICTURE = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAMgAAAAwCAYAAABUmTXqAAAAtklEQVR42u3a0QmAMAxF0QxS/4rLdAD3nyTSBYRCxSDnwlsgcP4SIUmSJEmS/tV1jlydqwkMUATGnrmq4IBEYIAiOCCRvsIBiQABRHBAIjggESCASAVxQCJAABEckAiQ8kDa0dNsDhBADBBADBBADBBADBBADBBADBBADBBADBBADBBAADFAJN+8EiCACBI4BAggggQOQQKHBIhUHImrCxI4BAoYggQO6Q0orihQwJAkSZIk6bEbfmZMmB3N3/wAAAAASUVORK5CYII=", "base64");
const reference = (text) => text.slice(text.indexOf("My reference is ") + 16, -1);

export function journeys(demo, browser) {
  const visit = browser.visit;

  /** From the alert's letter to "put right", and the customer's "no" that opens it again. */
  const complaint = (by) => visit({ width: 1280, scripts: by === "mouse" }, async (page) => {
    const use = hands(page, by);
    const text = words("Derrick Hale promised a new router and sent the old one again.");
    await postCard(page, { kind: "complaint", text, name: "Janet Pruett", reach: JANET });
    await signIn(page, RUTH);
    hoursPass(demo, 24);
    const alert = await letterWith(page, RUTH, reference(text));
    assert.ok(!alert.includes(JANET), "no address in a letter that may lie open");
    // The letter leads to the card: the first link behind the card's own words.
    const address = link(alert.slice(Math.max(0, alert.indexOf(reference(text)))), "/cards/");
    assert.ok(address, alert);
    await page.goto(address.replace(/\/do\/.*/, ""));
    await page.getByText(reference(text)).first().waitFor();
    await use.press(page.getByRole("button", { name: "Take it on" }));
    await page.getByRole("status").getByText("You look after this card now.").waitFor();
    await use.type(page.getByRole("textbox", { name: "Put it right" }), "Sent the new one by courier.");
    await use.press(page.getByRole("button", { name: "Mark as put right", exact: true }));
    await page.getByRole("status").getByText("The customer will be asked once whether that is true.").waitFor();

    hoursPass(demo, 1);
    const asked = await letterWith(page, JANET, "Was it put right?", reference(text));
    await visit({ width: 360, scripts: false }, async (hers) => {
      const her = hands(hers, by);
      await hers.goto(link(asked, "/put-right/"));
      await her.type(hers.getByLabel("What is still wrong?"), "It is the old one again.");
      await her.press(hers.getByRole("button", { name: "No, not yet" }));
      await hers.getByRole("heading", { name: "Thank you for saying so." }).waitFor();
    });
    await page.reload();
    await page.getByText("It is the old one again.").first().waitFor();
    await page.getByRole("button", { name: "Mark as put right", exact: true }).waitFor();
    await page.goto("/inbox?show=needs");
    await page.locator(".rows .row", { hasText: text.slice(0, 40) }).first().waitFor();
  });

  /** Praise on the agent's page, their thanks, and the letter that brings these to the customer. */
  const thanks = (by) => visit({ width: 1280, scripts: by === "mouse" }, async (page) => {
    const use = hands(page, by);
    const text = words("Derrick Hale walked my father through the new phone.");
    const customer = `howard.${reference(text)}@mail.example`;
    await postCard(page, { kind: "praise", text, name: "Howard Penfold", reach: customer });
    await signIn(page, DERRICK);
    await page.goto("/me?show=all");
    const mine = page.locator(".quote", { hasText: reference(text) });
    await use.press(mine.getByRole("button", { name: "Say thanks" }));
    await page.getByRole("status").getByText("Your thanks are on their way.").waitFor();
    hoursPass(demo, 24);
    const letter = await letterWith(page, customer, "Derrick read your card and says thank you", reference(text));
    assert.ok(!letter.includes(DERRICK), "neither learns the other's address");
  });

  /** Who is this? One tap, and it taken back. */
  const tap = (by) => visit({ width: 1280, scripts: by === "mouse" }, async (page) => {
    const use = hands(page, by);
    const text = words("Maria stayed with me until the screen came on.");
    await postCard(page, { kind: "praise", text });
    await signIn(page, RUTH);
    await page.goto("/inbox?show=who");
    const row = () => page.locator(".row", { hasText: reference(text) });
    await use.press(row().getByRole("button", { name: /Maria Ortiz/ }));
    await page.getByRole("status").first().waitFor();
    await use.press(page.getByRole("button", { name: "Undo" }).first());
    await row().getByText("Who is “Maria”?").waitFor();
  });

  /** "Not me" with a reason, the manager's word, and the agent who reads it. */
  const notMe = (by) => visit({ width: 1280, scripts: by === "mouse" }, async (page) => {
    const use = hands(page, by);
    const text = words("Bram Visser was so patient on the telephone.");
    await postCard(page, { kind: "praise", text });
    await signIn(page, BRAM);
    await page.goto("/me?show=all");
    const mine = page.locator(".quote", { hasText: reference(text) });
    await use.press(mine.getByText("Not me", { exact: true }));
    await use.type(mine.getByLabel("Why it isn’t about you"), "I never take calls.");
    await use.press(mine.getByRole("button", { name: "Send it to my manager" }));
    await page.getByRole("status").waitFor();
    await visit({ width: 1280, scripts: by === "mouse" }, async (ruth) => {
      const her = hands(ruth, by);
      await signIn(ruth, RUTH);
      await ruth.goto("/inbox?show=who");
      await her.press(ruth.locator(".rows a", { hasText: text.slice(0, 30) }).first());
      await ruth.waitForURL(/\/cards\/|show=/);
      const said = ruth.getByRole("region", { name: /Bram says: not me/ });
      await her.type(said.getByLabel(/note to Bram/i), `You did, on the ninth. (By ${by})`);
      await her.press(said.getByRole("button", { name: /It is about Bram|Keep|Bram/ }).first());
      await ruth.getByRole("status").waitFor();
    });
    await page.goto("/me?show=all");
    await page.getByText(`You did, on the ninth. (By ${by})`).waitFor();
  });

  /** The list as a file, changed, shown with what it would change, and taken. */
  const list = (by) => visit({ width: 1280, scripts: by === "mouse" }, async (page) => {
    const use = hands(page, by);
    await signIn(page, NADIA);
    await page.goto("/settings/staff");
    const file = await (await page.request.get("/settings/staff.csv")).text();
    assert.match(file, /^\ufeff?id,name,nicknames,code,email,team,location,active_from\r\n/);
    const name = by === "mouse" ? "Nora Bly" : "Nils Bly";
    await use.type(page.getByRole("textbox", { name: "Your whole staff list" }), `${file.replace(/^\ufeff/, "").trimEnd()}\nbly-${by},${name},,,,Billing line,,`, { paste: true });
    await use.press(page.getByRole("button", { name: "Show what would change" }));
    await page.getByText(/1 would be added, 0 changed, 0 archived/).waitFor();
    await use.press(page.getByRole("button", { name: "Take this list" }));
    await page.getByRole("status").getByText("The list is taken.").waitFor();
    await page.getByRole("link", { name }).waitFor();
  });

  /** Somebody who is twice on the list, made one, and two again. */
  const merge = (by) => visit({ width: 1280, scripts: by === "mouse" }, async (page) => {
    const use = hands(page, by);
    const twice = by === "mouse" ? "Odile Carr" : "Odile Curr";
    await signIn(page, NADIA);
    await page.goto("/settings/staff");
    await use.press(page.getByRole("link", { name: "Add somebody" }));
    await use.type(page.getByLabel("Name", { exact: true }), twice);
    await use.press(page.getByRole("button", { name: "Add them" }));
    await page.getByRole("status").getByText("The next card can be about them.").waitFor();
    const address = page.url().replace(/\?.*/, "");
    const text = words(`${twice} found the right cable in a minute.`);
    await postCard(page, { kind: "praise", text });
    await page.goto(address);
    await page.getByText("1 card is about them.").waitFor();

    await use.press(page.getByRole("link", { name: "Merge with another entry" }));
    await use.press(page.getByRole("link", { name: /Odile Kerr/ }));
    await page.getByRole("heading", { name: `${twice} into Odile Kerr` }).waitFor();
    await use.press(page.getByRole("button", { name: "Merge them" }));
    await page.getByRole("status").getByText("Merged.").waitFor();
    await page.getByText(`“${twice}”`).waitFor();
    const hers = () => visit({ width: 360, scripts: false }, async (odile) => {
      await signIn(odile, ODILE);
      await odile.goto("/me?show=all");
      return (await odile.content()).includes(reference(text));
    });
    assert.equal(await hers(), true, "the card is on her page");

    await use.press(page.getByRole("button", { name: "Take it back" }).first());
    await page.getByRole("status").getByText("Both entries are as they were.").waitFor();
    assert.equal(await hers(), false, "and is not");
    await page.getByText("1 card is about them.").waitFor();
    // Gone for good, the name typed by hand.
    await use.press(page.getByRole("link", { name: "They are leaving" }));
    await use.type(page.getByLabel(/To go on, type/).last(), "Somebody Else");
    await use.press(page.getByRole("button", { name: "Erase for good" }));
    await page.getByRole("alert").getByText("Nothing was changed.").waitFor();
    await use.type(page.getByLabel(/To go on, type/).first(), twice);
    await use.press(page.getByRole("button", { name: "Replace the name for good" }));
    await page.getByText(/put Former colleague \d+ in somebody’s place/).first().waitFor();
    assert.ok(!(await page.content()).includes(twice));
  });

  /** A colleague who is chosen from a list hears of a note by letter. */
  const note = (by) => visit({ width: 1280, scripts: by === "mouse" }, async (page) => {
    const use = hands(page, by);
    const text = words("Derrick Hale never rang me back.");
    await postCard(page, { kind: "complaint", text, name: "Janet Pruett", reach: JANET });
    await signIn(page, RUTH);
    await page.goto("/inbox?show=complaints");
    await page.goto(await page.locator(".rows a", { hasText: text.slice(0, 30) }).first().getAttribute("href"));
    const said = `Do you know this line, ${reference(text)}?`;
    await use.type(page.getByLabel("A note for the managers"), said);
    await use.choose(page.getByLabel("Let a colleague know"), "Nadia Flores");
    await use.press(page.getByRole("button", { name: "Add the note" }));
    await page.getByText(`“@Nadia Flores ${said}”`).waitFor();
    const letter = await letterWith(page, NADIA, reference(text));
    assert.ok(!letter.includes("never rang me back"), "not the customer's words");
  });

  /** A word that is looked at first: the card waits, is let in, taken back, and called spam. */
  const look = (by) => visit({ width: 1280, scripts: by === "mouse" }, async (page) => {
    const use = hands(page, by);
    const word = `zork${by}`;
    await signIn(page, NADIA);
    await page.goto("/settings/held");
    await use.type(page.getByLabel("Words and phrases"), word);
    await use.press(page.getByRole("button", { name: "Save the lists" }));
    await page.getByRole("status").getByText("Saved.").waitFor();
    const text = words(`Derrick Hale said ${word.toUpperCase()} to me.`);
    await visit({ width: 360, scripts: false }, async (hers) => {
      await hers.goto(FORM);
      await fill(hers, { kind: "complaint", text });
      await send(hers);
      await hers.getByText(reference(text)).waitFor();
    });
    const count = async (list) => {
      await page.goto(list);
      return page.getByText(reference(text)).count();
    };
    assert.equal(await count("/inbox?show=all"), 0, "nobody sees it yet");
    await use.press(page.getByRole("link", { name: /Have a look/ }));
    const mine = () => page.getByRole("article").filter({ hasText: reference(text) });
    await mine().getByText(`It says “${word.toUpperCase()}”.`).waitFor();
    await use.press(mine().getByRole("button", { name: "Let it in" }));
    await page.getByRole("status").getByText("It is a card now.").waitFor();
    assert.ok(await count("/inbox?show=all") > 0);
    await page.goBack();
    await use.press(page.getByRole("button", { name: "Undo" }));
    await page.getByRole("status").getByText("It waits for a look again.").waitFor();
    await use.press(mine().getByRole("button", { name: "It is spam" }));
    await page.getByRole("status").getByText("It is spam, and no card.").waitFor();
    assert.equal(await count("/inbox?show=all"), 0);
    assert.ok(await count("/inbox/looks?show=spam") > 0);
    // What others post must not wait for a look.
    await page.goto("/settings/held");
    await page.getByLabel("Words and phrases").fill("");
    await page.getByRole("button", { name: "Save the lists" }).click();
    await page.getByRole("status").waitFor();
  });

  /** Two complaints, chosen in the list, shared with their agent by one note, and not. */
  const share = (by) => visit({ width: 1280, scripts: by === "mouse" }, async (page) => {
    const use = hands(page, by);
    const texts = [words("Derrick Hale hung up on me."), words("Derrick Hale hung up on me, too.")];
    for (const text of texts) await postCard(page, { kind: "complaint", text });
    const his = () => visit({ width: 360, scripts: false }, async (derrick) => {
      await signIn(derrick, DERRICK);
      await derrick.goto("/me?show=all");
      const seen = await derrick.content();
      return texts.filter((text) => seen.includes(reference(text))).length;
    });
    await signIn(page, RUTH);
    await page.goto("/inbox?show=complaints");
    for (const text of texts) {
      await use.tick(page.locator(".row", { hasText: reference(text) }).getByRole("checkbox"));
    }
    await use.press(page.getByText("Share them with their agents"));
    await use.type(page.getByLabel("Your note to the agents"), `We listen to the line on Friday, ${by}.`);
    await use.press(page.getByRole("button", { name: "Share them", exact: true }));
    await page.getByRole("status").getByText("2 cards shared with those they are about.").waitFor();
    assert.equal(await his(), 2);
    await use.press(page.getByRole("button", { name: "Undo" }));
    await page.getByRole("status").first().waitFor();
    assert.equal(await his(), 0, "he reads them no more");
  });

  /** The logo: uploaded, on the form, the thanks and the poster, removed, and back. */
  const logo = (by) => visit({ width: 1280, scripts: by === "mouse" }, async (page) => {
    const use = hands(page, by);
    await signIn(page, NADIA);
    await page.goto("/settings");
    await page.getByLabel(/^A(nother)? picture/).setInputFiles({ name: "logo.png", mimeType: "image/png", buffer: PICTURE });
    await use.press(page.getByRole("button", { name: "Show this picture" }));
    await page.getByRole("status").getByText("Customers see the logo from now on.").waitFor();
    const seen = async (path) => visit({ width: 360, scripts: false }, async (hers) => {
      await hers.goto(path);
      const picture = hers.locator("header .logo");
      return (await picture.count()) && picture.evaluate((one) => one.complete && one.naturalWidth > 0 && one.alt);
    });
    assert.equal(await seen(FORM), "Larkspur Mobile", "loaded under our policy, with its words");
    await page.goto("/links/poster?form=main");
    assert.ok(await page.locator(".front .logo").evaluate((one) => one.naturalWidth > 0), "on the card to print");
    await page.goto("/settings");
    await use.press(page.getByRole("button", { name: "Remove the logo" }));
    await page.getByRole("status").getByText("The logo is removed.").waitFor();
    assert.equal(await seen(FORM), 0);
    await use.press(page.getByRole("button", { name: "Undo: show the one before" }));
    await page.getByRole("status").getByText("The logo is back.").waitFor();
    assert.equal(await seen(FORM), "Larkspur Mobile");
    await use.press(page.getByRole("button", { name: "Remove the logo" }));
    await page.getByRole("status").getByText("The logo is removed.").waitFor();
  });

  const both = (name, way) => [[name, () => way("mouse")], [`${name}, by keys alone`, () => way("keys")]];
  return [
    ...both("a complaint, from the alert's letter to put right, and the customer's no opens it again", complaint),
    ...both("praise, the agent's thanks, and the letter that brings them to the customer", thanks),
    ...both("who is this: one tap, and it taken back", tap),
    ...both("not me, the manager's word, and the agent reads it", notMe),
    ...both("the staff list as a file, changed and taken again", list),
    ...both("two entries become one and two again, and a name goes for good", merge),
    ...both("a colleague who is chosen for a note hears of it", note),
    ...both("a word that is looked at first, let in, taken back, and called spam", look),
    ...both("two complaints shared by one note, and not", share),
    ...both("the logo on what customers see, removed and back", logo),
  ];
}
