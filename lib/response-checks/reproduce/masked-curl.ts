import type { MaskedAttemptRecord } from '@/lib/messages/message-record';
import { toBytes } from '@/lib/signing/encoding';
import { curlCommand } from './curl';

/** A call as a curl command that anybody who sees the log may read; a body that is not text is left out. */
export const maskedCurl = ({ method, url, requestHead, requestText }: MaskedAttemptRecord): string =>
  curlCommand({ method, url, headers: requestHead, body: toBytes(requestText ?? '') });
