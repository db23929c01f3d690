import { describe, expect, it } from 'vitest';
import { countVerdicts, type FindingFacts, findingState } from '@/lib/appeals/rules/finding-state';

const day = (number: number) => new Date(Date.UTC(2026, 4, number));
const accepted = { outcome: 'ACCEPTED', at: day(10), isLastLook: false } as const;
const rejected = { outcome: 'REJECTED', at: day(10), isLastLook: false } as const;

/** Explained on the 2nd in an appeal that was opened on the 1st; a decision is of the 10th. */
const state = (over: Partial<FindingFacts>) =>
  findingState({
    ...{
      isBlocking: true,
      isCarried: false,
      isExplained: true,
      explainedAt: day(2),
      openedAt: day(1),
      isAsked: false,
      verdict: null,
    },
    ...over,
  });

describe('what a finding needs', () => {
  it('is an explanation where it blocks, before a reviewer looked', () => {
    expect(state({ isExplained: false })).toBe('missing');
    expect(state({ isExplained: false, explainedAt: null, openedAt: null })).toBe('missing');
    expect(state({ isExplained: false, isBlocking: false })).toBe('optional');
    expect(state({})).toBe('explained');
  });

  it('is nothing where an earlier decision is carried, unless the reviewer asks', () => {
    expect(state({ isCarried: true, isExplained: false })).toBe('carried');
    expect(state({ isCarried: true, isAsked: true })).toBe('asked');
  });

  it('is nothing where the reviewer accepted, whatever is written since', () => {
    expect(state({ verdict: accepted, isExplained: false })).toBe('accepted');
    expect(state({ verdict: accepted, explainedAt: day(12), openedAt: day(11) })).toBe('accepted');
  });

  it('is another answer where the reviewer rejected what was written before', () => {
    expect(state({ verdict: rejected })).toBe('toAnswer');
    expect(state({ verdict: rejected, isBlocking: false })).toBe('toAnswer');
    expect(state({ verdict: rejected, explainedAt: day(10) })).toBe('toAnswer');
    expect(state({ verdict: rejected, isExplained: false, explainedAt: null })).toBe('toAnswer');
  });

  it('is nothing that could be answered after the last look', () => {
    const last = { ...rejected, isLastLook: true };
    expect(state({ verdict: last })).toBe('rejected');
    expect(state({ verdict: last, explainedAt: day(12), openedAt: day(11) })).toBe('rejected');
    expect(state({ verdict: { ...accepted, isLastLook: true } })).toBe('accepted');
  });

  it('is a reply where a reviewer asks', () => {
    for (const verdict of [null, accepted, rejected]) expect(state({ verdict, isAsked: true })).toBe('asked');
  });

  it('is another answer in a second appeal until it is written again, not only taken over', () => {
    const second = { verdict: rejected, openedAt: day(11) };
    expect(state({ ...second, explainedAt: day(11) })).toBe('toAnswer');
    expect(state({ ...second, explainedAt: day(12), isExplained: false })).toBe('toAnswer');
    expect(state({ ...second, explainedAt: day(12) })).toBe('explained');
  });
});

it('counts decisions', () => {
  expect(countVerdicts(['ACCEPTED', 'REJECTED', 'ACCEPTED'])).toEqual({ accepted: 2, toAnswer: 1 });
});
