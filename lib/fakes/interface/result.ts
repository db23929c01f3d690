import type { Instance } from './instances';

/** The outcome of a call before it is written down for one protocol; codes of koogallery-protocol §2.4. */
export type CallResult = {
  resultCode: string;
  resultMsg: string;
  /** What newInstance made or found. */
  instance?: Instance;
  /** What queryInstance found. */
  listed?: readonly Instance[];
};

export const SUCCESS: CallResult = { resultCode: '000000', resultMsg: 'success.' };
export const IN_PROGRESS: CallResult = { resultCode: '000004', resultMsg: 'request is being processed.' };
export const UNKNOWN_INSTANCE: CallResult = {
  resultCode: '000003',
  resultMsg: 'instance ID does not exist.',
};
export const INTERNAL_ERROR: CallResult = { resultCode: '000005', resultMsg: 'other internal error.' };

const MAX_MESSAGE = 255;

/** @param reason null keeps it to itself */
export const refused = (reason: string | null): CallResult => ({
  resultCode: '000001',
  resultMsg: reason === null ? 'authentication failed.' : `authentication failed: ${reason}.`,
});

/** Names the fields, never repeats their values; resultMsg has at most 255 characters. */
export const invalidRequest = (names: readonly string[]): CallResult => ({
  resultCode: '000002',
  resultMsg: `invalid request parameter: ${[...new Set(names)].join(', ')}.`.slice(0, MAX_MESSAGE),
});
