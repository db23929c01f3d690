import { differingFields } from '@/lib/core/edit-conflict';
import type { LoginProfileDraft, PlainLoginProfile } from './login-profile';

/** The part of a profile that is not a secret: what is stored in clear, compared and audited. */
export function pickPlainProfile(profile: LoginProfileDraft | PlainLoginProfile): PlainLoginProfile {
  const { mode, loginUrl, verifyUrl, username, pathsToAvoid, requestsPerSecond, concurrency } = profile;
  const headerNames = 'headers' in profile ? profile.headers.map(({ name }) => name) : profile.headerNames;
  return { mode, loginUrl, verifyUrl, username, headerNames, pathsToAvoid, requestsPerSecond, concurrency };
}

const FIELDS = [
  'mode',
  'loginUrl',
  'verifyUrl',
  'username',
  'headerNames',
  'pathsToAvoid',
  'requestsPerSecond',
  'concurrency',
] as const satisfies readonly (keyof PlainLoginProfile)[];

const shown = (value: PlainLoginProfile[(typeof FIELDS)[number]]): string =>
  typeof value === 'object' ? value.join('\n') : String(value);

/** Both values of each field in which two people's settings differ. */
export const loginDifference = (yours: PlainLoginProfile, theirs: PlainLoginProfile) =>
  differingFields(FIELDS, { yours, theirs }, shown);
