import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { editor, link, settled, start, suite, textOf, type } from "./harness";

// How quick the page is, measured in the page. A machine that runs other things is slow at times: a budget holds if
// one round of some keeps to it.

const rounds = 3;

/** The page waits so long after a key, and the output may be there so much later, in milliseconds. */
const debounce = 150;
const budget = 50;

/** percentile returns the value that so many of a list do not exceed. */
function percentile(list: number[], share: number): number {
  const sorted = [...list].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)]!;
}

/** best measures until a round keeps to a budget, at most some rounds, and returns the best round. */
async function best<T>(measure: () => Promise<T>, cost: (round: T) => number, most: number): Promise<T> {
  let kept: T | undefined;
  for (let i = 0; i < rounds; i++) {
    const round = await measure();
    if (kept === undefined || cost(round) < cost(kept)) kept = round;
    if (cost(round) <= most) break;
  }
  return kept!;
}

/** blocked returns how long the page could not answer at most, in milliseconds, while something was done. */
async function blocked(page: Page, act: () => Promise<unknown>): Promise<number> {
  await page.evaluate(() => {
    const scope = window as unknown as { longest: number; watcher: PerformanceObserver };
    scope.longest = 0;
    scope.watcher = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) scope.longest = Math.max(scope.longest, entry.duration);
    });
    scope.watcher.observe({ type: "longtask" });
  });
  await act();
  return page.evaluate(async () => {
    const scope = window as unknown as { longest: number; watcher: PerformanceObserver };
    // What was seen is told in a task of its own.
    await new Promise((resolve) => setTimeout(resolve, 100));
    scope.watcher.disconnect();
    return scope.longest;
  });
}

/** A template of 2 kB and a body of 20 kB, as the budget has it. */
const body = JSON.stringify({ items: Array.from({ length: 300 }, (_, i) => ({ id: i, name: `item number ${i}`, tags: ["a", "b"], price: i * 1.5 })) });
const template = `X\n#set($root = $input.path('$'))\n{"items": [#foreach($i in $root.items)\n  {"id": $i.id, "name": "$util.escapeJavaScript($i.name)"}#if($foreach.hasNext),#end\n#end]}\n${"## a comment that says what the template is for, and why it is so long\n".repeat(26)}`;

suite("performance", (browser) => {
  it("a keystroke in a template of 2 kB with a body of 20 kB shows its output in time", { timeout: 180_000 }, async () => {
    expect(template.length).toBeGreaterThan(2000);
    expect(body.length).toBeGreaterThan(18_000);
    const { page } = await start(browser(), {}, link({ template, inputs: { body } }));
    await settled(page);
    await editor(page, "template-editor").click();
    await page.keyboard.press("ControlOrMeta+Home");
    const measure = async (): Promise<number[]> => {
      const times: number[] = [];
      for (let i = 0; i < 60; i++) {
        await page.evaluate(() => {
          const scope = window as unknown as { shown: Promise<number> };
          scope.shown = new Promise((resolve) => {
            let from = 0;
            document.addEventListener("keydown", () => (from = performance.now()), { once: true, capture: true });
            const watcher = new MutationObserver(() => {
              watcher.disconnect();
              requestAnimationFrame(() => resolve(performance.now() - from));
            });
            watcher.observe(document.querySelector("[data-testid=output-editor] .cm-content")!, { childList: true, subtree: true, characterData: true });
          });
        });
        await page.keyboard.press("abcdefghij"[i % 10]!);
        times.push((await page.evaluate(() => (window as unknown as { shown: Promise<number> }).shown)) - debounce);
      }
      return times;
    };
    const times = await best(measure, (round) => percentile(round, 0.95), budget);
    console.log(`keystroke to output beyond the debounce: median ${percentile(times, 0.5).toFixed(0)} ms, 95th percentile ${percentile(times, 0.95).toFixed(0)} ms, worst ${percentile(times, 1).toFixed(0)} ms, of ${times.length}`);
    expect(await textOf(page, "output-editor")).toContain("abcdefghij");
    expect(percentile(times, 0.95)).toBeLessThanOrEqual(budget);
  });

  it("typing with a body of 1 MB never waits for long", { timeout: 180_000 }, async () => {
    const { page } = await start(browser(), {}, link({ template: "$input.path('$.last')\n" }));
    const rows = Array.from({ length: 8300 }, (_, i) => `  {"id": ${i}, "name": "item number ${i}", "tags": ["a", "b"], "price": ${i}.5, "note": "some more text to make it long"}`);
    const large = `{"rows": [\n${rows.join(",\n")}\n], "last": "found"}`;
    expect(large.length).toBeGreaterThan(1_000_000);
    await type(page, "body-editor", large);
    await settled(page, 450);
    await expect.poll(() => textOf(page, "output-editor")).toContain("found");
    for (const [where, testid] of [["template", "template-editor"], ["body", "body-editor"]] as const) {
      await editor(page, testid).click();
      await page.keyboard.press(testid === "body-editor" ? "ControlOrMeta+Home" : "ControlOrMeta+End");
      const longest = await best(
        () =>
          blocked(page, async () => {
            await page.keyboard.type(" and on it goes with many more words", { delay: 40 });
            await settled(page, 450);
          }),
        (round) => round,
        100,
      );
      console.log(`typing in the ${where} with a body of ${(large.length / 1e6).toFixed(2)} MB: blocked for ${longest.toFixed(0)} ms at most${longest === 0 ? " (under 50)" : ""}`);
      expect(longest, where).toBeLessThanOrEqual(100);
    }
  });

  it.each([
    ["5,000 lines", "#foreach($i in [1..1000])line one of $i\ntwo\nthree\nfour\nfive\n#end", "line one of 1000"],
    ["lines of 100 kB", "#foreach($i in [1..3])#foreach($j in [1..1000])a very long line with all sorts of words in it, and with no end to see, number $j #end\n#end!", "!"],
  ])("scrolls an output of %s", async (name, text, last) => {
    const { page } = await start(browser(), {}, link({ template: text }));
    await settled(page);
    const scroller = page.getByTestId("output-editor").locator(".cm-scroller");
    const longest = await best(
      () =>
        blocked(page, async () => {
          await scroller.evaluate(async (e) => {
            for (let i = 0; i <= 40; i++) {
              e.scrollTop = (e.scrollHeight * i) / 40;
              await new Promise((resolve) => requestAnimationFrame(resolve));
            }
          });
        }),
      (round) => round,
      200,
    );
    console.log(`scrolling ${name}: blocked for ${longest.toFixed(0)} ms at most${longest === 0 ? " (under 50)" : ""}`);
    await editor(page, "output-editor").press("ControlOrMeta+End");
    await expect.poll(() => textOf(page, "output-editor")).toContain(last);
    expect(await page.evaluate(() => document.querySelectorAll("*").length)).toBeLessThan(6000);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
    expect(longest).toBeLessThanOrEqual(200);
  });
});
