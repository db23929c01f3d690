import { RESULT_CODES } from '@/lib/koogallery/koogallery-messages';
import type { ResponsePage } from '../transport/read-page';

/** A member that says with its code that a call failed, and how. */
export type ErrorEnvelope = { name: string; code: string };

const CODE_NAME = /^(?:err(?:or)?_?|ret_?|status_?)?(?:code|no)$|^status$|^ret$/i;
const MESSAGE_NAME = /^(?:err(?:or)?_?)?(?:msg|message|description|info)$|^error$|^detail$/i;
/** How envelopes say that all is well. */
const WELL = ['', '0', '200', 'success', 'ok', 'true', 'null'];

/**
 * An error that something in front of the interface answered in its own envelope, with status 200: a handler of
 * exceptions, a filter of permissions. A code of the protocol under another name is no such thing: it is misspelled.
 */
export function recogniseEnvelope({ status, json }: ResponsePage): ErrorEnvelope | null {
  if (status !== 200 || json === null) return null;
  const members = Object.entries(json);
  const [name, value] = members.find(([key]) => CODE_NAME.test(key)) ?? [];
  const isSaid = members.some(
    ([key, text]) => MESSAGE_NAME.test(key) && typeof text === 'string' && text !== '',
  );
  if (name === undefined || !isSaid || typeof value === 'object' || holdsMore(members)) return null;
  const code = String(value);
  const isProtocol = RESULT_CODES.some((known) => known === code.padStart(6, '0'));
  return isProtocol || WELL.includes(code.toLowerCase()) ? null : { name, code };
}

/** An object, a list or an instance beside the code is what the interface itself answers. */
const holdsMore = (members: readonly (readonly [string, unknown])[]): boolean =>
  members.some(
    ([name, value]) =>
      /^(?:result_?code|instance_?id|info)$/i.test(name) ||
      (typeof value === 'object' && value !== null && Object.keys(value).length > 0),
  );
