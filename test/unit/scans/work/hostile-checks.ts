import { decodedBodyText } from '@/lib/http/decoded-body-text';
import type { ActiveCheck, Check, PassiveCheck, RequestCheck, SiteCheck } from '@/lib/scans/checks/check';
import { CHECKS } from '@/lib/scans/checks/registry';
import { scanTasks } from '@/lib/scans/work/scan-tasks';

const spin = (): never => {
  for (;;);
};
const facts = { version: 1, cwe: 0 } as const;

/** Never ends over a page that says so. */
export const slowPassive: PassiveCheck = {
  ...{ ...facts, id: 'slow-passive', class: 'CSRF', kind: 'passive' },
  run: (exchange) => (decodedBodyText(exchange).includes('spin-passive') ? spin() : []),
};

/** Never ends where the answer to a probe says so. */
export const slowActive: ActiveCheck = {
  ...{ ...facts, id: 'slow-active', class: 'XXE', kind: 'active' },
  applies: ({ location }) => location === 'QUERY',
  run: async (point, context) => {
    const answer = await context.probe(point, context.mark());
    return answer && decodedBodyText(answer).includes('spin-active') ? spin() : [];
  },
};

/** Never ends where the answer to a changed request says so. */
export const slowRequest: RequestCheck = {
  ...{ ...facts, id: 'slow-request', class: 'FILE_UPLOAD', kind: 'request' },
  applies: ({ template }) => template.url.includes('?'),
  run: async (_target, context) => {
    const sent = await context.send({ headers: [['X-Asked', 'yes']] });
    return sent && decodedBodyText(sent.exchange).includes('spin-request') ? spin() : [];
  },
};

export const slowSite: SiteCheck = {
  ...{ ...facts, id: 'slow-site', class: 'TROJAN', kind: 'site' },
  run: async (context) => {
    const answer = await context.fetchPath('/trojan');
    return answer && !context.looksLikeMissing(answer) ? spin() : [];
  },
};

const OTHERS = CHECKS.filter(({ class: name }) => name === 'XSS' || name === 'HEADERS');
export const HOSTILE: readonly Check[] = [...OTHERS, slowPassive, slowActive, slowRequest, slowSite];
export const { readPage, parseResponse, runPassive, runActive, runRequest, runSite } = scanTasks(
  HOSTILE,
  () => 0.5,
);
