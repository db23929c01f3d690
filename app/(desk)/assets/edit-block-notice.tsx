import { useTranslations } from 'next-intl';
import { LinkButton } from '@/app/components/link-button';
import { Notice } from '@/app/components/notice';
import { assetPath } from '@/app/paths';
import type { EditBlocker } from '@/lib/assets/rules/edit-blocker';

/** Why nothing can be edited here now, and where that changes. */
export function EditBlockNotice({ assetId, blocker }: { assetId: string; blocker: EditBlocker | 'ROLE' }) {
  const t = useTranslations('assets.locked');
  return (
    <Notice
      tone="neutral"
      title={t(`${blocker}.title`)}
      action={
        blocker !== 'ROLE' && <LinkButton href={assetPath(assetId)}>{t(`${blocker}.action`)}</LinkButton>
      }
    >
      <p>{t(`${blocker}.why`)}</p>
    </Notice>
  );
}
