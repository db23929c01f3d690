import { SLOW_MAX_MS } from '../faults';
import { FAULT_SCOPES, type FaultProtocol, type FaultScope } from '../faults/fault-entry';
import { listFaults, type SellerState } from '../seller-state';
import { type Html, html, NOTHING } from '../wire/html';

const SCOPES: Record<FaultScope, { title: string; about: string }> = {
  verification: {
    title: 'Mistakes in verifying signatures',
    about: 'Honest calls are refused with 000001.',
  },
  rereading: {
    title: 'Reading and writing again before verifying',
    about: 'Usual calls are accepted, those with certain values are refused with 000001.',
  },
  security: { title: 'Security', about: 'Honest callers notice nothing.' },
  robustness: { title: 'Robustness', about: 'The usual call works, an unusual one does not.' },
  response: { title: 'Answers', about: 'What comes back is wrong, late or missing.' },
  transport: {
    title: 'Certificate, TLS and HTTP version',
    about: 'Open connections are cut when one of these is switched.',
  },
  site: { title: 'Website', about: 'The pages, not the interfaces.' },
};

const PROTOCOL_NAMES: Record<FaultProtocol, string> = { V2: 'V2.0', V1: 'V1.0', kit: 'joint operations' };

/** All faults, a group a scope, each with the protocols that it shows in. */
export function faultSection(state: SellerState): Html {
  const faults = listFaults(state);
  const isOn = faults.filter(({ isEnabled }) => isEnabled).length;
  return html`<section id="faults" aria-labelledby="faults-title">
<h2 id="faults-title">Faults</h2>
<p>They hold for both sites, from the next request on. ${isOn === 0 ? 'None is on.' : `On now: ${isOn}.`}</p>
<form method="post" action="/faults">
${FAULT_SCOPES.map((scope) =>
  group(
    scope,
    faults.filter((fault) => fault.scope === scope),
  ),
)}
<label for="delay-ms">Delay of <code>slow</code> in milliseconds</label>
<input type="number" id="delay-ms" name="delay-ms" min="0" max="${SLOW_MAX_MS}" value="${state.slowMs()}" required>
<div class="buttons"><button type="submit">Set the faults</button>
<button type="submit" name="none" value="1">Switch all faults off</button></div>
</form>
</section>`;
}

type ListedFault = ReturnType<typeof listFaults>[number];

const group = (scope: FaultScope, faults: readonly ListedFault[]): Html => html`<fieldset>
<legend>${SCOPES[scope].title}</legend>
<p>${SCOPES[scope].about}</p>
<div class="faults">${faults.map(faultLine)}</div>
</fieldset>
`;

const faultLine = ({ name, protocols, description, isEnabled }: ListedFault): Html => {
  const shown = protocols.map((protocol) => PROTOCOL_NAMES[protocol]).join(', ');
  return html`<div class="fault"><input type="checkbox" id="fault-${name}" name="fault" value="${name}" aria-describedby="about-${name}"${isEnabled ? html` checked` : NOTHING}>
<label for="fault-${name}"><code>${name}</code></label>${shown ? html`<span class="protocols">${shown}</span>` : NOTHING}
<span class="about" id="about-${name}">${description}</span></div>
`;
};
