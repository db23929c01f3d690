import { describe, expect, test } from 'vitest';
import { reflectedXss } from '@/lib/scans/checks/reflected-xss';
import { FRAMEWORK_APPLICATIONS } from '../../../fixtures/sites/browser/framework-applications';
import { FURTHER_APPLICATIONS } from '../../../fixtures/sites/browser/further-applications';
import { PLAIN_APPLICATIONS } from '../../../fixtures/sites/browser/plain-applications';
import { scanApplication } from './browser-bed';
import { hasChromium, shareChromium } from './with-chromium';

const openBrowser = shareChromium();

const APPLICATIONS = [...PLAIN_APPLICATIONS, ...FRAMEWORK_APPLICATIONS, ...FURTHER_APPLICATIONS];

describe.skipIf(!hasChromium)('an application of one page', () => {
  test.each(APPLICATIONS)('shows its whole interface, and nothing is harmed: $name', async (application) => {
    const { missing, harm, result } = await scanApplication(application, {
      checks: [reflectedXss],
      openBrowser,
    });
    expect(missing).toEqual([]);
    expect(harm).toEqual([]);
    expect(result.outcome).toBe('COMPLETE');
  });
});
