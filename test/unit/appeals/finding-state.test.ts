import { describe, expect, it } from 'vitest';
import { countVerdicts, type FindingFacts, findingState } from '@/lib/appeals/rules/finding-state';

const state = (over: Partial<FindingFacts>) =>
  findingState({ isBlocking: true, isExplained: true, isChanged: false, verdict: null, ...over });

describe('what a finding needs', () => {
  it('is an explanation where it blocks, before a reviewer looked', () => {
    expect(state({ isExplained: false })).toBe('missing');
    expect(state({ isExplained: false, isBlocking: false })).toBe('optional');
    expect(state({})).toBe('explained');
  });

  it('is nothing where the reviewer accepted, whatever is written since', () => {
    expect(state({ verdict: 'ACCEPTED', isExplained: false })).toBe('accepted');
    expect(state({ verdict: 'ACCEPTED', isChanged: true })).toBe('accepted');
  });

  it('is another answer where the reviewer rejected, until it is written', () => {
    expect(state({ verdict: 'REJECTED' })).toBe('toAnswer');
    expect(state({ verdict: 'REJECTED', isChanged: true, isExplained: false })).toBe('toAnswer');
    expect(state({ verdict: 'REJECTED', isChanged: true })).toBe('explained');
  });
});

it('counts decisions', () => {
  expect(countVerdicts(['ACCEPTED', 'REJECTED', 'ACCEPTED'])).toEqual({ accepted: 2, toAnswer: 1 });
});
