import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
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
    const first = await home();
    const second = await home();
    expect(existsSync(left)).toBe(false);
    expect([other, first.path, second.path].map((folder) => existsSync(folder))).toEqual([true, true, true]);
    const { rm } = await import('node:fs/promises');
    await rm(other, { recursive: true });
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
