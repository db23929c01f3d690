import { useTranslations } from 'next-intl';
import { Card } from '@/app/components/card';
import { Folded } from '@/app/components/folded';
import type { StoredCheck } from '@/lib/messages/message-record';
import { curlCommand } from '@/lib/response-checks/reproduce/curl';
import { signingScript } from '@/lib/response-checks/reproduce/signing-script';
import { CheckRow } from './check-row';
import { bodyBytes, type ShownAttempt } from './shown-attempt';

type ChecksCardProps = {
  attempt: ShownAttempt;
  /** What passed and what was not reached is folded, so that what to fix is seen. */
  isFolded?: boolean;
};

/** The checks in KooGallery's order; ours follow. What failed is open, with the command that repeats the call. */
export function ChecksCard({ attempt, isFolded = false }: ChecksCardProps) {
  const t = useTranslations('exchange.checks');
  const { checks, method, url, requestHead: headers, requestBody } = attempt;
  const count = (state: string) => checks.filter((check) => check.state === state).length;
  const request = { method, url, headers, body: bodyBytes(requestBody) };
  const curl = curlCommand(request);
  // A call that should have been refused may have been signed wrongly on purpose: signing it again would fix it.
  const toRepeat = (code: string) => ({
    curl,
    script: code === 'CALL_REFUSED' ? null : signingScript(request),
  });
  const needsLook = ({ state }: StoredCheck) => !isFolded || state === 'fail' || state === 'warn';
  const row = (check: StoredCheck) => (
    <li key={`${check.code} ${check.field}`}>
      <CheckRow
        check={check}
        repeat={check.state === 'fail' ? toRepeat(check.code) : null}
        isMasked={requestBody.kind === 'masked'}
      />
    </li>
  );
  const shown = checks.filter(needsLook);
  const folded = checks.filter((check) => !needsLook(check));
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
      {shown.length > 0 && <ol className="divide-y divide-line">{shown.map(row)}</ol>}
      {folded.length > 0 && (
        <div className="border-line px-4 py-2 not-first:border-t">
          <Folded summary={t('folded', { count: folded.length })}>
            <ol className="-mx-4 divide-y divide-line border-t border-line">{folded.map(row)}</ol>
          </Folded>
        </div>
      )}
    </Card>
  );
}
