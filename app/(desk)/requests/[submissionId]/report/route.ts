import { attachment } from '@/app/attachment';
import { requireRouteContext } from '@/app/current-actor';
import { reportLanguage } from '@/app/report-language';
import { runRoute } from '@/app/run-route';
import { downloadSubmissionReport } from '@/lib/appeals/download-submission-report';

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
    return attachment(report.name, report.contentType, report.bytes);
  });
}
