'use client';

import { RotateCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { retestForReviewAction } from '@/app/(desk)/review/actions';
import { ActionForm } from '@/app/components/action-form';
import { SubmitButton } from '@/app/components/submit-button';

/** Starts a re-test of the finding under review. */
export function RetestForm({ submissionId, findingId }: { submissionId: string; findingId: string }) {
  const t = useTranslations('review.page');
  return (
    <ActionForm kind="act" action={retestForReviewAction}>
      <input type="hidden" name="submissionId" value={submissionId} />
      <input type="hidden" name="findingId" value={findingId} />
      <SubmitButton className="self-start" look="secondary" size="sm" icon={RotateCw}>
        {t('retest')}
      </SubmitButton>
    </ActionForm>
  );
}
