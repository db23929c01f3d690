import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '@/lib/core/clock';
import { WINDOW_MS } from '@/lib/signing/verify';

const UNITS = [
  ['days', DAY_MS],
  ['hours', HOUR_MS],
  ['minutes', MINUTE_MS],
  ['seconds', SECOND_MS],
] as const;

/** How far a timestamp lies from the moment of the check, in its largest whole unit. */
export type MessageAge = {
  state: 'inside' | 'stale' | 'ahead';
  unit: (typeof UNITS)[number][0];
  count: number;
};

/** @param timestampMs @param nowMs Unix milliseconds */
export function messageAge(timestampMs: number, nowMs: number): MessageAge {
  const age = nowMs - timestampMs;
  const distance = Math.abs(age);
  const [unit, length] = UNITS.find(([, unitMs]) => distance >= unitMs) ?? ['seconds', SECOND_MS];
  const state = distance <= WINDOW_MS ? 'inside' : age > 0 ? 'stale' : 'ahead';
  return { state, unit, count: Math.floor(distance / length) };
}
