import type { FindingDraft } from '@/lib/findings/rules/finding';
import { decodedBodyText } from '@/lib/http/decoded-body-text';
import type { Exchange } from '@/lib/http/exchange';
import type { SiteCheck, SiteContext } from '../check';
import { draftFinding } from '../draft-finding';
import { applicationFolders } from '../probing/application-folders';
import { EXPOSED_FILES, type ExposedFile } from './file-signatures';
import { maskNamedSecrets } from './mask-leaked-secrets';
import { areSiblingsAlike } from './missing-siblings';

const MAX_FOLDERS = 5;
/** What lies in the folder of an application wherever that is. */
const OF_APPLICATIONS = new Set(['/.env', '/.git/HEAD', '/.svn/wc.db']);

/** The files where the application lies, and some of them in the folders that most pages were seen in. */
function listFiles(context: SiteContext): ExposedFile[] {
  const counts = new Map<string, number>();
  for (const { request, response } of context.exchanges()) {
    const folder = /^\/[^/]+(?=\/)/.exec(new URL(request.url).pathname)?.[0];
    if (folder && response.status < 300) counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  const folders = [...counts].sort((a, b) => b[1] - a[1]).slice(0, MAX_FOLDERS);
  const own = EXPOSED_FILES.filter(({ path }) => OF_APPLICATIONS.has(path));
  const listed = [
    ...applicationFolders(context).map((folder) => ({ folder, files: EXPOSED_FILES })),
    ...folders.map(([folder]) => ({ folder, files: own })),
  ].flatMap(({ folder, files }) => files.map((file) => ({ ...file, path: folder + file.path })));
  return [...new Map(listed.map((file) => [file.path, file])).values()];
}

/** Version-control folders, configuration, dumps and archives at known places, each proven by its whole content and by its siblings. */
export const exposedFiles: SiteCheck = {
  kind: 'site',
  id: 'exposed-files',
  version: 4,
  class: 'INFORMATION_LEAKAGE',
  cwe: 538,
  async run(context) {
    const findings: FindingDraft[] = [];
    for (const { path, kind, cvssVector, format } of listFiles(context)) {
      const read = (exchange: Exchange) => format(decodedBodyText(exchange), exchange.response.decodedBody);
      const exchange = await context.fetchPath(path);
      if (exchange?.response.status !== 200 || context.looksLikeMissing(exchange)) continue;
      const proof = read(exchange);
      if (proof === null) continue;
      if (await areSiblingsAlike(context, path, (sibling) => read(sibling) !== null)) continue;
      const draft = draftFinding(this, exchange, {
        titleKey: 'findings-leakage.exposedFile',
        values: { path, kind },
        cvssVector,
        confidence: 'CONFIRMED',
        sink: `file:${kind}`,
        proofs: [proof],
      });
      findings.push({ ...draft, evidence: maskNamedSecrets(draft.evidence) });
    }
    return findings;
  },
};
