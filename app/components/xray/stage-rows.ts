import { STAGES, type Stage, type StageTexts } from '@/lib/response-checks/signature/stage-texts';
import { compareTexts, type Excerpt, excerptBeginning } from './compare-texts';

/**
 * One stage of both sides. `theirs` null: nobody can know it, because no known mistake reproduces their value.
 * `absent`: this profile has no such stage. `isMasked`: they differ in what is masked.
 */
export type StageRow = { stage: Stage } & (
  | { state: 'absent' }
  | { state: 'same' | 'differs'; ours: Excerpt; theirs: Excerpt; isMasked: boolean }
  | { state: 'unknown'; ours: Excerpt; theirs: null }
);

export type ComparedStages = {
  ours: StageTexts;
  theirs: StageTexts;
  /** Of theirs, only the last stage is known. */
  isUnexplained: boolean;
  /** Stages that differ although their texts may not show it, because of what is masked in them. */
  differing?: readonly Stage[];
};

/** The stages of ours beside theirs, each around its first difference. */
export const stageRows = ({ ours, theirs, isUnexplained, differing = [] }: ComparedStages): StageRow[] =>
  STAGES.map((stage) =>
    toRow(stage, ours[stage], theirs[stage], { isUnexplained, isMasked: differing.includes(stage) }),
  );

type Known = { isUnexplained: boolean; isMasked: boolean };

function toRow(stage: Stage, ours: string | null, theirs: string | null, known: Known): StageRow {
  if (ours === null && theirs === null) return { stage, state: 'absent' };
  if (known.isUnexplained && theirs === null)
    return { stage, state: 'unknown', ours: excerptBeginning(ours ?? ''), theirs: null };
  const isSame = (ours ?? '') === (theirs ?? '');
  const isMasked = isSame && known.isMasked;
  const state = isSame && !isMasked ? 'same' : 'differs';
  return { stage, state, isMasked, ...compareTexts(ours ?? '', theirs ?? '') };
}
