import { describe, expect, it } from 'vitest';
import { type ProbeOutcome, probeChange, probeOutcome } from '@/lib/connection-tests/rules/probe-change';
import { reproducible } from '@/lib/connection-tests/rules/reproducible';
import type { ItemState } from '@/lib/response-checks/test-item';

describe('a probe', () => {
  it.each<[ItemState[], ProbeOutcome]>([
    [['PASSED', 'WARNED'], 'PASSED'],
    [['FAILED', 'NOT_RUN'], 'FAILED'],
    [['PASSED', 'FAILED'], 'FAILED'],
    [['PASSED', 'NOT_RUN'], null],
    [['NOT_RUN', 'NOT_RUN'], null],
    [[], null],
  ])('of %j comes to %s', (states, outcome) => {
    expect(probeOutcome(states.map((state) => ({ state })))).toBe(outcome);
  });

  it.each<[ProbeOutcome, ProbeOutcome[], 'FAILED' | 'RECOVERED' | null]>([
    ['PASSED', [], null],
    ['FAILED', [], 'FAILED'],
    ['FAILED', ['PASSED'], 'FAILED'],
    ['FAILED', ['FAILED', 'PASSED'], null],
    ['FAILED', [null, 'FAILED'], null],
    ['FAILED', [null, 'PASSED', 'FAILED'], 'FAILED'],
    ['PASSED', ['FAILED'], 'RECOVERED'],
    ['PASSED', [null, null, 'FAILED'], 'RECOVERED'],
    ['PASSED', ['PASSED', 'FAILED'], null],
    [null, ['FAILED'], null],
    [null, ['PASSED'], null],
  ])('that comes to %s after %j tells %s', (now, previous, change) => {
    expect(probeChange(now, previous)).toBe(change);
  });
});

describe('what reproduces a weakness', () => {
  const call = (id: string, caseName: string, isPassed: boolean) => ({ id, caseName, isPassed });
  const calls = new Map(
    [
      call('1', 'prepare', true),
      call('2', 'control', true),
      call('3', 'forged', false),
      call('4', 'altered', true),
      call('5', 'cleanup', false),
    ].map((one) => [one.id, one]),
  );
  const item = (state: ItemState, messageIds: string[]) =>
    ({ key: 'adversarial/t', section: 'adversarial', state, messageIds }) as const;

  it('are the calls that were not answered as expected', () => {
    expect(reproducible([item('FAILED', ['1', '2', '3', '4', '5'])], calls)).toEqual(
      new Map([['adversarial/t', ['3']]]),
    );
  });

  it('are the last ones of the test where each answer was right by itself', () => {
    expect(reproducible([item('WARNED', ['1', '4', '5', 'gone'])], calls)).toEqual(
      new Map([['adversarial/t', ['4']]]),
    );
  });

  it('is not asked of what passed, nor of other parts', () => {
    expect(
      reproducible([item('PASSED', ['3']), { ...item('FAILED', ['3']), section: 'cases' }], calls).size,
    ).toBe(0);
  });
});
