import { Gavel } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ActionForm } from '@/app/components/action-form';
import { Card } from '@/app/components/card';
import { EmptyState } from '@/app/components/empty-state';
import { Glyph } from '@/app/components/glyph';
import { SubmitButton } from '@/app/components/submit-button';
import { UnusableButton } from '@/app/components/unusable-button';
import type { AppealDetails } from '@/lib/appeals/get-appeal';
import { openAppealAction } from './actions';

/** Before the first appeal, or for the second look: what an appeal is, and the button that begins one. */
export function OpenCard({ appeal }: { appeal: AppealDetails }) {
  const t = useTranslations('appeals');
  const isSecondLook = appeal.appeal !== null;
  const label = t(isSecondLook ? 'open.secondAction' : 'open.action');
  return (
    <Card>
      <EmptyState
        icon={Gavel}
        title={t(isSecondLook ? 'open.secondTitle' : 'open.title', { count: appeal.progress.blocking })}
        action={
          appeal.mayEdit ? (
            <ActionForm kind="act" action={openAppealAction} className="items-center">
              <input type="hidden" name="submissionId" value={appeal.submission.id} />
              <SubmitButton>
                <Glyph icon={Gavel} />
                {label}
              </SubmitButton>
            </ActionForm>
          ) : (
            <UnusableButton look="primary" reason={t('roleReason')}>
              {label}
            </UnusableButton>
          )
        }
      >
        {t(isSecondLook ? 'open.secondWhat' : 'open.what')}
      </EmptyState>
    </Card>
  );
}
