// A real OpenID provider on a free port of the loopback: the `oidc-provider` of npm, with people of its own and a page on
// which somebody says who they are.
import { generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";
import { Provider } from "oidc-provider";
import { freePort } from "./demo.mjs";

/** Starts it for one client; `people` are the claims of each account by its name. */
export async function startProvider({ redirect, people, secret = "a secret between the two" }) {
  const port = await freePort();
  const issuer = `http://127.0.0.1:${port}`;
  let keys = 0;
  let answers;

  function renew() {
    keys += 1;
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const key = { ...privateKey.export({ format: "jwk" }), kid: `key-${keys}`, alg: "RS256", use: "sig" };
    const provider = new Provider(issuer, {
      clients: [{ client_id: "smilecard", client_secret: secret, redirect_uris: [redirect], grant_types: ["authorization_code"], response_types: ["code"] }],
      jwks: { keys: [key] },
      cookies: { keys: ["one of its own"] },
      claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"], groups: ["groups"] },
      scopes: ["openid", "email", "profile", "groups"],
      pkce: { required: () => true },
      ttl: { Interaction: 600, Grant: 600, Session: 600, AccessToken: 600, IdToken: 600 },
      features: { devInteractions: { enabled: false } },
      interactions: { url: (_, interaction) => `/hello/${interaction.uid}` },
      findAccount: (_, id) => people[id] && { accountId: id, claims: () => ({ sub: id, ...people[id] }) },
      // Its people have agreed long ago.
      async loadExistingGrant(context) {
        const grant = new context.oidc.provider.Grant({ clientId: context.oidc.client.clientId, accountId: context.oidc.session.accountId });
        grant.addOIDCScope("openid email profile groups");
        await grant.save();
        return grant;
      },
    });
    const handle = provider.callback();
    answers = async (request, response) => {
      if (!request.url.startsWith("/hello/")) return handle(request, response);
      const { params } = await provider.interactionDetails(request, response);
      const who = new URL(request.url, issuer).searchParams.get("who");
      if (who === "nobody") return provider.interactionFinished(request, response, { error: "access_denied" });
      if (who) return provider.interactionFinished(request, response, { login: { accountId: who } });
      const links = [...Object.keys(people), "nobody"].map((name) => `<li><a href="?who=${name}">${name}</a>`).join("");
      response.setHeader("content-type", "text/html; charset=utf-8");
      response.end(`<!doctype html><html lang="en"><title>Who are you?</title><link rel="icon" href="data:,"><h1>Who are you, for ${params.client_id}?</h1><ul>${links}</ul>`);
    };
  }

  renew();
  const server = createServer((request, response) => answers(request, response).catch((fault) => response.writeHead(500).end(String(fault))));
  await new Promise((ready) => server.listen(port, "127.0.0.1", ready));
  return {
    issuer,
    secret,
    /** Another key in the place of the one it had, and nobody signed in there. */
    renew,
    stop: () => new Promise((done) => {
      server.closeAllConnections();
      server.close(done);
    }),
  };
}
