import type { FaultEntry } from './faults/fault-entry';
import { REREADING_FAULTS } from './faults/rereading-faults';
import { RESPONSE_FAULTS } from './faults/response-faults';
import { ROBUSTNESS_FAULTS } from './faults/robustness-faults';
import { SECURITY_FAULTS } from './faults/security-faults';
import { SITE_FAULTS } from './faults/site-faults';
import { TRANSPORT_FAULTS } from './faults/transport-faults';
import { VERIFICATION_FAULTS } from './faults/verification-faults';

/** Every way in which the fake seller can be told to misbehave. All are off at start; they hold for both sites. */
export const FAULTS = {
  ...VERIFICATION_FAULTS,
  ...REREADING_FAULTS,
  ...SECURITY_FAULTS,
  ...ROBUSTNESS_FAULTS,
  ...RESPONSE_FAULTS,
  ...TRANSPORT_FAULTS,
  ...SITE_FAULTS,
} as const satisfies Record<string, FaultEntry>;

export type FaultName = keyof typeof FAULTS;

export const FAULT_NAMES = Object.keys(FAULTS) as FaultName[];

export const isFaultName = (value: string): value is FaultName => Object.hasOwn(FAULTS, value);

/** Whether a fault is on, as the code that misbehaves asks. */
export type IsFaultOn = (name: FaultName) => boolean;

/** Bounds of the fault `slow`: KooGallery gives up at 20 s, so half a minute shows every case. */
export const SLOW_DEFAULT_MS = 6_000;
export const SLOW_MAX_MS = 30_000;

/** Requests behind the login that a session survives while `session-dies` is on. */
export const DYING_SESSION_REQUESTS = 8;

/** Calls of queryInstance that are answered 000004 while `in-progress` is on. */
export const IN_PROGRESS_POLLS = 2;

/** How long provisioning leaves the door open for a second call of the same order while `racing-orders` is on. */
export const RACE_MS = 300;
