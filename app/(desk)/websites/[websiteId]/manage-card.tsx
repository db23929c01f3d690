import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { releaseClaimAction, removeWebsiteAction, renameWebsiteAction } from '@/app/(desk)/websites/actions';
import { ActionForm } from '@/app/components/action-form';
import { Card } from '@/app/components/card';
import { ConfirmDialog } from '@/app/components/confirm-dialog';
import { DateTime } from '@/app/components/date-time';
import { DefinitionList } from '@/app/components/definition-list';
import { DialogButton } from '@/app/components/dialog-button';
import { SubmitButton } from '@/app/components/submit-button';
import { TextField } from '@/app/components/text-field';
import { UnusableButton } from '@/app/components/unusable-button';
import { useListText } from '@/app/components/use-list-text';
import { assetPath } from '@/app/paths';
import { withLists } from '@/lib/i18n/list-text';
import type { WebsiteDetails } from '@/lib/websites/get-website';
import type { Blocker } from '@/lib/websites/rules/website-actions';

/** Facts of the website, and what changes it as a whole: rename, release, remove. */
export function ManageCard({ website }: { website: WebsiteDetails }) {
  const t = useTranslations('websites');
  const list = useListText();
  const { blockers, assets } = website;
  const names = list(assets.map((asset) => asset.name));
  const { host } = website;
  return (
    <Card title={t('proof.manage')}>
      <div className="flex flex-col gap-4">
        <DefinitionList
          items={[
            { term: t('proof.address'), value: <span className="font-mono text-13">{website.origin}</span> },
            { term: t('proof.added'), value: <DateTime at={website.createdAt} isDayOnly /> },
            {
              term: t('proof.usedBy'),
              value: assets.length === 0 ? t('noAsset') : <AssetLinks assets={assets} />,
            },
          ]}
        />
        <RenameControl website={website} />
        {website.verifiedAt && (
          <Guarded blocker={blockers.release} label={t('proof.release.label')}>
            <ConfirmDialog
              label={t('proof.release.label')}
              title={t('proof.release.title', { host })}
              action={releaseClaimAction}
              values={{ websiteId: website.id }}
              typedName={host}
            >
              <p>{t('proof.release.lost', { host })}</p>
            </ConfirmDialog>
          </Guarded>
        )}
        <Guarded blocker={blockers.remove} label={t('remove.label')}>
          <ConfirmDialog
            label={t('remove.label')}
            title={t('remove.title')}
            action={removeWebsiteAction}
            values={{ websiteId: website.id }}
          >
            <p>{t('remove.lost', { host })}</p>
            {names !== '' && <p className="mt-2">{t('remove.assets', { assets: names })}</p>}
          </ConfirmDialog>
        </Guarded>
      </div>
    </Card>
  );
}

function RenameControl({ website }: { website: WebsiteDetails }) {
  const t = useTranslations('websites');
  return (
    <Guarded blocker={website.blockers.rename} label={t('rename.label')}>
      <DialogButton label={t('rename.label')} title={t('rename.title')}>
        <ActionForm
          action={renameWebsiteAction}
          version={website.version}
          labels={{ name: t('rename.name') }}
          hasSavedNote
        >
          <input type="hidden" name="websiteId" value={website.id} />
          <TextField
            name="name"
            label={t('rename.name')}
            hint={t('rename.hint')}
            defaultValue={website.name}
            maxLength={80}
          />
          <div>
            <SubmitButton>{t('rename.save')}</SubmitButton>
          </div>
        </ActionForm>
      </DialogButton>
    </Guarded>
  );
}

/** The way back to what the website is for. */
function AssetLinks({ assets }: Pick<WebsiteDetails, 'assets'>) {
  return (
    <ul>
      {assets.map(({ assetId, name }) => (
        <li key={assetId}>
          <Link prefetch={false} href={assetPath(assetId)} className="text-link">
            {name}
          </Link>
        </li>
      ))}
    </ul>
  );
}

type GuardedProps = { blocker: Blocker | null; label: string; children: ReactNode };

/** The control where the action is possible, else its button with the reason. */
function Guarded({ blocker, label, children }: GuardedProps) {
  const errors = useTranslations('errors.websites.blockers');
  const locale = useLocale();
  if (!blocker) return <div>{children}</div>;
  return (
    <UnusableButton reason={errors(blocker.code, withLists(locale, blocker.values))}>{label}</UnusableButton>
  );
}
