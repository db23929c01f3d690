import { useTranslations } from 'next-intl';
import { Card } from '@/app/components/card';
import { DownloadLink } from '@/app/components/download-link';
import { StepHelp } from '@/app/help/step-help';
import { requestPath } from '@/app/paths';
import type { AppealDetails } from '@/lib/appeals/get-appeal';
import { WorkbookUpload } from './workbook-upload';

/** The report as a workbook: download it, fill in F, G and H, upload it; nothing is saved before it was shown. */
export function ReportCard({ appeal }: { appeal: AppealDetails }) {
  const t = useTranslations('appeals.workbook');
  const { submission, state, mayEdit } = appeal;
  const canEdit = state === 'EDITABLE' && mayEdit;
  return (
    <Card
      title={t('title')}
      aside={
        <DownloadLink href={`${requestPath(submission.id)}/report`} size="sm">
          {t('download')}
        </DownloadLink>
      }
    >
      <div className="flex flex-col gap-4">
        <p className="max-w-reading text-muted">{t(canEdit ? 'what' : 'whatIsIn')}</p>
        <StepHelp topic="appealColumns" />
        {canEdit && <WorkbookUpload submissionId={submission.id} />}
      </div>
    </Card>
  );
}
