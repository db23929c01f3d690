import { logFor } from '@/lib/config/log';
import { AppError } from '@/lib/core/errors';
import type { ThreadTask } from '@/lib/threads/open-thread';
import { runInThread } from '@/lib/threads/run-in-thread';
import {
  cleanFileName,
  EVIDENCE_MAX_BYTES,
  EVIDENCE_TYPES,
  type EvidenceProblem,
  judgeEvidence,
} from '../rules/evidence-file';
import type { PictureKind } from '../rules/picture';
import type { encodePicture } from './encode-picture';

/** A file as it is kept: under a clean name, with the type that its content has. */
export type EvidenceFile = { fileName: string; contentType: string; bytes: Uint8Array };

const ENCODE: ThreadTask<typeof encodePicture> = {
  module: 'lib/appeals/evidence/encode-picture.ts',
  name: 'encodePicture',
};
/** The largest picture takes seconds on a slow machine. */
const LIMITS = { timeLimitMs: 60_000, waitMs: 60_000 };

/**
 * An evidence file as it may be kept. A picture that holds more than what is seen is re-encoded without it; every other
 * file stays as it is. Before a transaction: it may take seconds.
 * @throws AppError VALIDATION for other kinds of files, and for pictures that cannot be read
 */
export async function takeEvidence({
  fileName,
  bytes,
}: {
  fileName: string;
  bytes: Uint8Array;
}): Promise<EvidenceFile> {
  const judged = judgeEvidence(fileName, bytes);
  if (!judged.ok) throw refused(judged.reason);
  const kept = judged.isPlain ? bytes : await encodeAgain(bytes, judged.kind as PictureKind);
  if (kept.length > EVIDENCE_MAX_BYTES) throw refused('TOO_LARGE');
  return {
    fileName: cleanFileName(fileName, `evidence.${judged.kind}`),
    contentType: EVIDENCE_TYPES[judged.kind],
    bytes: kept,
  };
}

async function encodeAgain(bytes: Uint8Array, kind: PictureKind): Promise<Uint8Array> {
  const answer = await runInThread(ENCODE, [bytes, kind], LIMITS);
  if (answer.ok && answer.value) return answer.value;
  if (!answer.ok && answer.reason === 'CRASHED')
    logFor('appeals').error({ err: answer.error }, 'a picture could not be re-encoded');
  throw refused(answer.ok || answer.reason !== 'BUSY' ? 'PICTURE_UNREADABLE' : 'BUSY');
}

const refused = (reason: EvidenceProblem) =>
  new AppError('VALIDATION', {
    message: 'validation',
    fields: [
      {
        field: 'file',
        message: `appeals.evidence.${reason}`,
        values: { maximum: EVIDENCE_MAX_BYTES / 1024 / 1024 },
      },
    ],
  });
