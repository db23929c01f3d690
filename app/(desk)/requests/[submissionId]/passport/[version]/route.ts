import { attachment } from '@/app/attachment';
import { requireRouteContext } from '@/app/current-actor';
import { runRoute } from '@/app/run-route';
import { downloadPassport } from '@/lib/passport/download-passport';

type Params = { params: Promise<{ submissionId: string; version: string }> };

/** A version of the passport of the organization's own request. */
export function GET(request: Request, { params }: Params): Promise<Response> {
  return runRoute('passport', request, async () => {
    const context = await requireRouteContext(request);
    const passport = await downloadPassport(context, await params);
    return attachment(passport.fileName, 'application/zip', passport);
  });
}
