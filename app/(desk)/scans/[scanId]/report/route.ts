import { XLSX_CONTENT_TYPE } from '@/lib/reports/build-workbook';
import { downloadScanReport } from '@/lib/reports/download-scan-report';
import { attachment } from '../../../../attachment';
import { requireRouteContext } from '../../../../current-actor';
import { reportLanguage } from '../../../../report-language';
import { runRoute } from '../../../../run-route';

type Params = { params: Promise<{ scanId: string }> };

/** The report of one scan as a workbook in the reader's language. */
export function GET(request: Request, { params }: Params): Promise<Response> {
  return runRoute('scan-report', request, async () => {
    const context = await requireRouteContext(request);
    const report = await downloadScanReport(context, (await params).scanId, await reportLanguage());
    return attachment(report.name, XLSX_CONTENT_TYPE, report.bytes);
  });
}
