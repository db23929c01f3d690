import { requireRouteContext } from '@/app/current-actor';
import { readComment } from '@/app/read-comment';
import { runRoute } from '@/app/run-route';
import { allowUpload } from '@/lib/appeals/allow-upload';
import { postComment } from '@/lib/appeals/conversation/post-comment';

type Params = { params: Promise<{ submissionId: string }> };

/** A comment of the seller, with or without a file. */
export function POST(request: Request, { params }: Params): Promise<Response> {
  return runRoute('appeal-comment', request, async () => {
    const context = await requireRouteContext(request);
    await allowUpload(context);
    const { comment } = await readComment(request);
    await postComment(context, { ...(await params), ...comment });
    return {};
  });
}
