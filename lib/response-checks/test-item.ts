/** `WARNED` passed with something to look at. A run's items begin as `WAITING`. */
export type ItemState = 'WAITING' | 'RUNNING' | 'PASSED' | 'WARNED' | 'FAILED' | 'NOT_RUN';

/** What the adversarial suite, or a flow, says about an item in a sentence: `connection-<namespace>.<code>`. */
export type ItemFinding = { code: string; values: Readonly<Record<string, string | number>> };
