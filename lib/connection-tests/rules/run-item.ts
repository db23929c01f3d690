import type { InstanceReference } from '@/lib/koogallery/instance-reference';
import type { Explanation } from '@/lib/response-checks/explanation';
import type { ItemFinding, ItemState } from '@/lib/response-checks/test-item';
import type { JsonObject } from '@/lib/signing/canonical';

/** Parts of a run: the cases that KooGallery asks for, one instance's whole life, what it does not ask but will happen. */
export const RUN_SECTIONS = ['cases', 'flow', 'adversarial'] as const;
export type RunSection = (typeof RUN_SECTIONS)[number];

/** A sentence each below `connection-run.notRun.<reason>`. */
export type NotRunReason =
  | 'NO_INSTANCE'
  | 'DECLARATION_CHANGED'
  | 'ACCESS_KEY_UNREADABLE'
  | 'KIT_KEY_MISSING'
  | 'EARLIER_STEP_FAILED'
  | 'CANCELLED'
  | 'WORKER_LOST';

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
  /** Why a `NOT_RUN` was not run. */
  reason?: NotRunReason;
  /** What was made of the calls; null for a case that passed or was not run. */
  finding: ItemFinding | null;
  explanations: readonly Explanation[];
};

/** The instance that each section's calls are about; kept with the run for a worker that takes it over. */
export type RunInstances = Partial<Record<RunSection, InstanceReference>>;
