import { EVIDENCE_MB } from '@/lib/core/policy';
import { isPlainPicture } from './picture';

/** What may be attached as evidence: kinds that a reviewer can look at and no program runs. */
export const EVIDENCE_TYPES = {
  png: 'image/png',
  jpg: 'image/jpeg',
  pdf: 'application/pdf',
  txt: 'text/plain; charset=utf-8',
} as const;
export type EvidenceKind = keyof typeof EVIDENCE_TYPES;

export const EVIDENCE_MAX_BYTES = EVIDENCE_MB * 1024 * 1024;
/** Files of one appeal, workbooks included. */
export const PROOFS_MAXIMUM = 20;
const NAME_MAXIMUM = 120;

const MAGIC: readonly { kind: EvidenceKind; bytes: readonly number[] }[] = [
  { kind: 'png', bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { kind: 'jpg', bytes: [0xff, 0xd8, 0xff] },
  { kind: 'pdf', bytes: [0x25, 0x50, 0x44, 0x46, 0x2d] },
];
const EXTENSIONS: Record<string, EvidenceKind> = {
  png: 'png',
  jpg: 'jpg',
  jpeg: 'jpg',
  pdf: 'pdf',
  txt: 'txt',
  log: 'txt',
};

/** Why an evidence file is refused. Texts: `errors.appeals.evidence.<code>`. */
export type EvidenceProblem =
  | 'EMPTY'
  | 'TOO_LARGE'
  | 'TYPE_NOT_ALLOWED'
  | 'CONTENT_DIFFERS'
  | 'PICTURE_UNREADABLE'
  | 'BUSY';
/** `isPlain`: it may be kept as it is; a picture that is not has to be re-encoded. */
export type EvidenceJudgement =
  | { ok: true; kind: EvidenceKind; isPlain: boolean }
  | { ok: false; reason: EvidenceProblem };

/** The kind of a file, by its content; its name has to say the same. */
export function judgeEvidence(fileName: string, bytes: Uint8Array): EvidenceJudgement {
  if (bytes.length === 0) return { ok: false, reason: 'EMPTY' };
  if (bytes.length > EVIDENCE_MAX_BYTES) return { ok: false, reason: 'TOO_LARGE' };
  const dot = fileName.lastIndexOf('.');
  const kind = dot < 0 ? undefined : EXTENSIONS[fileName.slice(dot + 1).toLowerCase()];
  if (!kind) return { ok: false, reason: 'TYPE_NOT_ALLOWED' };
  if (recogniseKind(bytes) !== kind) return { ok: false, reason: 'CONTENT_DIFFERS' };
  const isPicture = kind === 'png' || kind === 'jpg';
  return { ok: true, kind, isPlain: !isPicture || isPlainPicture(bytes, kind) };
}

function recogniseKind(bytes: Uint8Array): EvidenceKind | null {
  const magic = MAGIC.find(({ bytes: start }) => start.every((byte, index) => bytes[index] === byte));
  if (magic) return magic.kind;
  return isText(bytes) ? 'txt' : null;
}

function isText(bytes: Uint8Array): boolean {
  if (bytes.includes(0)) return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** A file's name without folders, control characters and quotes, its extension kept when it is cut. */
export function cleanFileName(fileName: string, fallback: string): string {
  const base = fileName.split(/[\\/]/).at(-1) ?? '';
  const clean = base
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}"<>:|?*]/gu, '')
    .replace(/^[.\s]+|(?<![.\s])[.\s]+$/g, '');
  if (clean === '') return fallback;
  if (clean.length <= NAME_MAXIMUM) return clean;
  const extension = /\.[A-Za-z0-9]{1,5}$/.exec(clean)?.[0] ?? '';
  return clean.slice(0, NAME_MAXIMUM - extension.length) + extension;
}
