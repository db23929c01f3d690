'use client';

import { RotateCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { startRetestAction } from '@/app/(desk)/scans/actions';
import { ActionForm } from '@/app/components/action-form';
import { SubmitButton } from '@/app/components/submit-button';
import type { FindingClass } from '@/lib/findings/rules/finding';

type RetestButtonProps = {
  scanId: string;
  /** What is asked again: one finding, or all of a class. */
  target: { findingId: string } | { class: FindingClass };
  /** What it is about, for who only hears the button. */
  about: string;
};

/** Asks the places of findings again; the page shows the progress and the results. */
export function RetestButton({ scanId, target, about }: RetestButtonProps) {
  const t = useTranslations('scans.retest');
  return (
    <ActionForm kind="act" action={startRetestAction}>
      <input type="hidden" name="scanId" value={scanId} />
      {Object.entries(target).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <SubmitButton
        className="self-start"
        look="secondary"
        size="sm"
        icon={RotateCw}
        aria-label={t('buttonAbout', { about })}
      >
        {t('button')}
      </SubmitButton>
    </ActionForm>
  );
}
