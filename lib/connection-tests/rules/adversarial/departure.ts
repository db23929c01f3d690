import { SECOND_MS } from '@/lib/core/clock';
import type { AdversarialTestId } from './adversarial-suite';
import { OUTSIDE_WINDOW } from './ask-outside-window';

/** What a call of the suite did wrong on purpose when it was signed; empty for one that was signed as KooGallery does. */
export type Departure = {
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

const offsetOf = (label: string, direction: -1 | 1): Departure => {
  const known = OUTSIDE_WINDOW.find((one) => one.label === label);
  return known ? { offsetSeconds: (direction * known.ms) / SECOND_MS } : {};
};

const DEPARTURES: Readonly<Partial<Record<AdversarialTestId, (label: string) => Departure>>> = {
  'wrong-signature': (label) => (label === 'other-key' ? { isKeyOther: true } : { signature: 'wrong' }),
  'altered-byte': () => ({ altered: 'orderId' }),
  'stale-timestamp': (label) => offsetOf(label, -1),
  'future-timestamp': (label) => offsetOf(label, 1),
  'replayed-nonce': () => ({ isReplayed: true }),
  'missing-parameters': (label) => INCOMPLETE[label] ?? {},
  'seconds-timestamp': () => ({ isInSeconds: true }),
};
const INCOMPLETE: Readonly<Record<string, Departure>> = {
  'without-signature': { signature: 'absent' },
  'empty-signature': { signature: 'empty' },
  'without-timestamp': { without: 'timestamp' },
  'without-nonce': { without: 'nonce' },
};

/**
 * How a call of the suite has to be made again, to show the same.
 * @param itemKey `adversarial/altered-byte`
 * @param label of the call, as its message's case name
 */
export function departureOf(itemKey: string, label: string): Departure {
  const known: Readonly<Record<string, ((label: string) => Departure) | undefined>> = DEPARTURES;
  // Of joint operations the same is asked.
  const id = itemKey.replace(/^adversarial\/(kit-)?/, '');
  return (Object.hasOwn(known, id) ? known[id]?.(label) : null) ?? {};
}
