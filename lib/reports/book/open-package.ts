import { UNPACKED_WORKBOOK_MB } from '@/lib/core/policy';
import { FileRefused, WORKBOOK_MAX_BYTES } from '../rules/file-problem';
import { inflateMember } from '../zip/inflate-member';
import { readDirectory, type ZipLimits, type ZipMember } from '../zip/read-directory';
import { judgeStart } from './judge-start';
import { readXml } from './read-xml';

/** A reference of one part to another. `type` is the last word of its address, the same in both dialects. */
export type Relationship = { id: string; type: string; target: string; isExternal: boolean };

/** The parts of a workbook file, found by the references between them, whatever they are called. */
export type OpenedPackage = {
  /** Path of the part that lists the sheets. */
  workbook: string;
  /** The content of a part, piece by piece; null when there is none of this path. */
  read(path: string): AsyncGenerator<Uint8Array> | null;
  /** What a part refers to, with targets as paths. */
  listReferences(path: string): readonly Relationship[];
};

const LIMITS: ZipLimits = {
  entries: 200,
  totalBytes: UNPACKED_WORKBOOK_MB * 1024 * 1024,
  // Spreadsheets of repeated text deflate well; a bomb deflates a thousand times.
  ratio: 200,
  ratioFromBytes: 256 * 1024,
};
const REFERENCES_MAXIMUM = 20_000;
const MAIN_TYPE = /\.spreadsheetml\.(sheet|template)\.main\+xml$/i;
const BINARY_TYPE = /ms-excel\.sheet\.binary/i;
const MACRO_TYPES = /macroEnabled|vbaProject/i;
const MACRO_PARTS = /vbaProject|macrosheets\/|^customUI\//i;
const EMBEDDED_PARTS = /^xl\/(embeddings|activeX|oleObjects|ctrlProps)\//i;
const EXTERNAL_PARTS = /^xl\/(externalLinks|queryTables)\/|^xl\/connections\.xml$/i;
const MACRO_REFERENCES = new Set(['vbaproject', 'xlmacrosheet', 'xlintlmacrosheet', 'extensibility']);
const EMBEDDED_REFERENCES = new Set(['oleobject', 'package', 'control', 'activexcontrolbinary', 'ctrlprop']);
const EXTERNAL_REFERENCES = new Set(['externallink', 'querytable', 'connections']);

/**
 * Judges an uploaded workbook by what it says of itself, before a cell is read: its size, its zip, the kinds of its
 * parts and what they refer to.
 * @throws FileRefused with the reason
 */
export async function openPackage(bytes: Uint8Array): Promise<OpenedPackage> {
  if (bytes.byteLength > WORKBOOK_MAX_BYTES) throw new FileRefused('FILE_TOO_LARGE');
  const directory = readDirectory(bytes, LIMITS);
  if (!directory.ok) throw new FileRefused(judgeStart(bytes, directory.reason));
  const members = new Map(directory.members.map((member) => [member.name.toLowerCase(), member]));
  await judgeTypes(members);
  const names = directory.members.map(({ name }) => name);
  if (names.some((name) => MACRO_PARTS.test(name))) throw new FileRefused('MACROS');
  if (names.some((name) => EMBEDDED_PARTS.test(name))) throw new FileRefused('EMBEDDED_OBJECTS');
  if (names.some((name) => EXTERNAL_PARTS.test(name))) throw new FileRefused('EXTERNAL_CONTENT');
  const references = await readAllReferences(members);
  const workbook = references.get('')?.find(({ type }) => type === 'officedocument')?.target;
  if (workbook === undefined || !members.has(workbook)) throw new FileRefused('NOT_XLSX');
  return {
    workbook,
    read: (path) => {
      const member = members.get(path.toLowerCase());
      return member ? inflateMember(member) : null;
    },
    listReferences: (path) => references.get(path.toLowerCase()) ?? [],
  };
}

async function judgeTypes(members: ReadonlyMap<string, ZipMember>): Promise<void> {
  const part = members.get('[content_types].xml');
  if (!part) throw new FileRefused(recogniseKind(members));
  const types: string[] = [];
  await readXml(inflateMember(part), {
    namespaces: null,
    open: (_name, element) => types.push(element.attribute('ContentType') ?? ''),
  });
  // The type of binary workbooks speaks of macros whether there are any or not.
  if (types.some((type) => BINARY_TYPE.test(type))) throw new FileRefused('BINARY_XLSB');
  if (types.some((type) => MACRO_TYPES.test(type))) throw new FileRefused('MACROS');
  if (!types.some((type) => MAIN_TYPE.test(type))) throw new FileRefused('NOT_XLSX');
}

/** Other programs' sheets are zips too. */
function recogniseKind(members: ReadonlyMap<string, ZipMember>) {
  if (members.has('content.xml') && members.has('mimetype')) return 'OPEN_DOCUMENT';
  return members.has('index/document.iwa') || members.has('index.zip') ? 'NUMBERS' : 'NOT_XLSX';
}

async function readAllReferences(members: ReadonlyMap<string, ZipMember>) {
  const references = new Map<string, Relationship[]>();
  let count = 0;
  for (const [name, member] of members) {
    const found = /^(.*\/)?_rels\/([^/]*)\.rels$/.exec(name);
    if (!found) continue;
    const [, folder = '', file = ''] = found;
    const list: Relationship[] = [];
    await readXml(inflateMember(member), {
      namespaces: null,
      open: (element, { attribute }) => {
        if (element !== 'Relationship') return;
        count += 1;
        if (count > REFERENCES_MAXIMUM) throw new FileRefused('TOO_LARGE_INSIDE');
        const isExternal = attribute('TargetMode')?.toLowerCase() === 'external';
        const type = (attribute('Type') ?? '').split('/').at(-1)?.toLowerCase() ?? '';
        const target = attribute('Target') ?? '';
        const id = attribute('Id') ?? '';
        list.push({ id, type, isExternal, target: isExternal ? target : resolveTarget(folder, target) });
      },
    });
    judgeReferences(list);
    references.set(folder + file, list);
  }
  return references;
}

function judgeReferences(references: readonly Relationship[]): void {
  for (const { type, isExternal } of references) {
    // A link that a person clicks is not content; anything else outside the file would be fetched.
    if (isExternal ? type !== 'hyperlink' : EXTERNAL_REFERENCES.has(type))
      throw new FileRefused('EXTERNAL_CONTENT');
    if (MACRO_REFERENCES.has(type)) throw new FileRefused('MACROS');
    if (EMBEDDED_REFERENCES.has(type)) throw new FileRefused('EMBEDDED_OBJECTS');
  }
}

/** A target is relative to the folder of the part that names it, or begins with `/` (ECMA-376 part 2, §9.3). */
function resolveTarget(folder: string, target: string): string {
  const steps = target.replaceAll('\\', '/').startsWith('/') ? [] : folder.split('/').filter(Boolean);
  for (const step of target.replaceAll('\\', '/').split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return decoded(steps.join('/')).toLowerCase();
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
