import { attachment } from '@/app/attachment';
import { requireRouteContext } from '@/app/current-actor';
import { reportLanguage } from '@/app/report-language';
import { runRoute } from '@/app/run-route';
import { downloadScanReport } from '@/lib/appeals/download-scan-report';

type Params = { params: Promise<{ scanId: string }> };

/** The report of one scan in the reader's language: a workbook, or what `?format=` says. */
export function GET(request: Request, { params }: Params): Promise<Response> {
  return runRoute('scan-report', request, async () => {
    const context = await requireRouteContext(request);
    const format = new URL(request.url).searchParams.get('format');
    const report = await downloadScanReport(context, (await params).scanId, await reportLanguage(), format);
    return attachment(report.name, report.contentType, report.bytes);
  });
}
