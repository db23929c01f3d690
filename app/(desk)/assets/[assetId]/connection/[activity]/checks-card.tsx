import { useTranslations } from 'next-intl';
import type { CallRecord } from '@/lib/connection-tests/connection-record';
import { curlCommand } from '@/lib/connection-tests/rules/curl';
import { Card } from '../../../../../components/card';
import { CheckRow } from './check-row';

/** The checks in KooGallery's order; ours follow. What failed is open, with the command that repeats the call. */
export function ChecksCard({ call: { attempt } }: { call: CallRecord }) {
  const t = useTranslations('connection.checks');
  const { checks, method, url, requestHead: headers, requestBody: body } = attempt;
  const count = (state: string) => checks.filter((check) => check.state === state).length;
  const curl = curlCommand({ method, url, headers, body });
  return (
    <Card
      title={t('title')}
      isFlush
      aside={
        <span className="text-13 text-muted tabular-nums">
          {t('counts', { passed: count('pass'), failed: count('fail'), warned: count('warn') })}
        </span>
      }
    >
      <ol className="divide-y divide-line">
        {checks.map((check) => (
          <li key={`${check.code} ${check.field}`}>
            <CheckRow check={check} curl={check.state === 'fail' ? curl : null} />
          </li>
        ))}
      </ol>
    </Card>
  );
}
