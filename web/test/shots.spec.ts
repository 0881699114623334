import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { it } from "vitest";
import { start, suite } from "./harness";
import { looks, reach } from "./looks";

// Pictures of every look of the page, for people: npm run shots writes them to web/shots. VTL_SHOTS picks looks by a
// pattern.

const wanted = process.env.VTL_SHOTS;
const folder = join(import.meta.dirname, "../shots");
const widths = [320, 720, 1280, 1920];

if (wanted) {
  mkdirSync(folder, { recursive: true });
  suite("pictures", (browser) => {
    it.each(Object.keys(looks).filter((name) => new RegExp(wanted).test(name)))("%s", { timeout: 300_000 }, async (name) => {
      for (const width of widths) {
        const { page } = await start(browser(), { viewport: { width, height: Math.round(Math.max(640, width * 0.6)) }, reducedMotion: "reduce" });
        await reach(page, name);
        for (const colorScheme of ["light", "dark"] as const) {
          await page.emulateMedia({ colorScheme });
          await page.screenshot({ path: join(folder, `${name.replaceAll(" ", "-")}-${width}-${colorScheme}.png`) });
        }
        await page.context().close();
      }
    });
  });
} else {
  it.skip("pictures: npm run shots");
}
