import type { FileProblem } from '../rules/file-problem';
import type { ZipProblem } from '../zip/read-directory';

/** Magic of the compound file format: the old .xls, and every password-protected .xlsx. */
const COMPOUND_FILE = [0xd0, 0xcf, 0x11, 0xe0];
/** Names of streams in it, written in UTF-16. */
const OLD_STREAMS = ['Workbook', 'Book'];
const LOOKED_AT = 64 * 1024;
/** What a file that is not a zip is instead, as far as its first bytes tell. */
export function judgeStart(bytes: Uint8Array, reason: ZipProblem): FileProblem {
  if (reason !== 'NOT_A_ZIP') return reason;
  if (COMPOUND_FILE.every((byte, index) => bytes[index] === byte)) return judgeCompound(bytes);
  return isText(bytes.subarray(0, LOOKED_AT)) ? 'PLAIN_TEXT' : reason;
}

function judgeCompound(bytes: Uint8Array): FileProblem {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const has = (name: string) => file.includes(Buffer.from(`${name}\0`, 'utf16le'));
  return OLD_STREAMS.some(has) && !has('EncryptedPackage') ? 'OLD_XLS' : 'ENCRYPTED';
}

/**
 * Values separated by commas or tabs, or a web page: programs call all of them Excel files. No encoding but UTF-16 uses the
 * bytes of control characters in a text.
 */
function isText(bytes: Uint8Array): boolean {
  const isWide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  return (
    isWide || (bytes.length > 0 && bytes.every((byte) => byte >= 0x20 || (byte >= 0x09 && byte <= 0x0d)))
  );
}
