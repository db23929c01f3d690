'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import type { RunSection } from '@/lib/connection-tests/rules/run-item';

type SectionChoiceProps = {
  section: RunSection;
  isChosen: boolean;
  onChange: (isChosen: boolean) => void;
};

/** One part of a run to choose; the parts share one name. */
export function SectionChoice({ section, isChosen, onChange }: SectionChoiceProps) {
  const t = useTranslations('connection-run');
  const hintId = useId();
  return (
    <div className="flex flex-col gap-0.5">
      <label className="flex min-h-6 items-start gap-2.5">
        <input
          type="checkbox"
          name="sections"
          value={section}
          checked={isChosen}
          onChange={(event) => onChange(event.target.checked)}
          aria-describedby={hintId}
          className="mt-0.5 size-4 shrink-0 accent-accent"
        />
        {t(`section.${section}`)}
      </label>
      <p id={hintId} className="pl-6.5 text-13 text-muted">
        {t(`controls.sectionHints.${section}`)}
      </p>
    </div>
  );
}
