/** What is wrong on purpose with a call; empty for one that is made as KooGallery makes it. */
export type Tampering = {
  /** By how much the timestamp is off. */
  offsetSeconds?: number;
  isInSeconds?: true;
  isKeyOther?: true;
  /** `wrong`: of the right form, with another value. */
  signature?: 'wrong' | 'absent' | 'empty';
  /** Left out after signing. */
  without?: 'timestamp' | 'nonce';
  /** Has another first character than the one that was signed. */
  altered?: 'orderId';
  /** Sent once more, byte for byte. */
  isReplayed?: true;
};
