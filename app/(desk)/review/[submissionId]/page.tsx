import { PageRefresher } from '@/app/(desk)/assets/page-refresher';
import { classNames } from '@/app/components/class-names';
import { ClientMessages } from '@/app/components/client-messages';
import { reviewPath } from '@/app/paths';
import { firstValue, knownValue, type Search } from '@/app/search-parameters';
import { ConclusionPane } from './conclusion-pane';
import { EvidencePane } from './evidence-pane';
import { FollowShown } from './follow-shown';
import { PANES, PaneTabs } from './pane-tabs';
import { readReview } from './read-review';
import { RequestPart } from './request-part';
import { ReviewFindings } from './review-findings';
import { ReviewHead } from './review-head';
import { ReviewShortcuts } from './review-shortcuts';
import { SuiteCard } from './suite-card';

type Props = { params: Promise<{ submissionId: string }>; searchParams: Promise<Search> };

async function readProps({ params, searchParams }: Props) {
  const [{ submissionId }, { finding }] = await Promise.all([params, searchParams]);
  return readReview(submissionId, firstValue(finding) || null);
}

/** The review page: findings, the evidence of one of them, what the seller concluded and the verdict; on a phone one at a time. */
export default async function ReviewPage(props: Props) {
  const [{ context, review, findings, shown, passports, conversation }, search] = await Promise.all([
    readProps(props),
    props.searchParams,
  ]);
  const { submission } = review;
  const personId = context.actor.userId;
  const pane = knownValue(search.pane, PANES) || (search.finding ? 'evidence' : 'findings');
  const within = (name: (typeof PANES)[number]) =>
    classNames('flex min-w-0 flex-col gap-6', name !== pane && 'max-lg:hidden');
  const at = findings.findIndex(({ id }) => id === shown?.finding.id);
  const pathAt = (index: number) => findings[index] && reviewPath(submission.id, findings[index].id);
  const isWaiting = review.openRetests.length > 0 || review.suite?.isUnderWay === true;
  return (
    <ClientMessages namespaces={['review']}>
      <ReviewHead review={review} />
      {shown && (
        <>
          <PaneTabs submissionId={submission.id} findingId={shown.finding.id} pane={pane} />
          <div className="mb-6 grid items-start gap-6 lg:grid-cols-[15rem_1fr] xl:grid-cols-[15rem_1fr_20rem]">
            <div className={within('findings')}>
              <ReviewFindings review={review} findings={findings} shownId={shown.finding.id} />
            </div>
            <div className={within('evidence')}>
              {/* Rendered again when a phone shows it: its proof is scrolled to where it can be seen. */}
              <EvidencePane key={`${shown.finding.id}-${pane}`} review={review} {...shown} />
              <SuiteCard submissionId={submission.id} suite={review.suite} blocker={review.blocker} />
            </div>
            <div className={classNames(within('verdict'), 'max-xl:lg:col-start-2')}>
              <ConclusionPane
                key={shown.finding.id}
                review={review}
                finding={shown.finding}
                precedents={shown.precedents}
                conversation={conversation}
                pane={pane === 'verdict' ? 'evidence' : ''}
                personId={personId}
              />
            </div>
          </div>
        </>
      )}
      <RequestPart {...{ review, passports, conversation, personId }} />
      <FollowShown step={[shown?.finding.id, review.blocker, review.pending?.id].join(' ')} />
      <ReviewShortcuts next={pathAt(at + 1)} previous={pathAt(at - 1)} />
      {isWaiting && review.pending === null && <PageRefresher />}
    </ClientMessages>
  );
}
