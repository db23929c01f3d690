import { PlugZap } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { connectionFieldPath } from '@/app/(desk)/assets/asset-paths';
import { Card } from '@/app/components/card';
import { type Column, DataTable } from '@/app/components/data-table';
import { DateTime } from '@/app/components/date-time';
import { EmptyState } from '@/app/components/empty-state';
import { LinkButton } from '@/app/components/link-button';
import type { CaseRow } from '@/lib/connection-tests/case-rows';
import type { Connection } from '@/lib/connection-tests/get-connection';
import { type LiveState, liveState } from '@/lib/connection-tests/rules/live-state';
import { madeKey } from '@/lib/i18n/made-key';
import { CasePill } from './case-pill';
import { casePath } from './connection-paths';
import { CoverageRing } from './coverage-ring';
import { InstanceNote } from './instance-note';
import { RunControls } from './run/run-controls';

type MatrixCardProps = { connection: Connection; mayRun: boolean };

/** The interfaces with the last results of their cases in groups, and the run that is under way. */
export function MatrixCard({ connection, mayRun }: MatrixCardProps) {
  const t = useTranslations('connection.matrix');
  const { cases, optionalCases, instance } = connection;
  const passed = cases.filter(({ state }) => state === 'PASSED').length;
  const columns = useColumns(connection);
  const groups = [
    { key: 'basic' as const, rows: cases.filter(({ kind }) => kind === 'basic') },
    { key: 'kit' as const, rows: cases.filter(({ kind }) => kind === 'kit') },
    { key: 'optional' as const, rows: optionalCases },
  ].filter(({ rows }) => rows.length > 0);
  const billingModes = connectionFieldPath(connection.asset.id, 'billingModes');
  return (
    <Card id="cases" title={t('title')} isFlush>
      {cases.length === 0 ? (
        <EmptyState
          icon={PlugZap}
          title={t('emptyTitle')}
          action={mayRun && <LinkButton href={billingModes}>{t('emptyAction')}</LinkButton>}
        >
          {t('emptyText')}
        </EmptyState>
      ) : (
        <>
          <div className="flex flex-col gap-4 border-b border-line p-4">
            <div className="flex flex-wrap items-center gap-4">
              <CoverageRing
                passed={passed}
                total={cases.length}
                label={t('passed', { passed, of: cases.length })}
              />
              <div className="min-w-0 flex-1 basis-52">
                <p className="text-16 font-semibold">{t('passed', { passed, of: cases.length })}</p>
                <p className="text-13 text-muted">{passed === cases.length ? t('allPassed') : t('needed')}</p>
              </div>
              <RunControls connection={connection} mayRun={mayRun} />
            </div>
          </div>
          {groups.map(({ key, rows }) => (
            <section key={key} className="border-b border-line last-of-type:border-b-0">
              <div className="flex flex-wrap items-baseline justify-between gap-x-4 px-4 pt-3 pb-1">
                <h3 className="font-medium">{t(`groups.${key}.title`)}</h3>
                <p className="text-13 text-muted">{t(`groups.${key}.hint`)}</p>
              </div>
              <DataTable
                caption={t(`groups.${key}.title`)}
                columns={columns}
                rows={rows}
                rowKey={({ activity }) => activity}
                isFixed
              />
            </section>
          ))}
          <div className="border-t border-line px-4 py-3">
            <InstanceNote instance={instance} />
          </div>
        </>
      )}
    </Card>
  );
}

function useColumns({ asset, newestRun }: Connection): Column<CaseRow>[] {
  const t = useTranslations('connection.matrix');
  const checks = useTranslations('connection-checks');
  return [
    {
      key: 'activity',
      label: t('interface'),
      isRowHeader: true,
      cell: ({ activity, named }) => (
        <span className="flex flex-col">
          <Link
            prefetch={false}
            href={casePath(asset.id, activity)}
            className="w-fit font-mono text-13 text-link"
          >
            {activity}
          </Link>
          <span className="text-13 font-normal text-muted">
            {checks(madeKey(checks, `activity.${activity}`))}
          </span>
          {named.length > 0 && (
            <span className="text-13 font-normal text-muted">
              {t('named', {
                count: named.length,
                failed: named.filter(({ state }) => state === 'FAILED').length,
              })}
            </span>
          )}
        </span>
      ),
    },
    {
      key: 'result',
      label: t('result'),
      cell: (row) => <Result row={row} shown={liveState(row.activity, row.state, newestRun)} />,
    },
    {
      key: 'time',
      label: t('time'),
      align: 'end',
      cell: ({ lastCall }) => (
        <span className="whitespace-nowrap">
          {lastCall ? t('ms', { ms: Math.round(lastCall.totalMs) }) : t('none')}
        </span>
      ),
    },
    {
      key: 'lastRun',
      label: t('lastRun'),
      cell: ({ saved }) => (saved?.lastRunAt ? <DateTime at={saved.lastRunAt} /> : t('none')),
    },
  ];
}

/** The state with one line of why; a case that is about to be called has no line of its last call. */
function Result({ row: { state, lastCall }, shown }: { row: CaseRow; shown: LiveState }) {
  const t = useTranslations('connection.matrix');
  const checks = useTranslations('connection-checks.check');
  const failedAt = shown === 'FAILED' && lastCall?.failureCode;
  const warnings = shown === state && shown === 'PASSED' ? (lastCall?.warningCount ?? 0) : 0;
  return (
    <span className="flex flex-col gap-1 max-md:items-end">
      <CasePill state={shown} />
      {failedAt && (
        <span className="text-13 text-muted">
          {t('failedAt', { check: checks(madeKey(checks, `${failedAt}.title`)) })}
        </span>
      )}
      {warnings > 0 && <span className="text-13 text-muted">{t('warnings', { count: warnings })}</span>}
    </span>
  );
}
