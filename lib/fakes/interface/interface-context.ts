import type { KeyObject } from 'node:crypto';
import type { Clock } from '@/lib/core/clock';
import type { EncryptType } from '@/lib/signing/encryption';
import type { RandomBytes } from '@/lib/signing/primitives';
import type { NonceCache } from '@/lib/signing/verify';
import type { SellerState, SiteName } from '../seller-state';
import type { Instances } from './instances';

/** One site's signed interfaces: what they remember and what they take from the world. */
export type InterfaceContext = {
  name: SiteName;
  state: SellerState;
  clock: Clock;
  random: RandomBytes;
  nonces: NonceCache;
  instances: Instances;
  frontEndUrl: string;
  /** The algorithm of the sensitive fields in V1.0, both directions. */
  encryptType: EncryptType;
  /** Reads `clientSecret` of `applicationSync`. */
  privateKey: KeyObject;
  /** Resolves after so many milliseconds, or at once when the server stops. */
  pause(ms: number): Promise<void>;
  /** The time in which `racing-orders` does not see a second call of the same order. */
  race(): Promise<void>;
};
