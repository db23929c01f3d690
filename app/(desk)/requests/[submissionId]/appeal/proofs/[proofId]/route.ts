import { downloadProof } from '@/lib/appeals/download-proof';
import { attachment } from '../../../../../../attachment';
import { requireRouteContext } from '../../../../../../current-actor';
import { runRoute } from '../../../../../../run-route';

type Params = { params: Promise<{ submissionId: string; proofId: string }> };

/** A proof of the seller's own appeal, as it was uploaded. */
export function GET(request: Request, { params }: Params): Promise<Response> {
  return runRoute('proof', request, async () => {
    const context = await requireRouteContext(request);
    const { fileName, contentType, bytes } = await downloadProof(context, await params);
    return attachment(fileName, contentType, bytes);
  });
}
