import type { Reply } from '../wire/ask-and-reply';
import type { Html } from '../wire/html';
import type { Invoice } from './invoices';
import type { SqlResult } from './sql-emulator';

/** Everything in which the two sites differ. Pages, routes, sessions and headers are the same code. */
export type SiteBehaviour = {
  /** The search term in the sentence above the results. */
  searchTermText(term: string): Html;
  /** The search topic as the value of a double-quoted attribute. */
  topicAttribute(topic: string): Html;
  /** Invoices of the customers whose name contains the term; all for an empty one. */
  listInvoices(customer: string): SqlResult<Invoice>;
  /** Where `/go?to=` leads, or null when it refuses. */
  redirectTarget(to: string): string | null;
  /** Files that lie in the root besides those that both sites serve. */
  strayFile(path: string): Reply | null;
};
