import { reply } from '../wire/ask-and-reply';
import { html, rawHtml } from '../wire/html';
import type { SiteBehaviour } from './behaviour';
import { readEmulatedFile, readUncheckedGuide } from './emulated-files';
import { emulateShell } from './emulated-shell';
import { INVOICES, type Invoice } from './invoices';
import { SqlError } from './sql/sql-error';
import { querySql } from './sql/sql-query';
import { parseXmlInvoice } from './xml-invoice';

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

const ENTITY = /<!ENTITY\s+([\w.-]+)\s+(SYSTEM\s+)?(["'])([^"']*)\3\s*>/g;

/** The entities that a document declares for itself; files come from the table of the invented machine. */
function readEntities(document: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [, name = '', isFile, , value = ''] of document.matchAll(ENTITY))
    found[name] = isFile ? (readEmulatedFile(value.replace(/^file:\/\//, '')) ?? '') : value;
  return found;
}

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  gif: 'image/gif',
  jpg: 'image/jpeg',
};
const typeByEnding = (name: string): string =>
  TYPES[name.toLowerCase().split('.').at(-1) ?? ''] ?? 'text/plain; charset=utf-8';

/** A frame that nobody sees, from a host that belongs to nobody; the site's own policy keeps browsers from loading it. */
const HIDDEN_FRAME = html`<iframe src="https://in.countlight.example/f" width="0" height="0" style="display:none"></iframe>`;

/** The deliberate flaws; `flaws.ts` lists where each one shows. None of them reads a file or runs anything. */
export const vulnerableBehaviour: SiteBehaviour = {
  searchTermText: rawHtml,
  topicAttribute: rawHtml,
  listInvoices: (customer) => {
    try {
      const rows = querySql('mysql', `SELECT * FROM invoices WHERE customer LIKE '%${customer}%'`, TABLE);
      const found = rows.map(({ number }) => byNumber.get(Number(number)));
      return { ok: true, rows: found.filter((row): row is Invoice => row !== undefined) };
    } catch (error) {
      if (error instanceof SqlError) return { ok: false, error: error.message };
      throw error;
    }
  },
  redirectTarget: (to) => (isHeaderSafe(to) ? to : null),
  strayFile: (path) => (path === '/.env' ? reply(200, 'text/plain; charset=utf-8', STRAY_ENVIRONMENT) : null),
  lookupOutput: (host) => emulateShell(`lookup ${host}`),
  guideText: readUncheckedGuide,
  readXmlInvoice: (document) => parseXmlInvoice(document, readEntities(document)),
  isOwnForm: () => true,
  isSessionSentFromElsewhere: true,
  acceptLogo: (file) => ({ ...file, type: typeByEnding(file.name) }),
  homePageEnd: HIDDEN_FRAME,
};
