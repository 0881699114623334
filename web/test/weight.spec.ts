import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";

/** The page without its engine may weigh this much, compressed. */
const budget = 200_000;

it("the page weighs little", () => {
  const dist = join(import.meta.dirname, "../dist");
  const weights = readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => gzipSync(readFileSync(join(entry.parentPath, entry.name)), { level: 9 }).length);
  expect(weights.length).toBeGreaterThan(3);
  expect(weights.reduce((a, b) => a + b, 0)).toBeLessThanOrEqual(budget);
});
