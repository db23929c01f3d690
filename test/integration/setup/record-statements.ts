import { AsyncLocalStorage } from 'node:async_hooks';
import pg from 'pg';
import { vi } from 'vitest';

/** One statement as it goes to the database. */
export type Statement = { text: string; values: unknown[] };

const recording = new AsyncLocalStorage<Statement[]>();

/**
 * The statements that `work` sends to the database, in their order, and none of other work that still runs in this
 * process.
 * @param work is given the list, which grows while it runs
 */
export async function recordStatements(
  work: (sent: readonly Statement[]) => Promise<unknown>,
): Promise<Statement[]> {
  const sent: Statement[] = [];
  const { query } = pg.Client.prototype;
  const spy = vi.spyOn(pg.Client.prototype, 'query');
  spy.mockImplementation(function (this: pg.Client, ...parts: unknown[]) {
    if (recording.getStore() === sent) sent.push(readStatement(parts));
    return Reflect.apply(query, this, parts);
  } as typeof query);
  try {
    await recording.run(sent, () => work(sent));
  } finally {
    spy.mockRestore();
  }
  return sent;
}

function readStatement([statement, values]: unknown[]): Statement {
  if (typeof statement === 'string') return { text: statement, values: Array.isArray(values) ? values : [] };
  const { text, values: own } = statement as Partial<Statement>;
  return { text: text ?? '', values: Array.isArray(values) ? values : (own ?? []) };
}
