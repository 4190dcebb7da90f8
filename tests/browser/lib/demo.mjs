// One `smilecard demo` on a free port of the loopback, in a folder of its own, as a newcomer starts it.
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** Starts it and waits until it answers; `links` are the addresses that it printed. */
export async function startDemo(binary) {
  const home = await mkdtemp(join(tmpdir(), "smilecard-browser-"));
  const port = await freePort();
  const started = performance.now();
  const data = join(home, "data");
  const child = spawn(resolve(binary), ["demo", "--port", String(port), "--data", data], { cwd: home, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  child.stdout.on("data", (bytes) => (said += bytes));
  child.stderr.on("data", (bytes) => (said += bytes));
  const ended = new Promise((done) => {
    child.once("error", (fault) => done(`could not be started: ${fault.message}`));
    child.once("exit", (code, signal) => done(code ?? signal));
  });
  let over = false;
  ended.then(() => (over = true));

  const origin = `http://127.0.0.1:${port}`;
  const deadline = started + 60_000;
  while (!(await answers(origin)) || !/\/sign-in\//.test(said)) {
    if (over) throw new Error(`smilecard demo ended with ${await ended}:\n${said}`);
    if (performance.now() > deadline) {
      child.kill("SIGKILL");
      throw new Error(`smilecard demo was not ready within a minute:\n${said}`);
    }
    await new Promise((next) => setTimeout(next, 50));
  }
  const readyAfter = Math.round(performance.now() - started);
  return {
    origin,
    port,
    binary: resolve(binary),
    readyAfter,
    /** Where `deliver` finds the demo's database, as a mail server's pipe on the same machine would. */
    database: `sqlite:${join(data, "smilecard.db")}`,
    said: () => said,
    links: said.match(/https?:\/\/[^\s<>"]+/g) ?? [],
    /** Asks it to end as a service manager does; returns its exit code. */
    async stop() {
      child.kill("SIGTERM");
      const patience = setTimeout(() => child.kill("SIGKILL"), 15_000);
      const code = await ended;
      clearTimeout(patience);
      await rm(home, { recursive: true, force: true });
      return code;
    },
  };
}

async function answers(origin) {
  try {
    return (await fetch(`${origin}/healthz`)).ok;
  } catch {
    return false;
  }
}

export function freePort() {
  return new Promise((found, refused) => {
    const server = createServer();
    server.once("error", refused);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => found(port));
    });
  });
}
