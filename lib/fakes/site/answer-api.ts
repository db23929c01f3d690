import { type Ask, jsonReply, type Reply } from '../wire/ask-and-reply';
import { findInvoice, INVOICES } from './invoices';
import type { SiteSession } from './sessions';

const INVOICE_PATH = /^\/api\/invoices\/([^/]+)$/;

/** The site's small JSON API; null for paths that it does not have. */
export function answerApi(ask: Ask, session: SiteSession | null): Reply | null {
  if (ask.path === '/api/status') return jsonReply(200, { status: 'operational' });
  const number = INVOICE_PATH.exec(ask.path)?.[1];
  if (ask.path !== '/api/invoices' && number === undefined) return null;
  if (!session?.username) return jsonReply(401, { message: 'Sign in first.' });
  if (number === undefined) return jsonReply(200, { invoices: INVOICES });
  const invoice = findInvoice(number);
  return invoice ? jsonReply(200, invoice) : jsonReply(404, { message: 'There is no such invoice.' });
}
