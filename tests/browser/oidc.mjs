// Signing in with an organisation's own provider: a real one, that this test starts.
import assert from "node:assert/strict";
import { assertGuarded } from "./lib/barriers.mjs";
import { freePort } from "./lib/demo.mjs";
import { look } from "./lib/look.mjs";
import { startProvider } from "./lib/provider.mjs";
import { startService } from "./lib/service.mjs";

const person = (name, email_verified, ...groups) => ({ name, email: `${name.toLowerCase().replace(" ", ".")}@larkspur.example`, email_verified, groups });

const PEOPLE = {
  ruth: person("Ruth Calder", true, "billing-leads", "everybody"),
  nora: person("Nora Bly", true, "billing-leads"),
  will: person("Will Finch", true, "everybody"),
  una: person("Una Marsh", false, "billing-leads"),
};

/** A service and its provider, for one test. */
async function pair(demo, settings, body) {
  const port = await freePort();
  const provider = await startProvider({ redirect: `http://localhost:${port}/sign-in/with/larkspur/callback`, people: PEOPLE });
  const of = (key) => `SMILECARD_OIDC__LARKSPUR__${key}`;
  let service;
  try {
    service = await startService(demo.binary, {
      [of("ORGANISATION")]: "larkspur",
      [of("LABEL")]: "Larkspur",
      [of("ISSUER")]: provider.issuer,
      [of("CLIENT_ID")]: "smilecard",
      [of("CLIENT_SECRET")]: provider.secret,
      [of("SCOPES")]: "openid, email, profile, groups",
      ...Object.fromEntries(Object.entries(settings).map(([key, value]) => [of(key), value])),
    }, port);
    // Somebody leads the team that the groups name.
    await service.add("edwin.marsh@larkspur.example", "Edwin Marsh", "--team", "Billing line");
    await body(service, provider);
  } finally {
    await service?.stop();
    await provider.stop();
  }
}

export function oidc(demo, browser) {
  /** Somebody goes from our page to the provider's and says there who they are. */
  const come = (service, provider, who, body) =>
    browser.visit({ origin: service.origin, also: [provider.issuer] }, async (page) => {
      let back;
      page.on("request", (request) => {
        if (request.url().includes("/callback?")) back = request.url();
      });
      await page.goto("/sign-in?next=/account");
      await page.getByRole("link", { name: "Sign in with Larkspur" }).click();
      await page.getByRole("heading", { name: "Who are you, for smilecard?" }).waitFor();
      await page.getByRole("link", { name: who, exact: true }).click();
      await page.waitForURL((url) => url.origin === service.origin);
      await body(page, () => back);
    });
  const GROUPS = "cards-admins = admin, billing-leads = manager: Billing line";

  return [
    ["Ruth signs in with her provider, whose groups say what she does; an answer works once", () => pair(demo, { GROUPS, CREATE: "true" }, async (service, provider) => {
      await service.command("organisation", "second-step", "--organisation", "larkspur", "optional");
      await service.add(PEOPLE.ruth.email, "Ruth Calder", "--auditor");
      await come(service, provider, "ruth", async (page, back) => {
        assert.equal(new URL(page.url()).pathname, "/account");
        await page.getByText("Manager of Billing line").waitFor();
        // The same answer a second time, in the same browser, and in another one.
        const again = await page.goto(back());
        assert.equal(again.status(), 409);
        await page.getByText("That answer was used before").waitFor();
        assertGuarded(again, "provider-used");
        await browser.visit({ origin: service.origin }, async (other) => {
          assert.equal((await other.goto(back())).status(), 409);
          assert.equal((await other.context().cookies()).filter(({ name, value }) => name === "smilecard" && value).length, 0);
        });
      });
      // Somebody of the group whom nobody has invited; then the provider has a new key.
      await come(service, provider, "nora", (page) => page.getByText("Manager of Billing line").waitFor());
      provider.renew();
      await come(service, provider, "ruth", (page) => page.getByText("Manager of Billing line").waitFor());
      const members = await service.command("member", "list", "--organisation", "larkspur");
      assert.match(members, /nora\.bly@larkspur\.example/);
    })],
    ["In no group, with an address that isn't verified, or turned back: nobody comes in, and the page says what to do", () => pair(demo, { GROUPS, CREATE: "true" }, async (service, provider) => {
      await browser.visit({ origin: service.origin }, async (page) => {
        await page.goto("/sign-in");
        await look(page, "sign-in-provider");
      });
      for (const [who, said, shot] of [
        ["will", "in none of the groups that come in here", "sign-in-no-group"],
        ["una", "doesn’t say that your email address is yours", "sign-in-unverified"],
        ["nobody", "didn’t let you in, or you turned back", "sign-in-turned-back"],
      ]) {
        await come(service, provider, who, async (page) => {
          await page.getByRole("alert").getByText(said).waitFor();
          await look(page, shot);
          await page.goto("/account");
          assert.match(page.url(), /\/sign-in/, "nobody is signed in");
        });
      }
      const members = await service.command("member", "list", "--organisation", "larkspur");
      assert.doesNotMatch(members, /will|una/);
    })],
    ["Where a second step is required, the provider's word alone isn't enough; without groups a stranger stays out", () => pair(demo, {}, async (service, provider) => {
      await service.add(PEOPLE.ruth.email, "Ruth Calder", "--admin");
      await come(service, provider, "ruth", async (page) => {
        await page.getByRole("heading", { name: "One more step, once." }).waitFor();
        assert.equal(new URL(page.url()).pathname, "/sign-in/second");
      });
      await come(service, provider, "nora", (page) => page.getByText("nobody here has your address").waitFor());
      await provider.stop();
      await browser.visit({ origin: service.origin }, async (page) => {
        // Its discovery document is kept for an hour: only the way there still works.
        const answer = await page.request.get("/sign-in/with/larkspur", { maxRedirects: 0 });
        assert.equal(answer.status(), 303);
        assert.match(answer.headers().location, /code_challenge_method=S256/);
      });
    })],
  ];
}
