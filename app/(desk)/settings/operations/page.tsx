import { getTranslations } from 'next-intl/server';
import { SettingsFrame } from '@/app/(desk)/settings/settings-frame';
import { Card } from '@/app/components/card';
import { type Column, DataTable } from '@/app/components/data-table';
import { DateTime } from '@/app/components/date-time';
import { DefinitionList } from '@/app/components/definition-list';
import { Notice } from '@/app/components/notice';
import { requireContext } from '@/app/current-actor';
import { orNotFound } from '@/app/or-not-found';
import { SECOND_MS } from '@/lib/core/clock';
import { getOperations, type Operations, type ScheduledRow } from '@/lib/jobs/get-operations';
import { ReviewCalendar } from './review-calendar';
import { ScheduledStatePill } from './scheduled-state-pill';
import { WorkOutcome } from './work-outcome';

/** Whether the scheduled work, the workers and the queue do what they must; only administrators have this page. */
export default async function OperationsPage() {
  const context = await requireContext();
  const operations = await orNotFound(getOperations(context), ['FORBIDDEN']);
  const t = await getTranslations('settings.operations');
  return (
    <SettingsFrame section="operations" lead={t('lead')} context={context}>
      <div className="flex flex-col gap-6">
        {operations.processes.length === 0 && (
          <Notice tone="danger" title={t('noWorker')}>
            {t('noWorkerHint')}
          </Notice>
        )}
        <Card title={t('scheduled')} isFlush>
          <DataTable
            caption={t('scheduled')}
            columns={await scheduledColumns()}
            rows={operations.scheduled}
            rowKey={({ name }) => name}
          />
        </Card>
        <Card title={t('queue')}>
          <QueueFacts {...operations} />
        </Card>
        <ReviewCalendar now={context.clock.now()} />
      </div>
    </SettingsFrame>
  );
}

async function scheduledColumns(): Promise<Column<ScheduledRow>[]> {
  const t = await getTranslations('settings.operations');
  return [
    {
      key: 'name',
      label: t('work'),
      isRowHeader: true,
      cell: ({ name }) => (
        <span className="flex flex-col">
          {t(`names.${name}`)}
          <span className="font-mono font-normal text-13 text-muted">{name}</span>
        </span>
      ),
    },
    {
      key: 'state',
      label: t('state'),
      cell: ({ state, failure, failedAt }) => (
        <span className="flex flex-col items-start gap-1">
          <ScheduledStatePill state={state} />
          {state === 'FAILED' && failedAt && (
            <span className="text-13 text-danger wrap-anywhere">
              {failure} · <DateTime at={failedAt} hasSeconds />
            </span>
          )}
        </span>
      ),
    },
    {
      key: 'started',
      label: t('started'),
      cell: ({ startedAt }) => (startedAt ? <DateTime at={startedAt} hasSeconds /> : t('never')),
    },
    {
      key: 'took',
      label: t('took'),
      align: 'end',
      cell: ({ tookMs }) => (tookMs === null ? '–' : t('seconds', { seconds: tookMs / SECOND_MS })),
    },
    {
      key: 'outcome',
      label: t('outcome'),
      cell: ({ outcome, finishedAt }) => (finishedAt === null ? '–' : <WorkOutcome outcome={outcome} />),
    },
  ];
}

async function QueueFacts({ processes, jobs }: Operations) {
  const t = await getTranslations('settings.operations');
  const newest = processes[0]?.heartbeatAt;
  return (
    <DefinitionList
      items={[
        {
          term: t('workers'),
          value: (
            <>
              {t('workerCount', { count: processes.length })}
              {newest && (
                <span className="text-muted">
                  {' · '}
                  {t('lastSign')} <DateTime at={newest} hasSeconds />
                </span>
              )}
            </>
          ),
        },
        { term: t('running'), value: t('jobCount', { count: jobs.running }) },
        {
          term: t('waiting'),
          value: (
            <>
              {t('jobCount', { count: jobs.waiting })}
              {jobs.waitingSince && (
                <span className="text-muted">
                  {' · '}
                  {t('waitingSince')} <DateTime at={jobs.waitingSince} hasSeconds />
                </span>
              )}
            </>
          ),
        },
        { term: t('retrying'), value: t('jobCount', { count: jobs.retrying }) },
        { term: t('givenUp'), value: t('jobCount', { count: jobs.givenUp }) },
      ]}
    />
  );
}
