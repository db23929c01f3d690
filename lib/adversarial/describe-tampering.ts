import type { Tampering } from '@/lib/koogallery/tampering/tampering';
import { findAdversarialTest } from './adversarial-suite';

/**
 * How a call of the suite has to be made again to show the same.
 * @param itemKey `adversarial/altered-byte`
 * @param label of the call, as its message's case name
 */
export const describeTampering = (itemKey: string, label: string): Tampering =>
  findAdversarialTest(itemKey.replace(/^adversarial\//, ''))?.tampering?.(label) ?? {};
