import { html } from '../wire/html';
import type { SiteBehaviour } from './behaviour';
import { INVOICES } from './invoices';

/** Where `/go` may lead. The `.example` host is reserved and belongs to nobody. */
const REDIRECT_TARGETS: readonly string[] = [
  '/help',
  '/help/exports',
  'https://docs.tallyfern.example/start',
];

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
};
