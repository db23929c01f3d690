/** Of Prisma: not reached, too slow, closed, no connection free in the pool. */
const PRISMA = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024']);
/**
 * Prisma's one code for all that goes wrong with a transaction, and its words for one that got no connection. Of one
 * that began and took too long the work itself is at fault: it would take as long again.
 */
const TRANSACTION = { code: 'P2028', notBegun: 'Unable to start a transaction' };
const PRISMA_KINDS = new Set([
  'DatabaseNotReachable',
  'ConnectionClosed',
  'SocketTimeout',
  'TooManyConnections',
]);
/** Of PostgreSQL: connection failures, too many connections, shutting down, crashed, starting up. */
const SQLSTATE = /^(08...|53300|57P0[123])$/;
/** Of pg, which gives these no code. */
const WORDS = /^(Connection terminated|timeout exceeded when trying to connect|timeout expired)/;

/**
 * Whether an error says that the database was away, and nothing about what was asked of it. What any socket may say
 * (connection refused, reset) is not taken for it: the website that is scanned says the same.
 */
export function isOutage(error: unknown, depth = 0): boolean {
  if (typeof error !== 'object' || error === null || depth > 4) return false;
  const { code, kind, message, cause, meta } = error as Record<string, unknown>;
  if (typeof code === 'string' && (PRISMA.has(code) || SQLSTATE.test(code))) return true;
  if (typeof kind === 'string' && PRISMA_KINDS.has(kind)) return true;
  if (typeof message === 'string') {
    if (WORDS.test(message)) return true;
    if (code === TRANSACTION.code && message.includes(TRANSACTION.notBegun)) return true;
  }
  const ofDriver = (meta as { driverAdapterError?: unknown } | undefined)?.driverAdapterError;
  return isOutage(cause, depth + 1) || isOutage(ofDriver, depth + 1);
}
