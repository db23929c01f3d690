import type { InterfaceSpec, Protocol } from './interface';
import { newInstance } from './interfaces/new-instance';
import { queryInstance } from './interfaces/query-instance';
import { refreshInstance } from './interfaces/refresh-instance';
import { releaseInstance } from './interfaces/release-instance';
import { updateInstanceStatus } from './interfaces/update-instance-status';

/** Every interface that can be tested, in the order of an instance's life. */
export const INTERFACES: readonly InterfaceSpec[] = [
  newInstance,
  queryInstance,
  refreshInstance,
  updateInstanceStatus,
  releaseInstance,
];

/** The interface of an activity; null when this protocol has none of that name. */
export const findInterface = (protocol: Protocol, activity: string): InterfaceSpec | null =>
  INTERFACES.find((spec) => spec.protocol === protocol && spec.activity === activity) ?? null;
