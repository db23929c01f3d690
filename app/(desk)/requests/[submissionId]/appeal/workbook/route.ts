import { requireRouteContext } from '@/app/current-actor';
import { readUpload } from '@/app/read-upload';
import { runRoute } from '@/app/run-route';
import { allowUpload } from '@/lib/appeals/allow-upload';
import { applyWorkbook } from '@/lib/appeals/apply-workbook';
import { previewWorkbook, type WorkbookPreview } from '@/lib/appeals/preview-workbook';
import { WORKBOOK_MAX_BYTES } from '@/lib/reports/rules/file-problem';

type Params = { params: Promise<{ submissionId: string }> };
export type WorkbookResponse = { preview: WorkbookPreview } | { changed: number };

/** The filled-in workbook: with `intent=apply` what its preview showed is saved, else it is only shown. */
export function POST(request: Request, { params }: Params): Promise<Response> {
  return runRoute('appeal-workbook', request, async (): Promise<WorkbookResponse> => {
    const context = await requireRouteContext(request);
    await allowUpload(context);
    const { submissionId } = await params;
    const { bytes, fileName, readText } = await readUpload(request, WORKBOOK_MAX_BYTES);
    if (readText('intent') !== 'apply')
      return { preview: await previewWorkbook(context, { submissionId, bytes }, request.signal) };
    const [sha256, basis] = [readText('sha256'), readText('basis')];
    return applyWorkbook(context, { submissionId, bytes, fileName, sha256, basis }, request.signal);
  });
}
