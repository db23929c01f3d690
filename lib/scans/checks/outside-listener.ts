/** Addresses outside of the site at which the operator listens. */
export type OutsideListener = {
  /** A new address that is answered with `text`. */
  offer(text: string): Promise<string>;
  /** Those that somebody asked for, a moment later where nobody did yet. */
  wereAsked(addresses: readonly string[]): Promise<readonly string[]>;
};
