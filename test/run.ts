/**
 * The test command: `run.ts validate` (types, lint, dead code, unit, hostile, architecture and integration tests) and
 * `run.ts all` (the same and the end-to-end tests). The tests that vitest runs and the other steps, one after another,
 * are under way at once: a browser that waits for a page or a scan leaves the processors to others.
 * Ends with `N passed, N failed`.
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
type Step = {
  name: string;
  args: string[];
  env?: Record<string, string>;
  /** The report that the tests are counted from; a step without one counts as one test. */
  report?: { file: string; read: (text: string) => Counts };
};

function vitestCounts(text: string): Counts {
  const report = JSON.parse(text) as { numPassedTests: number; numFailedTests: number };
  return { passed: report.numPassedTests, failed: report.numFailedTests };
}

function playwrightCounts(text: string): Counts {
  const { stats } = JSON.parse(text) as { stats: { expected: number; unexpected: number; flaky: number } };
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky };
}

const unitReport = path.join(reports, 'vitest.json');
const browserReport = path.join(reports, 'playwright.json');

const CHECKS: Step[] = [
  { name: 'route types', args: [tool('next/dist/bin/next'), 'typegen'] },
  // With several checkers each works out the types that they share; the other processor is busy with tests.
  { name: 'types', args: [tool('typescript/bin/tsc'), '--noEmit', '--singleThreaded'] },
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
];

const UNITS: Step = {
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
  report: { file: unitReport, read: vitestCounts },
};

const BROWSER: Step = {
  name: 'end-to-end tests',
  args: [tool('@playwright/test/cli.js'), 'test', '--config', 'test/config/playwright.ts'],
  env: { PLAYWRIGHT_JSON_OUTPUT_FILE: browserReport },
  report: { file: browserReport, read: playwrightCounts },
};

/** Runs a step. Its output is passed on at once, or where `isHeld`, when it has ended: not between the lines of others. */
function run({ name, args, env = {} }: Step, isHeld: boolean): Promise<boolean> {
  const held = [`\n── ${name}\n`];
  const show = () => process.stdout.write(held.splice(0).join(''));
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        held.push(text);
        if (!isHeld) show();
      });
    child.once('error', (error) => held.push(`${error.message}\n`));
    child.once('close', (code) => {
      show();
      resolve(code === 0);
    });
  });
}

async function countResults(step: Step, isHeld = true): Promise<Counts> {
  const isOk = await run(step, isHeld);
  const counts =
    step.report && existsSync(step.report.file)
      ? step.report.read(readFileSync(step.report.file, 'utf8'))
      : { passed: isOk ? 1 : 0, failed: 0 };
  // A runner may end badly though every test passed: an unhandled error, a suite that did not load.
  return isOk ? counts : { ...counts, failed: Math.max(counts.failed, 1) };
}

async function inTurn(steps: readonly Step[]): Promise<Counts[]> {
  const counts: Counts[] = [];
  for (const step of steps) counts.push(await countResults(step));
  return counts;
}

const startedAt = performance.now();
await generateClient(root);
const others = process.argv[2] === 'validate' ? CHECKS : [...CHECKS, BROWSER];
const counts = (await Promise.all([countResults(UNITS, false), inTurn(others)])).flat();
const sum = (key: keyof Counts) => counts.reduce((total, count) => total + count[key], 0);
const [passed, failed] = [sum('passed'), sum('failed')];
process.stdout.write(
  `\n${((performance.now() - startedAt) / 1000).toFixed(0)} s\n${passed} passed, ${failed} failed\n`,
);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
