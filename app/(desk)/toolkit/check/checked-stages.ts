import { type StageRow, stageRows } from '@/app/components/xray/stage-rows';
import { revealInvisibles } from '@/lib/response-checks/reveal-invisibles';
import { type StageTexts, stageTexts } from '@/lib/response-checks/signature/stage-texts';
import type { StagesShown } from '@/lib/signing/hypotheses/explain';
import type { CheckedMessage } from './check-message';

/**
 * The stages of a checked message, ours beside theirs; none where there is nothing to set beside ours.
 * @param hide takes the keys out of a text
 */
export function checkedStages(checked: CheckedMessage, hide: (text: string) => string): StageRow[] {
  if (!checked.xray.ok) return [];
  const { result, theirs: seen } = checked.xray;
  if (result.verdict === 'NOTHING_TO_EXAMINE') return [];
  const toTexts = (stages: StagesShown) =>
    stageTexts({ profile: checked.profile, url: checked.message.url }, stages, (bytes, stage) =>
      stage === 'canonical' ? hide(revealInvisibles(bytes)) : revealInvisibles(bytes),
    );
  const right = toTexts(result.ours);
  const digest = right.digest ?? '';
  const ours: StageTexts = { ...right, digest: isUpperHex(seen) ? digest.toUpperCase() : digest };
  const known = result.verdict === 'EXPLAINED' ? toTexts(result.theirs) : NOTHING_KNOWN;
  const theirs = result.verdict === 'CORRECT' ? ours : { ...known, digest: seen };
  return stageRows({ ours, theirs, isUnexplained: result.verdict === 'UNEXPLAINED' });
}

const NOTHING_KNOWN: StageTexts = { raw: null, hash: null, canonical: null, digest: null };

const isUpperHex = (text: string): boolean => /^[0-9A-F]+$/.test(text) && /[A-F]/.test(text);
