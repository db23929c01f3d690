import { useTranslations } from 'next-intl';
import { ConfirmDialog } from '@/app/components/confirm-dialog';
import { DateTime } from '@/app/components/date-time';
import { Notice } from '@/app/components/notice';
import type { Declaration } from '@/lib/connection-tests/connection-record';
import { INTERFACE_TYPES } from '@/lib/connection-tests/rules/key-rotation';
import { endOverlapAction } from './actions';

/** Each replaced key that is still recognised, until when, and the way to end that now. */
export function OverlapNotices({ declaration, mayEdit }: { declaration: Declaration; mayEdit: boolean }) {
  const t = useTranslations('connection.overlap');
  return INTERFACE_TYPES.map((type) => {
    const previous = declaration.accessKeys[type]?.previous;
    if (!previous) return null;
    return (
      <Notice
        key={type}
        tone="neutral"
        title={t(`title.${type}`)}
        action={
          mayEdit && (
            <ConfirmDialog
              size="sm"
              label={t('end')}
              title={t('endTitle')}
              action={endOverlapAction}
              values={{ assetId: declaration.assetId, interfaceType: type }}
            >
              <p>{t('endText')}</p>
            </ConfirmDialog>
          )
        }
      >
        {t('until')} <DateTime at={previous.usableUntil} />. {t('use')}
      </Notice>
    );
  });
}
