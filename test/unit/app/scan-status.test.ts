import { describe, expect, it } from 'vitest';
import { chooseScanStatus, scanStatus, sectionStatus } from '@/app/(desk)/assets/scan-status';
import { LOOKS } from '@/app/components/status-pill';
import { FINDING_CLASSES } from '@/lib/findings/rules/finding';
import type { ChecklistEntry } from '@/lib/scans/rules/result';
import type { StoredResult } from '@/lib/scans/scan-record';

const NOW = new Date('2026-03-02T09:00:00Z');
const clean = FINDING_CLASSES.map((name): ChecklistEntry => ({ class: name, state: 'CLEAN' }));
const result = (checklist: ChecklistEntry[], findings = 0) =>
  ({
    checklist,
    counters: { requests: 1, pages: 1, forms: 0, parameters: 0, findings },
  }) as unknown as StoredResult;
const later = new Date(NOW.getTime() + 1);
const shown = (given: StoredResult | null) =>
  chooseScanStatus({ status: 'COMPLETE', validUntil: later, result: given }, NOW);

describe('the pill of a complete scan', () => {
  it('is green only where every class was tested and nothing was found', () => {
    expect(LOOKS[shown(result(clean))].tone).toBe('success');
    const partly = shown(result(clean.slice(1)));
    const found = shown(result(clean, 1));
    expect([partly, found, shown(null)]).toEqual(['SCANNED', 'SCANNED_WITH_FINDINGS', 'SCANNED']);
    expect([LOOKS[partly].tone, LOOKS[found].tone]).toEqual(['neutral', 'neutral']);
  });

  it('is expired whatever it found', () => {
    expect(chooseScanStatus({ status: 'COMPLETE', validUntil: NOW, result: result(clean) }, NOW)).toBe(
      'EXPIRED',
    );
  });
});

describe('the self-check of a website', () => {
  const latest = {
    id: 's',
    status: 'COMPLETE',
    completedAt: NOW,
    isOutdated: false,
    blockingFindings: 0,
    carriedFindings: 0,
    carriedUntil: null,
    revocations: [],
  } as const;
  const readStatus = (untestedClasses: number) =>
    scanStatus({ isScanRunning: false, latestScan: { ...latest, untestedClasses } }, NOW);

  it('has not passed where classes were not tested', () => {
    expect([readStatus(0), readStatus(1)]).toEqual(['PASSED', 'SCANNED']);
  });
});

describe('the pill of a section', () => {
  it('says blocked only where a blocker of its own is listed', () => {
    expect(sectionStatus('BLOCKED', [{ code: 'SCAN_EXPIRED' }])).toBe('BLOCKED');
    expect(sectionStatus('BLOCKED', [])).toBe('FINDINGS');
  });

  it('is in progress while its scan runs, whatever the one before found', () => {
    expect(sectionStatus('BLOCKED', [{ code: 'SCAN_RUNNING' }])).toBe('IN_PROGRESS');
  });

  it.each(['NOT_STARTED', 'IN_PROGRESS', 'COMPLETE'] as const)('leaves %s as it is', (state) => {
    expect(sectionStatus(state, [])).toBe(state);
  });
});
