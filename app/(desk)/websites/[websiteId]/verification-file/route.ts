import { attachment } from '@/app/attachment';
import { requireRouteContext } from '@/app/current-actor';
import { runRoute } from '@/app/run-route';
import { getVerificationFile } from '@/lib/ownership/get-verification-file';

type Params = { params: Promise<{ websiteId: string }> };

/** The verification file as a download: exactly its bytes, never shown as a page of ours. */
export function GET(request: Request, { params }: Params): Promise<Response> {
  return runRoute('verification-file', request, async () => {
    const context = await requireRouteContext(request);
    const { name, bytes } = await getVerificationFile(context, (await params).websiteId);
    return attachment(name, 'application/octet-stream', bytes);
  });
}
