import { useTranslations } from 'next-intl';
import { startScanAction } from '@/app/(desk)/scans/actions';
import type { ButtonLook } from '@/app/components/button-style';
import { UnusableButton } from '@/app/components/unusable-button';
import { websitePath } from '@/app/paths';
import type { WebsiteFacts } from '@/lib/submissions/rules/readiness-facts';
import { websiteBlocker } from '@/lib/websites/rules/website-actions';
import { ActionButton } from './action-button';

type RunSelfCheckProps = {
  site: Pick<WebsiteFacts, 'id' | 'name' | 'ownership' | 'isAgreementAccepted' | 'isScanRunning'>;
  mayScan: boolean;
  look?: ButtonLook;
};

/** Starts a scan of one website and leads to it, or says why it cannot be started now. */
export function RunSelfCheck({ site, mayScan, look }: RunSelfCheckProps) {
  const t = useTranslations('assets.selfCheck');
  const blocker = mayScan
    ? websiteBlocker('scan', {
        ownership: site.ownership,
        isScanUnfinished: site.isScanRunning,
        assetsUnderReview: [],
      })
    : { code: 'ROLE' as const };
  const reason = blocker?.code ?? (site.isAgreementAccepted ? null : 'AGREEMENT');
  if (reason === null)
    return (
      <ActionButton
        label={t('run')}
        name={t('runNamed', { website: site.name })}
        action={startScanAction}
        values={{ websiteId: site.id }}
        look={look}
      />
    );
  const remedy = {
    ROLE: undefined,
    SCAN_RUNNING: { href: websitePath(site.id, 'scans'), label: t('seeScan') },
    UNDER_REVIEW: undefined,
    NOT_VERIFIED: { href: websitePath(site.id), label: t('verify') },
    VERIFICATION_EXPIRED: { href: websitePath(site.id), label: t('verify') },
    AGREEMENT: { href: websitePath(site.id), label: t('accept') },
  }[reason];
  return (
    <UnusableButton reason={t(`blockers.${reason}`)} remedy={remedy}>
      {t('run')}
    </UnusableButton>
  );
}
