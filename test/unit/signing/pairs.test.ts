import { describe, expect, it } from 'vitest';
import { Body } from '@/lib/signing/hypotheses/body';
import { BODY_HYPOTHESES } from '@/lib/signing/hypotheses/body-hypotheses';
import { CALCULATION_HYPOTHESES } from '@/lib/signing/hypotheses/calculation-hypotheses';
import { evaluate } from '@/lib/signing/hypotheses/evaluate';
import {
  type Hypothesis,
  isPair,
  type SearchFacts,
  toMistakeName,
} from '@/lib/signing/hypotheses/hypothesis';
import { PARAMETER_HYPOTHESES } from '@/lib/signing/hypotheses/parameters/parameter-hypotheses';
import { BLANK_RECIPE, type Recipe } from '@/lib/signing/hypotheses/recipe';
import { searchMistakes } from '@/lib/signing/hypotheses/search';
import { nodePrimitives } from '@/lib/signing/node-primitives';

const body = Body.ofBytes(new TextEncoder().encode('{"b":"naïve </a> & \'c\'=\\u00e9","a":1.50,"n":null}\n'));
const common = { ...BLANK_RECIPE, accessKey: 'Ab12cd34Ef56ab78', body };
const timestamp = '1666677988730';
const stamp = '20201112893875663';
const RECIPES: Record<string, Recipe> = {
  'v2-request': { ...common, nonce: 'a+b c/0123456789', timestamp },
  'v2-kit': { ...common, nonce: 'a+b c/0123456789', timestamp, inner: 'unhashed' },
  'v1-body-sign': { ...common, message: 'body', encoding: 'base64' },
  'v1-auth-token': {
    ...common,
    message: 'parameters',
    keySuffix: stamp,
    encoding: 'base64',
    parameters: [
      ['orderId', 'CS1'],
      ['Zeta', ''],
      ['email', 'a+b/c=='],
      ['note', '5%25 off'],
      ['testFlag', '1'],
      ['timeStamp', stamp],
    ],
  },
};
const ALL: readonly Hypothesis[] = [...BODY_HYPOTHESES, ...PARAMETER_HYPOTHESES, ...CALCULATION_HYPOTHESES];
const facts = (theirs: string): SearchFacts => ({ theirs, otherKeys: [], requestTimestamp: stamp });

/** Every pair that can be made of a recipe, with the value that it yields. */
function listPairs(recipe: Recipe): { ids: string[]; value: string }[] {
  return ALL.flatMap((first, index) =>
    ALL.slice(index + 1).flatMap((second) => {
      const once = isPair(first, second) ? first.apply(recipe, facts('')) : null;
      const twice = once && second.apply(once, facts(''));
      return twice
        ? [{ ids: [toMistakeName(first), toMistakeName(second)], value: evaluate(twice, nodePrimitives) }]
        : [];
    }),
  );
}

/** There are some thousands and each takes milliseconds: an even sample, the same in every run. */
const takeSample = <T>(pairs: readonly T[]): T[] => {
  const step = Math.max(1, Math.floor(pairs.length / 40));
  return pairs.filter((_, index) => index % step === 0);
};

describe.each(Object.entries(RECIPES))('pairs of mistakes in %s', (_, recipe) => {
  const pairs = listPairs(recipe);
  const correct = evaluate(recipe, nodePrimitives);

  it('are found blind, or explained by fewer mistakes, and by what yields the very value', () => {
    expect(pairs.length).toBeGreaterThan(50);
    for (const { ids, value } of takeSample(pairs)) {
      const found = searchMistakes(recipe, facts(value), nodePrimitives);
      const names = found.map(({ mistakes }) => mistakes);
      const isSimpler = names[0]?.length === 1 || value === correct;
      // One of a serialiser is not named where simpler ones yield the same.
      const isOfWriter = found.length > 0 && ids.some((id) => id.startsWith('writer-'));
      expect(
        isSimpler || isOfWriter || names.some((mistakes) => mistakes.join() === ids.join()),
        ids.join(' + '),
      ).toBe(true);
      for (const explanation of found)
        expect(evaluate(explanation.recipe, nodePrimitives).toLowerCase()).toBe(value.toLowerCase());
    }
  });
});
