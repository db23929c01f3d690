import { type Html, html, NOTHING } from '../../wire/html';
import type { FoundInvoices } from '../behaviour';
import { INVOICES, type Invoice, money } from '../invoices';
import type { SiteSession } from '../sessions';
import { layout } from './layout';

export function dashboardPage(session: SiteSession): Html {
  const open = INVOICES.filter(({ status }) => status !== 'Paid');
  const owed = open.reduce((sum, { amountCents }) => sum + amountCents, 0);
  return layout({
    title: 'Dashboard',
    session,
    main: html`<p>Welcome back, ${session.profile.displayName}.</p>
<dl><dt>Open invoices</dt><dd>${open.length}</dd><dt>Still to come</dt><dd>${money(owed)}</dd></dl>
<h2>Newest invoices</h2>
${invoiceTable(INVOICES.slice(-5).toReversed())}`,
  });
}

/** The list, filtered by customer; a failed query shows the database's complaint, as careless software does. */
export function invoicesPage(session: SiteSession, customer: string, result: FoundInvoices): Html {
  return layout({
    title: 'Invoices',
    session,
    main: html`<form method="get" action="/app/invoices">
<label for="customer">Customer</label>
<input id="customer" name="customer" type="search" value="${customer}">
<button type="submit">Filter</button>
</form>
${listing(customer, result)}`,
  });
}

function listing(customer: string, result: FoundInvoices): Html {
  if (!result.ok) return html`<p class="error">Database error: ${result.error}</p>`;
  if (result.rows.length === 0) {
    return html`<p>No customer is called “${customer}”. An error in the spelling is the usual reason.</p>`;
  }
  return invoiceTable(result.rows);
}

export const invoicePage = (session: SiteSession, invoice: Invoice): Html =>
  layout({
    title: `Invoice ${invoice.number}`,
    session,
    main: html`<dl>
<dt>Customer</dt><dd>${invoice.customer}</dd><dt>Status</dt><dd>${invoice.status}</dd>
<dt>Issued</dt><dd>${invoice.issuedOn}</dd><dt>Due</dt><dd>${invoice.dueOn}</dd>
</dl>
<table><caption>Lines</caption><thead><tr><th scope="col">Service</th><th scope="col">Amount</th></tr></thead>
<tbody>${invoice.lines.map(({ text, amountCents }) => html`<tr><td>${text}</td><td class="number">${money(amountCents)}</td></tr>`)}</tbody>
<tfoot><tr><th scope="row">Total</th><td class="number">${money(invoice.amountCents)}</td></tr></tfoot></table>
<p><a href="/app/invoices">All invoices</a></p>`,
  });

export const settingsPage = (session: SiteSession, isSaved: boolean): Html =>
  layout({
    title: 'Settings',
    session,
    main: html`${isSaved ? html`<p role="status">Your profile is saved.</p>` : NOTHING}
<form class="stacked" method="post" action="/app/settings">
<input type="hidden" name="csrf_token" value="${session.csrfToken}">
<label for="display-name">Name</label>
<input id="display-name" name="display_name" value="${session.profile.displayName}" maxlength="80" autocomplete="name" required>
<label for="company">Company</label>
<input id="company" name="company" value="${session.profile.company}" maxlength="80" autocomplete="organization">
<label for="phone">Phone</label>
<input id="phone" name="phone" type="tel" value="${session.profile.phone}" maxlength="30" autocomplete="tel">
<button type="submit">Save profile</button>
</form>`,
  });

const invoiceTable = (rows: readonly Invoice[]): Html => html`<table>
<thead><tr><th scope="col">Number</th><th scope="col">Customer</th><th scope="col">Due</th><th scope="col">Status</th><th scope="col">Amount</th></tr></thead>
<tbody>${rows.map(
  (row) =>
    html`<tr><td><a href="/app/invoices/${row.number}">${row.number}</a></td><td>${row.customer}</td><td>${row.dueOn}</td><td>${row.status}</td><td class="number">${money(row.amountCents)}</td></tr>`,
)}</tbody></table>`;
