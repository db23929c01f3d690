import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Notice } from '@/app/components/notice';
import { useListText } from '@/app/components/use-list-text';
import type { ConnectionRun } from '@/lib/connection-tests/connection-record';
import type { RunItem } from '@/lib/connection-tests/rules/run-item';
import { tally } from '@/lib/connection-tests/rules/run-tally';
import { useItemName } from './use-item-name';

type RunProgressProps = {
  run: Pick<ConnectionRun, 'status'> & { items: readonly RunItem[]; isCancelRequested: boolean };
  action?: ReactNode;
};

/** How far a run is that is under way, and what it calls now. */
export function RunProgress({ run, action }: RunProgressProps) {
  const t = useTranslations('connection-run.progress');
  const nameItem = useItemName();
  const list = useListText();
  const { of: total, unfinished } = tally(run.items);
  if (run.isCancelRequested)
    return (
      <Notice tone="progress" title={t('cancelling')}>
        {t('cancellingText')}
      </Notice>
    );
  if (run.status === 'QUEUED')
    return (
      <Notice tone="progress" title={t('queued')} action={action}>
        {t('queuedText')}
      </Notice>
    );
  const names = run.items.filter(({ state }) => state === 'RUNNING').map(nameItem);
  return (
    <Notice tone="progress" title={t('running', { done: total - unfinished, of: total })} action={action}>
      {names.length > 0 ? t('calling', { names: list(names) }) : t('between')}
    </Notice>
  );
}
