// Lets time pass for what waits in the demo's database, so that no test waits for it: letters and work that were planned
// for later are due now. Python's own SQLite does it, for every machine that runs these tests has it.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";

const MOVE = `
import sqlite3, sys
with sqlite3.connect(sys.argv[1], timeout=10) as db:
    by = int(sys.argv[2]) * 60_000_000
    db.execute("UPDATE jobs SET run_at = run_at - ? WHERE state = 'waiting'", (by,))
    db.execute("UPDATE notices SET due_at = due_at - ? WHERE told_at IS NULL", (by,))
`;

/** Moves whatever waits nearer by so many hours. */
export function hoursPass(demo, hours) {
  const moved = spawnSync("python3", ["-c", MOVE, demo.database.replace(/^sqlite:/, ""), String(hours * 60)], { encoding: "utf8" });
  assert.equal(moved.status, 0, moved.stderr);
}
