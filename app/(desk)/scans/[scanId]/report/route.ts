import { attachment } from '@/app/attachment';
import { requireRouteContext } from '@/app/current-actor';
import { reportLanguage } from '@/app/report-language';
import { runRoute } from '@/app/run-route';
import { XLSX_CONTENT_TYPE } from '@/lib/reports/build-workbook';
import { downloadScanReport } from '@/lib/reports/download-scan-report';

type Params = { params: Promise<{ scanId: string }> };

/** The report of one scan as a workbook in the reader's language. */
export function GET(request: Request, { params }: Params): Promise<Response> {
  return runRoute('scan-report', request, async () => {
    const context = await requireRouteContext(request);
    const report = await downloadScanReport(context, (await params).scanId, await reportLanguage());
    return attachment(report.name, XLSX_CONTENT_TYPE, report.bytes);
  });
}
