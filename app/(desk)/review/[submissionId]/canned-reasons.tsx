'use client';

import { useTranslations } from 'next-intl';
import type { MouseEvent } from 'react';
import { setFormValue } from '@/app/components/form-values';
import { VERDICTS, type VerdictOutcome } from '@/lib/appeals/rules/judgement';

/** A ready-made reason in the reader's language. */
export type CannedText = { id: string; outcome: VerdictOutcome; text: string };

/** Those that have a key. */
const KEYS = 9;

/** Ready-made reasons, by the verdict they are for: each fills in the reason of the form around it. */
export function CannedReasons({ texts }: { texts: readonly CannedText[] }) {
  const t = useTranslations('review.canned');
  if (texts.length === 0) return null;
  const fill = ({ currentTarget: { form } }: MouseEvent<HTMLButtonElement>, text: string) => {
    if (form) setFormValue(form, 'reason', text);
  };
  return (
    <details open>
      <summary className="cursor-pointer text-13 font-medium">{t('title')}</summary>
      {VERDICTS.map((outcome) => (
        <ul key={outcome} aria-label={t(`outcomes.${outcome}`)} className="mt-1 flex flex-col">
          {texts.map(
            (one, index) =>
              one.outcome === outcome && (
                <li key={one.id}>
                  <button
                    type="button"
                    aria-keyshortcuts={index < KEYS ? String(index + 1) : undefined}
                    onClick={(event) => fill(event, one.text)}
                    className="flex w-full items-baseline gap-2 rounded-4 px-1 py-1 text-start text-13 hover:bg-hover"
                  >
                    <span aria-hidden="true" className="min-w-4 font-mono text-12 text-muted">
                      {index < KEYS && index + 1}
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
    </details>
  );
}
