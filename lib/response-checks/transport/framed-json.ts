import { findJsonError } from './find-json-error';

const GUARD = /^\s{0,10}(?:while\s?\(1\);?|for\s?\(;;\);?|\)\]\}',?|\{\}&&)\s{0,10}/;
const CALLBACK =
  /^\s{0,10}(?:\/\*{1,2}\/)?\s{0,10}(?:typeof [\w$.]{1,60} === 'function' && )?[A-Za-z_$][\w$.]{0,60}\(\s{0,10}/;

/** A JSON text behind a guard against script inclusion, or as the argument of a call. */
export type FramedJson = { kind: 'guard' | 'jsonp'; from: number; to: number };

/** What is around a whole JSON text because a browser was to read it; null where nothing does. */
export function framedJson(text: string): FramedJson | null {
  const guard = GUARD.exec(text)?.[0];
  const frame = guard ?? CALLBACK.exec(text)?.[0];
  if (frame === undefined) return null;
  const rest = text.slice(frame.length);
  const to = frame.length + rest.slice(0, findJsonError(rest) ?? rest.length).trimEnd().length;
  const behind = text.slice(to).trim();
  if (findJsonError(text.slice(frame.length, to)) !== null) return null;
  const isWhole = guard === undefined ? /^\)\s*;?$/.test(behind) : behind === '';
  return isWhole ? { kind: guard === undefined ? 'jsonp' : 'guard', from: frame.length, to } : null;
}
