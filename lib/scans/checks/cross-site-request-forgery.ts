import { weigh } from '@/lib/findings/rules/cvss';
import type { FindingDraft, ParameterLocation } from '@/lib/findings/rules/finding';
import { isSameShape, readResponseShape } from '../engine/requests/response-shape';
import type { FoundRequest, RequestCheck, RequestContext } from './check';
import { changesSomething } from './forgery/changing-link';
import { cookiesSent } from './forgery/foreign-page';
import { type Forged, Forgery } from './forgery/forgery';
import { formSecrets } from './forgery/form-secrets';
import { toEvidence } from './probing/exchange-evidence';

/** A foreign page makes the user's browser change something; `defaulted` depends on the browser that opens it. */
const WEIGHTS = {
  everyBrowser: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:U/C:N/I:H/A:N',
  defaulted: 'CVSS:3.1/AV:N/AC:H/PR:N/UI:R/S:U/C:N/I:H/A:N',
} as const;

/** What the cookies that went along say: the strictest that the browser alone decides about. */
function judgeSameSite({ cookies }: RequestContext, { isNavigation, change }: Forged) {
  const sent = cookies.filter(({ name }) => change.cookies?.includes(name)).map(({ sameSite }) => sameSite);
  const known = (['unknown', 'absent', 'lax', 'none'] as const).find((one) => sent.includes(one));
  // A link takes along what has no attribute, too.
  return isNavigation && known === 'absent' ? 'lax' : (known ?? 'none');
}

const LOCATIONS: Readonly<Record<string, ParameterLocation>> = {
  form: 'FORM',
  multipart: 'MULTIPART',
  json: 'JSON',
};

function finding({ template }: FoundRequest, context: RequestContext, forged: Forged): FindingDraft {
  const sameSite = judgeSameSite(context, forged);
  const { kept, way, trick, disguise, exchange } = forged;
  const isLate = sameSite === 'absent' || sameSite === 'unknown';
  return {
    checkId: 'cross-site-request-forgery',
    class: 'CSRF',
    titleKey: 'findings-csrf.forged',
    values: {
      parameter: kept.name,
      mark: kept.mark,
      page: new URL(kept.page.request.url).pathname,
      ...{ way, sameSite, disguise },
      token: trick ?? 'none',
    },
    ...weigh(isLate ? WEIGHTS.defaulted : WEIGHTS.everyBrowser),
    // Nobody saw how the site sets a cookie that was entered by hand.
    confidence: sameSite === 'unknown' ? 'LIKELY' : 'CONFIRMED',
    cwe: 352,
    method: template.method,
    url: template.url,
    parameter: { location: LOCATIONS[template.body.kind] ?? 'FORM', name: kept.name },
    sink: 'state-change',
    evidence: toEvidence(exchange, [kept.mark]),
  };
}

/** A link that changes something is not sent again with other values: what the crawl saw of it makes it likely. */
async function judgeLink({ template }: FoundRequest, context: RequestContext): Promise<FindingDraft[]> {
  const response = await context.captured();
  const sent = cookiesSent(context.cookies, true);
  if (!response || sent.length === 0 || !changesSomething(template, response)) return [];
  // Nobody can tell without sending it whether a token in the address is checked.
  if (formSecrets(template).length > 0) {
    await context.notTested('SAVING_PLACE');
    return [];
  }
  const stranger = await context.open(template.url, true);
  if (!stranger || isSameShape(readResponseShape(response), readResponseShape(stranger))) return [];
  const [name = ''] = new URL(template.url).searchParams.keys();
  return [
    {
      checkId: 'cross-site-request-forgery',
      class: 'CSRF',
      titleKey: 'findings-csrf.byLink',
      values: { parameter: name, page: new URL(template.url).pathname },
      ...weigh(WEIGHTS.everyBrowser),
      confidence: 'LIKELY',
      cwe: 352,
      method: template.method,
      url: template.url,
      parameter: { location: 'QUERY', name },
      sink: 'state-change',
      evidence: toEvidence(response, [name]),
    },
  ];
}

/**
 * Cross-site request forgery (CWE-352, OWASP WSTG-SESS-05): the request as a foreign page can make a browser send it,
 * with the cookies that the browser would add and without the form's token, is accepted, and its mark stays on a page.
 * The same request without the session is not kept. Only a harmless text field is ever changed.
 */
export const crossSiteRequestForgery: RequestCheck = {
  kind: 'request',
  id: 'cross-site-request-forgery',
  version: 2,
  class: 'CSRF',
  cwe: 352,
  // A login goes out as a stranger: there is no session yet that anybody could use.
  applies: ({ template, effect }) =>
    effect === 'SAVES' &&
    (template.method === 'POST' || template.method === 'GET') &&
    !template.headers.some(([name, value]) => name.toLowerCase() === 'cookie' && value === ''),
  async run(target, context) {
    if (target.template.method === 'GET') return judgeLink(target, context);
    const forgery = new Forgery(target, context);
    const forged = await forgery.find();
    // Where even the site's own request left nothing to be seen, a forged one that does not either says nothing.
    if (!forged && !target.isKept && context.cookies.length > 0) await context.notTested('SAVING_PLACE');
    if (!forged) return [];
    // Kept without the session as well: anybody may send it, so a forgery gains nothing.
    const isOpen = await forgery.isKeptWithoutSession(forged);
    return isOpen === false ? [finding(target, context, forged)] : [];
  },
};
