import { queryOf } from '@/lib/signing/canonical';
import type { StagesShown } from '@/lib/signing/hypotheses/explain';
import type { CheckedMessage } from './check-message';
import { beginningOf, compareTexts, type Excerpt } from './compare-texts';
import { shownText } from './shown-text';

/** The stages of a calculation in their order. */
export const STAGES = ['raw', 'hash', 'canonical', 'digest'] as const;
export type Stage = (typeof STAGES)[number];

/**
 * One stage of both sides. `theirs` null: nobody can know it, because no known mistake reproduces their value.
 * `absent`: this profile has no such stage.
 */
export type StageRow = { stage: Stage } & (
  | { state: 'absent' }
  | { state: 'same' | 'differs'; ours: Excerpt; theirs: Excerpt }
  | { state: 'unknown'; ours: Excerpt; theirs: null }
);

type Texts = Record<Stage, string | null>;

/**
 * The stages of ours beside theirs.
 * @param hide takes the keys out of a text
 */
export function stageRows(checked: CheckedMessage, hide: (text: string) => string): StageRow[] {
  if (!checked.xray.ok) return [];
  const { result, theirs: seen } = checked.xray;
  if (result.verdict === 'NOTHING_TO_EXAMINE') return [];
  const ours = textsOf(checked, result.ours, hide);
  if (isUpperHex(seen)) ours.digest = (ours.digest ?? '').toUpperCase();
  const known = result.verdict === 'EXPLAINED' ? result.theirs : null;
  const theirs: Texts =
    result.verdict === 'CORRECT'
      ? ours
      : {
          raw: null,
          hash: null,
          canonical: null,
          ...(known && textsOf(checked, known, hide)),
          digest: seen,
        };
  return STAGES.map((stage) => rowOf(stage, ours[stage], theirs[stage], result.verdict === 'UNEXPLAINED'));
}

function textsOf({ profile, message }: CheckedMessage, stages: StagesShown, hide: (text: string) => string) {
  const raw = profile === 'v1-auth-token' ? queryOf(message.url) : stages.payload;
  const texts: Texts = {
    raw: shownText(raw),
    hash: stages.bodyHash,
    // Under Body-Sign the body itself is signed: there is nothing between it and the digest.
    canonical: profile === 'v1-body-sign' ? null : hide(shownText(stages.canonical)),
    digest: stages.signature,
  };
  return texts;
}

function rowOf(stage: Stage, ours: string | null, theirs: string | null, isUnknown: boolean): StageRow {
  if (ours === null && theirs === null) return { stage, state: 'absent' };
  if (isUnknown && theirs === null)
    return { stage, state: 'unknown', ours: beginningOf(ours ?? ''), theirs: null };
  const isSame = (ours ?? '') === (theirs ?? '');
  return { stage, state: isSame ? 'same' : 'differs', ...compareTexts(ours ?? '', theirs ?? '') };
}

const isUpperHex = (text: string): boolean => /^[0-9A-F]+$/.test(text) && /[A-F]/.test(text);
