import { describe, expect, it } from 'vitest';
import { type CommentKind, openQuestions, threadEntries } from '@/lib/appeals/rules/conversation';
import { findMentions } from '@/lib/appeals/rules/mentions';
import { glossaryTerms } from '@/lib/i18n/glossary';

const comment = (kind: CommentKind, findingId: string | null, second = 0) => ({
  id: `${kind} ${second}`,
  kind,
  findingId,
  side: 'SELLER' as const,
  authorName: 'Ann',
  language: 'en',
  text: 'Text',
  otherText: '',
  proof: null,
  at: new Date(second * 1_000),
});

describe('open questions', () => {
  it('are those without a reply after them, each in its own thread', () => {
    const asked = [comment('QUESTION', 'a'), comment('QUESTION', null), comment('REPLY', 'a')];
    expect(openQuestions(asked)).toEqual(new Set([null]));
    expect(openQuestions([...asked, comment('QUESTION', 'a')])).toEqual(new Set([null, 'a']));
    expect(openQuestions([comment('REPLY', 'a'), comment('PLAIN', 'a')])).toEqual(new Set());
    expect(openQuestions([comment('QUESTION', 'a'), comment('PLAIN', 'a')])).toEqual(new Set(['a']));
  });
});

describe('a thread', () => {
  const judged = { outcome: 'ACCEPTED' as const, reason: 'Right.', reviewerName: 'Bo' };
  const verdict = { ...judged, round: 1, revision: 1, agreed: 1, reviewerId: '1', at: new Date(2_000) };
  const conversation = {
    comments: [comment('QUESTION', 'a', 1), comment('PLAIN', null, 2), comment('REPLY', 'a', 3)],
    verdicts: [
      { ...verdict, findingId: 'a' },
      { ...verdict, findingId: 'b' },
    ],
    decisions: [{ ...judged, appealId: null, at: new Date(1_000) }],
  };

  it('has what is about its finding, in order', () => {
    expect(threadEntries(conversation, 'a').map(({ entry, at }) => [entry, at.getTime()])).toEqual([
      ['comment', 1_000],
      ['verdict', 2_000],
      ['comment', 3_000],
    ]);
  });

  it('of the request has its decisions', () => {
    expect(threadEntries(conversation, null).map(({ entry }) => entry)).toEqual(['decision', 'comment']);
  });
});

describe('mentions', () => {
  const people = [
    { id: '1', name: 'Ann' },
    { id: '2', name: 'Ann Lee' },
    { id: '3', name: '王芳' },
    { id: '4', name: 'Ann' },
    { id: '5', name: '' },
  ];
  it.each([
    ['Ask @Ann Lee', ['2']],
    ['Ask @Ann, please', ['1', '4']],
    ['请@王芳看一下，@王芳', ['3']],
    ['mail ann@example.com, @Bob, Ann, @', []],
    ['@@Ann Lee@王芳', ['2', '3']],
  ])('in %s', (text, ids) => {
    expect(findMentions(text, people)).toEqual(ids);
  });
});

it('offers each fixed word in both languages', () => {
  const terms = glossaryTerms();
  expect(terms).toContainEqual({
    key: 'reports.conclusions.FALSE_POSITIVE',
    words: { en: 'False positive', 'zh-CN': '误报' },
  });
  for (const { words } of terms) {
    expect(words.en).not.toBe('');
    expect(words['zh-CN']).not.toBe('');
  }
});
