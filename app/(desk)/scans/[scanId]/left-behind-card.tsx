import { useTranslations } from 'next-intl';
import { Card } from '@/app/components/card';
import type { LeftBehind } from '@/lib/scans/rules/result';

/** What the scan changed on the website: put back, or there to be found by its mark. */
export function LeftBehindCard({ entries }: { entries: readonly LeftBehind[] }) {
  const t = useTranslations('scans.leftBehind');
  return (
    <Card title={t('title')}>
      <p className="text-13 text-muted">{t('intro')}</p>
      <ul className="mt-2 flex flex-col gap-2 text-13">
        {entries.map(({ method, url, parameter, mark, count, wasPutBack }) => (
          <li key={JSON.stringify([method, url, parameter, mark])}>
            <span className="block font-mono text-12 wrap-anywhere">
              {method} {url} {parameter}
            </span>
            {t(wasPutBack ? 'putBack' : 'remains', { count, mark: mark || '–' })}
          </li>
        ))}
      </ul>
    </Card>
  );
}
