import { defineConfig } from "vitest/config";

// Units share nothing that a test changes, so they need no worker of their own.
export default defineConfig({ test: { include: ["src/**/*.test.ts"], isolate: false } });
