'use client';

import { Square } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useFormatter, useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { stopScanAction } from '@/app/(desk)/scans/actions';
import { ActionForm } from '@/app/components/action-form';
import { Card } from '@/app/components/card';
import { Checklist } from '@/app/components/checklist';
import { Notice } from '@/app/components/notice';
import { PhaseStrip } from '@/app/components/phase-strip';
import type { ShownStatus } from '@/app/components/status-pill';
import { SubmitButton } from '@/app/components/submit-button';
import { UnusableButton } from '@/app/components/unusable-button';
import { FINDING_CLASSES } from '@/lib/findings/rules/finding';
import type { ScanState } from '@/lib/scans/read-scan-progress';
import {
  type ClassProgress,
  type ClassState,
  type PhaseState,
  SCAN_PHASES,
  type ScanCounters,
} from '@/lib/scans/rules/progress';
import { useScanState } from './use-scan-state';

const PHASE: Record<PhaseState, 'waiting' | 'current' | 'done'> = {
  WAITING: 'waiting',
  RUNNING: 'current',
  DONE: 'done',
};
const CLASS: Record<ClassState, ShownStatus> = {
  WAITING: 'NOT_STARTED',
  RUNNING: 'RUNNING',
  TESTED: 'FINISHED',
  NOT_TESTED: 'NOT_TESTED',
};
/** Before the worker's first word everything waits. */
const WAITING: readonly ClassProgress[] = FINDING_CLASSES.map((name) => ({
  class: name,
  state: 'WAITING',
  findings: 0,
}));
const COUNTERS = [
  'requests',
  'pages',
  'forms',
  'parameters',
  'findings',
] as const satisfies readonly (keyof ScanCounters)[];

type ScanRunningProps = { scanId: string; initial: ScanState; mayStop: boolean };

/** A scan that is under way, live. With each change of status the whole page is drawn again; at the end it turns into the report. */
export function ScanRunning({ scanId, initial, mayStop }: ScanRunningProps) {
  const t = useTranslations('scans');
  const router = useRouter();
  const state = useScanState(scanId, initial);
  const { progress, isCancelRequested, status } = state;
  // The header was drawn by the server, for the status of that time.
  useEffect(() => {
    if (status !== initial.status) router.refresh();
  }, [status, initial.status, router]);

  return (
    <div className="flex flex-col gap-6">
      {isCancelRequested && <Notice tone="progress" title={t('stopping')} />}
      {status === 'QUEUED' && !isCancelRequested && (
        <Notice tone="progress" title={t('queued.title')}>
          {t('queued.detail')}
        </Notice>
      )}
      <Phases progress={progress} />
      <Counters progress={progress} />
      <Card title={t('classes')} isFlush>
        <Classes progress={progress} />
      </Card>
      {mayStop ? (
        <ActionForm kind="act" action={stopScanAction}>
          <input type="hidden" name="scanId" value={scanId} />
          <div className="flex flex-wrap items-center gap-3">
            <SubmitButton look="secondary" icon={Square}>
              {t('stop')}
            </SubmitButton>
            <p className="text-13 text-muted">{t('stopHint')}</p>
          </div>
        </ActionForm>
      ) : (
        <UnusableButton reason={t('cannotRun.role')}>{t('stop')}</UnusableButton>
      )}
    </div>
  );
}

function Phases({ progress }: Pick<ScanState, 'progress'>) {
  const t = useTranslations('scans');
  const phase = useTranslations('scan.phases');
  return (
    <PhaseStrip
      label={t('phases')}
      phases={SCAN_PHASES.map((name) => ({
        key: name,
        label: phase(name),
        state: PHASE[progress?.phases[name] ?? 'WAITING'],
      }))}
    />
  );
}

function Counters({ progress }: Pick<ScanState, 'progress'>) {
  const t = useTranslations('scans');
  const format = useFormatter();
  const names = useTranslations('scan.classes');
  const running = progress?.classes.find(({ state }) => state === 'RUNNING');
  return (
    <Card title={t('soFar')}>
      <dl className="grid grid-cols-2 gap-4 sm:grid-cols-5">
        {COUNTERS.map((name) => (
          <div key={name}>
            <dt className="text-13 text-muted">{t(`counters.${name}`)}</dt>
            <dd className="text-20 font-semibold tabular-nums">
              {format.number(progress?.counters[name] ?? 0)}
            </dd>
          </div>
        ))}
      </dl>
      <p className="mt-4 flex flex-wrap gap-x-4 text-13 text-muted">
        {running && <span>{t('runningClass', { name: names(running.class) })}</span>}
        {progress?.requestsPerSecond != null && (
          <span className="tabular-nums">{t('rate', { rate: progress.requestsPerSecond })}</span>
        )}
        {progress?.secondsLeft != null && (
          <span>{t('timeLeft', { minutes: Math.ceil(progress.secondsLeft / 60) })}</span>
        )}
      </p>
      <p className="mt-1 flex min-w-0 gap-2 text-13">
        <span className="shrink-0 text-muted">{t('currentUrl')}</span>
        <span className="min-w-0 truncate font-mono" title={progress?.currentUrl ?? undefined}>
          {progress?.currentUrl ?? '–'}
        </span>
      </p>
    </Card>
  );
}

function Classes({ progress }: Pick<ScanState, 'progress'>) {
  const names = useTranslations('scan.classes');
  const t = useTranslations('scans');
  return (
    <Checklist
      items={(progress?.classes ?? WAITING).map(({ class: name, state, findings }) => ({
        key: name,
        label: names(name),
        status: findings > 0 ? 'FINDINGS' : CLASS[state],
        ...(findings > 0 ? { detail: t('findingsSoFar', { count: findings }) } : {}),
      }))}
    />
  );
}
