import { useTranslations } from 'next-intl';
import { LinkButton } from '@/app/components/link-button';
import { Notice } from '@/app/components/notice';
import { Validity } from '@/app/components/validity';
import { websitePath } from '@/app/paths';
import type { Ownership } from '@/lib/ownership/get-ownership';
import type { WebsiteDetails } from '@/lib/websites/get-website';

type ProofNoticeProps = { website: WebsiteDetails; ownership: Ownership };

/** The state of the verification in one sentence; screen readers announce it after each check. */
export function ProofNotice({ website, ownership: { lastAttempt } }: ProofNoticeProps) {
  const t = useTranslations('websites.proof');
  const rung = useTranslations('ownership.rungs');
  const failed = lastAttempt && !lastAttempt.isVerified ? lastAttempt : null;
  const notices = [
    website.ownership === 'VERIFIED' && (
      <Notice
        key="verified"
        tone="success"
        title={t('verifiedTitle')}
        action={<NextLink website={website} />}
      >
        {t('verifiedUntil')} {website.verifiedUntil && <Validity until={website.verifiedUntil} />}
        <p className="mt-1">{t('verifiedText')}</p>
      </Notice>
    ),
    website.ownership === 'EXPIRED' && (
      <Notice key="expired" tone="neutral" title={t('expiredOwnershipTitle')}>
        {t('expiredOwnershipText')}
      </Notice>
    ),
    failed?.isClaimedElsewhere && (
      <Notice key="elsewhere" tone="attention" title={t('elsewhereTitle')}>
        {t('claim.fix')}
      </Notice>
    ),
    failed?.ladder.failedRung && (
      <Notice
        key="failed"
        tone="attention"
        title={t('failedTitle', { rung: rung(`${failed.ladder.failedRung}.title`) })}
      >
        {t('failedText')}
      </Notice>
    ),
  ].filter(Boolean);
  return (
    <div role="status" className="flex flex-col gap-3 empty:hidden">
      {notices}
    </div>
  );
}

/** The next step of a proven website: its login, until that is proven or declared as none. */
function NextLink({ website }: Pick<ProofNoticeProps, 'website'>) {
  const t = useTranslations('websites.proof');
  if (website.login === 'PROVEN' || website.login === 'NO_LOGIN') return null;
  return (
    <LinkButton href={websitePath(website.id, 'login')} look="primary">
      {t('toLogin')}
    </LinkButton>
  );
}
