// Runs tests one after the other, and says of each how it went. Knows nothing of pages.

/** Runs every test whose name holds `only`; returns how many failed. */
export async function run(tests, only) {
  let passed = 0;
  let failed = 0;
  for (const [name, body] of tests.filter(([name]) => name.includes(only))) {
    const started = performance.now();
    try {
      await limited(body);
      passed += 1;
      console.log(`ok ${name} (${Math.round(performance.now() - started)} ms)`);
    } catch (fault) {
      failed += 1;
      console.log(`FAILED ${name}\n${String(fault.stack ?? fault).replace(/^/gm, "    ")}`);
    }
  }
  console.log(`${passed} passed, ${failed} failed`);
  // A filter that fits nothing is a mistake, not a success.
  return passed + failed === 0 ? 1 : failed;
}

/** A test that hangs must not keep the others from being told. */
async function limited(body) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error("took longer than three minutes")), 180_000);
  });
  try {
    await Promise.race([body(), late]);
  } finally {
    clearTimeout(timer);
  }
}
