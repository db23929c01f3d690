import { authorise, type Context } from '@/lib/auth/actor';
import { parseInput } from '@/lib/core/parse';
import { retestSchema } from '../schemas';
import { queueRetest } from './queue-retest';

/**
 * Asks the places of findings of one's own scan again.
 * @param input `{ scanId, findingIds?, class? }`
 * @throws AppError as `queueRetest`
 */
export async function requestRetest(
  context: Context,
  input: unknown,
): Promise<{ scanId: string; retestId: string }> {
  const scope = authorise(context, 'scan.run');
  return queueRetest(context, scope, parseInput(retestSchema, input));
}
