import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { defineConfig } from 'vitest/config';

const root = path.resolve(import.meta.dirname, '../..');
const alias = { '@': root, 'server-only': path.join(root, 'lib/config/server-only.ts') };
/** What opens sockets or starts processes; types alone do not. */
const OPENS =
  /^import (?!type\b)[^;]*?from '(node:(http|https|http2|net|tls|child_process)|@\/lib\/(fakes|db)\/[^']+|selfsigned)'/m;
const IMPORTED = /from '((?:\.{1,2}|@\/test)\/[^']+)'/g;

const include = ['test/unit/**/*.test.{ts,tsx}', 'test/hostile/**/*.test.ts'];
const loopback = ['test/unit', 'test/hostile'].flatMap(loopbackFiles);

/**
 * Four projects: rules that only compute, what needs servers or processes on this machine, verbs on the real database,
 * and the shape of the house. Each has the time that its work takes on a busy machine.
 */
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
          include,
          exclude: loopback,
          pool: 'threads',
          testTimeout: 5_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'loopback',
          env: { LOG_LEVEL: 'silent' },
          include: loopback,
          pool: 'threads',
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'architecture',
          include: ['test/architecture/**/*.test.ts'],
          // The files share what one of them has parsed.
          isolate: false,
          testTimeout: 60_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          globalSetup: ['test/config/integration-database.ts'],
          setupFiles: ['test/config/no-deprecations.ts'],
          execArgv: ['--trace-deprecation'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});

/**
 * The test files below `folder` that start servers or processes, themselves or through what they share with other
 * tests: they need more time on a busy machine than what only computes.
 */
function loopbackFiles(folder: string): string[] {
  const names = readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' });
  const tests = names.filter((name) => /\.test\.tsx?$/.test(name)).map((name) => path.join(folder, name));
  return tests.filter((file) => opensSockets(file, new Set()));
}

function opensSockets(file: string, seen: Set<string>): boolean {
  if (seen.has(file)) return false;
  seen.add(file);
  const text = readFileSync(path.join(root, file), 'utf8');
  if (OPENS.test(text)) return true;
  return [...text.matchAll(IMPORTED)].some(([, target = '']) => {
    const at = target.startsWith('.') ? path.join(path.dirname(file), target) : target.slice(2);
    const shared = [`${at}.ts`, `${at}.tsx`].find((name) => existsSync(path.join(root, name)));
    return shared?.startsWith('test/') ? opensSockets(shared, seen) : false;
  });
}
