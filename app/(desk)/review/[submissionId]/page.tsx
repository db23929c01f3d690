import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PageRefresher } from '@/app/(desk)/assets/page-refresher';
import { DecisionNotice } from '@/app/(desk)/requests/[submissionId]/appeal/decision-notice';
import { classNames } from '@/app/components/class-names';
import { ClientMessages } from '@/app/components/client-messages';
import { Deadline } from '@/app/components/deadline';
import { Notice } from '@/app/components/notice';
import { PageHeader } from '@/app/components/page-header';
import { StatusPill } from '@/app/components/status-pill';
import { reviewPageReader } from '@/app/page-reader';
import { reviewPath } from '@/app/paths';
import { readPreferences } from '@/app/preferences';
import { knownValue, type Search } from '@/app/search-parameters';
import { getReviewConversation } from '@/lib/appeals/conversation/get-review-conversation';
import { listPrecedents } from '@/lib/appeals/memory/list-precedents';
import { getReview, type ReviewDetails } from '@/lib/appeals/review/get-review';
import { isBlocking } from '@/lib/findings/rules/finding';
import { listPassportsForReview } from '@/lib/passport/list-passports';
import { ClaimBar } from './claim-bar';
import { ConclusionPane } from './conclusion-pane';
import { DecideCard } from './decide-card';
import { EvidencePane } from './evidence-pane';
import { PANES, PaneTabs } from './pane-tabs';
import { PendingNotice } from './pending-notice';
import { ReviewFindings } from './review-findings';
import { ReviewPassport } from './review-passport';
import { ReviewShortcuts } from './review-shortcuts';
import { SuiteCard } from './suite-card';

type Props = { params: Promise<{ submissionId: string }>; searchParams: Promise<Search> };

const readReview = reviewPageReader(async (context, submissionId: string) => ({
  ...(await getReview(context, submissionId)),
  passports: await listPassportsForReview(context, submissionId),
}));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { submissionId } = await params;
  const [review, t] = await Promise.all([readReview(submissionId), getTranslations('review.page')]);
  return { title: t('title', { name: review.assetName, number: review.submission.number }) };
}

/** The review page: findings, the evidence of one of them, what the seller concluded and the verdict; on a phone one at a time. */
export default async function ReviewPage({ params, searchParams }: Props) {
  const { submissionId } = await params;
  const [review, search, { areShortcutsOn }] = await Promise.all([
    readReview(submissionId),
    searchParams,
    readPreferences(),
  ]);
  const { submission, context } = review;
  const findings = [...review.findings].sort((a, b) => Number(isBlocking(b)) - Number(isBlocking(a)));
  // Without a wish always the first, so that a verdict does not lead away from it.
  const shown = findings.find(({ id }) => id === search.finding) ?? findings[0];
  const pane = knownValue(search.pane, PANES) || (search.finding ? 'evidence' : 'findings');
  const precedents = shown
    ? await listPrecedents(context, { submissionId: submission.id, findingId: shown.id })
    : [];
  const conversation = await getReviewConversation(context, submission.id);
  const within = (name: (typeof PANES)[number]) =>
    classNames('flex min-w-0 flex-col gap-6', name !== pane && 'max-lg:hidden');
  const isWaiting = review.openRetests.length > 0 || review.suite?.isUnderWay === true;
  return (
    <ClientMessages namespaces={['review']}>
      <ReviewHead review={review} />
      <PaneTabs submissionId={submission.id} findingId={shown?.id ?? ''} pane={pane} />
      <div className="grid items-start gap-6 lg:grid-cols-[15rem_1fr] xl:grid-cols-[15rem_1fr_20rem]">
        <div className={within('findings')}>
          <ReviewFindings review={review} findings={findings} shownId={shown?.id ?? null} />
        </div>
        <div className={within('evidence')}>
          {/* Drawn anew when a phone shows it: its proof is scrolled to where it can be seen. */}
          {shown && <EvidencePane key={`${shown.id}-${pane}`} review={review} finding={shown} />}
        </div>
        <div className={classNames(within('verdict'), 'max-xl:lg:col-start-2')}>
          {shown && review.appeal && (
            <ConclusionPane
              key={shown.id}
              review={review}
              finding={shown}
              precedents={precedents}
              conversation={conversation}
              pane={pane === 'verdict' ? 'evidence' : ''}
            />
          )}
          <DecideCard review={review} />
          <SuiteCard submissionId={submission.id} suite={review.suite} blocker={review.blocker} />
        </div>
      </div>
      <ReviewPassport review={review} />
      {areShortcutsOn && (
        <ReviewShortcuts
          hrefs={findings.map(({ id }) => reviewPath(submission.id, id))}
          current={shown ? findings.indexOf(shown) : 0}
        />
      )}
      {isWaiting && review.pending === null && <PageRefresher />}
    </ClientMessages>
  );
}

/** What is reviewed, by when, by whom, and how it ended. */
async function ReviewHead({ review }: { review: ReviewDetails }) {
  const t = await getTranslations('review');
  const { submission, blocker, pending } = review;
  const isSaid = blocker === 'NOT_CLAIMED' || blocker === 'CLAIMED' || blocker === 'DECISION_PENDING';
  return (
    <>
      <PageHeader
        title={t('page.title', { name: review.assetName, number: submission.number })}
        crumbs={[{ label: t('title'), href: '/review' }, { label: review.assetName }]}
        status={<StatusPill status={submission.status} />}
        lead={
          <>
            {t('page.lead', { organization: review.organizationName })}
            {submission.deadlineAt && (
              <>
                {' · '}
                <Deadline at={submission.deadlineAt} />
              </>
            )}
          </>
        }
      />
      <div className="mb-6 flex flex-col gap-4">
        {blocker && !isSaid && <Notice tone="neutral" title={t(`blockers.${blocker}`)} />}
        {pending ? (
          <PendingNotice pending={pending} />
        ) : (
          <ClaimBar
            submissionId={review.submission.id}
            blocker={review.blocker}
            claim={review.claim}
            reviewers={review.reviewers}
          />
        )}
        <DecisionNotice decisions={review.decisions} />
        {review.findings.length === 0 && <Notice tone="neutral" title={t('page.noFindings')} />}
      </div>
    </>
  );
}
