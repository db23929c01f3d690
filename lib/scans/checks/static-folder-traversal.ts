import type { FindingDraft } from '@/lib/findings/rules/finding';
import { decodedBodyText } from '@/lib/http/decoded-body-text';
import type { Exchange } from '@/lib/http/exchange';
import type { SiteCheck, SiteContext } from './check';
import { draftFinding, siteRoot, VECTORS } from './draft-finding';
import { TO_THE_ROOT } from './files/climbs';
import { KERNEL_FILESYSTEMS, KERNEL_VERSION } from './files/system-file';

/** A folder of files, and up to two of its files with what they hold. */
type Folder = { path: string; assets: readonly { name: string; text: string }[] };
type Proof = { folder: string; path: string; proof: string; exchange: Exchange; isConfirmed: boolean };

const ASSET = /\.(?:css|m?js|json|txt|xml|svg|map)$/i;
const MAX_FOLDERS = 2;
const MIN_TEXT = 40;
/**
 * Ways up that no client resolves by itself, and how the rest of the path is written: slashes that the server decodes,
 * slashes decoded twice, and parameters of Java that a proxy takes for names. Lone dot segments are resolved before they
 * are sent, in every spelling, also by this scan.
 */
const CLIMBS = [
  { up: '..%2f', slash: '%2f' },
  { up: '..%252f', slash: '%252f' },
  { up: '..;/', slash: '/' },
] as const;

/** The first folder of each file that was seen, the fullest first. */
function listFolders(exchanges: readonly Exchange[]): Folder[] {
  const folders = new Map<string, { name: string; text: string }[]>();
  for (const exchange of exchanges) {
    const { pathname, search } = new URL(exchange.request.url);
    const [, folder = '', ...rest] = pathname.split('/');
    const text = decodedBodyText(exchange);
    const isAsset = rest.length > 0 && search === '' && ASSET.test(pathname) && text.length >= MIN_TEXT;
    if (!isAsset || exchange.response.status !== 200) continue;
    const assets = folders.get(folder) ?? [];
    if (assets.length < 2) assets.push({ name: rest.join('/'), text });
    folders.set(folder, assets);
  }
  return [...folders]
    .map(([path, assets]) => ({ path: `/${path}`, assets }))
    .sort((a, b) => b.assets.length - a.assets.length)
    .slice(0, MAX_FOLDERS);
}

const open = async (context: SiteContext, path: string): Promise<Exchange | null> => {
  const exchange = await context.fetchPath(path);
  return exchange?.response.status === 200 ? exchange : null;
};

/** A file of the kernel of Linux over the root of the disk; another one confirms it. */
async function proveClimb(context: SiteContext, folder: Folder): Promise<Proof | null> {
  for (const { up, slash } of CLIMBS) {
    const read = async ({ path, content }: typeof KERNEL_VERSION, ending = '') => {
      const asked = `${folder.path}/${up.repeat(TO_THE_ROOT)}${path.replaceAll('/', slash)}${ending}`;
      const exchange = await open(context, asked);
      const proof = exchange && content.exec(decodedBodyText(exchange))?.[0];
      return exchange && proof ? { folder: folder.path, path: asked, proof, exchange } : null;
    };
    const found = await read(KERNEL_VERSION);
    if (!found || (await read(KERNEL_VERSION, context.mark()))) continue;
    return { ...found, isConfirmed: (await read(KERNEL_FILESYSTEMS)) !== null };
  }
  return null;
}

/**
 * `/static../static/app.css` gives the file itself where a location without a slash at its end is an alias of a folder:
 * what is beside that folder is open, too. Neither another folder behind the dots nor another name in front of them does.
 */
async function proveAlias(context: SiteContext, { path, assets }: Folder): Promise<Proof | null> {
  const gives = async (asked: string, text: string) => {
    const exchange = await open(context, asked);
    return exchange && decodedBodyText(exchange) === text ? exchange : null;
  };
  const [first, second] = assets;
  if (!first) return null;
  const asked = `${path}..${path}/${first.name}`;
  const exchange = await gives(asked, first.text);
  if (!exchange) return null;
  if (await gives(`${path}../${context.mark()}/${first.name}`, first.text)) return null;
  if (await gives(`${path}${context.mark()}${path}/${first.name}`, first.text)) return null;
  const isConfirmed =
    second !== undefined && (await gives(`${path}..${path}/${second.name}`, second.text)) !== null;
  const proof = first.text.trim().split('\n')[0]?.slice(0, 80) ?? '';
  return { folder: path, path: asked, proof, exchange, isConfirmed };
}

/** Cross-directory access (CWE-22) in folders of files that the server sends by their path, where no parameter names them. */
export const staticFolderTraversal: SiteCheck = {
  kind: 'site',
  id: 'static-folder-traversal',
  version: 2,
  class: 'CROSS_DIRECTORY_ACCESS',
  cwe: 22,
  async run(context) {
    const findings: FindingDraft[] = [];
    for (const one of listFolders(context.exchanges())) {
      const found = (await proveClimb(context, one)) ?? (await proveAlias(context, one));
      if (!found) continue;
      const { folder, path, proof, exchange, isConfirmed } = found;
      findings.push(
        draftFinding(this, exchange, {
          titleKey: 'findings-files.staticTraversal',
          values: { folder, payload: path, proof },
          cvssVector: VECTORS.severeLeak,
          confidence: isConfirmed ? 'CONFIRMED' : 'LIKELY',
          sink: `static:${folder}`,
          proofs: [proof],
          url: `${siteRoot(context.origin)}${folder.slice(1)}/`,
        }),
      );
    }
    return findings;
  },
};
