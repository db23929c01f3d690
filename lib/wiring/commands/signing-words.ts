import type { SignatureFailure, Stages } from '@/lib/signing/failure';
import type { Mistake, Xray } from '@/lib/signing/hypotheses/explain';
import { mistakeWords, type Side } from '@/lib/signing/hypotheses/mistake-words';
import { say, sayCommand } from './signing-input';

/** What happened and what to do about it. */
export type SigningSentences = { what: string; fix: string };

/** The sentences of a failure. */
export function wordsOfFailure(failure: SignatureFailure): SigningSentences {
  const { code, ...rest } = failure;
  const values: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(rest))
    if (typeof value === 'string' || typeof value === 'number') values[name] = value;
  if ('unit' in failure) values.unit = say(`unit.${failure.unit}`);
  if ('problem' in failure) values.problem = say(`bodySignProblem.${failure.problem}`);
  return { what: say(`failure.${code}.what`, values), fix: say(`failure.${code}.fix`, values) };
}

export function wordsOfMistake(name: string, side: Side): SigningSentences {
  const { id, values } = mistakeWords(name, side);
  const tell = (part: 'what' | 'fix') => say(`mistake.${id as Mistake}.${part}`, values);
  return { what: tell('what'), fix: tell('fix') };
}

/**
 * The stages of the correct calculation without the access key, which must reach no log; the V2.0 rules put it first.
 * Those that contain a mistake are not shown like this: the key can be anywhere in them, and spelled differently.
 */
export function keylessStages(
  stages: Stages,
  accessKey: string,
): { bodyHash: string | null; canonical: string } {
  const { bodyHash, canonical } = stages;
  const text = typeof canonical === 'string' ? canonical : new TextDecoder().decode(canonical);
  return {
    bodyHash,
    canonical: text.startsWith(accessKey) ? `{accessKey}${text.slice(accessKey.length)}` : text,
  };
}

/** More that nobody can tell apart are counted, not named. */
const MOST_ALTERNATIVES = 5;

/** An X-ray as JSON and as lines: the sentence, each mistake with its fix, and what cannot be told apart from it. */
export function wordsOfXray(xray: Xray, side: Side): { json: Record<string, unknown>; lines: string[] } {
  const verdict = say(`xray.${xray.verdict}`, 'tried' in xray ? { tried: xray.tried } : {});
  const mistakes = 'mistakes' in xray ? xray.mistakes : [];
  const alternatives = 'alternatives' in xray ? xray.alternatives : [];
  const named = mistakes.map((id) => ({ id, ...wordsOfMistake(id, side) }));
  const joinSentences = (ids: readonly string[]) => ids.map((id) => wordsOfMistake(id, side).what).join(' ');
  // Several can differ in a detail that their sentence does not hold.
  const others = [...new Set(alternatives.map(joinSentences))].filter(
    (said) => said !== joinSentences(mistakes),
  );
  const more = others.length - MOST_ALTERNATIVES;
  return {
    json: { verdict: xray.verdict, sentence: verdict, mistakes: named, alternatives },
    lines: [
      verdict,
      // Two mistakes in a body are fixed at once: it is said once, behind the last of them.
      ...named.flatMap(({ what, fix }, at) => [
        `  ${sayCommand('mistake', { what })}`,
        ...(named.slice(at + 1).some((other) => other.fix === fix)
          ? []
          : [`  ${sayCommand('fix', { fix })}`]),
      ]),
      ...others.slice(0, MOST_ALTERNATIVES).map((what) => `  ${sayCommand('alternative', { what })}`),
      ...(more > 0 ? [`  ${sayCommand('moreAlternatives', { more })}`] : []),
    ],
  };
}
