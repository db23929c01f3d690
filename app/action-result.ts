import type { ConflictData } from '@/lib/core/edit-conflict';
import type { ErrorCode } from '@/lib/core/errors';

/** A field's problem in the reader's language; `field` is the name of the form control. */
export type FieldMessage = { field: string; message: string };

/** What a person is told when an action fails: sentences, never codes alone; `reference` finds it in the log. */
export type ActionError = {
  code: ErrorCode;
  message: string;
  fields: FieldMessage[];
  reference: string;
  data?: unknown;
};

/** What every server action answers. */
export type ActionResult<T = undefined> = { ok: true; value: T } | { ok: false; error: ActionError };

/** A server action as a form calls it. */
export type FormAction<T = undefined> = (
  previous: ActionResult<T> | null,
  form: FormData,
) => Promise<ActionResult<T>>;

/** Whether two edits caused it: a form then shows both and lets the person choose. */
export function isConflictData(data: unknown): data is ConflictData {
  if (typeof data !== 'object' || data === null) return false;
  return (
    'version' in data && typeof data.version === 'number' && 'fields' in data && Array.isArray(data.fields)
  );
}
