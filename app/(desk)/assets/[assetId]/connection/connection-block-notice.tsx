import { useTranslations } from 'next-intl';
import { LinkButton } from '@/app/components/link-button';
import { Notice } from '@/app/components/notice';
import { assetPath } from '@/app/paths';
import type { EditLock } from '@/lib/assets/rules/edit-lock';

/** Why nothing can be changed or run now, and where to fix that. */
export function ConnectionBlockNotice({ assetId, lock }: { assetId: string; lock: EditLock }) {
  const t = useTranslations('connection.lock');
  return (
    <Notice
      tone="neutral"
      title={t(`${lock}.title`)}
      action={
        <LinkButton href={assetPath(assetId)} size="sm">
          {t('toAsset')}
        </LinkButton>
      }
    >
      {t(`${lock}.text`)}
    </Notice>
  );
}
