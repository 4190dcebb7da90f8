// A page that can't be opened by its address alone: looked at in every width and scheme.
import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { assertFits, assertNoBarriers, assertPlain } from "./barriers.mjs";

const SHOTS = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "shots");

export async function look(page, name) {
  await mkdir(SHOTS, { recursive: true });
  await assertPlain(page, name);
  for (const width of [360, 768, 1280]) {
    await page.setViewportSize({ width, height: width < 500 ? 740 : 900 });
    for (const colorScheme of ["light", "dark"]) {
      const where = `${name} at ${width} px, ${colorScheme}`;
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: join(SHOTS, `${name}-${width}-${colorScheme}.png`), fullPage: true });
      await assertFits(page, where);
      await assertNoBarriers(page, where);
    }
  }
}
