import type { ProofFile } from '@/lib/appeals/download-proof';
import { attachment } from './attachment';

/** A proof as a download of a neutral type; with `?picture`, a picture under its own type, for our pages to show. */
export function proofResponse(request: Request, { fileName, contentType, bytes }: ProofFile): Response {
  const isShown = new URL(request.url).searchParams.has('picture') && contentType.startsWith('image/');
  return attachment(fileName, isShown ? contentType : 'application/octet-stream', bytes);
}
