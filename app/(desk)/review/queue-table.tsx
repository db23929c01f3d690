import { useNow, useTranslations } from 'next-intl';
import { useInstants } from '@/app/components/date-time';
import type { QueueRow } from '@/lib/appeals/review/queue-store';
import { daysWaited } from '@/lib/appeals/rules/review-load';
import { reviewCalendar } from '@/lib/config/review-calendar';
import { isYearKnown, reviewYear, workingTimeLeft } from '@/lib/core/working-days';
import { describeQueueSort, type QueueQuery } from './queue-query';
import { QueueRows, type ShownReview } from './queue-rows';

/** The deadline of a request in words, or what is left of it while its clock is paused. */
function useShownDeadline(): (row: QueueRow) => ShownReview['deadline'] {
  const t = useTranslations('review');
  const deadline = useTranslations('common.deadline');
  const show = useInstants();
  const now = useNow();
  const calendar = reviewCalendar();
  const showLeft = ({ overdue, days, hours = 0 }: { overdue: boolean; days: number; hours?: number }) => ({
    left: overdue ? deadline('overdue') : deadline('left', { days, hours }),
    isOverdue: overdue,
  });
  return ({ deadlineAt, keptDays }) => {
    if (keptDays !== null)
      return { paused: t('paused'), instant: null, ...showLeft({ overdue: keptDays === 0, days: keptDays }) };
    if (deadlineAt === null) return null;
    const instant = show(deadlineAt, { hasZone: true });
    const shown = { paused: null, instant, ...showLeft(workingTimeLeft(now, deadlineAt, calendar)) };
    const year = reviewYear(deadlineAt);
    return shown.isOverdue || isYearKnown(year, calendar)
      ? shown
      : { ...shown, warning: deadline('yearUnknown', { year: String(year) }) };
  };
}

/** One row a request under review; its name leads to its review. The browser gets the words of each row, drawn there. */
export function QueueTable({ rows, query }: { rows: readonly QueueRow[]; query: QueueQuery }) {
  const t = useTranslations('review');
  const show = useInstants();
  const now = useNow();
  const showDeadline = useShownDeadline();
  const toRow = (row: QueueRow): ShownReview => ({
    ...{ id: row.submissionId, name: row.assetName, number: row.number, organization: row.organizationName },
    kind: t(`kinds.${row.kind}`),
    score: row.worstScore?.toFixed(1) ?? null,
    judged: row.blocking > 0 ? t('judged', { judged: row.judged, blocking: row.blocking }) : null,
    age: t('ages.days', { days: daysWaited(row.since, now) }),
    since: show(row.since).exact,
    deadline: showDeadline(row),
    claimedBy: row.isMine ? t('you') : row.claimedBy,
    waitingOn: t(`waitingOn.${row.waitingOn}`, { name: row.isMine ? t('you') : (row.claimedBy ?? '') }),
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
