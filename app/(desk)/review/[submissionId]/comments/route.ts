import { requireRouteContext } from '@/app/current-actor';
import { readComment } from '@/app/read-comment';
import { runRoute } from '@/app/run-route';
import { allowReviewUpload } from '@/lib/appeals/conversation/allow-review-upload';
import { postReviewComment } from '@/lib/appeals/conversation/post-review-comment';

type Params = { params: Promise<{ submissionId: string }> };

/** A question or a comment of a reviewer, with or without a file. */
export function POST(request: Request, { params }: Params): Promise<Response> {
  return runRoute('review-comment', request, async () => {
    const context = await requireRouteContext(request);
    await allowReviewUpload(context);
    const { comment, intent } = await readComment(request);
    await postReviewComment(context, { ...(await params), ...comment, isQuestion: intent === 'question' });
    return {};
  });
}
