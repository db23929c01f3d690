import type { MessageHead } from '@/lib/messages/message-record';
import { MISTAKE_SEPARATOR } from '@/lib/response-checks/signature/named-mistakes';

/** A part of a call's name: as it is, an id with words of its own, or an id with something in it. */
export type CallNamePart =
  | { kind: 'named'; name: string }
  | { kind: 'id'; id: string }
  | { kind: 'pattern'; id: 'without' | 'control' | 'parallel'; name: string };

const PATTERN = /^(without|control|parallel)-(.+)$/;

/** The parts of the name that a call is kept under; a diagnosis tries several mistakes at once. */
export function callNameParts({
  purpose,
  caseName,
}: Pick<MessageHead, 'purpose' | 'caseName'>): CallNamePart[] {
  if (caseName === '') return [];
  if (purpose === 'DIAGNOSIS') return caseName.split(MISTAKE_SEPARATOR).map((id) => ({ kind: 'id', id }));
  if (purpose !== 'ADVERSARIAL') return [{ kind: 'named', name: caseName }];
  const [, id, name = ''] = PATTERN.exec(caseName) ?? [];
  if (id === 'without' || id === 'control' || id === 'parallel') return [{ kind: 'pattern', id, name }];
  return [{ kind: 'id', id: caseName }];
}
