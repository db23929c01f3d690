import { describe, expect, it } from 'vitest';
import { alikeFindings } from '@/lib/appeals/rules/alike-findings';
import { ageBuckets } from '@/lib/appeals/rules/review-load';
import { DAY_MS } from '@/lib/core/clock';

const NOW = new Date('2026-11-30T12:00:00Z');
const ago = (days: number) => new Date(NOW.getTime() - days * DAY_MS);

describe('the load of the desk', () => {
  it('puts every open review in one bucket by its age, and counts those past their deadline', () => {
    const open = [0, 0.9, 1, 2.9, 3, 6.9, 7, 40].map((days) => ({
      since: ago(days),
      deadlineAt: days > 3 ? ago(days - 3) : null,
      pausedAt: null,
    }));
    expect(ageBuckets(open, NOW).map(({ open: count, overdue }) => [count, overdue])).toEqual([
      [2, 0],
      [2, 0],
      [2, 1],
      [2, 2],
    ]);
    expect(ageBuckets([{ since: ago(-1), deadlineAt: null, pausedAt: null }], NOW)[0]).toMatchObject({
      open: 1,
    });
  });

  it('counts none as overdue whose clock was paused in time', () => {
    const paused = (deadlineAt: Date, pausedAt: Date) =>
      ageBuckets([{ since: ago(9), deadlineAt, pausedAt }], NOW).at(-1)?.overdue;
    expect(paused(ago(5), ago(6))).toBe(0);
    expect(paused(ago(6), ago(5))).toBe(1);
  });
});

describe('alike findings', () => {
  const finding = (id: string, over: object = {}) => ({
    ...{ id, fingerprint: id, lookalikeKey: 'page', checkId: 'sql', sink: 'sql' },
    titleKey: 'findings-active.sqlError' as const,
    ...over,
  });

  it('are the same finding, or the same mistake of the same kind of page by the same check', () => {
    const one = finding('a');
    const all = [
      one,
      finding('b'),
      finding('c', { fingerprint: 'a', lookalikeKey: 'other', sink: 'html' }),
      finding('d', { lookalikeKey: 'other' }),
      finding('e', { checkId: 'xss' }),
      finding('f', { sink: 'html' }),
      finding('g', { titleKey: 'findings-active.reflectedXss' }),
    ];
    expect(alikeFindings(all, one).map(({ id }) => id)).toEqual(['b', 'c']);
  });
});
