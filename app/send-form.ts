'use client';

import type { ActionError, ActionResult } from './action-result';

/**
 * Sends a form to a route of ours, for files, which are too large for a server action. The answer has the shape of an
 * action's, so that `ActionForm` shows it. Browser only.
 * @param unreachable what is said when there is no answer
 */
export async function sendForm<T>(
  url: string,
  form: FormData,
  unreachable: string,
): Promise<ActionResult<T>> {
  try {
    const response = await fetch(url, { method: 'POST', body: form });
    const body: unknown = await response.json();
    return response.ok
      ? { ok: true, value: body as T }
      : { ok: false, error: (body as { error: ActionError }).error };
  } catch {
    return { ok: false, error: { code: 'INTERNAL', message: unreachable, fields: [], reference: '' } };
  }
}
