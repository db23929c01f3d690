import { useTranslations } from 'next-intl';
import { ConfirmDialog } from '@/app/components/confirm-dialog';
import type { UNDER_REVIEW } from '@/lib/lifecycle/rules/status';
import { withdrawAction } from './actions';

type WithdrawButtonProps = {
  submissionId: string;
  name: string;
  status: (typeof UNDER_REVIEW)[number];
};

/** Takes a request back, after saying what that ends. */
export function WithdrawButton({ submissionId, name, status }: WithdrawButtonProps) {
  const t = useTranslations('requests.withdraw');
  return (
    <ConfirmDialog
      label={t('label')}
      title={t('title', { name })}
      action={withdrawAction}
      values={{ submissionId }}
    >
      <p>{t(`lost.${status}`)}</p>
    </ConfirmDialog>
  );
}
