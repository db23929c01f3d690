import { requireRouteContext } from '@/app/current-actor';
import { readUpload } from '@/app/read-upload';
import { runRoute } from '@/app/run-route';
import { allowUpload } from '@/lib/appeals/allow-upload';
import { EVIDENCE_MAX_BYTES } from '@/lib/appeals/rules/evidence-file';
import { uploadEvidence } from '@/lib/appeals/upload-evidence';

type Params = { params: Promise<{ submissionId: string }> };

/** One evidence file for the appeal. */
export function POST(request: Request, { params }: Params): Promise<Response> {
  return runRoute('appeal-evidence', request, async () => {
    const context = await requireRouteContext(request);
    await allowUpload(context);
    const { bytes, fileName } = await readUpload(request, EVIDENCE_MAX_BYTES);
    await uploadEvidence(context, { submissionId: (await params).submissionId, bytes, fileName });
    return { fileName };
  });
}
