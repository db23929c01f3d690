import { describe, expect, it } from 'vitest';
import { addDays, chinaDay, endOfChinaDay, isDay } from '@/lib/core/china-day';
import { DECISION_MAX_DAYS } from '@/lib/core/policy';
import { decisionEnd, isWithinEnds, riskEnds } from '@/lib/reports/rules/risk-end';

const at = (text: string) => new Date(text);

describe('days of the reviewers', () => {
  it('begin at 16:00 UTC', () => {
    expect(chinaDay(at('2026-03-01T15:59:59.999Z'))).toBe('2026-03-01');
    expect(chinaDay(at('2026-03-01T16:00:00Z'))).toBe('2026-03-02');
    expect(endOfChinaDay('2026-03-01')).toEqual(at('2026-03-01T16:00:00Z'));
    expect(addDays('2028-02-28', 2)).toBe('2028-03-01');
  });

  it.each([
    '2026-02-29',
    '2026-13-01',
    '2026-1-1',
    '+02026-01-01',
    '2026-01-01T00:00',
    '',
    'today',
    '20２6-01-01',
  ])('“%s” is none', (text) => expect(isDay(text)).toBe(false));

  it('know leap years', () => expect([isDay('2028-02-29'), isDay('2026-12-31')]).toEqual([true, true]));
});

describe('the end of an accepted risk', () => {
  const now = at('2026-03-01T09:00:00Z');

  it('is from a week to the longest of the policy ahead', () => {
    const ends = riskEnds(now);
    expect(ends).toEqual({ first: '2026-03-08', suggested: '2026-03-31', last: '2026-08-28' });
    expect(
      ['2026-03-07', '2026-03-08', '2026-08-28', '2026-08-29'].map((day) => isWithinEnds(day, ends)),
    ).toEqual([...[false, true, true, false]]);
  });

  it('decides how long a decision counts, within the policy; else the reviewer does', () => {
    expect(decisionEnd(now, 30, undefined)).toEqual(at('2026-03-31T09:00:00Z'));
    expect(decisionEnd(now, 30, '2026-06-01')).toEqual(at('2026-06-01T16:00:00Z'));
    expect(decisionEnd(now, 30, '2026-03-01')).toEqual(at('2026-03-01T16:00:00Z'));
    expect(decisionEnd(now, 30, '2030-01-01')).toEqual(
      new Date(now.getTime() + DECISION_MAX_DAYS * 86_400_000),
    );
  });
});
