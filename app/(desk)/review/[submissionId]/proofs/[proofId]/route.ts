import { requireRouteContext } from '@/app/current-actor';
import { proofResponse } from '@/app/proof-response';
import { runRoute } from '@/app/run-route';
import { downloadProofForReview } from '@/lib/appeals/review/download-proof-for-review';

type Params = { params: Promise<{ submissionId: string; proofId: string }> };

/** A proof of any seller's appeal, for reviewers. */
export function GET(request: Request, { params }: Params): Promise<Response> {
  return runRoute('review-proof', request, async () => {
    const context = await requireRouteContext(request);
    return proofResponse(request, await downloadProofForReview(context, await params));
  });
}
