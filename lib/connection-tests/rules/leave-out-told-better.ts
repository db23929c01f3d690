import type { StoredExplanation } from '@/lib/messages/message-record';

/**
 * The causes without those that another of them tells better: what remains does not send the seller two ways. The
 * place of one that is left out proves the other where that has none of its own.
 */
export const leaveOutToldBetter = <Told extends StoredExplanation>(explanations: readonly Told[]): Told[] =>
  explanations.flatMap((one) => {
    if (explanations.some((other) => tellsBetter(other.code, one.code))) return [];
    const { mark = null } =
      explanations.find((other) => other.mark !== null && tellsBetter(one.code, other.code)) ?? {};
    return [one.mark === null && mark !== null ? { ...one, mark } : one];
  });

/** Neither a result code nor a signature of an unknown key says more once it is known what the seller does. */
const tellsBetter = (better: string, code: string): boolean =>
  (code === 'RESULT_000001' && better.startsWith('SELLER_')) ||
  (code.startsWith('RESULT_0') && better === 'REQUEST_OTHER_ALGORITHM') ||
  (code === 'BODY_SIGN_UNEXPLAINED' && better === 'SELLER_KEY_UNKNOWN');
