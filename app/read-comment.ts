import { EVIDENCE_MAX_BYTES } from '@/lib/appeals/rules/evidence-file';
import { readUploadForm } from './read-upload';

/** A comment as its form sends it; the verb parses it. @throws AppError LIMIT_EXCEEDED for a file that is too large */
export async function readComment(request: Request) {
  const { file, readText } = await readUploadForm(request, EVIDENCE_MAX_BYTES);
  return {
    intent: readText('intent'),
    comment: {
      findingId: readText('findingId') || null,
      language: readText('language'),
      text: readText('text'),
      otherText: readText('otherText'),
      file,
    },
  };
}
