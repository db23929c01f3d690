import { useTranslations } from 'next-intl';
import { curlCommand } from '@/lib/connection-tests/rules/curl';
import { signingScript } from '@/lib/connection-tests/rules/signing-script';
import { Card } from '../card';
import { CheckRow } from './check-row';
import { bodyBytes, type ShownAttempt } from './shown-attempt';

/** The checks in KooGallery's order; ours follow. What failed is open, with the command that repeats the call. */
export function ChecksCard({ attempt }: { attempt: ShownAttempt }) {
  const t = useTranslations('exchange.checks');
  const { checks, method, url, requestHead: headers, requestBody } = attempt;
  const count = (state: string) => checks.filter((check) => check.state === state).length;
  const request = { method, url, headers, body: bodyBytes(requestBody) };
  const curl = curlCommand(request);
  // A call that should have been refused may have been signed wrongly on purpose: signing it again would fix it.
  const repeatOf = (code: string) => ({
    curl,
    script: code === 'CALL_REFUSED' ? null : signingScript(request),
  });
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
            <CheckRow
              check={check}
              repeat={check.state === 'fail' ? repeatOf(check.code) : null}
              isMasked={requestBody.kind === 'masked'}
            />
          </li>
        ))}
      </ol>
    </Card>
  );
}
