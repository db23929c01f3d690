import type { RawHeader } from '@/lib/http/exchange';

const OCTET = '(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)';
/** Four numbers of a private block (RFC 1918), not a part of a longer row of numbers. */
const QUAD = new RegExp(
  `(?<![\\w.-])(?:10\\.${OCTET}\\.${OCTET}\\.${OCTET}|192\\.168\\.${OCTET}\\.${OCTET}|172\\.(?:1[6-9]|2\\d|3[01])\\.${OCTET}\\.${OCTET})(?![\\w-]|\\.\\d)`,
  'g',
);
/** Addresses that are in manuals and configuration examples rather than in networks. */
const MANUAL_ADDRESS = /^(?:192\.168\.[01]\.(?:0|1|100|255)|10\.0\.0\.[0-2]|172\.16\.0\.[01])$/;

const LOOKED_BACK = 120;
const TAGS = /<[^<>]{0,80}>\s{0,20}/g;
/** Before an address in a link, behind a user (`'app'@'10.3.7.21'`) or at the beginning of a comment. */
const IN_ADDRESS = /(?:\/\/|\\\\|@["'`]?|<!--\s{0,5})$/;
const MACHINES =
  'ips?|ipv4|ip_?addr(?:ess)?|(?:server|host|client|remote|local|internal|node|pod)ip|hosts?|hostnames?|addr|address|addresses|servers?|nodes?|upstream|backend|proxy|peer|client|remote|remoteaddr|endpoint|gateway|dns|listen|bind|origin|forwarded-for|via|url|uri';
/**
 * The name of a value that is a machine: `"host": "`, `server_addr=`, `serverIP:`, `服务器：`. The word is the last of the
 * name and a word of its own: neither `serverVersion` nor `zip` is one.
 */
const MACHINE = new RegExp(
  `(?:(?<![A-Za-z])(?:${MACHINES})|(?<![A-Z])(?:${MACHINES.toUpperCase()}|I[Pp]s?|Host|HostName|Addr(?:ess)?|Server|Node|Proxy|Url|Endpoint)|主机|地址|服务器|节点|网关|代理)\\d{0,2}["'\`\\])]{0,2}\\s{0,4}[:=：>]{1,3}\\s{0,4}["'\`[({]{0,3}$`,
);
/** Words that are only followed by a machine. */
const TOWARDS =
  /(?:\bip|\baddress|地址|\bconnect(?:ed|ing|ion)?\s{1,3}(?:to|from|with)|\b(?:served|hosted|handled|resolved|proxied)\s{1,3}(?:by|to|from|on)|\b(?:request|client|login|listening)\s{1,3}(?:from|on|at)|\bserver at|\bping)\s{1,3}["'`(]?$/i;
const PORT = /^:\d{2,5}(?!\d)/;
const NETWORK = /^\/(?:[89]|[12]\d|3[0-2])(?![\w./])/;

/** Whether the text around four numbers says that they are a machine: as they are, they may be a version or a drawing. */
function isMachine(before: string, after: string): boolean {
  if (PORT.test(after) || NETWORK.test(after) || IN_ADDRESS.test(before)) return true;
  const plain = before.replace(TAGS, ':');
  return MACHINE.test(plain) || TOWARDS.test(plain);
}

/** Private addresses that a text names as addresses. */
export function addressesInText(text: string): string[] {
  const found = [...text.matchAll(QUAD)].filter(({ index, 0: address }) => {
    const end = index + address.length;
    return isMachine(text.slice(Math.max(0, index - LOOKED_BACK), index), text.slice(end, end + 8));
  });
  return found.map(([address]) => address).filter((address) => !MANUAL_ADDRESS.test(address));
}

/** A header that holds nothing but addresses holds addresses, unless it is named after a version. */
export function addressesInHeaders(headers: readonly RawHeader[]): string[] {
  return headers.flatMap(([name, value]) => {
    const isList = /^[\s\d.:,[\]"a-f-]{7,500}$/i.test(value) && !/version|release|build/i.test(name);
    const listed = isList ? [...value.matchAll(QUAD)].map(([address]) => address) : addressesInText(value);
    return listed.filter((address) => !MANUAL_ADDRESS.test(address));
  });
}
