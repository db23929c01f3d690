import type { JsonMember } from './json-members';

/** Names that sellers give a field instead of the documented one. */
const OTHER_NAMES: Readonly<Record<string, readonly string[]>> = {
  resultCode: [
    'code',
    'status',
    'ret',
    'retcode',
    'returncode',
    'respcode',
    'rescode',
    'errorcode',
    'errcode',
    'errno',
  ],
  instanceId: ['instance', 'id'],
  frontEndUrl: ['url', 'loginurl', 'websiteurl', 'accessurl'],
  statisticalTime: ['time', 'statistictime', 'statisticstime'],
  usageValue: ['usage', 'value'],
};

/**
 * The member that was probably meant by a missing field: the same name in another place, then the name in another
 * spelling (`instanceid`, `instance_id`) or nearly so, the nearest place first; null when nothing resembles it.
 */
export function findMisplacedField(path: string, members: readonly JsonMember[]): JsonMember | null {
  const name = path.slice(path.lastIndexOf('.') + 1);
  const holder = parentPath(path);
  const others = members.filter((member) => member.path !== path);
  const near = others.filter((member) => parentPath(member.path) === holder);
  const isOtherName = (member: JsonMember) => OTHER_NAMES[name]?.includes(plain(member.name)) ?? false;
  return (
    near.find((member) => plain(member.name) === plain(name)) ??
    // The same field of another entry of the list is no misplaced one.
    others.find((member) => member.name === name && pathShape(member.path) !== pathShape(path)) ??
    near.find((member) => isTypo(plain(member.name), plain(name))) ??
    others.find(
      (member) => plain(member.name) === plain(name) && pathShape(member.path) !== pathShape(path),
    ) ??
    near.find(isOtherName) ??
    null
  );
}

const plain = (name: string): string => name.toLowerCase().replace(/[_\-\s]/g, '');
const parentPath = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('.')));
const pathShape = (path: string): string => path.replace(/\[\d*\]/g, '[]');

/** Whether two names differ by one character added, left out, replaced or swapped with its neighbour. */
function isTypo(a: string, b: string): boolean {
  if (a === b || Math.min(a.length, b.length) < 4 || Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < Math.min(a.length, b.length) && a[start] === b[start]) start++;
  let end = 0;
  const most = Math.min(a.length, b.length) - start;
  while (end < most && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const restA = a.slice(start, a.length - end);
  const restB = b.slice(start, b.length - end);
  const isSwap = restA.length === 2 && restB.length === 2 && restA[0] === restB[1] && restA[1] === restB[0];
  return isSwap || Math.max(restA.length, restB.length) <= 1;
}
