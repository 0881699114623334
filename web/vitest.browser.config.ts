import { defineConfig } from "vitest/config";

// The browser tests drive the built page in Chromium, served by vtl play. One file after the other: the machine that
// runs them may have two cores.
export default defineConfig({
  test: {
    include: ["test/*.spec.ts"],
    globalSetup: ["test/server.ts"],
    fileParallelism: false,
    expect: { poll: { timeout: 15_000, interval: 50 } }, // machines that run tests are busy at times
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
