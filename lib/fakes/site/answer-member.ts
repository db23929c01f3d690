import { type Ask, formFields, htmlReply, type Reply, redirectReply, reply } from '../wire/ask-and-reply';
import type { SiteBehaviour } from './behaviour';
import { findInvoice } from './invoices';
import { dashboardPage, invoicePage, invoicesPage, settingsPage } from './pages/member-pages';
import { logoPage, lookupPage, previewPage } from './pages/tool-pages';
import { type SiteSession, saveSessionFile } from './sessions';

const INVOICE_PATH = /^\/app\/invoices\/([^/]+)$/;
const FILE_PATH = /^\/app\/files\/([^/]+)$/;
const MAX_FIELD = 80;

/** Pages behind the login, null where there is none; a stranger is sent to the login and comes back afterwards. */
export function answerMember(
  ask: Ask,
  session: SiteSession | null,
  { behaviour }: { behaviour: SiteBehaviour },
): Reply | null | Promise<Reply | null> {
  if (!session?.username) return redirectReply(303, `/login?next=${encodeURIComponent(ask.path)}`);
  if (ask.method === 'POST') return takeForm(ask, session, behaviour);
  switch (ask.path) {
    case '/app':
      return htmlReply(200, dashboardPage(session));
    case '/app/invoices': {
      const customer = ask.query.get('customer') ?? '';
      const result = behaviour.listInvoices(customer);
      return htmlReply(result.ok ? 200 : 500, invoicesPage(session, customer, result));
    }
    case '/app/preview':
      return htmlReply(200, previewPage(session, null));
    case '/app/lookup': {
      const host = ask.query.get('host');
      const output = host === null ? null : behaviour.lookupOutput(host);
      return htmlReply(200, lookupPage(session, host, output));
    }
    case '/app/logo':
      return htmlReply(200, logoPage(session, false));
    case '/app/settings':
      return htmlReply(200, settingsPage(session, ask.query.get('saved') === '1'));
  }
  const file = session.files.get(readSegment(FILE_PATH.exec(ask.path)?.[1] ?? ''));
  if (file) return reply(200, file.type, file.bytes);
  const invoice = findInvoice(INVOICE_PATH.exec(ask.path)?.[1] ?? '');
  return invoice ? htmlReply(200, invoicePage(session, invoice)) : null;
}

/** The text of a path segment; a broken one is nothing that the site has. */
function readSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return '';
  }
}

function takeForm(ask: Ask, session: SiteSession, behaviour: SiteBehaviour): Reply | null | Promise<Reply> {
  switch (ask.path) {
    case '/app/preview': {
      const invoice = behaviour.readXmlInvoice(formFields(ask).get('document') ?? '');
      return htmlReply(invoice.ok ? 200 : 400, previewPage(session, invoice));
    }
    case '/app/logo':
      return saveLogo(ask, session, behaviour);
    case '/app/settings':
      return saveProfile(ask, session, behaviour);
    default:
      return null;
  }
}

async function saveLogo(ask: Ask, session: SiteSession, behaviour: SiteBehaviour): Promise<Reply> {
  const headers = { 'Content-Type': ask.headers['content-type'] ?? '' };
  const fields = await new Response(new Uint8Array(ask.body), { headers }).formData().catch(() => null);
  const [logo, token] = [fields?.get('logo'), fields?.get('csrf_token')];
  const isOwn = typeof token === 'string' && behaviour.isOwnForm(session, token);
  const file =
    isOwn && logo instanceof File
      ? behaviour.acceptLogo({
          name: logo.name.replace(/^.*[/\\]/s, ''),
          type: logo.type,
          bytes: new Uint8Array(await logo.arrayBuffer()),
        })
      : null;
  if (!file) return htmlReply(400, logoPage(session, true));
  saveSessionFile(session, file);
  return redirectReply(303, '/app/logo');
}

function saveProfile(ask: Ask, session: SiteSession, behaviour: SiteBehaviour): Reply {
  const fields = formFields(ask);
  if (!behaviour.isOwnForm(session, fields.get('csrf_token') ?? ''))
    return htmlReply(403, settingsPage(session, false));
  const field = (name: string) => (fields.get(name) ?? '').trim().slice(0, MAX_FIELD);
  session.profile = {
    displayName: field('display_name') || session.profile.displayName,
    company: field('company'),
    phone: field('phone'),
  };
  return redirectReply(303, '/app/settings?saved=1');
}
