import type { ProbeFile } from './upload-place';

/** What a file is to show: `control` nothing at all, the others one way past a check each. */
export type Trick =
  | 'control'
  | 'page'
  | 'drawing'
  | 'declared'
  | 'endings'
  | 'xml'
  | 'document'
  | 'dot'
  | 'stream'
  | 'script'
  | 'cut'
  | 'name'
  | 'climb'
  | 'climbTwice'
  | 'climbBack'
  | 'climbEncoded';

/** `text`: what is in the file and nowhere else. `element`: an unknown one, without script or handler. */
export type FileProbe = { trick: Trick; file: ProbeFile; mark: string; text: string; element: string };

/** Tricks that need nothing but their parts. */
export type PlainTrick = Exclude<Trick, 'script' | 'cut'>;
export type ProbeParts = { mark: string; text: string; element: string };

const XHTML = 'http://www.w3.org/1999/xhtml';
const page = ({ text, element }: ProbeParts) =>
  `<!doctype html><title>${text}</title><${element}>${text}</${element}>`;
/** A comment in front of the picture's first bytes would hide them, so they come first; browsers show them as text. */
const picturePage = (parts: ProbeParts) => `GIF89a ${page(parts)}`;
const drawing = ({ text, element }: ProbeParts) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>${text}</title><${element} xmlns="${XHTML}"/></svg>`;
const plain = ({ text }: ProbeParts) => `Preflight ${text}\n`;

const file = (fileName: string, type: string, content: string): ProbeFile => ({ fileName, type, content });

type Write = (parts: ProbeParts) => ProbeFile;

/**
 * Inert files: plain text, or a document with an unknown element. None holds anything that an interpreter would run,
 * also where its name ends as a script does.
 */
const FILES: Readonly<Record<PlainTrick, Write>> = {
  control: (one) => file(`${one.mark}.txt`, 'text/plain', plain(one)),
  /** Passes lists of types, first bytes, first endings, endings anywhere and endings in lower case. */
  page: (one) => file(`${one.mark}.gif.png.jpg.pdf.hTml`, 'image/gif', picturePage(one)),
  drawing: (one) => file(`${one.mark}.svg`, 'image/svg+xml', drawing(one)),
  /** The name of a picture with the type of a page. */
  declared: (one) => file(`${one.mark}.png`, 'text/html', page(one)),
  /** Endings of scripts and pages in front of the one that is checked: with `;`, in the middle, before a zero byte. */
  endings: (one) => file(`${one.mark}.asp;.php.html%00.png`, 'image/png', page(one)),
  /** The type and the first bytes of a document, and the name of a page. */
  document: (one) => file(`${one.mark}.pdf.html`, 'application/pdf', `%PDF-1.4 ${page(one)}`),
  xml: (one) => file(`${one.mark}.xml`, 'text/xml', drawing(one)),
  /** Windows drops a dot at the end of a name, and what names the file's own stream. */
  dot: (one) => file(`${one.mark}.html.`, 'text/html', page(one)),
  stream: (one) => file(`${one.mark}.html::$DATA`, 'text/html', page(one)),
  name: (one) => file(`${one.mark}<${one.element}>.txt`, 'text/plain', plain(one)),
  climb: (one) => file(`../${one.mark}.txt`, 'text/plain', plain(one)),
  climbTwice: (one) => file(`....//${one.mark}.txt`, 'text/plain', plain(one)),
  climbBack: (one) => file(`..\\${one.mark}.txt`, 'text/plain', plain(one)),
  climbEncoded: (one) => file(`..%2f${one.mark}.txt`, 'text/plain', plain(one)),
};

export const makeProbe = (trick: PlainTrick, parts: ProbeParts): FileProbe => ({
  trick,
  file: FILES[trick](parts),
  ...parts,
});

/** Plain text under the name of a script. */
export const scriptProbe = (ending: string, parts: ProbeParts): FileProbe => ({
  trick: 'script',
  file: file(`${parts.mark}.${ending}`, 'text/plain', plain(parts)),
  ...parts,
});

/** A name that ends as a page does once a site that cuts names after so many characters has cut it. */
export const cutProbe = (length: number, parts: ProbeParts): FileProbe => ({
  trick: 'cut',
  file: file(`${parts.mark.padEnd(length - '.html'.length, 'x')}.html.png`, 'image/png', page(parts)),
  ...parts,
});
