import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { CasePill } from '@/app/(desk)/assets/[assetId]/connection/case-pill';
import { casePath } from '@/app/(desk)/assets/[assetId]/connection/connection-paths';
import { ActionButton } from '@/app/(desk)/assets/action-button';
import { Card } from '@/app/components/card';
import { classNames } from '@/app/components/class-names';
import { DateTime } from '@/app/components/date-time';
import type { CaseEntry } from '@/lib/connection-tests/case-rows';
import type { ConnectionCaseDetails } from '@/lib/connection-tests/get-case';
import { liveState } from '@/lib/connection-tests/rules/live-state';
import { runCaseAction } from './actions';

type CasesCardProps = { details: ConnectionCaseDetails; mayRunNow: boolean };

/** The interface's own case and the saved ones: last result, when, and a button that runs each. */
export function CasesCard({ details, mayRunNow }: CasesCardProps) {
  const t = useTranslations('connection.cases');
  const { row, connection, entry } = details;
  const { asset, newestRun } = connection;
  const entries: CaseEntry[] = [{ ...row, name: '' }, ...row.named];
  return (
    <Card title={t('title')} isFlush>
      <ul className="divide-y divide-line">
        {entries.map(({ name, saved, state }) => {
          const isShown = name === entry.name;
          const label = name === '' ? t('own') : name;
          return (
            <li
              key={name}
              className={classNames(
                'flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-2.5',
                isShown && 'bg-accent-quiet',
              )}
            >
              <span className="flex min-w-0 flex-1 basis-40 flex-col">
                <Link
                  prefetch={false}
                  href={casePath(asset.id, row.activity, name === '' ? undefined : saved?.id)}
                  aria-current={isShown ? 'page' : undefined}
                  className="w-fit font-medium text-link wrap-anywhere"
                >
                  {label}
                </Link>
                <span className="text-13 text-muted">
                  {saved?.lastRunAt ? <DateTime at={saved.lastRunAt} /> : t('neverRun')}
                </span>
              </span>
              <CasePill state={liveState(row.activity, state, newestRun, name)} />
              {mayRunNow && (
                <ActionButton
                  label={t('run')}
                  name={t('runNamed', { name: label })}
                  size="sm"
                  action={runCaseAction}
                  values={{ assetId: asset.id, activityOfCase: row.activity, caseName: name }}
                />
              )}
            </li>
          );
        })}
      </ul>
      {row.named.length === 0 && (
        <p className="border-t border-line px-4 py-3 text-13 text-muted">{t('hint')}</p>
      )}
    </Card>
  );
}
