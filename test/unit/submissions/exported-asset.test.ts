import { describe, expect, it } from 'vitest';
import { SCAN_VALID_DAYS } from '@/lib/core/policy';
import { interfaceState, toExportedAsset } from '@/lib/submissions/rules/exported-asset';
import type { WebsiteFacts } from '@/lib/submissions/rules/readiness-facts';

type State = 'PASSED' | 'FAILED' | 'NOT_RUN' | 'OUTDATED';
const cases = (...states: State[]) => states.map((state, index) => ({ activity: `a${index}`, state }));

describe('the interface tests of an asset', () => {
  it.each<[State[], ReturnType<typeof interfaceState>]>([
    [[], 'NOT_RUN'],
    [['PASSED'], 'PASSED'],
    [['PASSED', 'PASSED'], 'PASSED'],
    [['PASSED', 'OUTDATED'], 'NOT_RUN'],
    [['PASSED', 'NOT_RUN'], 'NOT_RUN'],
    [['NOT_RUN', 'FAILED', 'PASSED'], 'FAILED'],
    [['OUTDATED', 'FAILED'], 'FAILED'],
  ])('%j are %s', (states, state) => {
    expect(interfaceState(cases(...states))).toBe(state);
  });
});

const DAY_MS = 86_400_000;
const site = (host: string, status: 'COMPLETE' | 'INCOMPLETE' | null, day = 1) =>
  ({
    host,
    latestScan: status && { status, completedAt: new Date(Date.UTC(2026, 2, day)) },
  }) as WebsiteFacts;

const exported = (...websites: WebsiteFacts[]) =>
  toExportedAsset({
    asset: {
      ...{ id: 'a', name: 'Ledger', status: 'DRAFT', updatedAt: new Date(0) },
      products: [{ name: 'Ledger Pro' }],
    },
    facts: { websites, connection: { cases: cases('PASSED', 'FAILED') } as never },
    readiness: { releaseSafeUntil: null },
    line: { code: 'READY' } as never,
  });

it('scans are valid until the first of them ends, and not at all where one lacks', () => {
  const [first, second] = [site('a.example.com', 'COMPLETE', 9), site('b.example.com', 'COMPLETE', 2)];
  expect(exported(first, second)).toMatchObject({
    hosts: ['a.example.com', 'b.example.com'],
    validUntil: new Date(Date.UTC(2026, 2, 2) + SCAN_VALID_DAYS * DAY_MS),
    interfaces: 'FAILED',
    casesPassed: 1,
    casesRequired: 2,
    products: ['Ledger Pro'],
  });
  expect(exported().validUntil).toBeNull();
  expect(exported(first, site('c.example.com', null)).validUntil).toBeNull();
  expect(exported(first, site('c.example.com', 'INCOMPLETE')).validUntil).toBeNull();
});
