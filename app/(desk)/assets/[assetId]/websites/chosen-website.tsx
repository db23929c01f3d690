import Link from 'next/link';
import { useNow, useTranslations } from 'next-intl';
import { ActionButton } from '@/app/(desk)/assets/action-button';
import { detachWebsiteAction } from '@/app/(desk)/assets/actions';
import { RunSelfCheck } from '@/app/(desk)/assets/run-self-check';
import { scanStatus } from '@/app/(desk)/assets/scan-status';
import { LoginPill, OwnershipPill } from '@/app/(desk)/websites/state-pills';
import { ConfirmDialog } from '@/app/components/confirm-dialog';
import { StatusPill } from '@/app/components/status-pill';
import { websitePath } from '@/app/paths';
import type { WebsiteFacts } from '@/lib/submissions/rules/readiness-facts';

type ChosenWebsiteProps = {
  assetId: string;
  site: WebsiteFacts;
  /** Without it the asset has none, and cannot be submitted. */
  isOnly: boolean;
  mayScan: boolean;
  mayRemove: boolean;
};

/** One website of the asset: ownership, login and self-check in one line, and what can be done with it. */
export function ChosenWebsite({ assetId, site, isOnly, mayScan, mayRemove }: ChosenWebsiteProps) {
  const t = useTranslations('assets.websites');
  const now = useNow();
  const states = [
    { label: t('ownership'), pill: <OwnershipPill state={site.ownership} /> },
    { label: t('login'), pill: <LoginPill state={site.login} /> },
    { label: t('selfCheck'), pill: <StatusPill status={scanStatus(site, now)} /> },
  ];
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 px-4 py-3">
      <div className="flex min-w-0 flex-col gap-2">
        <div className="min-w-0">
          <Link href={websitePath(site.id)} className="font-medium wrap-anywhere hover:underline">
            {site.name}
          </Link>
          {site.name !== site.host && (
            <p className="font-mono text-13 wrap-anywhere text-muted">{site.host}</p>
          )}
        </div>
        <dl className="flex flex-wrap gap-x-5 gap-y-1.5">
          {states.map(({ label, pill }) => (
            <div key={label} className="flex items-center gap-2 text-13">
              <dt className="text-muted">{label}</dt>
              <dd>{pill}</dd>
            </div>
          ))}
        </dl>
      </div>
      <div className="flex flex-wrap items-start gap-2">
        <RunSelfCheck site={site} mayScan={mayScan} />
        {mayRemove && isOnly && (
          <ConfirmDialog
            label={t('remove')}
            title={t('removeOnlyTitle', { website: site.name })}
            action={detachWebsiteAction}
            values={{ assetId, websiteId: site.id }}
          >
            <p>{t('removeOnlyText')}</p>
          </ConfirmDialog>
        )}
        {mayRemove && !isOnly && (
          <ActionButton
            label={t('remove')}
            name={t('removeNamed', { website: site.name })}
            look="quiet"
            action={detachWebsiteAction}
            values={{ assetId, websiteId: site.id }}
          />
        )}
      </div>
    </li>
  );
}
