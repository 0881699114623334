import axe from "axe-core";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { start, suite } from "./harness";
import { looks, reach } from "./looks";

suite("axe finds nothing", (browser) => {
  it.each(Object.keys(looks))("%s", async (name) => {
    // axe itself is a script that the page's policy would refuse.
    const { page } = await start(browser(), { bypassCSP: true, reducedMotion: "reduce" });
    await reach(page, name);
    await page.evaluate(axe.source);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await violations(page), colorScheme).toEqual([]);
    }
  });

  it("on a narrow screen", async () => {
    const { page } = await start(browser(), { bypassCSP: true, reducedMotion: "reduce", viewport: { width: 320, height: 640 } });
    await page.evaluate(axe.source);
    for (const pane of ["Template", "Input", "Output", "Problems"]) {
      await page.getByRole("navigation", { name: "Panes" }).getByRole("button", { name: pane }).click();
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        expect(await violations(page), `${pane}, ${colorScheme}`).toEqual([]);
      }
    }
  });
});

/** violations runs axe with the rules of WCAG 2.2 AA and its best practices. */
async function violations(page: Page): Promise<string[]> {
  const found = await page.evaluate(async () => {
    const { axe: checker } = window as unknown as { axe: typeof axe };
    return (await checker.run({ resultTypes: ["violations"] })).violations;
  });
  return found.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => `${n.target.join(" ")} ${n.failureSummary ?? ""}`).join(" | ")}`);
}
