import { existsSync, mkdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { makeChromiumHome } from '@/lib/scans/browser/chromium-home';
import { openChromium } from '@/lib/scans/browser/open-chromium';
import { hasChromium, visitOf } from './with-chromium';

async function home() {
  const made = await makeChromiumHome(null);
  onTestFinished(() => made.remove());
  return made;
}

/** No process has a number as large as that. */
const GONE = 4_194_999;

describe('the folder of a browser', () => {
  test('is nobody else’s, and is gone afterwards', async () => {
    const made = await home();
    expect(statSync(made.path).mode & 0o077).toBe(0);
    writeFileSync(path.join(made.path, 'Cookies'), 'x');
    await made.remove();
    expect(existsSync(made.path)).toBe(false);
    await made.remove();
  });

  test('is removed by the next one where its process ended without doing so', async () => {
    const left = path.join(tmpdir(), `preflight-chromium-${GONE}-left`);
    mkdirSync(left, { recursive: true });
    const other = path.join(tmpdir(), `preflight-chromium-${process.ppid}-used`);
    mkdirSync(other, { recursive: true });
    // Of a thread of this process, and of a process of the same number that ran before it.
    const beside = path.join(tmpdir(), `preflight-chromium-${process.pid}-beside`);
    const before = path.join(tmpdir(), `preflight-chromium-${process.pid}-before`);
    for (const folder of [beside, before]) mkdirSync(folder, { recursive: true });
    utimesSync(before, 0, 0);
    const first = await home();
    const second = await home();
    expect([left, before].map((folder) => existsSync(folder))).toEqual([false, false]);
    const kept = [other, beside, first.path, second.path];
    expect(kept.filter((folder) => !existsSync(folder))).toEqual([]);
    for (const folder of [other, beside]) rmSync(folder, { recursive: true });
  });
});

describe.skipIf(!hasChromium)('a browser with its sandbox', () => {
  test('starts, also for root', async () => {
    const opened = await openChromium()();
    if (!opened.ok) return expect(opened.reason).toMatch(/^(?:ROOT|NO_SANDBOX)$/);
    onTestFinished(() => opened.browser.close());
    const sight = await opened.browser.visit(
      visitOf({ '/': '<p id="o"></p><script>o.textContent = 1 + 1</script>' }),
    );
    expect(sight.states[0]).toContain('<p id="o">2</p>');
  });
});
