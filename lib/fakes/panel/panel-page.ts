import { SLOW_MAX_MS } from '../faults';
import { listFaults, SITE_NAMES, type SiteName } from '../seller-state';
import { type Html, html, NOTHING } from '../wire/html';
import type { PanelContext } from './answer-control';
import type { Notice } from './answer-form';

const NOTICES: Record<Notice, { isProblem: boolean; text: string }> = {
  'file-saved': { isProblem: false, text: 'The verification file is served now.' },
  'file-removed': { isProblem: false, text: 'The verification file is gone; its address answers 404.' },
  'file-too-large': { isProblem: true, text: 'The file is larger than 64 KiB and was not taken.' },
  'key-saved': { isProblem: false, text: 'The access key is set.' },
  'key-removed': { isProblem: false, text: 'The access key is gone; every signed call is refused.' },
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

const SCOPE_TITLES = { interface: 'Signed interface', site: 'Website' } as const;

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
<p>Two websites and their signed interfaces, for trying Preflight out. Everything here is kept in memory.</p></header>
<main>
${noticeLine(notice)}
${SITE_NAMES.map((site) => siteSection(site, context))}
${faultSection(context)}
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
  const { origin, loginUrl, verifyUrl, produceUrl, verificationFileUrl } = sites[site];
  const file = state.verificationFile(site);
  const addresses = [
    ['Website', origin],
    ['Login URL', loginUrl],
    ['Verify URL', verifyUrl],
    ['Production URL', produceUrl],
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
<form method="post" action="/sites/${site}/access-key">
<h3>Access key</h3>
<p>${state.accessKey(site) === null ? 'None is set: every signed call is refused.' : 'A key is set. It is not shown.'}</p>
<label for="${site}-key">New access key (send empty to remove it)</label>
<input type="password" id="${site}-key" name="access-key" autocomplete="off" maxlength="256">
<button type="submit">Set the key<span class="for"> of the ${SITE_TITLES[site].toLowerCase()}</span></button>
</form>
</section>`;
}

function faultSection({ state }: PanelContext): Html {
  const faults = listFaults(state);
  const group = (scope: keyof typeof SCOPE_TITLES) => html`<fieldset><legend>${SCOPE_TITLES[scope]}</legend>
${faults
  .filter((fault) => fault.scope === scope)
  .map(
    ({ name, description, isEnabled }) =>
      html`<div class="fault"><input type="checkbox" id="fault-${name}" name="fault" value="${name}" aria-describedby="about-${name}"${isEnabled ? html` checked` : NOTHING}>
<label for="fault-${name}"><code>${name}</code></label> <span id="about-${name}">${description}</span></div>
`,
  )}</fieldset>`;
  return html`<section id="faults" aria-labelledby="faults-title">
<h2 id="faults-title">Faults</h2>
<p>They hold for both sites, from the next request on.</p>
<form method="post" action="/faults">
${group('interface')}
${group('site')}
<label for="delay-ms">Delay of <code>slow</code> in milliseconds</label>
<input type="number" id="delay-ms" name="delay-ms" min="0" max="${SLOW_MAX_MS}" value="${state.slowMs()}" required>
<button type="submit">Set the faults</button>
</form>
</section>`;
}

export const PANEL_STYLE = `:root { color-scheme: light dark; font: 14px/1.5 system-ui, sans-serif; }
html { background: #fff; color: #1b1b1f; } a { color: #0b57d0; }
@media (prefers-color-scheme: dark) { html { background: #131316; color: #ececf1; } a { color: #9cc3ff; } }
body { margin: 0 auto; max-width: 64rem; padding: 24px 16px 48px; }
h1 { font-size: 28px; margin: 0; } h2 { font-size: 20px; margin: 0 0 8px; } h3 { font-size: 16px; margin: 0; }
main { display: grid; gap: 24px; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); }
.notice, #faults { grid-column: 1 / -1; }
section, .notice { border: 1px solid color-mix(in srgb, currentColor 25%, transparent); border-radius: 8px; padding: 16px; margin: 0; }
.notice { border-left: 4px solid #2e7d4f; } .notice.problem { border-left-color: #c0392b; }
form { display: grid; gap: 8px; margin-top: 16px; } form p { margin: 0; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 4px 16px; margin: 0; }
dd { margin: 0; overflow-wrap: anywhere; font-family: ui-monospace, monospace; }
input, textarea, button { font: inherit; padding: 6px 8px; max-width: 100%; box-sizing: border-box; }
input[type=checkbox] { margin: 0 8px 0 0; width: 18px; height: 18px; vertical-align: middle; }
fieldset { border: 0; padding: 0; margin: 0 0 8px; } legend { font-weight: 600; }
.fault { padding: 4px 0 4px 28px; text-indent: -28px; } .fault label { font-weight: 600; }
button { justify-self: start; min-height: 32px; }
.for { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; white-space: nowrap; }
:focus-visible { outline: 2px solid currentColor; outline-offset: 2px; }
`;
