'use client';

import { useTranslations } from 'next-intl';
import type { MouseEvent } from 'react';
import { Folded } from '@/app/components/folded';
import { setFormValue } from '@/app/components/form-values';
import { useReviewKeys } from '@/app/shortcuts/shortcuts-context';
import { VERDICTS, type VerdictOutcome } from '@/lib/appeals/rules/judgement';

/** A ready-made reason in the reader's language. */
export type CannedText = { id: string; outcome: VerdictOutcome; text: string };

/** Ready-made reasons, by the verdict they are for: each fills in the reason of the form around it. */
export function CannedReasons({ texts }: { texts: readonly CannedText[] }) {
  const t = useTranslations('review.canned');
  const keyOf = useReviewKeys();
  const keyAt = (index: number) => keyOf('canned', index);
  if (texts.length === 0) return null;
  const fill = ({ currentTarget: { form } }: MouseEvent<HTMLButtonElement>, text: string) => {
    if (form) setFormValue(form, 'reason', text);
  };
  return (
    <Folded summary={t('title')} isOpen>
      {VERDICTS.filter((outcome) => texts.some((one) => one.outcome === outcome)).map((outcome) => (
        <ul key={outcome} aria-label={t(`outcomes.${outcome}`)} className="flex flex-col">
          {texts.map(
            (one, index) =>
              one.outcome === outcome && (
                <li key={one.id}>
                  <button
                    type="button"
                    aria-keyshortcuts={keyAt(index)}
                    onClick={(event) => fill(event, one.text)}
                    className="flex w-full items-baseline gap-2 rounded-4 px-1 py-1 text-start text-13 hover:bg-hover"
                  >
                    <span aria-hidden="true" className="min-w-4 font-mono text-12 text-muted">
                      {keyAt(index)}
                    </span>
                    <span className="min-w-0 wrap-anywhere">
                      <span className="text-muted">{t(`outcomes.${outcome}`)}:</span> {one.text}
                    </span>
                  </button>
                </li>
              ),
          )}
        </ul>
      ))}
    </Folded>
  );
}
