import { expect, it } from 'vitest';
import { CHECKS } from '@/lib/scans/checks/registry';
import type { ScanProgress } from '@/lib/scans/rules/progress';
import { page, startSite } from './local-site';

it('says from the first snapshot on which classes it has no check for', async () => {
  const site = await startSite(() => page('<p>Welcome</p>'));
  try {
    const snapshots: ScanProgress[] = [];
    const checks = CHECKS.filter((check) => check.class !== 'CSRF');
    const result = await site.scan({}, { checks, onProgress: (snapshot) => snapshots.push(snapshot) });
    const untested = (classes: ScanProgress['classes']) =>
      classes.filter(({ state }) => state === 'NOT_TESTED').map((entry) => entry.class);
    const unavailable = result.checklist.flatMap((entry) =>
      entry.state === 'NOT_TESTED' && entry.reason === 'CHECK_NOT_AVAILABLE' ? [entry.class] : [],
    );
    expect(unavailable).toEqual(['CSRF']);
    expect(untested(snapshots[0]?.classes ?? [])).toEqual(unavailable);
  } finally {
    await site.close();
  }
});
