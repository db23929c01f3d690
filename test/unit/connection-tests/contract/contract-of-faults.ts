import type { FaultName } from '@/lib/fakes/faults';
import type { FaultRow } from './fault-row';
import { REREADING_ROWS } from './rereading-rows';
import { RESPONSE_ROWS } from './response-rows';
import { SITE_ROWS, TRANSPORT_ROWS } from './transport-rows';
import { ROBUSTNESS_ROWS, SECURITY_ROWS } from './unusual-call-rows';
import { VERIFICATION_ROWS } from './verification-rows';

/** What a run says of every fault that the fake seller can switch on: a fault without a row does not compile. */
export const FAULT_ROWS: Record<FaultName, FaultRow> = {
  ...VERIFICATION_ROWS,
  ...REREADING_ROWS,
  ...SECURITY_ROWS,
  ...ROBUSTNESS_ROWS,
  ...RESPONSE_ROWS,
  ...TRANSPORT_ROWS,
  ...SITE_ROWS,
};
