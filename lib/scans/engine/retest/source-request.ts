import { maskSecrets } from '@/lib/http/mask-secrets';
import type { RequestTemplate } from '../../checks/check';
import type { RetestTarget } from '../../rules/retest';
import { requestTemplateSchema } from '../../schemas';

const MAX_CHARACTERS = 65_536;

/** A request as it is kept with its findings; null for a large one, and where it holds one of the scan's own secrets. */
export function toSource(template: RequestTemplate, secrets: readonly string[]): object | null {
  const { body } = template;
  // A file of a probe is no part of the request as it was found.
  const { sentAs: _, ...plain } = 'sentAs' in body ? body : { ...body, sentAs: undefined };
  const text = JSON.stringify({ ...template, body: plain });
  const isKept = text.length <= MAX_CHARACTERS && maskSecrets(text, secrets) === text;
  return isKept ? (JSON.parse(text) as object) : null;
}

/** What `toSource` wrote; null where a finding has none, or what a file says is no request. */
export function readSource({ source }: Pick<RetestTarget, 'source'>): RequestTemplate | null {
  const read = requestTemplateSchema.safeParse(source);
  return read.success ? (read.data as RequestTemplate) : null;
}
