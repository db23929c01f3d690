'use client';

import { FlaskConical } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { runSuiteForReviewAction } from '@/app/(desk)/review/actions';
import { ActionForm } from '@/app/components/action-form';
import { Card } from '@/app/components/card';
import { SubmitButton } from '@/app/components/submit-button';
import type { ReviewDetails } from '@/lib/appeals/review/get-review';

type SuiteCardProps = Pick<ReviewDetails, 'suite' | 'blocker'> & { submissionId: string };

/** What the tests of the asset's interfaces came to, and running them again. */
export function SuiteCard({ suite, submissionId, blocker }: SuiteCardProps) {
  const t = useTranslations('review.page');
  const { of = 0, passed = 0, unfinished = 0 } = suite?.tally ?? {};
  return (
    <Card title={t('suite')}>
      <div className="flex flex-col gap-3">
        <p>
          {suite === null && t('suiteNone')}
          {suite?.isUnderWay === true && t('suiteRuns', { done: of - unfinished, of })}
          {suite?.isUnderWay === false && t('suiteResult', { passed, of })}
        </p>
        {blocker === null && suite?.isUnderWay !== true && (
          <ActionForm kind="act" action={runSuiteForReviewAction}>
            <input type="hidden" name="submissionId" value={submissionId} />
            <p className="text-13 text-muted">{t('suiteHint')}</p>
            <SubmitButton className="self-start" look="secondary" size="sm" icon={FlaskConical}>
              {t('runSuite')}
            </SubmitButton>
          </ActionForm>
        )}
      </div>
    </Card>
  );
}
