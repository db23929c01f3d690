import type { FindingDraft } from '@/lib/findings/rules/finding';
import { decodedBodyText } from '@/lib/http/decoded-body-text';
import { type Exchange, headerValue } from '@/lib/http/exchange';
import type { SiteCheck } from '../check';
import { draftFinding, VECTORS } from '../draft-finding';
import { maskNamedSecrets } from './mask-leaked-secrets';
import { areSiblingsAlike } from './missing-siblings';
import { sourceCodeIn } from './source-code';

const MAX_PAGES = 30;
/** Names of editors and careful people: `~` Emacs, `.name.swp` Vim, the rest by hand. */
const listCopies = (path: string): string[] => [
  ...['~', '.bak', '.old', '.orig', '.save', '.txt'].map((suffix) => `${path}${suffix}`),
  path.replace(/\/([^/]+)$/, '/.$1.swp'),
  path.replace(/\.\w{1,6}$/, '.bak'),
];
/** Pages whose source is worth something: those that a program makes. */
const DYNAMIC_PAGE = /\.(?:php\d?|phtml|aspx?|ashx|jspx?|do|cgi|pl|py|rb|cfm|inc|conf|ini|ya?ml)$/i;

function dynamicPaths(exchanges: readonly Exchange[]): string[] {
  const paths = exchanges
    .filter(({ response }) => response.status === 200)
    .map(({ request }) => new URL(request.url).pathname)
    .filter((path) => DYNAMIC_PAGE.test(path));
  return [...new Set(paths)].slice(0, MAX_PAGES);
}

/** What makes an answer a left-behind copy: a swap file's magic, or source code where no page is expected. */
function proofOfCopy(exchange: Exchange): string | null {
  const text = decodedBodyText(exchange);
  if (text.startsWith('b0VIM ')) return 'b0VIM';
  const type = headerValue(exchange.response.headers, 'content-type') ?? '';
  return sourceCodeIn(text, /html/i.test(type));
}

/** Copies of seen pages that editors and people leave behind, served as text with their source. */
export const backupFiles: SiteCheck = {
  kind: 'site',
  id: 'backup-files',
  version: 3,
  class: 'INFORMATION_LEAKAGE',
  cwe: 530,
  async run(context) {
    const findings: FindingDraft[] = [];
    for (const path of dynamicPaths(context.exchanges())) {
      for (const copy of listCopies(path)) {
        const exchange = await context.fetchPath(copy);
        if (exchange?.response.status !== 200 || context.looksLikeMissing(exchange)) continue;
        const proof = proofOfCopy(exchange);
        if (proof === null) continue;
        if (await areSiblingsAlike(context, copy, (sibling) => proofOfCopy(sibling) !== null)) continue;
        const draft = draftFinding(this, exchange, {
          titleKey: 'findings-leakage.backupFile',
          values: { path: copy, original: path },
          cvssVector: VECTORS.severeLeak,
          confidence: 'CONFIRMED',
          sink: 'file:backup',
          proofs: [proof],
        });
        findings.push({ ...draft, evidence: maskNamedSecrets(draft.evidence) });
        break;
      }
    }
    return findings;
  },
};
