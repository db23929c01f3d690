import { useTranslations } from 'next-intl';
import { ActionForm } from '@/app/components/action-form';
import type { ButtonLook } from '@/app/components/button-style';
import { SubmitButton } from '@/app/components/submit-button';
import { UnusableButton } from '@/app/components/unusable-button';
import { scanPath, websitePath } from '@/app/paths';
import type { WebsiteDetails } from '@/lib/websites/get-website';
import { startScanAction } from './actions';

type RunScanButtonProps = {
  website: Pick<WebsiteDetails, 'id' | 'ownership' | 'isScanUnfinished' | 'lastScan'>;
  label: string;
  /** Whether the reader's role lets them scan. */
  mayRun: boolean;
  look?: ButtonLook;
};

/** Starts a self-check, or says why it cannot and where that is fixed. */
export function RunScanButton({ website, label, mayRun, look }: RunScanButtonProps) {
  const t = useTranslations('scans.cannotRun');
  if (!mayRun)
    return (
      <UnusableButton look={look} reason={t('role')}>
        {label}
      </UnusableButton>
    );
  if (website.isScanUnfinished && website.lastScan)
    return (
      <UnusableButton
        look={look}
        reason={t('running')}
        remedy={{ href: scanPath(website.lastScan.id), label: t('watch') }}
      >
        {label}
      </UnusableButton>
    );
  if (website.ownership !== 'VERIFIED')
    return (
      <UnusableButton
        look={look}
        reason={t('ownership')}
        remedy={{ href: websitePath(website.id), label: t('prove') }}
      >
        {label}
      </UnusableButton>
    );
  return (
    <ActionForm kind="act" action={startScanAction}>
      <input type="hidden" name="websiteId" value={website.id} />
      <SubmitButton look={look}>{label}</SubmitButton>
    </ActionForm>
  );
}
