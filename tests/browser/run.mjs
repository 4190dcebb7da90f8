// Runs the browser tests against one `smilecard demo` and ends with "N passed, M failed".
//   node tests/browser/run.mjs [WORDS]    only the tests whose names hold WORDS
// Wants SMILECARD_BIN (default target/debug/smilecard) and SMILECARD_TEST_CHROMIUM (default chromium's usual place);
// `tests/run --only browser` sets both. Screenshots go to tests/shots.
import { launch } from "./lib/browser.mjs";
import { startDemo } from "./lib/demo.mjs";
import { run } from "./lib/runner.mjs";
import { ending } from "./ending.mjs";
import { everyPage } from "./every-page.mjs";
import { frugal } from "./frugal.mjs";
import { inbox } from "./inbox.mjs";
import { journeys } from "./journeys.mjs";
import { learning } from "./learning.mjs";
import { letters } from "./letters.mjs";
import { mailClients } from "./mail-clients.mjs";
import { mainJob } from "./main-job.mjs";
import { newcomer } from "./newcomer.mjs";
import { oidc } from "./oidc.mjs";
import { passkeys } from "./passkeys.mjs";
import { people } from "./people.mjs";

const only = process.argv[2] ?? "";
const demo = await startDemo(process.env.SMILECARD_BIN ?? "target/debug/smilecard");
const browser = await launch(demo.origin);
let failed;
try {
  console.log(`the demo answered after ${demo.readyAfter} ms`);
  // The demo's end is a test too, so it comes last.
  failed = await run([...mainJob(demo, browser), ...learning(demo, browser), ...inbox(demo, browser), ...everyPage(demo, browser), ...mailClients(demo, browser), ...letters(demo, browser), ...people(demo, browser), ...passkeys(demo, browser), ...oidc(demo, browser), ...newcomer(demo), ...frugal(demo, browser), ...journeys(demo, browser), ...ending(demo)], only);
} finally {
  await browser.close();
  await demo.stop();
}
process.exitCode = failed === 0 ? 0 : 1;
