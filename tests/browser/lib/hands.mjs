// How a person uses a page: by mouse, or by keys alone. By keys, whatever is used must be reached by Tab from where one
// is, must show that it has the focus, and must do its work by Enter, Space or letters.
import assert from "node:assert/strict";

/** More stops than any page of ours has between two things that one does. */
const MOST_STOPS = 250;

export function hands(page, by) {
  if (by === "mouse") {
    return {
      press: (target) => target.click(),
      tick: (target) => target.check(),
      type: (target, text) => target.fill(text),
      choose: (target, label) => target.selectOption({ label }),
    };
  }
  const reach = async (target) => {
    const wanted = await target.elementHandle();
    const here = () => page.evaluate((node) => document.activeElement === node || (node.tagName !== "SUMMARY" && node.closest("summary") === document.activeElement), wanted);
    for (let stop = 0; stop < MOST_STOPS; stop += 1) {
      if (await here()) {
        const ring = await page.evaluate(() => {
          const style = getComputedStyle(document.activeElement);
          return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
        });
        assert.ok(ring, `the focus is seen on ${await wanted.evaluate((node) => node.outerHTML.slice(0, 120))}`);
        return;
      }
      await page.keyboard.press("Tab");
    }
    assert.fail(`not reached by Tab: ${await wanted.evaluate((node) => node.outerHTML.slice(0, 200))}`);
  };
  return {
    async press(target) {
      await reach(target);
      await page.keyboard.press("Enter");
      await page.waitForLoadState();
    },
    async tick(target) {
      await reach(target);
      await page.keyboard.press("Space");
      assert.ok(await target.isChecked());
    },
    async type(target, text, { paste = false } = {}) {
      await reach(target);
      await page.keyboard.press("Control+A");
      if (paste) await page.keyboard.insertText(text);
      else await page.keyboard.type(text);
    },
    async choose(target, label) {
      await reach(target);
      await page.keyboard.type(label);
      assert.equal(await target.evaluate((node) => node.selectedOptions[0].label), label);
    },
  };
}
