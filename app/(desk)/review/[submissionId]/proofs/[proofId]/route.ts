import { downloadProofForReview } from '@/lib/appeals/review/download-proof-for-review';
import { attachment } from '../../../../../attachment';
import { requireRouteContext } from '../../../../../current-actor';
import { runRoute } from '../../../../../run-route';

type Params = { params: Promise<{ submissionId: string; proofId: string }> };

/** A proof of any seller's appeal, for reviewers. */
export function GET(request: Request, { params }: Params): Promise<Response> {
  return runRoute('review-proof', request, async () => {
    const context = await requireRouteContext(request);
    const { fileName, contentType, bytes } = await downloadProofForReview(context, await params);
    return attachment(fileName, contentType, bytes);
  });
}
