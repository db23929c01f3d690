'use client';

import { Undo2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { PageRefresher } from '@/app/(desk)/assets/page-refresher';
import { undoDecisionAction } from '@/app/(desk)/review/actions';
import { ActionForm } from '@/app/components/action-form';
import { DateTime } from '@/app/components/date-time';
import { Notice } from '@/app/components/notice';
import { SubmitButton } from '@/app/components/submit-button';
import { useReviewKeys } from '@/app/shortcuts/shortcuts-context';
import type { ReviewDetails } from '@/lib/appeals/review/get-review';

/** A decision that has not taken effect: who made it can still undo it. */
export function PendingNotice({ pending }: { pending: NonNullable<ReviewDetails['pending']> }) {
  const t = useTranslations('review.pending');
  const keyOf = useReviewKeys();
  return (
    <>
      <Notice
        tone="progress"
        title={t(pending.outcome)}
        action={
          pending.isYours && (
            <ActionForm kind="act" action={undoDecisionAction}>
              <input type="hidden" name="decisionId" value={pending.id} />
              <SubmitButton look="secondary" icon={Undo2} aria-keyshortcuts={keyOf('undo')}>
                {t('undo')}
              </SubmitButton>
            </ActionForm>
          )
        }
      >
        <p className="text-13 text-muted">
          {t.rich('by', { at: () => <DateTime at={pending.at} hasSeconds /> })}
        </p>
      </Notice>
      <PageRefresher />
    </>
  );
}
