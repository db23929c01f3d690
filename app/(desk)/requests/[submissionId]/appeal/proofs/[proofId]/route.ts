import { requireRouteContext } from '@/app/current-actor';
import { proofResponse } from '@/app/proof-response';
import { runRoute } from '@/app/run-route';
import { downloadProof } from '@/lib/appeals/download-proof';

type Params = { params: Promise<{ submissionId: string; proofId: string }> };

/** A proof of the seller's own appeal, as it was uploaded. */
export function GET(request: Request, { params }: Params): Promise<Response> {
  return runRoute('proof', request, async () => {
    const context = await requireRouteContext(request);
    return proofResponse(request, await downloadProof(context, await params));
  });
}
