import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { example, link, output, settled, start, suite, type } from "./harness";

// Narrow screens, large letters, and people who do not want things to move.

/** sideways returns by how many pixels the page is wider than its window. */
function sideways(page: Page): Promise<number> {
  return page.evaluate(() => Math.max(document.documentElement.scrollWidth, document.body.scrollWidth) - innerWidth);
}

/** outside lists what a person could not see or reach: controls that stick out of the window. */
function outside(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("button, input, select, textarea, [role=tab]")]
      .filter((e) => e.checkVisibility() && !e.closest(".cm-editor, .sr-only, .scroll, .trace-list, .tabs, .cards"))
      .filter((e) => {
        const { left, right } = e.getBoundingClientRect();
        return left < -1 || right > innerWidth + 1;
      })
      .map((e) => `${e.tagName} ${e.getAttribute("aria-label") ?? e.textContent}`),
  );
}

const long = `${"wide ".repeat(300)}${"x".repeat(3000)}`;

suite("layout", (browser) => {
  it.each([
    [320, 640],
    [719, 900],
  ])("at %i px: one pane at a time, a bar at the bottom, nothing sticks out", async (width, height) => {
    const { page } = await start(browser(), { viewport: { width, height } }, link({ template: `${long}\n$nope`, inputs: { body: long } }));
    const bar = page.getByRole("navigation", { name: "Panes" });
    const box = (await bar.boundingBox())!;
    expect(box.y + box.height).toBeGreaterThan(height - 60);
    for (const [name, pane] of [["Template", "template"], ["Input", "input"], ["Output", "output"], ["Problems", "problems"]] as const) {
      await bar.getByRole("button", { name }).click();
      await page.locator(`#pane-${pane}`).waitFor();
      expect(await page.locator("section.pane:visible").count()).toBe(1);
      expect(await sideways(page), name).toBe(0);
      expect(await outside(page), name).toEqual([]);
    }
    await bar.getByRole("button", { name: "Input" }).click();
    for (const tab of ["Request", "Context", "Stage"]) {
      await page.getByRole("tab", { name: tab }).click();
      expect(await sideways(page), tab).toBe(0);
      expect(await outside(page), tab).toEqual([]);
    }
    await bar.getByRole("button", { name: "Output" }).click();
    for (const tab of ["Diff", "Trace", "Coverage"]) {
      await page.getByRole("tab", { name: tab }).click();
      expect(await sideways(page), tab).toBe(0);
      expect(await outside(page), tab).toEqual([]);
    }
    for (const open of ["F1", "ControlOrMeta+Shift+S"]) {
      await page.keyboard.press(open);
      await page.getByRole("dialog").waitFor();
      expect(await sideways(page), open).toBe(0);
      expect(await outside(page), open).toEqual([]);
      await page.keyboard.press("Escape");
      await expect.poll(() => page.getByRole("dialog").count()).toBe(0);
    }
    await bar.getByRole("button", { name: "Problems" }).click();
    await page.getByTestId("problem-list").getByRole("button").first().click();
    await expect.poll(() => page.locator("#pane-template").isVisible()).toBe(true);
  });

  it("at 320 px: works a chain as a list, and edits", async () => {
    const { page } = await start(browser(), { viewport: { width: 320, height: 640 } });
    await example(page, /^Error mapping/);
    for (const card of ["request", "integration", "response", "responseTemplate"]) {
      await page.getByTestId(`card-${card}`).click();
      await settled(page);
      expect(await sideways(page), card).toBe(0);
      expect(await outside(page), card).toEqual([]);
    }
    const cards = await page.getByRole("navigation", { name: "Chain" }).getByRole("button").evaluateAll((list) => list.map((e) => e.getBoundingClientRect().y));
    expect(cards.length).toBe(5);
    expect([...cards].sort((a, b) => a - b)).toEqual(cards);
  });

  it("at 320 px: a whole round of editing", async () => {
    const { page } = await start(browser(), { viewport: { width: 320, height: 640 }, hasTouch: true });
    const bar = page.getByRole("navigation", { name: "Panes" });
    await bar.getByRole("button", { name: "Template" }).tap();
    await type(page, "template-editor", "on a phone");
    await settled(page);
    await bar.getByRole("button", { name: "Output" }).tap();
    await output(page, "on a phone");
  });

  it("at 720 px and 200 % zoom of 1280 px nothing sticks out", async () => {
    for (const width of [720, 640]) {
      const { page } = await start(browser(), { viewport: { width, height: 512 }, deviceScaleFactor: 2 });
      expect(await sideways(page)).toBe(0);
      expect(await outside(page)).toEqual([]);
      await page.getByTestId("example-menu").click();
      const menu = (await page.getByRole("menu").boundingBox())!;
      expect(menu.x).toBeGreaterThanOrEqual(0);
      expect(menu.x + menu.width).toBeLessThanOrEqual(width);
      expect(menu.y + menu.height).toBeLessThanOrEqual(512);
      await page.keyboard.press("End");
      const last = (await page.getByRole("menuitem").last().boundingBox())!;
      expect(last.y + last.height).toBeLessThanOrEqual(512);
    }
  });

  it("has targets of 24 px", async () => {
    const { page } = await start(browser());
    const small = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>("button, select, input, [role=tab]")]
        .filter((e) => e.checkVisibility() && !e.closest(".cm-editor, .sr-only"))
        .filter((e) => e.getBoundingClientRect().height < 24 || e.getBoundingClientRect().width < 24)
        .map((e) => e.outerHTML.slice(0, 100)),
    );
    expect(small).toEqual([]);
  });

  it("moves nothing for those who ask for that", async () => {
    const { page } = await start(browser(), { reducedMotion: "reduce" });
    const moving = await page.evaluate(() =>
      [...document.querySelectorAll("*")]
        .map((e) => getComputedStyle(e))
        .flatMap((s) => [...s.transitionDuration.split(","), ...s.animationDuration.split(",")])
        .filter((time) => parseFloat(time) > 0.01),
    );
    expect(moving).toEqual([]);
    const heights = (selector: string) => page.getByTestId("body-editor").locator(selector).evaluateAll((list) => list.map((e) => e.getBoundingClientRect().height).filter((h) => h > 0));
    await expect.poll(() => heights(".cm-lineNumbers .cm-gutterElement")).toEqual(await heights(".cm-line"));
  });
});
