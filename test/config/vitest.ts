import path from 'node:path';
import { defineConfig } from 'vitest/config';

const root = path.resolve(import.meta.dirname, '../..');
const alias = { '@': root };

/** Three projects: rules without a database, verbs on the real database, and the shape of the house. */
export default defineConfig({
  root,
  resolve: { alias },
  test: {
    // Two workers also where there are two cores: files are independent of each other.
    maxWorkers: 2,
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'unit',
          env: { LOG_LEVEL: 'silent' },
          include: ['test/unit/**/*.test.{ts,tsx}', 'test/hostile/**/*.test.ts'],
          pool: 'threads',
        },
      },
      { resolve: { alias }, test: { name: 'architecture', include: ['test/architecture/**/*.test.ts'] } },
      {
        resolve: { alias },
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          globalSetup: ['test/config/integration-database.ts'],
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
