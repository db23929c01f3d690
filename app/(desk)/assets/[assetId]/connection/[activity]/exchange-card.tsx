import { useTranslations } from 'next-intl';
import type { CallRecord } from '@/lib/connection-tests/connection-record';
import { curlCommand } from '@/lib/connection-tests/rules/curl';
import type { RawHeader } from '@/lib/http/exchange';
import { Card } from '../../../../../components/card';
import { CodeBlock } from '../../../../../components/code-block';
import { BodyView } from './body-view';
import { TimingList } from './timing-list';

type ExchangeCardProps = {
  attempt: CallRecord['attempt'];
  /** A check that failed shows the command already. */
  hasCurl: boolean;
};

/** The exchange as it stood on the wire: heads in their own spelling, bodies byte by byte, where the time went. */
export function ExchangeCard({ attempt, hasCurl }: ExchangeCardProps) {
  const t = useTranslations('connection.exchange');
  const checks = useTranslations('connection-checks');
  const { method, url, requestHead, requestBody, failure } = attempt;
  const curl = curlCommand({ method, url, headers: requestHead, body: requestBody });
  return (
    <Card title={t('title')}>
      <div className="flex flex-col gap-5">
        <TimingList timing={attempt.timing} />
        <section className="flex flex-col gap-3">
          <h3 className="font-medium">{t('request')}</h3>
          <CodeBlock label={t('head')} text={headText(`${method} ${url}`, requestHead)} />
          <BodyView bytes={requestBody} label={t('body')} />
          {hasCurl && <CodeBlock label={t('curl')} text={curl} note={checks('curlNote')} />}
        </section>
        <section className="flex flex-col gap-3">
          <h3 className="font-medium">{t('response')}</h3>
          {attempt.responseHead && (
            <CodeBlock
              label={t('head')}
              text={headText(t('status', { status: String(attempt.status) }), attempt.responseHead)}
            />
          )}
          {attempt.responseBody && <BodyView bytes={attempt.responseBody} label={t('body')} />}
          {failure && <CodeBlock label={t('nothing')} text={`${failure.code}: ${failure.seen}`} />}
        </section>
      </div>
    </Card>
  );
}

const headText = (first: string, head: readonly RawHeader[]): string =>
  [first, ...head.map(([name, value]) => `${name}: ${value}`)].join('\n');
