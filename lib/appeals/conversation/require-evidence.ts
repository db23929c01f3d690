import { AppError } from '@/lib/core/errors';
import { cleanFileName, EVIDENCE_MAX_BYTES, EVIDENCE_TYPES, judgeEvidence } from '../rules/evidence-file';

/** An evidence file under a clean name, with the type that its content has. @throws AppError VALIDATION for other kinds */
export function requireEvidence(
  fileName: string,
  bytes: Uint8Array,
): { fileName: string; contentType: string; bytes: Uint8Array } {
  const judged = judgeEvidence(fileName, bytes);
  if (!judged.ok)
    throw new AppError('VALIDATION', {
      message: 'validation',
      fields: [
        {
          field: 'file',
          message: `appeals.evidence.${judged.reason}`,
          values: { maximum: EVIDENCE_MAX_BYTES / 1024 / 1024 },
        },
      ],
    });
  return {
    fileName: cleanFileName(fileName, `evidence.${judged.kind}`),
    contentType: EVIDENCE_TYPES[judged.kind],
    bytes,
  };
}
