/** `interface` faults spoil answers of the signed interface; `site` faults spoil the website. */
type FaultScope = 'interface' | 'site';

type FaultEntry = { scope: FaultScope; description: string };

/** Every way in which the fake seller can be told to misbehave. All are off at start; they hold for both sites. */
export const FAULTS = {
  'wrong-content-type': { scope: 'interface', description: 'Sends the JSON answer as text/html.' },
  'http-500': { scope: 'interface', description: 'Answers every call with HTTP 500.' },
  slow: { scope: 'interface', description: 'Waits before it answers; the delay is set below.' },
  'invalid-json': { scope: 'interface', description: 'Leaves out the last brace of the JSON answer.' },
  'missing-result-code': { scope: 'interface', description: 'Leaves resultCode out of the answer.' },
  'missing-instance-id': { scope: 'interface', description: 'Leaves instanceId out of the answer.' },
  'result-code-000001': { scope: 'interface', description: 'Answers every call with 000001.' },
  'result-code-000005': { scope: 'interface', description: 'Answers every call with 000005.' },
  'reserialised-verification': {
    scope: 'interface',
    description:
      'Verifies the signature over the body parsed and printed again, with spaces, instead of its bytes.',
  },
  'body-sign-recased': {
    scope: 'interface',
    description: 'Spells the header body-sign instead of Body-Sign.',
  },
  'body-sign-unquoted': { scope: 'interface', description: 'Leaves the quotes out of the Body-Sign header.' },
  'body-sign-mismatch': {
    scope: 'interface',
    description: 'Appends a newline to the body after signing it.',
  },
  'accepts-any-signature': { scope: 'interface', description: 'Does not look at the signature at all.' },
  'no-replay-protection': { scope: 'interface', description: 'Accepts a nonce that it has seen before.' },
  'unstable-instance-id': {
    scope: 'interface',
    description: 'Returns a new instanceId each time the same order is sent.',
  },
  'in-progress': {
    scope: 'interface',
    description: 'Provisions slowly: 000004 until queryInstance has asked twice, then 000000.',
  },
  'bom-in-body': { scope: 'interface', description: 'Puts a byte order mark in front of the JSON answer.' },
  redirect: { scope: 'interface', description: 'Answers every call with a redirect.' },
  'connection-reset': { scope: 'interface', description: 'Cuts the connection instead of answering.' },
  'catch-all-200': { scope: 'site', description: 'Answers every missing page with 200 and the home page.' },
  'session-dies': { scope: 'site', description: 'Ends a session after eight pages behind the login.' },
} as const satisfies Record<string, FaultEntry>;

export type FaultName = keyof typeof FAULTS;

export const FAULT_NAMES = Object.keys(FAULTS) as FaultName[];

export const isFaultName = (value: string): value is FaultName => Object.hasOwn(FAULTS, value);

/** Bounds of the fault `slow`: KooGallery gives up at 20 s, so half a minute shows every case. */
export const SLOW_DEFAULT_MS = 6_000;
export const SLOW_MAX_MS = 30_000;

/** Requests behind the login that a session survives while `session-dies` is on. */
export const DYING_SESSION_REQUESTS = 8;

/** Calls of queryInstance that are answered 000004 while `in-progress` is on. */
export const IN_PROGRESS_POLLS = 2;
