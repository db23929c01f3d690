import { decodedBodyText } from '@/lib/http/decoded-body-text';
import type { Exchange } from '@/lib/http/exchange';
import { byteStart, environmentFile, type FileFormat, lineMatch, sqlDump } from './file-formats';

/** A file that a listing shows and nobody should have: how it is named, and the format that proves it. */
export type ListedFile = { path: string; kind: string; format: FileFormat };

const MAX_FILES = 5;
const LINK = /<a\s[^<>]{0,200}?href\s?=\s?["']?([^"'<>?#\s]{1,200})/gi;
const PRIVATE_KEY = lineMatch(/^-----BEGIN (?:[A-Z]{2,9} ){0,2}PRIVATE KEY-----$/m);

const KINDS: readonly (readonly [name: RegExp, kind: string, format: FileFormat])[] = [
  [/\.(?:pem|key|ppk)$|^id_(?:rsa|dsa|ecdsa|ed25519)$/i, 'privateKey', PRIVATE_KEY],
  [/\.(?:p12|pfx)$/i, 'privateKey', byteStart(0x30, 0x82)],
  [/\.(?:jks|keystore)$/i, 'privateKey', byteStart(0xfe, 0xed, 0xfe, 0xed)],
  [/\.sql$/i, 'databaseDump', sqlDump],
  [/^\.env(?:\.[\w-]+)?$|\.env$/i, 'environment', environmentFile],
  // Archives may be what the folder is for; these say that they are not.
  [/(?:backup|dump|wwwroot|database).{0,40}\.zip$/i, 'archive', byteStart(0x50, 0x4b, 0x03, 0x04)],
  [/(?:backup|dump|wwwroot|database).{0,40}\.(?:tgz|gz)$/i, 'archive', byteStart(0x1f, 0x8b, 0x08)],
];

/** The files of a listing that are worth asking for. */
export function listedFiles(listing: Exchange): ListedFile[] {
  const folder = new URL(listing.request.url);
  const found = new Map<string, ListedFile>();
  for (const [, reference = ''] of decodedBodyText(listing).matchAll(LINK)) {
    if (!URL.canParse(reference, folder)) continue;
    const { origin, pathname } = new URL(reference, folder);
    const name = pathname.slice(pathname.lastIndexOf('/') + 1);
    const isInside = origin === folder.origin && pathname.startsWith(folder.pathname);
    const known = isInside ? KINDS.find(([pattern]) => pattern.test(name)) : undefined;
    if (known) found.set(pathname, { path: pathname, kind: known[1], format: known[2] });
  }
  return [...found.values()].slice(0, MAX_FILES);
}
