import type { AttemptRecord } from '@/lib/messages/message-record';

/**
 * "Authentication failed", in KooGallery's words or in those of HTTP. Not where a firewall, a gateway or a login page
 * answered: whatever was signed, the seller never saw it.
 */
export const isRefusedAsUnauthentic = ({
  attempt: { resultCode, status, explanations },
}: {
  attempt: Pick<AttemptRecord, 'resultCode' | 'status' | 'explanations'>;
}): boolean =>
  (resultCode === '000001' || status === 401 || status === 403) && !explanations.some(isOnTheWay);

const isOnTheWay = ({ code, values }: AttemptRecord['explanations'][number]): boolean =>
  code === 'GATEWAY_BLOCK_PAGE' && values.kind !== 'other';
