import type { ErrorKey } from '@/lib/core/errors';

/** What only HTTP can be refused for; everything else has the codes of the verbs. */
export const REFUSAL_STATUS = {
  METHOD_NOT_ALLOWED: 405,
  NOT_ACCEPTABLE: 406,
  CONTENT_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
} as const;
export type RefusalCode = keyof typeof REFUSAL_STATUS;
export const REFUSAL_CODES = Object.keys(REFUSAL_STATUS) as RefusalCode[];

/** A request that no verb hears of. */
export class ApiRefusal extends Error {
  readonly status: number;

  constructor(
    readonly code: RefusalCode,
    readonly key: ErrorKey,
    readonly values: Record<string, string | number> = {},
    readonly headers: Record<string, string> = {},
  ) {
    super(`${code}: ${key}`);
    this.name = 'ApiRefusal';
    this.status = REFUSAL_STATUS[code];
  }
}

export function methodNotAllowed(methods: readonly string[]): ApiRefusal {
  const allowed = methods.join(', ');
  return new ApiRefusal('METHOD_NOT_ALLOWED', 'api.methodNotAllowed', { allowed }, { Allow: allowed });
}
