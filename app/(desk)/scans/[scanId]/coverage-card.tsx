import { useTranslations } from 'next-intl';
import { Card } from '@/app/components/card';
import { DateTime } from '@/app/components/date-time';
import { DefinitionList } from '@/app/components/definition-list';
import type { getScanReport } from '@/lib/scans/get-scan-report';
import { classCounts } from '@/lib/scans/rules/scan-summary';
import type { StoredResult } from '@/lib/scans/scan-record';

export type Report = Awaited<ReturnType<typeof getScanReport>>;

/** How much of the site was seen and tested, what was left out and why: what a verdict rests on. */
export function CoverageCard({ scan, result }: { scan: Report; result: StoredResult }) {
  const t = useTranslations('scans.coverage');
  const words = useTranslations('scan');
  const { coverage, counters, score } = result;
  const login = coverage.isLoginProven === null ? 'none' : coverage.isLoginProven ? 'proven' : 'notProven';
  // A scan that did not come to its end knows neither how the login ended nor what it would have found.
  const isComplete = scan.status === 'COMPLETE';
  const isPartly = classCounts(result.checklist).untested > 0;
  const countTested = (part: { seen: number; tested: number }) => t('testedOf', part);
  return (
    <Card title={t('title')}>
      <div className="flex flex-col gap-4">
        <DefinitionList
          items={[
            {
              term: t('pages'),
              value: t('pagesValue', { pages: coverage.pages, behind: coverage.pagesBehindLogin }),
            },
            ...(isComplete ? [{ term: t('login'), value: t(`loginState.${login}`) }] : []),
            { term: t('forms'), value: countTested(coverage.forms) },
            { term: t('parameters'), value: countTested(coverage.parameters) },
            { term: t('endpoints'), value: countTested(coverage.endpoints) },
            { term: t('requests'), value: String(counters.requests) },
            ...(isComplete
              ? [{ term: t('score'), value: t(isPartly ? 'scorePartly' : 'scoreValue', { score }) }]
              : []),
            { term: t('engine'), value: scan.engineVersion ?? '–' },
            { term: t('completed'), value: scan.completedAt ? <DateTime at={scan.completedAt} /> : '–' },
          ]}
        />
        {coverage.warnings.length > 0 && (
          <ul className="flex flex-col gap-1 text-13">
            {coverage.warnings.map((warning) => (
              <li key={warning.code}>{words(`warnings.${warning.code}`, warning.values)}</li>
            ))}
          </ul>
        )}
        {coverage.skipped.length > 0 && (
          <div>
            <h3 className="text-13 font-medium text-muted">{t('skipped')}</h3>
            <ul className="mt-1 flex flex-col gap-1 text-13">
              {coverage.skipped.map((group) => (
                <li key={group.reason}>
                  {t('skippedGroup', { reason: words(`skipped.${group.reason}`), count: group.count })}
                  {group.examples.map((example) => (
                    <span key={example} className="block font-mono text-12 wrap-anywhere text-muted">
                      {example}
                    </span>
                  ))}
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </Card>
  );
}
