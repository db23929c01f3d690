import { toBytes } from '@/lib/signing/encoding';
import type { ExplanationMark } from './explanation';
import { type JsonMember, memberAt } from './json-members';

/** A response's text with its members, to mark one in the bytes. */
export type BodyText = { text: string; members: readonly JsonMember[] };

/** The member that is at a path, as bytes of the body; the whole body where there is none. */
export function markMember({ text, members }: BodyText, path: string): ExplanationMark {
  const member = memberAt(members, path);
  if (!member) return { part: 'response-body' };
  const offset = toBytes(text.slice(0, member.start)).length;
  return { part: 'response-body', offset, length: toBytes(text.slice(member.start, member.end)).length };
}
