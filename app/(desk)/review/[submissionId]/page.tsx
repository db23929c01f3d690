import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PassportCard } from '@/app/(desk)/passport-card';
import { DecisionNotice } from '@/app/(desk)/requests/[submissionId]/appeal/decision-notice';
import { ClientMessages } from '@/app/components/client-messages';
import { Deadline } from '@/app/components/deadline';
import { Notice } from '@/app/components/notice';
import { PageHeader } from '@/app/components/page-header';
import { StatusPill } from '@/app/components/status-pill';
import { reviewPageReader } from '@/app/page-reader';
import { reviewPath } from '@/app/paths';
import { readPreferences } from '@/app/preferences';
import { getReview } from '@/lib/appeals/review/get-review';
import { isBlocking } from '@/lib/findings/rules/finding';
import { listPassportsForReview } from '@/lib/passport/list-passports';
import { BenchFindings } from './bench-findings';
import { BenchKeys } from './bench-keys';
import { ConclusionPane } from './conclusion-pane';
import { DecideCard } from './decide-card';
import { EvidencePane } from './evidence-pane';

type Props = {
  params: Promise<{ submissionId: string }>;
  searchParams: Promise<{ finding?: string | string[] }>;
};

const readReview = reviewPageReader(async (context, submissionId: string) => ({
  ...(await getReview(context, submissionId)),
  passports: await listPassportsForReview(context, submissionId),
}));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { submissionId } = await params;
  const [review, t] = await Promise.all([readReview(submissionId), getTranslations('review.bench')]);
  return { title: t('title', { name: review.assetName, number: review.submission.number }) };
}

/** The bench: findings, the evidence of one of them, what the seller concluded and the verdict. */
export default async function BenchPage({ params, searchParams }: Props) {
  const { submissionId } = await params;
  const [review, { finding: wished }, { areKeysOn }, t] = await Promise.all([
    readReview(submissionId),
    searchParams,
    readPreferences(),
    getTranslations('review'),
  ]);
  const { submission, blocker } = review;
  const findings = [...review.findings].sort((a, b) => Number(isBlocking(b)) - Number(isBlocking(a)));
  // Without a wish always the first, so that a verdict does not lead away from it.
  const shown = findings.find(({ id }) => id === wished) ?? findings[0];
  return (
    <ClientMessages namespaces={['review']}>
      <PageHeader
        title={t('bench.title', { name: review.assetName, number: submission.number })}
        crumbs={[{ label: t('title'), href: '/review' }, { label: review.assetName }]}
        status={<StatusPill status={submission.status} />}
        lead={
          <>
            {t('bench.lead', { organization: review.organizationName })}
            {submission.deadlineAt && (
              <>
                {' · '}
                <Deadline at={submission.deadlineAt} />
              </>
            )}
          </>
        }
      />
      <div className="flex flex-col gap-6">
        {blocker && <Notice tone="neutral" title={t(`blockers.${blocker}`)} />}
        <DecisionNotice decisions={review.decisions} />
        {findings.length === 0 && <Notice tone="neutral" title={t('bench.noFindings')} />}
        <div className="grid items-start gap-6 lg:grid-cols-[15rem_1fr] xl:grid-cols-[15rem_1fr_20rem]">
          <BenchFindings review={review} findings={findings} shownId={shown?.id ?? null} />
          {shown && <EvidencePane finding={shown} />}
          <div className="flex min-w-0 flex-col gap-6 max-xl:lg:col-start-2">
            {shown && review.appeal && <ConclusionPane key={shown.id} review={review} finding={shown} />}
            <DecideCard review={review} />
          </div>
        </div>
      </div>
      <PassportCard
        passports={review.passports}
        path={reviewPath(submission.id)}
        submissionId={submission.id}
      />
      {areKeysOn && (
        <BenchKeys
          hrefs={findings.map(({ id }) => reviewPath(submission.id, id))}
          current={shown ? findings.indexOf(shown) : 0}
        />
      )}
    </ClientMessages>
  );
}
