import { reply } from '../wire/ask-and-reply';
import { rawHtml } from '../wire/html';
import type { SiteBehaviour } from './behaviour';
import { INVOICES, type Invoice } from './invoices';
import { selectWhere } from './sql-emulator';

/** Looks like a deployment's settings; every value is made up. */
const STRAY_ENVIRONMENT = [
  'APP_ENV=production',
  'APP_DEBUG=false',
  'DB_HOST=db.tallyfern.example',
  'DB_DATABASE=tallyfern',
  'DB_USERNAME=tallyfern_app',
  'DB_PASSWORD=demo-value-not-a-password',
  'SESSION_SECRET=demo-value-not-a-secret-0123456789abcdef',
  'MAIL_PASSWORD=demo-value-not-a-password-either',
  '',
].join('\n');

const byNumber = new Map(INVOICES.map((invoice) => [invoice.number, invoice]));
const TABLE = INVOICES.map(({ number, customer, status }) => ({ number, customer, status }));

/** Printable ASCII only: a redirect is open, a header is never split. */
const isHeaderSafe = (value: string) => /^[\x21-\x7e]+$/.test(value);

/** The deliberate flaws; `flaws.ts` lists where each one shows. None of them reads a file or runs anything. */
export const vulnerableBehaviour: SiteBehaviour = {
  searchTermText: rawHtml,
  topicAttribute: rawHtml,
  listInvoices: (customer) => {
    const result = selectWhere(TABLE, `customer LIKE '%${customer}%'`);
    if (!result.ok) return result;
    const rows = result.rows.map((row) => byNumber.get(row.number));
    return { ok: true, rows: rows.filter((row): row is Invoice => row !== undefined) };
  },
  redirectTarget: (to) => (isHeaderSafe(to) ? to : null),
  strayFile: (path) => (path === '/.env' ? reply(200, 'text/plain; charset=utf-8', STRAY_ENVIRONMENT) : null),
};
