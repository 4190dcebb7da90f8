// How the demo meets trouble and ends: a busy port is a clear error, SIGTERM a clean end.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";

export function ending(demo) {
  return [
    ["a second demo on the same port says so and names --port", () => {
      const second = spawnSync(demo.binary, ["demo", "--port", String(demo.port)], { encoding: "utf8", timeout: 60_000 });
      assert.notEqual(second.status, 0);
      assert.notEqual(second.status, null, "it ended by itself");
      assert.match(second.stderr, /--port/);
      assert.match(second.stderr, new RegExp(String(demo.port)));
    }],
    ["the demo ends when it is asked to, with exit code 0", async () => {
      assert.equal(await demo.stop(), 0);
    }],
  ];
}
