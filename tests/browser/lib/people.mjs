// What a customer, an agent and a manager do in the browser, written once. Each act goes by what they see: labels and buttons.
import assert from "node:assert/strict";
import { signInLink } from "./mailbox.mjs";

export const FORM = "/f/main";
export const DERRICK = "derrick.hale@larkspur.example";
export const BRAM = "bram.visser@larkspur.example";
export const ODILE = "odile.kerr@larkspur.example";
export const NADIA = "nadia.flores@larkspur.example";
export const RUTH = "ruth.calder@larkspur.example";

let count = 0;
const letters = (number) => [...number.toString(26)].map((digit) => String.fromCharCode(97 + parseInt(digit, 26))).join("");
/** Words that no other card holds, so that a test finds its own card only. Digits in a row would be hidden from agents. */
export function words(sentence) {
  count += 1;
  return `${sentence} My reference is ${[process.pid, Date.now(), count].map(letters).join("")}.`;
}

/** Fills in the form that lies open. What isn't given stays as it is. */
export async function fill(page, { kind, text, who, name, reach }) {
  if (kind) await page.getByRole("radio", { name: kind === "praise" ? /^Praise/ : /^Complaint/ }).check();
  if (text !== undefined) await page.getByLabel("Tell us what happened").fill(text);
  if (who !== undefined) await page.getByLabel("Who helped you?").fill(who);
  if (name !== undefined) await page.getByLabel("Your name").fill(name);
  if (reach !== undefined) await page.getByLabel("Email or phone").fill(reach);
}

/** Presses the form's button and waits for the page that answers; returns that answer. */
export async function send(page) {
  const [response] = await Promise.all([
    page.waitForResponse((answer) => answer.request().isNavigationRequest() && (answer.status() < 300 || answer.status() >= 400)),
    page.getByRole("button", { name: "Send the card" }).click(),
  ]);
  await page.waitForLoadState();
  return response;
}

/** Posts a card from a fresh form and returns its number, as the thank-you page tells it. */
export async function postCard(page, card) {
  await page.goto(FORM);
  await fill(page, card);
  const response = await send(page);
  assert.equal(response.status(), 200, `posting answered ${response.status()} at ${page.url()}`);
  return thanked(page);
}

/** Reads the number off the thank-you page that lies open. */
export async function thanked(page) {
  assert.match(new URL(page.url()).pathname, /^\/f\/main\/card\//);
  const number = /Card (\d+)/.exec(await page.getByRole("main").innerText());
  assert.ok(number, "the thank-you page tells the card's number");
  return Number(number[1]);
}

const sessions = new Map();

/**
 * Lets somebody in: the first time as a person does, by the link of a letter and its button. Later visits carry on that
 * session, as a person's own browser does; nobody is sent more than a few links an hour.
 */
export async function signIn(page, email) {
  const known = sessions.get(email);
  if (known) {
    await page.context().addCookies(known);
    await page.goto("/");
  } else {
    await page.goto(await askForLink(page, email));
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
    sessions.set(email, await page.context().cookies());
  }
  assert.doesNotMatch(new URL(page.url()).pathname, /^\/sign-in/, `${email} is signed in`);
}

/** Asks for a link and returns it from the newest letter to that address. */
export async function askForLink(page, email) {
  await page.goto("/sign-in");
  await page.getByLabel("Your work email").fill(email);
  await page.getByRole("button", { name: "Email me a link" }).click();
  await page.getByRole("heading", { name: "Look in your email." }).waitFor();
  return signInLink(page, email);
}
