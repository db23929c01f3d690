import { decodedBodyText } from '@/lib/http/decoded-body-text';
import type { Exchange } from '@/lib/http/exchange';
import { MAX_UPLOADS } from '../../rules/run-limits';
import type { ChangedResponse, FoundRequest, RequestContext } from '../check';
import { fileFolder, guessedAddresses, knownAddresses, namedAddresses } from './file-addresses';
import type { FileProbe, ProbeParts } from './probe-files';
import type { UploadPlace } from './upload-place';

/** What came of one file: `at` is how the site serves it, null where it was not found. */
export type SentUpload = { probe: FileProbe; sent: ChangedResponse; isTaken: boolean; at: Exchange | null };

/** The part of a sent name behind its folders. */
export const toBaseName = (fileName: string): string => fileName.split(/[\\/]|%2f/i).at(-1) ?? '';

/** Sends files to one place and looks for them on the same origin. */
export class UploadTrial {
  /** Where the site keeps its files; null until one was found under its own name. */
  folder: string | null = null;
  private readonly before = new Set<string>();
  private taken = 0;
  private isEnded = false;
  private isGuessed = false;

  /** @param budget how many files the site may take at this place */
  constructor(
    readonly target: FoundRequest,
    private readonly context: RequestContext,
    private readonly place: UploadPlace,
    private readonly budget = MAX_UPLOADS,
  ) {}

  /** The only place for a file that the form has. */
  get isAlone(): boolean {
    return this.budget === MAX_UPLOADS;
  }

  get field(): string {
    return this.place.field;
  }

  parts(): ProbeParts {
    const { context } = this;
    return { mark: context.mark(), text: context.mark(), element: context.mark() };
  }

  /** Null where no more files may be sent. */
  async send(probe: FileProbe): Promise<SentUpload | null> {
    if (this.isEnded || this.taken >= this.budget) return null;
    const sent = await this.context.send(this.place.changeFor(probe.file));
    if (!sent) {
      this.isEnded = true;
      return null;
    }
    const isTaken = sent.exchange.response.status < 400 && !sent.isFileRefused;
    if (isTaken) this.taken += 1;
    const at = isTaken ? await this.locate(probe, sent) : null;
    if (at?.request.url.endsWith(encodeURIComponent(probe.file.fileName)))
      this.folder ??= fileFolder(at.request.url);
    for (const address of knownAddresses([sent.exchange, ...sent.pages])) this.before.add(address);
    return { probe, sent, isTaken, at };
  }

  /** The file at one address, by what is in it. */
  async at(url: string, { text }: FileProbe): Promise<Exchange | null> {
    const exchange = await this.context.open(url);
    const isThere =
      exchange !== null && exchange.response.status < 400 && decodedBodyText(exchange).includes(text);
    return isThere ? exchange : null;
  }

  private async locate(probe: FileProbe, sent: ChangedResponse): Promise<Exchange | null> {
    const { mark, text, file } = probe;
    const opened = sent.pages.find((page) => decodedBodyText(page).includes(text));
    if (opened) return opened;
    const named = namedAddresses(sent, { mark, origin: this.context.origin, before: this.before });
    const name = toBaseName(file.fileName);
    const expected = this.folder === null ? [] : [`${this.folder}${encodeURIComponent(name)}`];
    for (const url of new Set([...named, ...expected])) {
      const exchange = await this.at(url, probe);
      if (exchange) return exchange;
    }
    return this.folder === null && !this.isGuessed ? this.guess(probe, name) : null;
  }

  /** Once a place: a site that says nothing about its files is asked for them in the usual folders. */
  private async guess(probe: FileProbe, name: string): Promise<Exchange | null> {
    this.isGuessed = true;
    for (const url of guessedAddresses(this.target.template.url, name)) {
      const exchange = await this.at(url, probe);
      if (exchange) return exchange;
    }
    return null;
  }
}
