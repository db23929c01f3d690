import { describe, expect, it } from 'vitest';
import { callNameParts } from '@/app/(desk)/messages/call-name-parts';
import { ADVERSARIAL_SUITE } from '@/lib/adversarial/adversarial-suite';
import { runAdversarialTest } from '@/lib/connection-tests/engine/run-adversarial-test';
import { LOCALES } from '@/lib/i18n/locales';
import { hasText } from '@/lib/i18n/made-key';
import { translator } from '@/lib/i18n/translator';
import { INTERFACES } from '@/lib/koogallery/interface-catalog';
import { MESSAGE_RESULTS, messageResult } from '@/lib/messages/rules/message-result';
import { MISTAKES } from '@/lib/signing/hypotheses/explain';
import { ACCESS_KEY, depsWith, makeItem, testClock } from '../adversarial/call-deps';
import { modelSeller, rightSeller } from '../adversarial/model-seller';

/** The names that the suite keeps its calls under. */
async function namesOfSuite(protocol: 'V2.0' | 'V1.0'): Promise<string[]> {
  const clock = testClock();
  const seller = modelSeller(rightSeller(ACCESS_KEY, clock), clock);
  const deps = depsWith(seller, { protocol, clock });
  const names = new Set<string>();
  for (const test of ADVERSARIAL_SUITE.filter(({ protocols }) => protocols.includes(protocol))) {
    const result = await runAdversarialTest(test, makeItem(test.id), deps);
    for (const { caseName } of result?.messages ?? []) names.add(caseName);
  }
  return [...names];
}

const ACTIVITIES = new Set(INTERFACES.map(({ activity }) => activity));

describe.each(LOCALES)('names of calls in %s', (locale) => {
  const t = translator(locale);
  const hasWords = (key: string) => hasText(t, key);

  it.each(['V2.0', 'V1.0'] as const)('are words in the suite of %s', async (protocol) => {
    const names = await namesOfSuite(protocol);
    expect(names.length).toBeGreaterThan(15);
    const ids = names
      .flatMap((caseName) => callNameParts({ purpose: 'ADVERSARIAL', caseName }))
      .flatMap((part) => (part.kind === 'id' ? [part.id] : []));
    const wordless = ids.filter((id) => !hasWords(`messages.calls.name.${id}`) && !ACTIVITIES.has(id));
    expect(wordless).toEqual([]);
  });

  it('are words in a diagnosis', () => {
    const tried = ['again', 'control', 'sellers-time', 'seconds', 'lower-case'];
    expect(tried.filter((id) => !hasWords(`messages.calls.name.${id}`))).toEqual([]);
    expect(MISTAKES.filter((id) => !hasWords(`signing.mistake.${id}.what`))).toEqual([]);
  });

  it.each(MESSAGE_RESULTS)('and the result %s has a word', (result) => {
    expect(hasWords(`messages.results.${result}`)).toBe(true);
    expect(hasWords(`messages.filters.results.${result}`)).toBe(true);
  });
});

describe('callNameParts', () => {
  it('tells the mistakes that a diagnosis tries together', () => {
    expect(callNameParts({ purpose: 'DIAGNOSIS', caseName: 'body-spaces, lower-case' })).toEqual([
      { kind: 'id', id: 'body-spaces' },
      { kind: 'id', id: 'lower-case' },
    ]);
  });

  it('leaves a case its own name, and a call without one nameless', () => {
    expect(callNameParts({ purpose: 'CASE', caseName: 'without-hope, control' })).toEqual([
      { kind: 'named', name: 'without-hope, control' },
    ]);
    expect(callNameParts({ purpose: 'FLOW', caseName: '' })).toEqual([]);
  });

  it('names what is left out and what is compared with', () => {
    const parts = (caseName: string) => callNameParts({ purpose: 'ADVERSARIAL', caseName });
    expect(parts('without-orderId')).toEqual([{ kind: 'pattern', id: 'without', name: 'orderId' }]);
    expect(parts('parallel-7')).toEqual([{ kind: 'pattern', id: 'parallel', name: '7' }]);
  });
});

describe('messageResult', () => {
  it.each([
    ['CASE', true, 'passed'],
    ['PROBE', false, 'failed'],
    ['DIAGNOSIS', true, 'accepted'],
    ['DIAGNOSIS', false, 'refused'],
  ] as const)('of a %s whose call passed %s is %s', (purpose, isPassed, result) => {
    expect(messageResult({ purpose, isPassed })).toBe(result);
  });
});
