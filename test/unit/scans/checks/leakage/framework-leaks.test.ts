import { describe, expect, it, onTestFinished } from 'vitest';
import { CHECKS } from '@/lib/scans/checks/registry';
import { englishPage } from '../../../../fixtures/sites/case-site';
import { FRAMEWORK_LEAK_CASES, type LeakCase } from '../../../../fixtures/sites/framework-leak-cases';
import { startRawSite } from '../../../../fixtures/sites/raw-site';
import { scanPart } from '../scan-part';

const LEAKAGE = CHECKS.filter((check) => check.class === 'INFORMATION_LEAKAGE');

async function findingsOf({ front = '<p>Lamps</p>', answers, missing }: LeakCase) {
  const site = await startRawSite(({ path }) => {
    if (path === '/') return { body: englishPage('Lamps', front) };
    return answers[path] ?? missing?.(path) ?? { status: 404, body: englishPage('Not found', '') };
  });
  onTestFinished(() => site.close());
  return (await scanPart(site.origin, {}, LEAKAGE)).findings;
}

describe('a site that tells too much', () => {
  it.each(FRAMEWORK_LEAK_CASES.filter(({ isVulnerable }) => isVulnerable))('$name', async (one) => {
    const found = (await findingsOf(one)).filter(({ confidence }) => confidence !== 'INFO');
    expect(found.map(({ class: name }) => name)).toContain('INFORMATION_LEAKAGE');
  });
});

describe('a site that only looks like it', () => {
  it.each(FRAMEWORK_LEAK_CASES.filter(({ isVulnerable }) => !isVulnerable))('$name', async (one) => {
    expect((await findingsOf(one)).filter(({ confidence }) => confidence !== 'INFO')).toEqual([]);
  });
});
