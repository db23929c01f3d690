import { Check, CircleDashed, LoaderCircle, type LucideIcon, Minus, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { classNames } from './class-names';
import { Glyph } from './glyph';

export type PhaseStepState = 'done' | 'current' | 'waiting' | 'failed' | 'skipped';
export type PhaseStep = { key: string; label: string; state: PhaseStepState };

const LOOKS: Record<PhaseStepState, { icon: LucideIcon; colour: string; bar: string }> = {
  done: { icon: Check, colour: 'text-success', bar: 'border-success' },
  current: { icon: LoaderCircle, colour: 'text-progress font-medium', bar: 'border-progress' },
  waiting: { icon: CircleDashed, colour: 'text-muted', bar: 'border-line' },
  failed: { icon: X, colour: 'text-attention font-medium', bar: 'border-attention' },
  skipped: { icon: Minus, colour: 'text-muted', bar: 'border-line' },
};

/** The phases of a long run side by side: which are done, which runs now. It never guesses a percentage. */
export function PhaseStrip({ label, phases }: { label: string; phases: readonly PhaseStep[] }) {
  const t = useTranslations('common.phase');
  return (
    <ol aria-label={label} className="grid grid-cols-2 gap-x-2 gap-y-3 sm:flex">
      {phases.map(({ key, label: name, state }) => {
        const { icon, colour, bar } = LOOKS[state];
        return (
          <li
            key={key}
            aria-current={state === 'current' ? 'step' : undefined}
            className={classNames(
              'flex min-w-0 flex-1 items-center gap-1.5 border-t-2 pt-2 text-13',
              colour,
              bar,
            )}
          >
            <Glyph
              icon={icon}
              size={14}
              className={state === 'current' ? 'motion-safe:animate-spin' : undefined}
            />
            <span className="truncate">{name}</span>
            <span className="sr-only">{t(state)}</span>
          </li>
        );
      })}
    </ol>
  );
}
