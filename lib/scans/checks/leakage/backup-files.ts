import type { FindingDraft } from '@/lib/findings/rules/finding';
import { bodyText } from '@/lib/http/body-text';
import { type Exchange, headerValue } from '@/lib/http/exchange';
import type { SiteCheck } from '../check';
import { draftFinding, VECTORS } from '../draft-finding';
import { SOURCE_CODE } from './file-signatures';
import { veilNamedSecrets } from './veil-evidence';

const MAX_PAGES = 12;
/** Suffixes of editors and careful people: `~` Emacs, `.swp` Vim, the rest by hand. */
const SUFFIXES = ['~', '.bak', '.old', '.orig', '.swp'] as const;
/** Pages whose source is worth something: those that a program makes. */
const DYNAMIC_PAGE = /\.(?:php\d?|phtml|aspx?|ashx|jspx?|do|cgi|pl|py|rb|cfm|inc|conf|ini|ya?ml)$/i;
const MARKUP = /^\s*<(?:!doctype|html)/i;

function dynamicPaths(exchanges: readonly Exchange[]): string[] {
  const paths = exchanges
    .filter(({ response }) => response.status === 200)
    .map(({ request }) => new URL(request.url).pathname)
    .filter((path) => DYNAMIC_PAGE.test(path));
  return [...new Set(paths)].slice(0, MAX_PAGES);
}

/** What makes an answer a left-behind copy: a swap file's magic, or source code where no page stands. */
function proofOfCopy(exchange: Exchange): string | null {
  const text = bodyText(exchange);
  if (text.startsWith('b0VIM ')) return 'b0VIM';
  const type = headerValue(exchange.response.headers, 'content-type') ?? '';
  const source = SOURCE_CODE.exec(text);
  // A page that shows code in HTML is a page; a copy is the bare source, from its first character on when called HTML.
  const isPage = MARKUP.test(text) || (/text\/html/i.test(type) && !/^\s*<[?%]/.test(text));
  return source && !isPage ? source[0] : null;
}

/** Copies of seen pages that editors and people leave behind, served as text with their source. */
export const backupFiles: SiteCheck = {
  kind: 'site',
  id: 'backup-files',
  version: 1,
  class: 'INFORMATION_LEAKAGE',
  cwe: 530,
  async run(context) {
    const findings: FindingDraft[] = [];
    for (const path of dynamicPaths(context.exchanges())) {
      for (const suffix of SUFFIXES) {
        const exchange = await context.fetchPath(`${path}${suffix}`);
        if (exchange?.response.status !== 200 || context.looksLikeMissing(exchange)) continue;
        const proof = proofOfCopy(exchange);
        if (proof === null) continue;
        const draft = draftFinding(this, exchange, {
          titleKey: 'findings-leakage.backupFile',
          values: { path: `${path}${suffix}`, original: path },
          cvssVector: VECTORS.severeLeak,
          grade: 'CONFIRMED',
          sink: 'file:backup',
          proofs: [proof],
        });
        findings.push({ ...draft, evidence: veilNamedSecrets(draft.evidence) });
        break;
      }
    }
    return findings;
  },
};
