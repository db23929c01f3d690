'use client';

import { ArrowRight, UserRound } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { assignReviewAction, claimReviewAction, releaseReviewAction } from '@/app/(desk)/review/actions';
import { ActionForm } from '@/app/components/action-form';
import { DateTime } from '@/app/components/date-time';
import { DialogButton } from '@/app/components/dialog-button';
import { Notice } from '@/app/components/notice';
import { Select } from '@/app/components/select';
import { SubmitButton } from '@/app/components/submit-button';
import { useReviewKeys } from '@/app/shortcuts/shortcuts-context';
import type { ReviewDetails } from '@/lib/appeals/review/get-review';

type ClaimBarProps = Pick<ReviewDetails, 'blocker' | 'claim' | 'reviewers'> & { submissionId: string };

/** Who works at the review: free to claim, one's own to give back or hand over, or somebody else's. */
export function ClaimBar({ blocker, ...review }: ClaimBarProps) {
  const t = useTranslations('review.claim');
  const keyOf = useReviewKeys();
  const { submissionId, claim } = review;
  if (blocker === 'NOT_CLAIMED')
    return (
      <Notice
        tone="attention"
        icon={UserRound}
        title={t('free')}
        action={
          <div className="flex flex-wrap gap-2">
            <ActionForm kind="act" action={claimReviewAction}>
              <input type="hidden" name="submissionId" value={submissionId} />
              <SubmitButton aria-keyshortcuts={keyOf('claim')} icon={UserRound}>
                {t('take')}
              </SubmitButton>
            </ActionForm>
            <HandOver {...review} />
          </div>
        }
      />
    );
  if (claim === null) return null;
  const until = t.rich('until', { at: () => <DateTime at={claim.leaseUntil} /> });
  if (!claim.isYours)
    return (
      <Notice tone="neutral" icon={UserRound} title={t('others', { name: claim.reviewerName ?? '' })}>
        <p className="text-13 text-muted">{until}</p>
      </Notice>
    );
  return (
    <Notice
      tone="neutral"
      icon={UserRound}
      title={t('yours')}
      action={
        <div className="flex flex-wrap gap-2">
          <HandOver {...review} />
          <ActionForm kind="act" action={releaseReviewAction}>
            <input type="hidden" name="submissionId" value={submissionId} />
            <SubmitButton look="secondary" size="sm">
              {t('release')}
            </SubmitButton>
          </ActionForm>
        </div>
      }
    >
      <p className="text-13 text-muted">{until}</p>
    </Notice>
  );
}

function HandOver({ submissionId, reviewers, claim }: Omit<ClaimBarProps, 'blocker'>) {
  const t = useTranslations('review.claim');
  const others = reviewers.filter(({ id }) => id !== claim?.reviewerId);
  return (
    <DialogButton label={t('assign')} title={t('assignTitle')} size="sm" icon={ArrowRight}>
      {others.length === 0 ? (
        <p>{t('noReviewers')}</p>
      ) : (
        <ActionForm kind="act" action={assignReviewAction}>
          <input type="hidden" name="submissionId" value={submissionId} />
          <Select
            name="reviewerId"
            label={t('assignTo')}
            options={others.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <div className="flex justify-end">
            <SubmitButton>{t('assign')}</SubmitButton>
          </div>
        </ActionForm>
      )}
    </DialogButton>
  );
}
