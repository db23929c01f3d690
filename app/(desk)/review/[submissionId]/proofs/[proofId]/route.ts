import { attachment } from '@/app/attachment';
import { requireRouteContext } from '@/app/current-actor';
import { runRoute } from '@/app/run-route';
import { downloadProofForReview } from '@/lib/appeals/review/download-proof-for-review';

type Params = { params: Promise<{ submissionId: string; proofId: string }> };

/** A proof of any seller's appeal, for reviewers. */
export function GET(request: Request, { params }: Params): Promise<Response> {
  return runRoute('review-proof', request, async () => {
    const context = await requireRouteContext(request);
    const { fileName, contentType, bytes } = await downloadProofForReview(context, await params);
    return attachment(fileName, contentType, bytes);
  });
}
