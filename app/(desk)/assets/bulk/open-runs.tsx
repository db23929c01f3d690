import { getTranslations } from 'next-intl/server';
import { LinkButton } from '@/app/components/link-button';
import { Notice } from '@/app/components/notice';
import { bulkRunPath } from '@/app/paths';
import type { OpenRun } from '@/lib/bulk/store';

/** Acts for many assets that are under way, each with the way to its result. */
export async function OpenRuns({ runs }: { runs: readonly OpenRun[] }) {
  const t = await getTranslations('bulk.run');
  if (runs.length === 0) return null;
  return (
    <div className="flex flex-col gap-2 pb-4">
      {runs.map(({ id, kind, total, waiting }) => (
        <Notice
          key={id}
          tone="progress"
          title={t(`${kind}.open`)}
          action={
            <LinkButton href={bulkRunPath(id)} size="sm">
              {t('see')}
            </LinkButton>
          }
        >
          {t('share', { settled: total - waiting, total })}
        </Notice>
      ))}
    </div>
  );
}
