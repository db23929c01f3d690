import { Ban, Check, TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Pill } from '@/app/components/pill';
import type { WebhookEndpoint } from '@/lib/webhooks/endpoint-record';

/** Whether anything is sent, and why not. */
export function EndpointState({ endpoint }: { endpoint: WebhookEndpoint }) {
  const t = useTranslations('settings.webhooks.states');
  if (endpoint.disabledAt === null)
    return (
      <Pill tone="success" icon={Check}>
        {t('on')}
      </Pill>
    );
  if (endpoint.disabledReason === 'BY_MEMBER')
    return (
      <Pill tone="neutral" icon={Ban}>
        {t('off')}
      </Pill>
    );
  return (
    <Pill tone="attention" icon={TriangleAlert}>
      {endpoint.disabledReason === 'GONE' ? t('gone') : t('failed')}
    </Pill>
  );
}
