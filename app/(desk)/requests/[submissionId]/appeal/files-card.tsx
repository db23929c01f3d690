import { useTranslations } from 'next-intl';
import { ActionForm } from '@/app/components/action-form';
import { Card } from '@/app/components/card';
import { SubmitButton } from '@/app/components/submit-button';
import type { AppealDetails } from '@/lib/appeals/get-appeal';
import { PROOFS_MAXIMUM } from '@/lib/appeals/rules/evidence-file';
import { removeProofAction } from './actions';
import { appealPath } from './appeal-paths';
import { EvidenceUpload } from './evidence-upload';
import { ProofList } from './proof-list';

/** What proves the conclusions: applied workbooks and evidence files, each as it was uploaded. */
export function FilesCard({ appeal }: { appeal: AppealDetails }) {
  const t = useTranslations('appeals.files');
  const { submission, proofs, state, mayEdit } = appeal;
  const canEdit = state === 'EDITABLE' && mayEdit;
  return (
    <Card
      title={t('title')}
      aside={
        <span className="text-13 text-muted tabular-nums">
          {t('count', { count: proofs.length, maximum: PROOFS_MAXIMUM })}
        </span>
      }
    >
      <div className="flex flex-col gap-4">
        {proofs.length === 0 && <p className="text-muted">{t('none')}</p>}
        <ProofList
          proofs={proofs}
          folder={`${appealPath(submission.id)}/proofs`}
          renderAction={(proof) =>
            canEdit && (
              <ActionForm action={removeProofAction}>
                <input type="hidden" name="submissionId" value={submission.id} />
                <input type="hidden" name="proofId" value={proof.id} />
                <SubmitButton look="quiet" size="sm" aria-label={t('removeNamed', { name: proof.fileName })}>
                  {t('remove')}
                </SubmitButton>
              </ActionForm>
            )
          }
        />
        {canEdit && proofs.length < PROOFS_MAXIMUM && (
          <EvidenceUpload submissionId={submission.id} fileNames={proofs.map(({ fileName }) => fileName)} />
        )}
      </div>
    </Card>
  );
}
