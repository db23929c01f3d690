import { classNames } from '@/app/components/class-names';
import type { Grade } from '@/lib/adversarial/grade';

const COLOURS: Record<Grade, string> = {
  A: 'bg-success-quiet text-success',
  B: 'bg-success-quiet text-success',
  C: 'bg-neutral-quiet text-neutral',
  D: 'bg-attention-quiet text-attention',
  E: 'bg-attention-quiet text-attention',
  F: 'bg-danger-quiet text-danger',
};

/** A grade as a letter that is read from afar; what it means is beside it. */
export function GradeBadge({ grade, size = 'lg' }: { grade: Grade | null; size?: 'sm' | 'lg' }) {
  return (
    <span
      className={classNames(
        'grid shrink-0 place-items-center rounded-8 font-semibold tabular-nums',
        size === 'lg' ? 'size-14 text-28' : 'size-7 text-14',
        grade === null ? 'bg-neutral-quiet text-neutral' : COLOURS[grade],
      )}
    >
      {grade ?? '–'}
    </span>
  );
}
