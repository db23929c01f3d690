import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Card } from '@/app/components/card';
import { CodeBlock } from '@/app/components/code-block';
import { FoldedCard } from '@/app/components/folded-card';
import type { RawHeader } from '@/lib/http/exchange';
import { curlCommand } from '@/lib/response-checks/reproduce/curl';
import { BodyView } from './body-view';
import { bodyBytes, type ShownAttempt } from './shown-attempt';
import { TimingBar } from './timing-bar';

type ExchangeCardProps = {
  attempt: ShownAttempt;
  /** A check that failed shows the command already. */
  hasCurl: boolean;
  /** Only the head is seen until it is opened. */
  isFolded?: boolean;
  /** Stands above the exchange: what is masked, and the way to what is not. */
  children?: ReactNode;
};

/** The exchange as it stood on the wire: heads in their own spelling, bodies, where the time went. */
export function ExchangeCard({ attempt, hasCurl, isFolded = false, children }: ExchangeCardProps) {
  const t = useTranslations('exchange');
  const checks = useTranslations('connection-checks');
  const { method, url, requestHead, requestBody, responseBody, failure } = attempt;
  const curl = curlCommand({ method, url, headers: requestHead, body: bodyBytes(requestBody) });
  const Frame = isFolded ? FoldedCard : Card;
  return (
    <Frame title={t('title')}>
      <div className="flex flex-col gap-5">
        {children}
        <TimingBar timing={attempt.timing} />
        <div className="grid gap-5 xl:grid-cols-2">
          <section className={SIDE}>
            <h3 className="font-medium">{t('request')}</h3>
            <CodeBlock label={t('head')} text={headText(`${method} ${url}`, requestHead)} />
            <BodyView body={requestBody} label={t('body')} />
            {hasCurl && (
              <CodeBlock
                label={t('curl')}
                text={curl}
                note={requestBody.kind === 'masked' ? t('curlMasked') : checks('curlNote')}
              />
            )}
          </section>
          <section className={SIDE}>
            <h3 className="font-medium">{t('response')}</h3>
            {attempt.responseHead && (
              <CodeBlock
                label={t('head')}
                text={headText(t('status', { status: String(attempt.status) }), attempt.responseHead)}
              />
            )}
            {responseBody && <BodyView body={responseBody} label={t('body')} />}
            {failure && <CodeBlock label={t('nothing')} text={`${failure.code}: ${failure.seen}`} />}
          </section>
        </div>
      </div>
    </Frame>
  );
}

/** Request and response scroll on their own, so that a long body hides neither the other nor the page. */
const SIDE = 'flex max-h-[36rem] min-w-0 flex-col gap-3 overflow-y-auto';

const headText = (first: string, head: readonly RawHeader[]): string =>
  [first, ...head.map(([name, value]) => `${name}: ${value}`)].join('\n');
