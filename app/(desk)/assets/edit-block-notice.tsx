import { useTranslations } from 'next-intl';
import { LinkButton } from '@/app/components/link-button';
import { Notice } from '@/app/components/notice';
import { assetPath } from '@/app/paths';
import type { EditLock } from '@/lib/assets/rules/edit-lock';

/** Why nothing can be edited here now, and where that changes. */
export function EditBlockNotice({ assetId, lock }: { assetId: string; lock: EditLock | 'ROLE' }) {
  const t = useTranslations('assets.locked');
  return (
    <Notice
      tone="neutral"
      title={t(`${lock}.title`)}
      action={lock !== 'ROLE' && <LinkButton href={assetPath(assetId)}>{t(`${lock}.action`)}</LinkButton>}
    >
      <p>{t(`${lock}.why`)}</p>
    </Notice>
  );
}
