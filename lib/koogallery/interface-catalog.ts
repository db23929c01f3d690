import type { InterfaceSpec, Protocol } from './interface';
import { allOrgSync } from './interfaces/kit/all-org-sync';
import { applicationSync } from './interfaces/kit/application-sync';
import { authSync } from './interfaces/kit/auth-sync';
import { singleOrgSync } from './interfaces/kit/single-org-sync';
import { tenantSync } from './interfaces/kit/tenant-sync';
import { expireInstance } from './interfaces/v1/expire-instance';
import { instanceStatus } from './interfaces/v1/instance-status';
import { newInstanceV1 as v1NewInstance } from './interfaces/v1/new-instance';
import { queryInstanceV1 as v1QueryInstance } from './interfaces/v1/query-instance';
import { refreshInstanceV1 as v1RefreshInstance } from './interfaces/v1/refresh-instance';
import { releaseInstanceV1 as v1ReleaseInstance } from './interfaces/v1/release-instance';
import { upgrade } from './interfaces/v1/upgrade';
import { changeInstanceCheck } from './interfaces/v2/change-instance-check';
import { newInstanceV2 } from './interfaces/v2/new-instance';
import { queryInstanceV2 } from './interfaces/v2/query-instance';
import { refreshInstanceV2 } from './interfaces/v2/refresh-instance';
import { releaseInstanceV2 } from './interfaces/v2/release-instance';
import { updateInstanceStatus } from './interfaces/v2/update-instance-status';
import { upgradeInstance } from './interfaces/v2/upgrade-instance';

/** Every interface that can be tested, each protocol's and the kit's in the order of an instance's life. */
export const INTERFACES: readonly InterfaceSpec[] = [
  newInstanceV2,
  queryInstanceV2,
  refreshInstanceV2,
  upgradeInstance,
  changeInstanceCheck,
  updateInstanceStatus,
  releaseInstanceV2,
  tenantSync,
  applicationSync,
  singleOrgSync,
  allOrgSync,
  authSync,
  v1NewInstance,
  v1QueryInstance,
  v1RefreshInstance,
  upgrade,
  instanceStatus,
  expireInstance,
  v1ReleaseInstance,
];

/** The interface of an activity; null when this protocol has none of that name. */
export const findInterface = (protocol: Protocol, activity: string): InterfaceSpec | null =>
  INTERFACES.find((spec) => spec.protocol === protocol && spec.activity === activity) ?? null;
