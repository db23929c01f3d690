import { useTranslations } from 'next-intl';
import { ConfirmDialog } from '@/app/components/confirm-dialog';
import { transferOwnershipAction } from './actions';

type TransferOwnershipProps = { userId: string; name: string; organization: string };

/** Makes somebody owner in one's own place, after saying what one loses. */
export function TransferOwnership({ userId, name, organization }: TransferOwnershipProps) {
  const t = useTranslations('settings.members');
  return (
    <ConfirmDialog
      label={t('transfer')}
      title={t('transferTitle', { name })}
      action={transferOwnershipAction}
      values={{ userId }}
      done={t('transferred', { name })}
      size="sm"
    >
      <p>{t('transferLoss', { name, organization })}</p>
    </ConfirmDialog>
  );
}
