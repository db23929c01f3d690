import { useTranslations } from 'next-intl';
import { LinkButton } from '@/app/components/link-button';
import { Notice } from '@/app/components/notice';
import { assetPath } from '@/app/paths';
import type { EditBlocker } from '@/lib/assets/rules/edit-blocker';

/** Why nothing can be changed or run now, and where to fix that. */
export function ConnectionBlockNotice({ assetId, blocker }: { assetId: string; blocker: EditBlocker }) {
  const t = useTranslations('connection.editBlocker');
  return (
    <Notice
      tone="neutral"
      title={t(`${blocker}.title`)}
      action={
        <LinkButton href={assetPath(assetId)} size="sm">
          {t('toAsset')}
        </LinkButton>
      }
    >
      {t(`${blocker}.text`)}
    </Notice>
  );
}
