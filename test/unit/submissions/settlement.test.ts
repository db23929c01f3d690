import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ReviewScan, settle } from '@/lib/submissions/rules/settlement';

const scan = (
  status: ReviewScan['status'],
  blockingFindings = 0,
  reasonCode: string | null = null,
): ReviewScan => ({
  status,
  blockingFindings,
  reasonCode,
});

describe('what the scans of a submission make of it', () => {
  it.each<[string, ReviewScan[], boolean, string | null]>([
    ['nothing while one is queued', [scan('COMPLETE'), scan('QUEUED')], false, null],
    ['nothing while one runs, whatever another found', [scan('COMPLETE', 3), scan('RUNNING')], false, null],
    ['a pass when all are clean', [scan('COMPLETE'), scan('COMPLETE')], false, 'pass'],
    ['a hold when people look at all of them', [scan('COMPLETE')], true, 'hold'],
    ['a failure at one high finding', [scan('COMPLETE'), scan('COMPLETE', 1)], false, 'fail'],
    ['a failure, policy or not', [scan('COMPLETE', 1)], true, 'fail'],
    [
      'no verdict when one is incomplete, even beside a high finding',
      [scan('COMPLETE', 1), scan('INCOMPLETE', 0, 'LOGIN_FAILED')],
      false,
      'return',
    ],
    ['no verdict when one was stopped', [scan('CANCELLED', 0, 'STOPPED_BY_USER')], false, 'return'],
    ['nothing without a scan', [], false, null],
  ])('%s', (_, scans, isHumanReviewOn, event) => {
    expect(settle(scans, isHumanReviewOn)?.event ?? null).toBe(event);
  });

  it('never passes what was not scanned to its end without a high finding', () => {
    const anyScan = fc.record({
      status: fc.constantFrom(
        'QUEUED' as const,
        'RUNNING' as const,
        'COMPLETE' as const,
        'INCOMPLETE' as const,
        'CANCELLED' as const,
      ),
      blockingFindings: fc.nat(3),
      reasonCode: fc.constantFrom(null, 'LOGIN_FAILED'),
    });
    fc.assert(
      fc.property(fc.array(anyScan, { maxLength: 5 }), fc.boolean(), (scans, isHumanReviewOn) => {
        const event = settle(scans, isHumanReviewOn)?.event;
        if (event !== 'pass' && event !== 'hold') return;
        expect(scans.length).toBeGreaterThan(0);
        for (const { status, blockingFindings } of scans)
          expect([status, blockingFindings]).toEqual(['COMPLETE', 0]);
      }),
    );
  });
});
