import { findGuide } from './guides';

/** Two files of an invented Linux machine; what the vulnerable site shows of a disk is in this table. */
const SYSTEM_FILES: Readonly<Record<string, string>> = {
  '/proc/version': 'Linux version 6.1.0-demo (build@tallyfern.example) #1 SMP\n',
  '/proc/filesystems': 'nodev\tsysfs\nnodev\ttmpfs\nnodev\tproc\n\text4\n',
};
const GUIDE_FOLDER = '/srv/tallyfern/guides/';

/** The text at a path of the invented machine, with its dots followed; null where there is no such file. */
export function readEmulatedFile(path: string): string | null {
  const resolved = new URL(`file://${encodeURI(path)}`).pathname;
  if (resolved.startsWith(GUIDE_FOLDER)) return findGuide(resolved.slice(GUIDE_FOLDER.length));
  return Object.hasOwn(SYSTEM_FILES, resolved) ? (SYSTEM_FILES[resolved] ?? null) : null;
}

/** A guide by a name that is put behind the folder without a look at it. */
export const readUncheckedGuide = (name: string): string | null => readEmulatedFile(GUIDE_FOLDER + name);
