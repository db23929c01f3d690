import type { PassiveCheck } from './check';
import { pageContents } from './trojan/page-contents';
import { pageSigns } from './trojan/page-signs';
import { signFinding } from './trojan/sign-finding';

/**
 * What attackers put into pages and scripts (CWE-506): hidden frames, code that hides what it loads, hidden links, miners,
 * skimmers, hosts that are known to be hostile. Judged by what it does; scripts are read and never run.
 */
export const injectedContent: PassiveCheck = {
  kind: 'passive',
  id: 'injected-content',
  version: 3,
  class: 'TROJAN',
  cwe: 506,
  run(exchange) {
    const page = pageContents(exchange);
    return page ? pageSigns(page).map((sign) => signFinding(this, exchange, sign)) : [];
  },
};
