import type { FindingDraft } from '@/lib/findings/rules/finding';
import type { Exchange } from '@/lib/http/exchange';
import type { SiteCheck, SiteContext } from './check';
import { applicationFolders } from './probing/application-folders';
import { pageContents } from './trojan/page-contents';
import { shellSigns } from './trojan/shell-signs';
import type { Sign } from './trojan/sign';
import { signFinding } from './trojan/sign-finding';

/** Names under which web shells are left, as public lists have them, the commonest first. */
const NAMES: readonly string[] = [
  ...[
    'shell.php',
    'cmd.php',
    'c99.php',
    'r57.php',
    'wso.php',
    'b374k.php',
    'alfa.php',
    'webshell.php',
    'mini.php',
    'up.php',
  ],
  ...[
    '1.php',
    'x.php',
    'dama.php',
    'xm.php',
    'phpspy.php',
    'indoxploit.php',
    'wp-content/uploads/shell.php',
    'uploads/shell.php',
    'upload/shell.php',
  ],
  ...['shell.jsp', 'cmd.jsp', 'cmdjsp.jsp', 'jspspy.jsp', '1.jsp', 'shell.jspx'],
  ...['cmd.aspx', 'shell.aspx', 'aspxspy.aspx', 'cmd.asp', 'shell.asp'],
];
const NAMES_IN_FOLDERS: readonly string[] = ['shell.php', 'cmd.php', '1.php', 'shell.jsp', 'cmd.aspx'];
/** Folders that take the files of visitors. */
const UPLOADS = /^(.*\/(?:uploads?|upfiles?|uploadfiles?|attachments?|files|images|img))\//i;
const MAX_FOLDERS = 2;

function listFolders(exchanges: readonly Exchange[]): string[] {
  const folders = exchanges.flatMap(({ request }) => UPLOADS.exec(new URL(request.url).pathname)?.[1] ?? []);
  return [...new Set(folders)].slice(0, MAX_FOLDERS);
}

/** What an address shows of a shell: its name there is one sign, what its page has is another. */
async function signsAt(
  context: SiteContext,
  path: string,
): Promise<{ exchange: Exchange; signs: Sign[] } | null> {
  const exchange = await context.fetchPath(path, [['Cookie', '']]);
  if (exchange?.response.status !== 200 || context.looksLikeMissing(exchange)) return null;
  const page = pageContents(exchange);
  const signs = page ? shellSigns(page) : [];
  return { exchange, signs };
}

/** Web shells at the names under which they are commonly left. They are asked for and nothing else. */
export const webShells: SiteCheck = {
  kind: 'site',
  id: 'web-shells',
  version: 3,
  class: 'TROJAN',
  cwe: 506,
  async run(context) {
    const findings: FindingDraft[] = [];
    const known = new Set(context.exchanges().map(({ request }) => new URL(request.url).pathname));
    const folders = listFolders(context.exchanges());
    const paths = [
      ...applicationFolders(context).flatMap((folder) => NAMES.map((name) => `${folder}/${name}`)),
      ...folders.flatMap((folder) => NAMES_IN_FOLDERS.map((name) => `${folder}/${name}`)),
    ];
    for (const path of new Set(paths.filter((one) => !known.has(one)))) {
      const found = await signsAt(context, path);
      const [sign] = found?.signs ?? [];
      if (!found || !sign) continue;
      // A site that greets everybody with a field for a password does so at any name.
      const sibling = `${path.slice(0, path.lastIndexOf('/') + 1)}${context.mark()}${path.slice(path.lastIndexOf('.'))}`;
      const other = await signsAt(context, sibling);
      if (other && other.signs.length > 0) continue;
      const detail = sign.detail === 'bare' ? 'path' : sign.detail;
      findings.push(signFinding(this, found.exchange, { ...sign, confidence: 'CONFIRMED', detail }));
    }
    return findings;
  },
};
