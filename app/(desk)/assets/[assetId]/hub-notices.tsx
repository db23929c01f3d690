import { useTranslations } from 'next-intl';
import { LinkButton } from '@/app/components/link-button';
import { Notice } from '@/app/components/notice';
import { requestPath } from '@/app/paths';
import { textOr } from '@/lib/i18n/text-or';
import { isDraft } from '@/lib/lifecycle/rules/status';
import type { AssetHub } from '@/lib/submissions/get-asset-hub';

/** What the reader of the hub must know besides its state: why it came back, and what is on sale meanwhile. */
export function HubNotices({ hub }: { hub: AssetHub }) {
  const t = useTranslations();
  const [newest] = hub.submissions;
  const isReturned = newest !== undefined && isDraft(newest.status) && newest.reasonCode !== null;
  const isOnSaleBeside = hub.onSale !== null && hub.onSale.id !== newest?.id;
  return (
    <>
      {isReturned && (
        <Notice
          tone="attention"
          title={t('assets.returned')}
          action={<LinkButton href={requestPath(newest.id)}>{t('assets.seeHistory')}</LinkButton>}
        >
          <p>{textOr(t, `requests.reasons.${newest.reasonCode}`, newest.reasonCode ?? '')}</p>
        </Notice>
      )}
      {isOnSaleBeside && hub.onSale !== null && (
        <Notice
          tone="success"
          title={t('assets.onSale', { number: hub.onSale.number })}
          action={
            <LinkButton href={requestPath(hub.onSale.id)}>
              {t('assets.openRequest', { number: hub.onSale.number })}
            </LinkButton>
          }
        >
          <p>{t('assets.onSaleWhy')}</p>
        </Notice>
      )}
    </>
  );
}
