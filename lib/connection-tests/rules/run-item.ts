import type { JsonObject } from '@/lib/signing/canonical';
import type { Explanation } from './explanation';

/** Parts of a run: the cases that KooGallery asks for, one instance's whole life, what it does not ask but will happen. */
export const RUN_SECTIONS = ['cases', 'flow', 'adversarial'] as const;
export type RunSection = (typeof RUN_SECTIONS)[number];

/**
 * `WARNED` passed with something to look at. `NOT_RUN` says why in `reason`. A run's items begin as `WAITING`.
 */
export type ItemState = 'WAITING' | 'RUNNING' | 'PASSED' | 'WARNED' | 'FAILED' | 'NOT_RUN';

/** A sentence each below `connection-run.notRun.<reason>`. */
export type NotRunReason =
  | 'NO_INSTANCE'
  | 'DECLARATION_CHANGED'
  | 'ACCESS_KEY_UNREADABLE'
  | 'KIT_KEY_MISSING'
  | 'EARLIER_STEP_FAILED'
  | 'CANCELLED'
  | 'WORKER_LOST';

/** What the adversarial suite, or a flow, says about an item in a sentence: `connection-<namespace>.<code>`. */
export type ItemFinding = { code: string; values: Readonly<Record<string, string | number>> };

/** One thing that a run does; the whole of it is kept with the run, so that another worker can go on. */
export type RunItem = {
  /** Unique in the run: `cases/newInstance`, `cases/newInstance/Trial order`, `flow/3-refreshInstance`, `adversarial/stale-timestamp`. */
  key: string;
  section: RunSection;
  /** Of the adversarial suite: the activity that its calls are about. */
  activity: string;
  /** The saved case's name; empty for an interface's own case. */
  caseName: string;
  /** The builder's request; absent: the saved case's, else the sample. */
  request?: JsonObject;
  state: ItemState;
  /** Its calls in the order made; the last decides where there are several (polling). */
  messageIds: readonly string[];
  reason?: NotRunReason;
  /** What was made of the calls; null for a case that passed or was not run. */
  finding: ItemFinding | null;
  explanations: readonly Explanation[];
};

/** The instance that a section's calls are about; kept with the run for whoever goes on with it. */
export type RunInstance = { instanceId: string; orderId: string; orderLineId: string };

export type RunInstances = Partial<Record<RunSection, RunInstance>>;
