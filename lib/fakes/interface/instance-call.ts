import type { FieldRules } from './field-rules';

/** What a basic activity comes down to; both profiles are spellings of these. */
export type InstanceCall =
  | { verb: 'provision'; orderKey: string; contact: string | null }
  | { verb: 'query'; instanceIds: readonly string[] }
  | { verb: 'renew'; instanceId: string; expireTime: string }
  | { verb: 'set-status'; instanceId: string; status: 'RUNNING' | 'FROZEN' }
  | { verb: 'upgrade'; instanceId: string; orderId: string }
  | { verb: 'check-change'; instanceId: string }
  | { verb: 'release'; instanceId: string };

/** One activity: the fields of its request, and what it asks for. */
export type Activity = { rules: FieldRules; toCall(text: (name: string) => string): InstanceCall };
export type Activities = Readonly<Record<string, Activity>>;
