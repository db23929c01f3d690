import type { RequestTemplate } from '../../checks/check';
import { isAboutCommitment, isCommittingAddress, isReading } from '../../rules/commitment-words';
import { isDangerousName } from '../../rules/danger-words';
import { isBelow } from '../../rules/plan';
import type { CoverageBook } from '../coverage-book';
import { type ControlWords, SILENT } from '../danger/control-words';
import { isDangerousForm, isDangerousLink } from '../danger/danger';
import { DangerBook, listDangers } from '../danger/danger-book';
import { readGraphql } from '../requests/graphql';
import { listCandidates } from '../requests/insertion-points';
import type { HtmlPage, PageForm } from './html-page';
import { canonicalUrl, isAvoided, isStaticFile, resolveInScope } from './scope-url';

/** Fields that a visitor types into. */
const TYPED = new Set(
  'text textarea search email tel number url date datetime-local month week time'.split(' '),
);

/** What may be opened and sent, and a line in the coverage for what may not. */
export class CrawlScope {
  readonly dangers = new DangerBook();

  constructor(
    readonly origin: string,
    private readonly path: string,
    private readonly pathsToAvoid: readonly string[],
    private readonly coverage: CoverageBook,
  ) {}

  /** The address on the list for opening, or null where it leaves the scope, is dangerous, avoided or a plain file. */
  admit(href: string, baseUrl: string, control: ControlWords = SILENT): string | null {
    const url = resolveInScope(href, baseUrl, this.origin);
    if (!url) {
      // What was written as an address of another host; `mailto:` and the like are no pages.
      if (/^\s*(?:https?:)?\/\//i.test(href)) this.coverage.skip('OUT_OF_SCOPE', href);
      return null;
    }
    if (isStaticFile(url) || this.isOutside(url)) return null;
    if (!this.isDanger(url, control)) return canonicalUrl(url);
    this.coverage.skip('DANGEROUS', url.href);
    return null;
  }

  /** Whether an address may be opened by the names that a script or a document gives to it. */
  admitsNamed(href: string, baseUrl: string, names: readonly string[]): boolean {
    if (!names.some(isDangerousName)) return true;
    const url = resolveInScope(href, baseUrl, this.origin);
    if (!url) return true;
    this.coverage.skip('DANGEROUS', url.href);
    // The page that is shown afterwards is named in such functions too.
    if (url.search !== '' || /\d/.test(url.pathname)) this.dangers.note(canonicalUrl(url));
    return false;
  }

  /** Whether a form may be sent as it was found. */
  admitsForm(form: PageForm): boolean {
    const url = resolveInScope(form.action, form.action, this.origin);
    if (!url) {
      this.coverage.skip('OUT_OF_SCOPE', form.action);
      return false;
    }
    const sent = new URL(url);
    for (const { name, value } of form.fields) sent.searchParams.append(name, value);
    if (this.isOutside(url) || this.isOutside(sent)) return false;
    if (!isDangerousForm(form) && !this.dangers.has(canonicalUrl(url))) return true;
    this.coverage.skip('DANGEROUS', `${form.method} ${form.action}`);
    for (const { name } of form.fields.filter(({ type }) => TYPED.has(type)))
      this.coverage.leaveUnsent(
        `${form.method} ${url.pathname} ${form.method === 'GET' ? 'QUERY' : 'FORM'} ${name}`,
      );
    for (const { name } of form.fields.filter(({ type }) => type === 'file'))
      this.coverage.leaveFileUnsent(`${form.method} ${url.pathname} MULTIPART ${name}`);
    return false;
  }

  /** A connection that stays open is on the report, and nothing is sent to it. */
  leaveStream(url: string): void {
    this.coverage.skip('STREAM', url);
  }

  /** Whether a request that a script or a document describes may be sent: it reads, or saves what can be put back. */
  admitsCall(template: RequestTemplate, words: readonly string[]): boolean {
    const { method, url } = template;
    const isMutation = readGraphql(template)?.kind === 'mutation';
    const isSafe = (method === 'GET' || method === 'POST') && !isMutation;
    const isAbout = words.some((word) => isAboutCommitment(word) && !isReading(word));
    const isCommitting = method !== 'GET' && (isCommittingAddress(url) || isAbout);
    if (isSafe && !isCommitting) return true;
    this.coverage.skip(isSafe ? 'DANGEROUS' : 'METHOD_NOT_SAFE', `${method} ${url}`);
    // A script or a document seldom says whether a body is a file.
    if (method !== 'GET' && method !== 'DELETE')
      this.coverage.leaveFileUnsent(`${method} ${new URL(url).pathname}`);
    for (const { location, name } of listCandidates(template))
      this.coverage.leaveUnsent(`${method} ${new URL(url).pathname} ${location} ${name}`);
    return false;
  }

  /** All dangers of a page, before anything of it is followed: an address may be there with and without its warning. */
  noteDangers(page: HtmlPage, pageUrl: string): void {
    for (const { url, isRequest } of listDangers(page, pageUrl, this.origin)) {
      this.coverage.skip('DANGEROUS', url.href);
      if (isRequest) this.dangers.note(canonicalUrl(url));
    }
  }

  private isOutside(url: URL): boolean {
    const isOutsidePath = !isBelow(url, this.path);
    const isOnList = isAvoided(url, this.pathsToAvoid);
    if (isOutsidePath) this.coverage.skip('OUTSIDE_PATH', url.href);
    else if (isOnList) this.coverage.skip('PATH_AVOIDED', url.href);
    return isOutsidePath || isOnList;
  }

  /** By its own words, by those of another control, or, where nothing is said, because such addresses were dangerous. */
  private isDanger(url: URL, control: ControlWords): boolean {
    const canonical = canonicalUrl(url);
    const isSilent = control.label === '' && control.hints.length === 0;
    return (
      isDangerousLink(url.href, control) ||
      this.dangers.has(canonical) ||
      (isSilent && this.dangers.hasKind(canonical))
    );
  }
}
