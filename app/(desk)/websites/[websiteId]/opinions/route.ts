import { requireRouteContext } from '@/app/current-actor';
import { readUpload } from '@/app/read-upload';
import { runRoute } from '@/app/run-route';
import { allowOpinionImport } from '@/lib/opinions/allow-opinion-import';
import { importOpinion } from '@/lib/opinions/import-opinion';
import { OPINION_MAX_BYTES } from '@/lib/opinions/rules/opinion-problem';

type Params = { params: Promise<{ websiteId: string }> };

/** The report of another scanner. */
export function POST(request: Request, { params }: Params): Promise<Response> {
  return runRoute('import-opinion', request, async () => {
    const context = await requireRouteContext(request);
    await allowOpinionImport(context);
    const { bytes, fileName } = await readUpload(request, OPINION_MAX_BYTES);
    const { websiteId } = await params;
    return importOpinion(context, { websiteId, bytes, fileName }, request.signal);
  });
}
