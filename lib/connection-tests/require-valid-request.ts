import { AppError, type FieldProblem } from '@/lib/core/errors';
import type { InterfaceSpec } from '@/lib/koogallery/interface';
import { type RequestProblem, validateRequest } from '@/lib/koogallery/validate-request';
import type { JsonObject } from '@/lib/signing/canonical';

/** @throws AppError VALIDATION with one problem a field that breaks the limits of the interface */
export function requireValidRequest(spec: InterfaceSpec, request: JsonObject): void {
  const { problems } = validateRequest(spec, request);
  if (problems.length > 0)
    throw new AppError('VALIDATION', { message: 'validation', fields: problems.map(fieldProblem) });
}

function fieldProblem({ field, code, ...values }: RequestProblem): FieldProblem {
  return { field, message: `connection.request.${code}`, values: { field, ...values } };
}
