import type { AttemptRecord } from '@/lib/messages/message-record';

/** "Authentication failed", in KooGallery's words or in those of HTTP. */
export const isRefusedAsUnauthentic = ({
  attempt: { resultCode, status },
}: {
  attempt: Pick<AttemptRecord, 'resultCode' | 'status'>;
}): boolean => resultCode === '000001' || status === 401 || status === 403;
