import type { Clock } from '@/lib/core/clock';
import type { Outbound } from '@/lib/http/exchange';
import type { CallTarget } from '@/lib/koogallery/call-target';
import type { InstanceReference } from '@/lib/koogallery/instance-reference';
import type { NewMessage } from '@/lib/messages/message-record';
import type { JsonObject } from '@/lib/signing/canonical';
import type { RandomBytes } from '@/lib/signing/primitives';
import type { RunItem } from '../rules/run-item';
import type { Explainer } from './explain-call';

/**
 * What the engine needs to make calls. It knows no database: a worker keeps what comes out of it with the run, the
 * command line writes it to a file.
 */
export type CallDeps = {
  protocol: 'V2.0' | 'V1.0';
  target: CallTarget;
  outbound: Outbound;
  clock: Clock;
  random: RandomBytes;
  newId(): string;
  /** Resolves after so many milliseconds, or at once when `signal` aborts. */
  pause(ms: number): Promise<void>;
  /** Aborts when the run is cancelled or the process is to end. */
  signal: AbortSignal;
  /** Calls carry `testFlag` `1`, unless the seller asked for calls as in production. */
  isTestFlagged: boolean;
  /** Where answers are explained; in the caller's thread when absent. */
  explainer?: Explainer;
};

/** A call to be kept; whoever keeps it knows the asset and the run. */
export type MessageDraft = Omit<NewMessage, 'assetId' | 'runId'>;

/** What became of one item, to be kept in one transaction. */
export type ItemResult = {
  item: RunItem;
  messages: readonly MessageDraft[];
  /** The instance that the section goes on with; null: as before. */
  instance: InstanceReference | null;
  /** Of a case that was called: its request in the builder's plain values. */
  request?: JsonObject;
};
