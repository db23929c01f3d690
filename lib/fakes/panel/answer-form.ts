import { FAULT_NAMES } from '../faults';
import { accessKeySchema, MAX_VERIFICATION_FILE_BYTES, slowMsSchema } from '../schemas';
import { isSiteName, type KeyKind, type SellerState, type SiteName } from '../seller-state';
import { type Ask, type Reply, redirectReply, reply } from '../wire/ask-and-reply';
import { isOwnForm } from './refuse-foreign';

const SITE_FORM = /^\/sites\/([a-z]+)\/(verification-file|access-key|kit-access-key)$/;

/** What the page says after a form was sent; `panel-page.ts` has the sentences. */
export type PanelNotice =
  | 'file-saved'
  | 'file-removed'
  | 'file-too-large'
  | 'key-saved'
  | 'key-removed'
  | 'key-invalid'
  | 'faults-saved'
  | 'delay-invalid';

/** The forms of the panel's page: changes the state, then sends the browser back to the page. */
export async function answerForm(ask: Ask, state: SellerState): Promise<Reply | null> {
  const [, site = '', what] = SITE_FORM.exec(ask.path) ?? [];
  if (!isSiteName(site) && ask.path !== '/faults') return null;
  const form = isOwnForm(ask) ? await readForm(ask) : null;
  if (!form) return reply(403, 'text/plain; charset=utf-8', 'This form was not sent from the control panel.');
  if (!isSiteName(site)) return back(saveFaults(form, state));
  if (what === 'verification-file') return back(await saveFile(form, site, state));
  return back(saveKey(form, site, what === 'kit-access-key' ? 'kit' : 'basic', state));
}

/** To the top of the page, where the notice is. */
const back = (notice: PanelNotice) => redirectReply(303, `/?notice=${notice}`);

/** Null for a body that is not a form. The platform's own parser reads it, in both encodings. */
async function readForm({ body, headers }: Ask): Promise<FormData | null> {
  try {
    const bytes = new Uint8Array(body);
    return await new Response(bytes, {
      headers: { 'content-type': headers['content-type'] ?? '' },
    }).formData();
  } catch {
    return null;
  }
}

const readFormText = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
};

/** An uploaded file wins over pasted text, and keeps its bytes; browsers turn pasted newlines into CRLF. */
async function saveFile(form: FormData, site: SiteName, state: SellerState): Promise<PanelNotice> {
  const upload = form.get('file');
  const isUploaded = upload !== null && typeof upload !== 'string' && upload.size > 0;
  const content = isUploaded
    ? new Uint8Array(await upload.arrayBuffer())
    : new TextEncoder().encode(readFormText(form, 'content').replaceAll('\r\n', '\n'));
  if (content.length > MAX_VERIFICATION_FILE_BYTES) return 'file-too-large';
  state.setVerificationFile(site, content.length > 0 ? content : null);
  return content.length > 0 ? 'file-saved' : 'file-removed';
}

function saveKey(form: FormData, site: SiteName, kind: KeyKind, state: SellerState): PanelNotice {
  const accessKey = readFormText(form, 'access-key').trim() || null;
  if (!accessKeySchema.safeParse({ accessKey }).success) return 'key-invalid';
  state.setAccessKey(site, accessKey, kind);
  return accessKey ? 'key-saved' : 'key-removed';
}

function saveFaults(form: FormData, state: SellerState): PanelNotice {
  const delay = slowMsSchema.safeParse(Number(readFormText(form, 'delay-ms')));
  if (!delay.success) return 'delay-invalid';
  // The button that switches everything off sends its own name along with the ticks.
  const chosen = new Set(form.has('none') ? [] : form.getAll('fault'));
  for (const name of FAULT_NAMES) state.setFault(name, chosen.has(name));
  state.setSlowMs(delay.data);
  return 'faults-saved';
}
