import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'all',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['node_modules/**', 'dist/**', 'test/alone/**'],
          sequence: { groupOrder: 0 },
        },
      },
      // Tests that look at everything an engine has: after all others, so that nobody else uses it.
      {
        extends: true,
        test: {
          name: 'alone',
          include: ['test/alone/**/*.test.ts'],
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
    testTimeout: 150_000,
    hookTimeout: 180_000,
    maxWorkers: 2,
    reporters: ['default', './test/engine/left-out.ts', './test/engine/failed-tests.ts'],
  },
});
