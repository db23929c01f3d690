import { escapeXml } from './xml-leaves';

const NAME = /^[\p{L}_][\p{L}\p{N}_.-]{0,60}$/u;
const MAX_DEPTH = 6;
const MAX_MEMBERS = 40;
const MAX_OF_A_LIST = 2;
const PROLOG = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** Members as elements of their names; a list as its first elements one after the other. */
export const xmlOfMembers = (members: unknown, root = 'root'): string =>
  `${PROLOG}<${root}>${writeContent(members, 0)}</${root}>`;

function writeContent(value: unknown, depth: number): string {
  if (value === null || typeof value !== 'object') return escapeXml(String(value ?? ''));
  if (depth > MAX_DEPTH) return '';
  const members = Object.entries(value).filter(([name]) => NAME.test(name));
  return members
    .slice(0, MAX_MEMBERS)
    .flatMap(([name, child]) => {
      const children: unknown[] = Array.isArray(child) ? child.slice(0, MAX_OF_A_LIST) : [child];
      return children.map((one) => `<${name}>${writeContent(one, depth + 1)}</${name}>`);
    })
    .join('');
}
