import { type Ask, formFields, htmlReply, type Reply, redirectReply } from '../wire/ask-and-reply';
import type { SiteBehaviour } from './behaviour';
import { findInvoice } from './invoices';
import { dashboardPage, invoicePage, invoicesPage, settingsPage } from './pages/member-pages';
import { isCsrfTokenRight, type SiteSession } from './sessions';

const INVOICE_PATH = /^\/app\/invoices\/([^/]+)$/;
const MAX_FIELD = 80;

/** Pages behind the login, null where there is none; a stranger is sent to the login and comes back afterwards. */
export function answerMember(
  ask: Ask,
  session: SiteSession | null,
  { behaviour }: { behaviour: SiteBehaviour },
): Reply | null {
  if (!session?.username) return redirectReply(303, `/login?next=${encodeURIComponent(ask.path)}`);
  if (ask.method === 'POST') return ask.path === '/app/settings' ? saveProfile(ask, session) : null;
  switch (ask.path) {
    case '/app':
      return htmlReply(200, dashboardPage(session));
    case '/app/invoices': {
      const customer = ask.query.get('customer') ?? '';
      const result = behaviour.listInvoices(customer);
      return htmlReply(result.ok ? 200 : 500, invoicesPage(session, customer, result));
    }
    case '/app/settings':
      return htmlReply(200, settingsPage(session, ask.query.get('saved') === '1'));
  }
  const invoice = findInvoice(INVOICE_PATH.exec(ask.path)?.[1] ?? '');
  return invoice ? htmlReply(200, invoicePage(session, invoice)) : null;
}

function saveProfile(ask: Ask, session: SiteSession): Reply {
  const fields = formFields(ask);
  if (!isCsrfTokenRight(session, fields)) return htmlReply(403, settingsPage(session, false));
  const field = (name: string) => (fields.get(name) ?? '').trim().slice(0, MAX_FIELD);
  session.profile = {
    displayName: field('display_name') || session.profile.displayName,
    company: field('company'),
    phone: field('phone'),
  };
  return redirectReply(303, '/app/settings?saved=1');
}
