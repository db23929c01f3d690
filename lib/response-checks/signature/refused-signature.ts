import type { AttemptRecord } from '@/lib/messages/message-record';

/**
 * Whether the interface itself refused the authentication: with `000001`, or by a status and words about a signature.
 * Not where something in front of it answered, whatever the status: then the seller never saw what was signed.
 */
export const isRefusedAsUnauthentic = ({
  attempt: { resultCode, explanations },
}: {
  attempt: Pick<AttemptRecord, 'resultCode' | 'explanations'>;
}): boolean =>
  resultCode === '000001' ||
  explanations.some(({ code, values }) => code === 'STATUS_NOT_200' && values.kind === 'signature');
