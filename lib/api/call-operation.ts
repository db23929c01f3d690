import type { z } from 'zod';
import type { KeyContext } from '@/lib/api-keys/authenticate-api-key';
import { AppError } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { FILE_BODY, type Operation } from './operation';

export type OperationRequest = {
  params: Record<string, string>;
  query: unknown;
  body: unknown;
  /** Ends the reading of a file when its sender has gone. */
  signal?: AbortSignal;
};

/**
 * Does what a program asks for. Its verbs authorise themselves; the scope is asked first, so that a key hears what it
 * lacks and not what is wrong with its request.
 * @returns the answer as JSON has it, or an `OperationFile`; null where there is nothing to tell
 * @throws AppError FORBIDDEN, VALIDATION and what the verbs throw; a problem of the query has a field below `query.`
 */
export async function callOperation(
  operation: Operation,
  context: KeyContext,
  { params, query, body, signal }: OperationRequest,
): Promise<unknown> {
  requireScope(operation, context);
  const input = { params, query: parseQuery(operation.query, query), body, signal };
  if (operation.body && operation.body !== FILE_BODY) parseInput<z.ZodType>(operation.body, body);
  const value = await operation.run(context, input as never);
  if (operation.fileTypes) return value;
  return operation.answer ? operation.answer.parse(value) : null;
}

/** @throws AppError FORBIDDEN that names the scope */
export function requireScope({ scope }: Pick<Operation, 'scope'>, { scopes }: KeyContext): void {
  if (!scopes.includes(scope))
    throw new AppError('FORBIDDEN', { message: 'api.scopeMissing', values: { scope } });
}

function parseQuery(schema: Operation['query'], query: unknown): unknown {
  try {
    return parseInput(schema, query);
  } catch (error) {
    if (!(error instanceof AppError) || !error.details.fields) throw error;
    const fields = error.details.fields.map((problem) => ({ ...problem, field: `query.${problem.field}` }));
    throw new AppError(error.code, { ...error.details, fields });
  }
}
