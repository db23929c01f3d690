import type { Reply } from '../wire/ask-and-reply';
import type { Html } from '../wire/html';
import type { Invoice } from './invoices';
import type { SessionFile, SiteSession } from './sessions';

/** The rows of a query, or the complaint of the database. */
export type FoundInvoices = { ok: true; rows: Invoice[] } | { ok: false; error: string };

export type XmlInvoice = { ok: true; customer: string; note: string } | { ok: false; error: string };

/** Everything in which the two sites differ. Pages, routes, sessions and headers are the same code. */
export type SiteBehaviour = {
  /** The search term in the sentence above the results. */
  searchTermText(term: string): Html;
  /** The search topic as the value of a double-quoted attribute. */
  topicAttribute(topic: string): Html;
  /** Invoices of the customers whose name contains the term; all for an empty one. */
  listInvoices(customer: string): FoundInvoices;
  /** Where `/go?to=` leads, or null when it refuses. */
  redirectTarget(to: string): string | null;
  /** Files that lie in the root besides those that both sites serve. */
  strayFile(path: string): Reply | null;
  /** What looking up a host name prints, or null for a name that is refused. */
  lookupOutput(host: string): string | null;
  /** The text of a guide, or null when there is none of that name. */
  guideText(name: string): string | null;
  /** The customer and the note of an invoice as XML. */
  readXmlInvoice(document: string): XmlInvoice;
  /** Whether a form that saves something was sent by the site's own page. */
  isOwnForm(session: SiteSession, token: string): boolean;
  /** Whether the browser sends the session along from pages of other sites. */
  isSessionSentFromElsewhere: boolean;
  /** The logo as it is kept and served; null for a file that is refused. */
  acceptLogo(file: SessionFile): SessionFile | null;
  /** What is behind the last line of the start page. */
  homePageEnd: Html;
};
