import {
  COMMON_RESPONSE_FIELDS,
  commonRequestFields,
  type InterfaceSpec,
  type RequestField,
  requestInteger,
  requestList,
  textRequestField,
} from '../../interface';

/**
 * A basic interface of V1.0 (SaaS Access Guide V1.0; protocol page §2.3): GET with every value URL-encoded once.
 * `timeStamp` and `authToken` are not fields of the builder: they are made when a call is signed.
 */
export const v1Interface = (
  activity: string,
  parts: Pick<InterfaceSpec, 'templates'> &
    Partial<Pick<InterfaceSpec, 'response' | 'contradictions'>> & { request: readonly RequestField[] },
): InterfaceSpec => ({
  protocol: 'V1.0',
  activity,
  kind: 'basic',
  profile: 'v1-auth-token',
  path: null,
  response: COMMON_RESPONSE_FIELDS,
  // 000000 is the only success that the V1.0 pages know: nothing there tells KooGallery to poll.
  inProgressCodes: [],
  contradictions: [],
  ...parts,
  request: [...commonRequestFields(activity), ...parts.request],
});

/** Sent as AES ciphertext of at most so many characters, IV included. */
export const encryptedText = (name: string, maxLength: number): RequestField => ({
  ...textRequestField(name, maxLength, false),
  wire: 'encrypted',
});

export const decimal = (name: string): RequestField => ({
  ...textRequestField(name, 20, false),
  format: 'decimal',
});

/** How much was ordered; a product has at most one of them. */
export const QUANTITIES: readonly RequestField[] = ['amount', 'diskSize', 'bandWidth'].map((name) =>
  requestInteger(name, false),
);

/** What the buyer entered when ordering, sent as base64 of a JSON array of {name, value}. */
export const EXTEND_PARAMS: RequestField = {
  ...requestList('saasExtendParams', 4_096, [textRequestField('name', 64), textRequestField('value', 64)]),
  isRequired: false,
  wire: 'base64-json',
};
