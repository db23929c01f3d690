import { useNow, useTranslations } from 'next-intl';
import { useInstants } from '@/app/components/date-time';
import type { QueueRow } from '@/lib/appeals/review/queue-store';
import { daysWaited } from '@/lib/appeals/rules/review-load';
import { configuration } from '@/lib/config/configuration';
import { workingTimeLeft } from '@/lib/core/working-days';
import { describeQueueSort, type QueueQuery } from './queue-query';
import { QueueRows, type ShownReview } from './queue-rows';

/** One row a request under review; its name leads to its review. The browser gets the words of each row, drawn there. */
export function QueueTable({ rows, query }: { rows: readonly QueueRow[]; query: QueueQuery }) {
  const t = useTranslations('review');
  const deadline = useTranslations('common.deadline');
  const show = useInstants();
  const now = useNow();
  const showDeadline = (at: Date): ShownReview['deadline'] => {
    const left = workingTimeLeft(now, at, configuration().REVIEW_HOLIDAYS);
    return {
      instant: show(at, { hasZone: true }),
      left: left.overdue ? deadline('overdue') : deadline('left', { days: left.days, hours: left.hours }),
      isOverdue: left.overdue,
    };
  };
  const toRow = (row: QueueRow): ShownReview => ({
    ...{ id: row.submissionId, name: row.assetName, number: row.number, organization: row.organizationName },
    kind: t(`kinds.${row.kind}`),
    score: row.worstScore?.toFixed(1) ?? null,
    judged: row.blocking > 0 ? t('judged', { judged: row.judged, blocking: row.blocking }) : null,
    age: t('ages.days', { days: daysWaited(row.since, now) }),
    since: show(row.since).exact,
    deadline: row.deadlineAt && showDeadline(row.deadlineAt),
    claimedBy: row.isMine ? t('you') : row.claimedBy,
    waitingOn: t(`waitingOn.${row.waitingOn}`, { name: row.isMine ? t('you') : (row.claimedBy ?? '') }),
    isOwn: row.isOwn,
  });
  const sorted = (key: Parameters<typeof describeQueueSort>[1]) => describeQueueSort(query, key);
  return (
    <QueueRows
      rows={rows.map(toRow)}
      words={{
        caption: t('caption'),
        noFindings: t('noFindings'),
        nothing: t('nothing'),
        noDeadline: t('noDeadline'),
        nobody: t('nobody'),
        own: t('own'),
      }}
      labels={{
        asset: t('columns.asset'),
        organization: t('columns.organization'),
        severity: t('columns.severity'),
        findings: t('columns.findings'),
        age: t('columns.age'),
        deadline: t('columns.deadline'),
        claimedBy: t('columns.claimedBy'),
        waitingOn: t('columns.waitingOn'),
      }}
      sorts={{
        organization: sorted('organization'),
        severity: sorted('severity'),
        age: sorted('age'),
        deadline: sorted('deadline'),
      }}
    />
  );
}
