import { z } from 'zod';

const id = z.uuid();

/** Every job by name, with the payload its handler is given. Validated when added and again when run. */
export const JOB_PAYLOADS = {
  /** Runs a queued scan to its end. */
  'run-scan': z.object({ scanId: id }),
  /** Tells the submission that waits for it that a scan has ended. */
  'settle-scan': z.object({ scanId: id }),
  /** Freezes what was judged of a submission as a version of its passport. */
  'make-passport': z.object({ submissionId: id }),
  /** Does what a reviewer decided, when nobody has undone it. */
  'apply-decision': z.object({ decisionId: id }),
  /** Runs the cases of a connection run. */
  'run-connection': z.object({ runId: id }),
  /** Sends messages of the log again. */
  'restart-messages': z.object({ restartId: id }),
  /** Takes notices on to mail and webhooks. */
  'hand-on-notices': z.object({}),
  /** Makes one attempt at a mail. */
  'send-mail': z.object({ mailId: id }),
  /** Makes one attempt at a mail with a link into an account. */
  'send-account-mail': z.object({ mailId: id }),
  /** Makes one attempt at a delivery of a webhook. */
  'deliver-webhook': z.object({ deliveryId: id }),
  /** Goes on with one act for many rows of a list. */
  'run-bulk': z.object({ runId: id }),
  /** Compares a website or an interface with what was approved. */
  'look-for-drift': z.object({ watchId: id }),
  /** The schedule's tick: escalates, makes digests, and hands on what was left. */
  'tend-notices': z.object({}).loose(),
  /** The schedule's tick: calls the interfaces of approved assets. */
  'probe-connections': z.object({}).loose(),
  /** The schedule's tick: stamps and records expired scans. */
  'expire-scans': z.object({}).loose(),
  /** The schedule's tick: scans websites again before their results expire. */
  'book-rescans': z.object({}).loose(),
  /** The schedule's tick: tells of what is newly wrong with products on sale. */
  'watch-products': z.object({}).loose(),
  /** The schedule's tick: queues looks at what is approved. */
  'watch-drift': z.object({}).loose(),
  /** The schedule's tick: deletes messages that were kept long enough. */
  'expire-messages': z.object({}).loose(),
  /** The schedule's tick: deletes stored files that nothing refers to. */
  'collect-orphans': z.object({}).loose(),
  /** The schedule's tick: deletes notices and deliveries that were kept long enough. */
  'expire-notices': z.object({}).loose(),
  /** The schedule's tick: seals new audit entries. */
  'seal-audit': z.object({}).loose(),
} as const;

/**
 * Jobs that take minutes, each with the name of the id in its payload: a row with this id shows that it lives. Any
 * other job is done within seconds.
 */
export const LONG_JOBS = {
  'run-scan': 'scanId',
  'run-connection': 'runId',
  'restart-messages': 'restartId',
} as const satisfies Partial<Record<JobName, string>>;

export type LongJob = keyof typeof LONG_JOBS;

/** The jobs of the schedule. */
export type ScheduledJob = Extract<
  JobName,
  | 'probe-connections'
  | 'expire-scans'
  | 'book-rescans'
  | 'watch-products'
  | 'watch-drift'
  | 'expire-messages'
  | 'collect-orphans'
  | 'tend-notices'
  | 'expire-notices'
  | 'seal-audit'
>;

export type JobName = keyof typeof JOB_PAYLOADS;
export type JobPayload<N extends JobName> = z.infer<(typeof JOB_PAYLOADS)[N]>;
/** `workerId` names this one execution; `signal` aborts when the process is to end. */
export type JobRun = { workerId: string; signal: AbortSignal };
export type JobHandler<N extends JobName> = (payload: JobPayload<N>, run: JobRun) => Promise<void>;
export type JobHandlers = { [N in JobName]: JobHandler<N> };
