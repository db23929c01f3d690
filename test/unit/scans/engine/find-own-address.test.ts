import { describe, expect, it } from 'vitest';
import { computeFingerprint } from '@/lib/findings/rules/fingerprint';
import { findOwnAddress } from '@/lib/scans/engine/retest/find-own-address';
import type { RetestTarget } from '@/lib/scans/rules/retest';

function targetAt(url: string, ownAddress?: string): RetestTarget {
  const target: Omit<RetestTarget, 'fingerprint'> = {
    ...{ checkId: 'debug-errors', method: 'GET', url, parameter: null, source: null, sink: 'trace' },
    class: 'INFORMATION_LEAKAGE',
    ...{ values: {}, evidence: { request: '', response: '' } },
  };
  const own = ownAddress === undefined ? {} : { ownAddress };
  return { ...target, fingerprint: computeFingerprint({ ...target, ...own }) };
}

describe('the address of a page in the fingerprint of a finding', () => {
  it('is found where the page counted for itself', () => {
    const target = targetAt('https://shop.example/case/7?id=1', '/case/7');
    expect(findOwnAddress('https://shop.example/case/7?id=2', [target])).toBe('/case/7');
    expect(findOwnAddress('https://shop.example/case/8?id=1', [target])).toBeNull();
  });
  it('is none where its template stood for it', () => {
    const target = targetAt('https://shop.example/case/7?id=1');
    expect(findOwnAddress('https://shop.example/case/7?id=1', [target])).toBeNull();
  });
});
