import { weigh } from '@/lib/findings/rules/cvss';
import type { FindingDraft } from '@/lib/findings/rules/finding';
import { decodedBodyText } from '@/lib/http/decoded-body-text';
import type { Exchange } from '@/lib/http/exchange';
import type { FindingKey } from '@/lib/i18n/app-messages';
import { MAX_UPLOADS } from '../rules/run-limits';
import type { RequestCheck, RequestContext } from './check';
import { toEvidence } from './probing/exchange-evidence';
import { predictRendering } from './probing/rendering';
import { fileFolder } from './uploads/file-addresses';
import { cutProbe, makeProbe, type PlainTrick, scriptProbe } from './uploads/probe-files';
import { scriptEndings } from './uploads/script-endings';
import { hasElement, isDownload, servedType, shownAs } from './uploads/serving';
import { filePlaces } from './uploads/upload-place';
import { type SentUpload, toBaseName, UploadTrial } from './uploads/upload-trial';

const WEIGHTS = {
  /** A page of the attacker's on the site's own origin. */
  page: 'CVSS:3.1/AV:N/AC:L/PR:L/UI:R/S:C/C:L/I:L/A:N',
  script: 'CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H',
  climb: 'CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:U/C:N/I:H/A:L',
  name: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N',
} as const;

type Fault = {
  titleKey: FindingKey;
  weight: keyof typeof WEIGHTS;
  exchange: Exchange;
  proof: string;
  values?: Record<string, string>;
};

function finding(
  { target, field }: UploadTrial,
  { probe }: Pick<SentUpload, 'probe'>,
  { titleKey, weight, exchange, proof, values = {} }: Fault,
): FindingDraft {
  const { method, url, body } = target.template;
  return {
    checkId: 'file-upload',
    class: 'FILE_UPLOAD',
    titleKey,
    values: {
      ...{ parameter: field, file: probe.file.fileName, page: new URL(exchange.request.url).pathname },
      type: servedType(exchange) || '–',
      ...values,
    },
    ...weigh(WEIGHTS[weight]),
    confidence: 'CONFIRMED',
    cwe: 434,
    method,
    url,
    parameter: { location: body.kind === 'json' ? 'JSON' : 'MULTIPART', name: field },
    sink: `file-${weight}`,
    evidence: toEvidence(exchange, [proof]),
  };
}

/** The next ways past a check that the first two files leave open. */
function furtherTricks(control: SentUpload, page: SentUpload, isAlone: boolean): PlainTrick[] {
  if (!control.at) {
    const ofDocuments: PlainTrick[] = isAlone && !control.isTaken ? ['xml', 'document'] : [];
    return ['drawing', 'declared', 'endings', ...ofDocuments];
  }
  const type = servedType(control.at);
  // What does not go by the name serves all other names alike; pictures may still be let through.
  if (isDownload(control.at) || (type !== '' && type !== 'text/plain')) return ['drawing'];
  // A page by its name, a picture by its type and first bytes, served as plain text: none of the three decides.
  if (page.at && servedType(page.at) === 'text/plain') return [];
  return page.at ? ['drawing', 'declared'] : ['drawing', 'declared', 'xml', 'dot', 'stream'];
}

/** Whether markup in a file becomes a document of this origin. */
async function findPage(trial: UploadTrial, control: SentUpload): Promise<FindingDraft | null> {
  const shown = ({ at, probe }: SentUpload): FindingDraft | null =>
    at && shownAs(at, probe.element)
      ? finding(
          trial,
          { probe },
          {
            titleKey: 'findings-upload.page',
            weight: 'page',
            exchange: at,
            proof: `<${probe.element}`,
          },
        )
      : null;
  const page = await trial.send(makeProbe('page', trial.parts()));
  if (!page) return null;
  const first = shown(page);
  if (first) return first;
  for (const trick of furtherTricks(control, page, trial.isAlone)) {
    const upload = await trial.send(makeProbe(trick, trial.parts()));
    const found = upload && shown(upload);
    if (found || !upload) return found;
    const length = cutLength(upload);
    const cut = length === null ? null : await trial.send(cutProbe(length, trial.parts()));
    if (cut) return shown(cut);
  }
  return null;
}

/** How many characters of a name the site keeps; null where it cuts none off. */
function cutLength({ at, probe: { file, mark } }: SentUpload): number | null {
  const name = at && decodedName(at.request.url);
  const isCut = name !== null && name.length < file.fileName.length && file.fileName.startsWith(name);
  return isCut && name.length > mark.length + '.html'.length ? name.length : null;
}

function decodedName(url: string): string | null {
  try {
    return decodeURIComponent(new URL(url).pathname.split('/').at(-1) ?? '');
  } catch {
    return null;
  }
}

/** Whether text under the name of a script is answered as an interpreter answers: as a page, where a plain file is none. */
async function findScript(
  trial: UploadTrial,
  context: RequestContext,
  control: SentUpload,
): Promise<FindingDraft | null> {
  if (!control.at || isDownload(control.at) || predictRendering(control.at.response, '') === 'html')
    return null;
  for (const ending of scriptEndings(trial.target.template, context.cookies, control.sent.exchange)) {
    const upload = await trial.send(scriptProbe(ending, trial.parts()));
    if (!upload) return null;
    const { at, probe } = upload;
    const isKept = at !== null && new URL(at.request.url).pathname.endsWith(`.${ending}`);
    if (isKept && !isDownload(at) && predictRendering(at.response, '') === 'html')
      return finding(trial, upload, {
        ...{ titleKey: 'findings-upload.script', weight: 'script', exchange: at, proof: probe.text },
        values: { ending, plain: servedType(control.at) || '–' },
      });
  }
  return null;
}

/** Whether a name with markup in it is shown as markup. */
async function findName(trial: UploadTrial): Promise<FindingDraft | null> {
  const upload = await trial.send(makeProbe('name', trial.parts()));
  const { element } = upload?.probe ?? { element: '' };
  const exchange =
    upload &&
    [upload.sent.exchange, ...upload.sent.pages].find((page) => {
      const text = decodedBodyText(page);
      return predictRendering(page.response, text) === 'html' && hasElement(text, element);
    });
  if (!upload || !exchange) return null;
  return finding(trial, upload, {
    ...{ titleKey: 'findings-upload.name', weight: 'name', exchange, proof: `<${element}` },
  });
}

/** Whether a name with folders in it leads out of the folder that the site keeps its files in. */
async function findClimb(trial: UploadTrial): Promise<FindingDraft | null> {
  const { folder } = trial;
  if (folder === null || new URL(folder).pathname === '/') return null;
  const above = new URL('..', folder).href;
  for (const trick of ['climb', 'climbTwice', 'climbBack', 'climbEncoded'] as const) {
    const upload = await trial.send(makeProbe(trick, trial.parts()));
    if (!upload) return null;
    const name = toBaseName(upload.probe.file.fileName);
    const isAbove = upload.at !== null && fileFolder(upload.at.request.url) === above;
    const exchange = isAbove
      ? upload.at
      : upload.isTaken && !upload.at
        ? await trial.at(`${above}${name}`, upload.probe)
        : null;
    // What is found below, too, is served wherever one asks for it.
    if (exchange && !(await trial.at(`${folder}${name}`, upload.probe)))
      return finding(trial, upload, {
        ...{ titleKey: 'findings-upload.climb', weight: 'climb', exchange, proof: upload.probe.text },
        values: { folder: new URL(folder).pathname },
      });
  }
  return null;
}

async function examine(trial: UploadTrial, context: RequestContext): Promise<FindingDraft[]> {
  const control = await trial.send(makeProbe('control', trial.parts()));
  if (!control) return [];
  const page = await findPage(trial, control);
  const script = await findScript(trial, context, control);
  const name = await findName(trial);
  const climb = await findClimb(trial);
  return [page, script, name, climb].filter((found) => found !== null);
}

/**
 * Unrestricted upload (CWE-434, OWASP WSTG-BUSL-08 and -09): inert files, none of which holds anything that an
 * interpreter would run. Proven by how the site serves them, beside a plain text file: as a document of its own origin,
 * as the output of a script, outside of its folder, or with the name as markup.
 */
export const fileUpload: RequestCheck = {
  kind: 'request',
  id: 'file-upload',
  version: 3,
  class: 'FILE_UPLOAD',
  cwe: 434,
  applies: ({ template }) => filePlaces(template).length > 0,
  async run(target, context) {
    const places = filePlaces(target.template);
    const budget = Math.max(2, Math.floor(MAX_UPLOADS / places.length));
    const found: FindingDraft[] = [];
    for (const place of places)
      found.push(...(await examine(new UploadTrial(target, context, place, budget), context)));
    return found;
  },
};
