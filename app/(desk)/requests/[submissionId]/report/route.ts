import { downloadSubmissionReport } from '@/lib/appeals/download-submission-report';
import { XLSX_CONTENT_TYPE } from '@/lib/reports/build-workbook';
import { attachment } from '../../../../attachment';
import { requireRouteContext } from '../../../../current-actor';
import { reportLanguage } from '../../../../report-language';
import { runRoute } from '../../../../run-route';

type Params = { params: Promise<{ submissionId: string }> };

/** The report of a submission as a workbook in the reader's language, conclusions filled in. */
export function GET(request: Request, { params }: Params): Promise<Response> {
  return runRoute('submission-report', request, async () => {
    const context = await requireRouteContext(request);
    const report = await downloadSubmissionReport(
      context,
      (await params).submissionId,
      await reportLanguage(),
    );
    return attachment(report.name, XLSX_CONTENT_TYPE, report.bytes);
  });
}
