import type { FaultProtocol } from '../faults/fault-entry';
import { type Fields, readTextField } from './field-rules';
import type { Activities, Activity } from './instance-call';
import { V1_ACTIVITIES } from './v1-activities';
import { V2_ACTIVITIES } from './v2-activities';

const ACTIVITIES: Record<Exclude<FaultProtocol, 'kit'>, Activities> = {
  V2: V2_ACTIVITIES,
  V1: V1_ACTIVITIES,
};

/** The activity that a basic call names, or null. */
export function findActivity(protocol: Exclude<FaultProtocol, 'kit'>, fields: Fields): Activity | null {
  const name = readTextField(fields, 'activity');
  return Object.hasOwn(ACTIVITIES[protocol], name) ? (ACTIVITIES[protocol][name] ?? null) : null;
}
