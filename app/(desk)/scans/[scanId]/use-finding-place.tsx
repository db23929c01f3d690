import { useTranslations } from 'next-intl';
import type { Definition } from '@/app/components/definition-list';
import type { FindingRecord } from '@/lib/findings/finding-record';

/** Where a finding was found: the request, and what of it carries the value. */
export function useFindingPlace({ method, url, parameter }: FindingRecord): Definition[] {
  const t = useTranslations('scans.panel');
  const where: Definition = {
    term: t('where'),
    value: (
      <span className="font-mono text-13">
        {method} {url}
      </span>
    ),
  };
  if (!parameter) return [where];
  const value = t('parameterValue', {
    name: parameter.name,
    location: parameter.location.toLowerCase(),
  });
  return [where, { term: t('parameter'), value: <span className="font-mono text-13">{value}</span> }];
}
