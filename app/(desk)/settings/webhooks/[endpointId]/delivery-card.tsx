import { useTranslations } from 'next-intl';
import { Card } from '@/app/components/card';
import { CodeBlock } from '@/app/components/code-block';
import { DateTime } from '@/app/components/date-time';
import type { WebhookAttempt, WebhookDelivery } from '@/lib/webhooks/endpoint-record';
import { RedeliverButton } from './endpoint-buttons';

type DeliveryCardProps = {
  delivery: WebhookDelivery & { body: string; tries: readonly WebhookAttempt[] };
  isOn: boolean;
};

const headText = (headers: WebhookAttempt['requestHeaders']): string =>
  headers.map(([name, value]) => `${name}: ${value}`).join('\n');

/** What was sent, and each attempt with what came back, the newest first. */
export function DeliveryCard({ delivery, isOn }: DeliveryCardProps) {
  const t = useTranslations('settings.webhooks');
  return (
    <Card
      id="delivery"
      title={t('detail')}
      aside={isOn && delivery.status !== 'QUEUED' && <RedeliverButton deliveryId={delivery.id} />}
    >
      <div className="flex flex-col gap-5">
        <CodeBlock label={t('body')} text={delivery.body} />
        {delivery.tries.map((one) => (
          <Attempt key={one.number} attempt={one} />
        ))}
      </div>
    </Card>
  );
}

function Attempt({ attempt }: { attempt: WebhookAttempt }) {
  const t = useTranslations('settings.webhooks');
  const { number, at, durationMs, status, failure, seen, requestHeaders, responseHeaders, responseText } =
    attempt;
  return (
    <section className="flex min-w-0 flex-col gap-2">
      <h3 className="flex flex-wrap gap-x-3 text-14 font-semibold">
        <span>{t('attempt', { number })}</span>
        <span className="font-normal text-muted">
          <DateTime at={at} hasSeconds /> · {t('ms', { ms: durationMs })}
        </span>
      </h3>
      <p className="font-mono text-13 wrap-anywhere">
        {status === null ? t('noResponse', { code: failure ?? '' }) : status} {seen}
      </p>
      <CodeBlock label={t('request')} text={headText(requestHeaders)} />
      {responseHeaders && <CodeBlock label={t('response')} text={headText(responseHeaders)} />}
      {responseText && <CodeBlock label={t('responseText')} text={responseText} />}
    </section>
  );
}
