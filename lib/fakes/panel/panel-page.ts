import { SLOW_MAX_MS } from '../faults';
import { type KeyKind, SITE_NAMES, type SiteName } from '../seller-state';
import { type Html, html, NOTHING } from '../wire/html';
import type { PanelContext } from './answer-control';
import type { PanelNotice } from './answer-form';
import { faultSection } from './fault-section';

const NOTICES: Record<PanelNotice, { isProblem: boolean; text: string }> = {
  'file-saved': { isProblem: false, text: 'The verification file is served now.' },
  'file-removed': { isProblem: false, text: 'The verification file is gone; its address answers 404.' },
  'file-too-large': { isProblem: true, text: 'The file is larger than 64 KiB and was not taken.' },
  'key-saved': { isProblem: false, text: 'The access key is set.' },
  'key-removed': { isProblem: false, text: 'The access key is gone; the calls that it signs are refused.' },
  'key-invalid': {
    isProblem: true,
    text: 'An access key has at most 256 characters; this one was not taken.',
  },
  'faults-saved': { isProblem: false, text: 'The faults are set as ticked.' },
  'delay-invalid': {
    isProblem: true,
    text: `The delay is a whole number from 0 to ${SLOW_MAX_MS} milliseconds; nothing was changed.`,
  },
};

const SITE_TITLES: Record<SiteName, string> = { safe: 'Safe site', vulnerable: 'Vulnerable site' };

/** The page for people. `notice` comes from the address and is looked up, never shown. */
export function panelPage(context: PanelContext, notice: string | null): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Fake seller · control panel</title>
<link rel="stylesheet" href="/panel.css">
</head>
<body>
<header><h1>Fake seller</h1>
<p>Two websites and their signed interfaces, for trying Preflight out. Everything here is kept in memory.</p>
<p><a href="#faults">Faults</a></p></header>
<main>
${noticeLine(notice)}
${SITE_NAMES.map((site) => siteSection(site, context))}
${faultSection(context.state)}
${kitKeySection(context)}
</main>
</body>
</html>
`;
}

function noticeLine(notice: string | null): Html {
  const found = Object.entries(NOTICES).find(([name]) => name === notice)?.[1];
  if (!found) return NOTHING;
  return found.isProblem
    ? html`<p class="notice problem" role="alert"><strong>Not saved.</strong> ${found.text}</p>`
    : html`<p class="notice" role="status"><strong>Saved.</strong> ${found.text}</p>`;
}

function siteSection(site: SiteName, { sites, state }: PanelContext): Html {
  const { origin, loginUrl, verifyUrl, produceUrl, kitUrls, verificationFileUrl } = sites[site];
  const file = state.verificationFile(site);
  const addresses = [
    ['Website', origin],
    ['Login page', loginUrl],
    ['Page behind the login', verifyUrl],
    ['Production URL', produceUrl],
    ...Object.entries(kitUrls),
    ['Verification file', verificationFileUrl],
  ] as const;
  return html`<section id="${site}" aria-labelledby="${site}-title">
<h2 id="${site}-title">${SITE_TITLES[site]}</h2>
<dl>${addresses.map(([name, url]) => html`<dt>${name}</dt><dd><a href="${url}">${url}</a></dd>`)}</dl>
<form method="post" action="/sites/${site}/verification-file" enctype="multipart/form-data">
<h3>Verification file</h3>
<p>${file ? `${file.length} bytes are served.` : 'None is served: the address answers 404.'}</p>
<label for="${site}-file">Upload the downloaded file</label>
<input type="file" id="${site}-file" name="file">
<label for="${site}-content">or paste its content (send both empty to remove it)</label>
<textarea id="${site}-content" name="content" rows="2" spellcheck="false"></textarea>
<button type="submit">Serve this file<span class="for"> on the ${SITE_TITLES[site].toLowerCase()}</span></button>
</form>
${keyForm(site, 'basic', state.accessKey(site) !== null)}
${keyForm(site, 'kit', state.accessKey(site, 'kit') !== null)}
</section>`;
}

const KEY_FORMS: Record<KeyKind, { path: string; title: string; calls: string }> = {
  basic: { path: 'access-key', title: 'Access key', calls: 'signed call' },
  kit: { path: 'kit-access-key', title: 'Joint-operations access key', calls: 'joint-operations call' },
};

function keyForm(site: SiteName, kind: KeyKind, isSet: boolean): Html {
  const { path, title, calls } = KEY_FORMS[kind];
  return html`<form method="post" action="/sites/${site}/${path}">
<h3>${title}</h3>
<p>${isSet ? 'A key is set. It is not shown.' : `None is set: every ${calls} is refused.`}</p>
<label for="${site}-${path}">New key (send empty to remove it)</label>
<input type="password" id="${site}-${path}" name="access-key" autocomplete="off" maxlength="256">
<button type="submit">Set the key<span class="for"> (${title.toLowerCase()}, ${SITE_TITLES[site].toLowerCase()})</span></button>
</form>`;
}

/** What a platform that plays KooGallery needs for `applicationSync`. */
const kitKeySection = ({ kitPublicKeyPem }: PanelContext): Html => html`<section aria-labelledby="kit-title">
<h2 id="kit-title">Joint operations</h2>
<p>Public key for <code>clientSecret</code> of applicationSync (RSA-OAEP), the same for both sites:</p>
<pre tabindex="0">${kitPublicKeyPem}</pre>
</section>`;
