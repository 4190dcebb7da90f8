// One `smilecard serve` with a configuration of its own, at http://localhost: to that name browsers tie passkeys, to an
// address of digits they don't. An organisation is set up as an operator does it, by commands.
import { execFile, spawn } from "node:child_process";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { freePort } from "./demo.mjs";

const run = promisify(execFile);

/** Starts it with `settings` as environment variables over its own; waits until it answers. */
export async function startService(binary, settings = {}, port = undefined) {
  const home = await mkdtemp(join(tmpdir(), "smilecard-service-"));
  await mkdir(join(home, "letters"));
  port ??= await freePort();
  const origin = `http://localhost:${port}`;
  const env = {
    DATABASE_URL: `sqlite:${join(home, "smilecard.db")}`,
    SMILECARD_SERVER__BIND: `127.0.0.1:${port}`,
    SMILECARD_SERVER__PUBLIC_URL: origin,
    SMILECARD_SECURITY__SECRET_KEY: "q7Hk2Vw9ZtLr4Nf6Xc8Bm1Pd3Gs5Jy0AuEoTi+RhKvQ=",
    SMILECARD_MAIL__FROM: "Cards <cards@larkspur.example>",
    SMILECARD_SMTP__TRANSPORT: "file",
    SMILECARD_SMTP__FOLDER: join(home, "letters"),
    ...settings,
  };
  const command = async (...words) => (await run(resolve(binary), words, { cwd: home, env })).stdout;
  await command("organisation", "create", "--slug", "larkspur", "--name", "Larkspur Mobile", "--mail", "cards@larkspur.example");
  const child = spawn(resolve(binary), ["serve"], { cwd: home, env, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  child.stdout.on("data", (bytes) => (said += bytes));
  child.stderr.on("data", (bytes) => (said += bytes));
  const ended = new Promise((done) => child.once("exit", (code, signal) => done(code ?? signal)));
  const deadline = performance.now() + 60_000;
  while (!(await fetch(`http://127.0.0.1:${port}/healthz`).then((answer) => answer.ok, () => false))) {
    if (child.exitCode !== null || performance.now() > deadline) {
      child.kill("SIGKILL");
      throw new Error(`smilecard serve was not ready:\n${said}`);
    }
    await new Promise((next) => setTimeout(next, 50));
  }
  return {
    origin,
    command,
    said: () => said,
    /** Adds somebody; returns the link that signs them in once. */
    add: async (email, name, ...role) =>
      linkIn(await command("member", "add", "--organisation", "larkspur", "--email", email, "--name", name, "--no-letter", ...role)),
    /** Another link. */
    link: async (email) => linkIn(await command("member", "link", "--organisation", "larkspur", "--email", email)),
    async stop() {
      child.kill("SIGTERM");
      const patience = setTimeout(() => child.kill("SIGKILL"), 15_000);
      await ended;
      clearTimeout(patience);
      await rm(home, { recursive: true, force: true });
    },
  };
}

function linkIn(said) {
  const found = /https?:\/\/\S+\/sign-in\/\S+/.exec(said);
  if (!found) throw new Error(`no link in ${said}`);
  return found[0];
}
