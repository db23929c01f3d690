'use client';

import { Square } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { stopScanAction } from '@/app/(desk)/scans/actions';
import { ActionForm } from '@/app/components/action-form';
import { Notice } from '@/app/components/notice';
import { SubmitButton } from '@/app/components/submit-button';
import { useScanState } from './use-scan-state';

type RetestRunningProps = { retestId: string; findings: number; mayStop: boolean };

/** A re-test that is under way, live; when it is over, the page is drawn again with its results. */
export function RetestRunning({ retestId, findings, mayStop }: RetestRunningProps) {
  const t = useTranslations('scans');
  const phase = useTranslations('scan.phases');
  const router = useRouter();
  const state = useScanState(retestId, null);
  const isEnded = state?.isEnded === true;
  useEffect(() => {
    if (isEnded) router.refresh();
  }, [isEnded, router]);
  const progress = state?.progress;
  const isQueued = state === null || state.status === 'QUEUED';
  return (
    <Notice
      tone="progress"
      title={t(state?.isCancelRequested ? 'stopping' : 'retest.running', { count: findings })}
      action={
        mayStop && (
          <ActionForm kind="act" action={stopScanAction}>
            <input type="hidden" name="scanId" value={retestId} />
            <SubmitButton look="secondary" size="sm" icon={Square}>
              {t('stop')}
            </SubmitButton>
          </ActionForm>
        )
      }
    >
      <p aria-live="polite">
        {isQueued
          ? t('retest.queued')
          : t('retest.progress', {
              phase: phase(progress?.phase ?? 'PLAN'),
              requests: progress?.counters.requests ?? 0,
            })}
      </p>
      {progress?.currentUrl && <p className="truncate font-mono text-13 text-muted">{progress.currentUrl}</p>}
    </Notice>
  );
}
