import { useTranslations } from 'next-intl';
import type { SubmissionStatus } from '@/lib/assets/schemas';
import { ConfirmDialog } from '../../components/confirm-dialog';
import { withdrawAction } from './actions';

type WithdrawButtonProps = {
  submissionId: string;
  name: string;
  status: Extract<SubmissionStatus, 'SCANNING' | 'REVIEWING'>;
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
