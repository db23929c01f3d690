/**
 * The test command: `run.ts validate` (types, lint, dead code, unit, hostile, architecture and integration tests) and
 * `run.ts all` (the same and the end-to-end tests). Ends with `N passed, N failed`.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { generateClient } from '@/lib/db/generate-client';

const root = path.resolve(import.meta.dirname, '..');
const reports = mkdtempSync(path.join(tmpdir(), 'preflight-test-'));
const tool = (script: string) => path.join(root, 'node_modules', script);

type Counts = { passed: number; failed: number };
type Step = { name: string; args: string[]; env?: Record<string, string>; count?: () => Counts };

/** Counts of a report; a step that ended badly without one counts as one failure. */
function vitestCounts(file: string): Counts {
  const report = JSON.parse(readFileSync(file, 'utf8')) as {
    numPassedTests: number;
    numFailedTests: number;
    numFailedTestSuites: number;
  };
  return { passed: report.numPassedTests, failed: report.numFailedTests };
}

function playwrightCounts(file: string): Counts {
  const { stats } = JSON.parse(readFileSync(file, 'utf8')) as {
    stats: { expected: number; unexpected: number; flaky: number };
  };
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky };
}

const unitReport = path.join(reports, 'vitest.json');
const browserReport = path.join(reports, 'playwright.json');

const VALIDATE: Step[] = [
  { name: 'route types', args: [tool('next/dist/bin/next'), 'typegen'] },
  { name: 'types', args: [tool('typescript/bin/tsc'), '--noEmit'] },
  {
    name: 'lint and format',
    args: [
      tool('@biomejs/biome/bin/biome'),
      'check',
      '--config-path=test/config/lint.json',
      '--error-on-warnings',
      '.',
    ],
  },
  { name: 'dead code', args: [tool('knip/bin/knip.js'), '--config', 'test/config/knip.json'] },
  {
    name: 'unit, hostile, architecture and integration tests',
    args: [
      tool('vitest/vitest.mjs'),
      'run',
      '--config',
      'test/config/vitest.ts',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${unitReport}`,
    ],
    count: () => vitestCounts(unitReport),
  },
];

const BROWSER: Step = {
  name: 'end-to-end tests',
  args: [tool('@playwright/test/cli.js'), 'test', '--config', 'test/config/playwright.ts'],
  env: { PLAYWRIGHT_JSON_OUTPUT_FILE: browserReport },
  count: () => playwrightCounts(browserReport),
};

function run({ name, args, env = {} }: Step): Promise<boolean> {
  process.stdout.write(`\n── ${name}\n`);
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1', ...env },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    child.once('error', () => resolve(false));
    child.once('close', (code) => resolve(code === 0));
  });
}

const steps = process.argv[2] === 'validate' ? VALIDATE : [...VALIDATE, BROWSER];
const startedAt = performance.now();
await generateClient(root);
let passed = 0;
let failed = 0;
for (const step of steps) {
  const isOk = await run(step);
  const counts =
    step.count && existsSync(step.count === BROWSER.count ? browserReport : unitReport) ? step.count() : null;
  passed += counts?.passed ?? (isOk ? 1 : 0);
  // A runner may end badly though every test passed: an unhandled error, a suite that did not load.
  failed += isOk ? (counts?.failed ?? 0) : Math.max(counts?.failed ?? 0, 1);
}
process.stdout.write(
  `\n${((performance.now() - startedAt) / 1000).toFixed(0)} s\n${passed} passed, ${failed} failed\n`,
);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
