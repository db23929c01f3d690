import { html, NOTHING } from '../wire/html';
import type { SiteBehaviour } from './behaviour';
import { findGuide } from './guides';
import { INVOICES } from './invoices';
import { lookUpHost } from './look-up-host';
import { isCsrfTokenRight } from './sessions';
import { parseXmlInvoice } from './xml-invoice';

/** Where `/go` may lead. The `.example` host is reserved and belongs to nobody. */
const REDIRECT_TARGETS: readonly string[] = [
  '/help',
  '/help/exports',
  'https://docs.tallyfern.example/start',
];

const HOST_NAME = /^[a-z\d]+(?:[.-][a-z\d]+)*$/i;
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** Looks like the vulnerable site and is not: encodes, compares values, and redirects to a list. */
export const safeBehaviour: SiteBehaviour = {
  searchTermText: (term) => html`${term}`,
  topicAttribute: (topic) => html`${topic}`,
  listInvoices: (customer) => ({
    ok: true,
    rows: INVOICES.filter((invoice) => invoice.customer.toLowerCase().includes(customer.toLowerCase())),
  }),
  redirectTarget: (to) => REDIRECT_TARGETS.find((target) => target === to) ?? null,
  strayFile: () => null,
  lookupOutput: (host) => (HOST_NAME.test(host) ? lookUpHost(host) : null),
  guideText: findGuide,
  readXmlInvoice: (document) =>
    /<!DOCTYPE/i.test(document)
      ? { ok: false, error: 'A document type is not allowed here.' }
      : parseXmlInvoice(document, {}),
  isOwnForm: isCsrfTokenRight,
  isSessionSentFromElsewhere: false,
  acceptLogo: (file) =>
    PNG.every((byte, index) => file.bytes[index] === byte)
      ? { ...file, name: 'logo.png', type: 'image/png' }
      : null,
  homePageEnd: NOTHING,
};
