import { type ByteSource, EMPTY_BYTES, readSourceBytes } from '@/app/(desk)/toolkit/byte-source';
import type { Profile } from '@/lib/signing/wire-message';
import type { CheckInputs } from './check-message';

/** What is in the controls of the check. */
export type CheckForm = {
  profile: Profile | '';
  form: 'raw' | 'parts';
  raw: ByteSource;
  url: string;
  headers: string;
  body: ByteSource;
  theirs: string;
  otherKey: string;
  requestTimestamp: string;
};

export const EMPTY_CHECK: CheckForm = {
  profile: '',
  form: 'raw',
  raw: EMPTY_BYTES,
  url: '',
  headers: '',
  body: EMPTY_BYTES,
  theirs: '',
  otherKey: '',
  requestTimestamp: '',
};

/** The inputs of a check. A key counts as it was typed: white space around it is one of the mistakes. */
export function checkInputs(form: CheckForm, accessKey: string): CheckInputs {
  const { profile, theirs, otherKey, requestTimestamp, url, headers } = form;
  return {
    profile: profile === '' ? null : profile,
    accessKey,
    message:
      form.form === 'raw'
        ? { form: 'raw', bytes: readSourceBytes(form.raw) }
        : { form: 'parts', url, headers, body: readSourceBytes(form.body) },
    theirs,
    otherKey,
    requestTimestamp: requestTimestamp.trim(),
  };
}
