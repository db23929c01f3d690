import type { Tampering } from '@/lib/koogallery/tampering/tampering';
import type { MaskedAttemptRecord } from '@/lib/messages/message-record';
import { toBytes } from '@/lib/signing/encoding';
import { signingScript } from './signing-script';

/**
 * A call as a script that anybody who sees the log may read, wrong in the same way; null for a body that is not text, and
 * for a call that no profile knows.
 */
export const maskedScript = (
  { method, url, requestHead: headers, requestText }: MaskedAttemptRecord,
  tampering: Tampering,
): string | null =>
  requestText === null
    ? null
    : signingScript({ method, url, headers, body: toBytes(requestText) }, tampering);
