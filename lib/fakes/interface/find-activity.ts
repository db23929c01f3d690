import type { Protocol } from '../faults/fault-entry';
import { type Fields, textOf } from './field-rules';
import type { Activities, Activity } from './instance-call';
import { V1_ACTIVITIES } from './v1-activities';
import { V2_ACTIVITIES } from './v2-activities';

const ACTIVITIES: Record<Exclude<Protocol, 'kit'>, Activities> = { V2: V2_ACTIVITIES, V1: V1_ACTIVITIES };

/** The activity that a basic call names, or null. */
export function findActivity(protocol: Exclude<Protocol, 'kit'>, fields: Fields): Activity | null {
  const name = textOf(fields, 'activity');
  return Object.hasOwn(ACTIVITIES[protocol], name) ? (ACTIVITIES[protocol][name] ?? null) : null;
}
