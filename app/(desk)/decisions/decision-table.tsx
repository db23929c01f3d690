import { Ban, CalendarX, ShieldCheck } from 'lucide-react';
import { useNow, useTranslations } from 'next-intl';
import { useFindingText } from '@/app/(desk)/scans/[scanId]/use-finding-text';
import { type Column, DataTable } from '@/app/components/data-table';
import { useInstants } from '@/app/components/date-time';
import { Pill } from '@/app/components/pill';
import type { DecisionRow } from '@/lib/appeals/memory/store';
import { isReasonCode } from '@/lib/reports/rules/reason-code';
import { RevokeButton } from './revoke-button';

type DecisionTableProps = {
  rows: readonly DecisionRow[];
  /** Of any organization, for those who may revoke. */
  isEverywhere?: boolean;
};

/** One row a decision: on what, for what it is valid, who decided and until when. */
export function DecisionTable({ rows, isEverywhere = false }: DecisionTableProps) {
  const t = useTranslations('decisions');
  const columns: Column<DecisionRow>[] = [
    {
      key: 'finding',
      label: t('columns.finding'),
      isRowHeader: true,
      cell: (row) => <FindingCell row={row} />,
    },
    {
      key: 'scope',
      label: t('columns.scope'),
      isLong: true,
      cell: (row) => (
        <span className="flex flex-col wrap-anywhere">
          {t(`scopes.${row.scope}`, { website: row.websiteName, asset: row.assetName })}
          {isEverywhere && <span className="text-13 text-muted">{row.organizationName}</span>}
        </span>
      ),
    },
    {
      key: 'decided',
      label: t('columns.decided'),
      isLong: true,
      cell: (row) => <DecidedCell row={row} />,
    },
    { key: 'state', label: t('columns.state'), cell: (row) => <StateCell row={row} /> },
    ...(isEverywhere
      ? [
          {
            key: 'action',
            label: t('columns.action'),
            cell: (row: DecisionRow) => row.revokedAt === null && <RevokeButton decisionId={row.id} />,
          },
        ]
      : []),
  ];
  return <DataTable caption={t('caption')} columns={columns} rows={rows} rowKey={({ id }) => id} />;
}

function FindingCell({ row }: { row: DecisionRow }) {
  const { title } = useFindingText(row);
  return (
    <span className="flex flex-col wrap-anywhere">
      <span className="font-medium">{title}</span>
      <span className="font-mono text-12 font-normal text-muted">
        {row.method} {row.url}
      </span>
    </span>
  );
}

function DecidedCell({ row }: { row: DecisionRow }) {
  const t = useTranslations('decisions');
  const conclusions = useTranslations('reports.conclusions');
  const reasons = useTranslations('reports.reasons');
  const show = useInstants();
  return (
    <span className="flex flex-col wrap-anywhere">
      {row.deciderName ?? t('someone')}
      <span className="text-13 text-muted">
        {conclusions(row.conclusion)}
        {isReasonCode(row.reasonCode) && ` (${reasons(row.reasonCode)})`} ·{' '}
        {show(row.decidedAt, { isDayOnly: true }).text}
      </span>
      <span className="text-13 text-muted">{row.reason}</span>
    </span>
  );
}

function StateCell({ row }: { row: DecisionRow }) {
  const t = useTranslations('decisions.states');
  const words = useTranslations('decisions');
  const now = useNow();
  const show = useInstants();
  const until = show(row.validUntil, { isDayOnly: true }).text;
  if (row.revokedAt !== null)
    return (
      <span className="flex flex-col items-start gap-1 wrap-anywhere">
        <Pill tone="attention" icon={Ban}>
          {t('REVOKED')}
        </Pill>
        <span className="text-13 text-muted">
          {t('revokedBy', {
            at: show(row.revokedAt, { isDayOnly: true }).text,
            name: row.revokerName ?? words('someone'),
          })}
        </span>
        <span className="text-13 text-muted">{row.revokeReason}</span>
      </span>
    );
  const isHolding = row.validUntil > now;
  return (
    <Pill tone={isHolding ? 'success' : 'neutral'} icon={isHolding ? ShieldCheck : CalendarX}>
      {t(isHolding ? 'HOLDS' : 'ENDED', { until })}
    </Pill>
  );
}
