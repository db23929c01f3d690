import { type Html, html, NOTHING } from '../../wire/html';
import type { XmlInvoice } from '../behaviour';
import type { SiteSession } from '../sessions';
import { layout } from './layout';

const SAMPLE = `<?xml version="1.0" encoding="UTF-8"?>
<invoice>
  <customer>Alder Bakery</customer>
  <note>Thank you for your order</note>
</invoice>`;

/** The preview of an invoice: a form, and what was read of the last document. */
export const previewPage = (session: SiteSession, read: XmlInvoice | null): Html =>
  layout({
    title: 'Preview',
    session,
    main: html`${read === null ? NOTHING : previewResult(read)}
<form class="stacked" method="post" action="/app/preview">
<label for="document">Invoice as XML</label>
<textarea id="document" name="document" rows="8">${SAMPLE}</textarea>
<button type="submit">Show preview</button>
</form>`,
  });

const previewResult = (read: XmlInvoice): Html =>
  read.ok
    ? html`<dl><dt>Customer</dt><dd>${read.customer}</dd><dt>Note</dt><dd>${read.note}</dd></dl>`
    : html`<p class="error" role="alert">${read.error}</p>`;

/** @param host what was asked for, null for a first visit @param output null where the name was refused */
export const lookupPage = (session: SiteSession, host: string | null, output: string | null): Html =>
  layout({
    title: 'Host names',
    session,
    main: html`<form method="get" action="/app/lookup">
<label for="host">Host name</label>
<input id="host" name="host" value="${host ?? 'mail.tallyfern.example'}">
<button type="submit">Look up</button>
</form>
${host === null ? NOTHING : output === null ? html`<p class="error">This is no host name.</p>` : html`<pre>${output}</pre>`}`,
  });

export const logoPage = (session: SiteSession, isRefused: boolean): Html =>
  layout({
    title: 'Logo',
    session,
    main: html`${isRefused ? html`<p class="error" role="alert">This picture cannot be used. Choose a PNG.</p>` : NOTHING}
<form class="stacked" method="post" action="/app/logo" enctype="multipart/form-data">
<input type="hidden" name="csrf_token" value="${session.csrfToken}">
<label for="logo">Logo on invoices</label>
<input id="logo" name="logo" type="file" accept="image/png">
<button type="submit">Upload</button>
</form>
<ul>${[...session.files.keys()].map((name) => html`<li><a href="/app/files/${encodeURIComponent(name)}">${name}</a></li>`)}</ul>`,
  });
