import type { MarkedResponse } from '../../checks/reaction';
import { saysSame } from '../requests/same-response';
import type { FirstContacts } from './first-contacts';

const MAX_ALIKE = 2;
const MAX_OTHER = 20;

type Deps = { contacts: Pick<FirstContacts, 'baseline'>; missingUrl: string };

/** What a site says of paths that do not exist: the same of all, or in the words of one of its parts. */
export class MissingAnswers {
  /** What is said in other words than the root's, and in how many places. */
  private readonly others: { response: MarkedResponse; places: number }[] = [];

  constructor(private readonly deps: Deps) {}

  /**
   * Whether a 404 says no more than that there is no such page. In other words than the root's it does so from the third
   * place on: parts of a site have missing pages of their own.
   * @param value the untouched value of the place
   */
  async isOne(response: MarkedResponse, value: string): Promise<boolean> {
    const { contacts, missingUrl: url } = this.deps;
    const exchange = await contacts.baseline({ method: 'GET', url, headers: [], body: { kind: 'none' } });
    const name = url.slice(url.lastIndexOf('/') + 1);
    if (!exchange || saysSame({ exchange, value: name, mark: name }, response, value)) return true;
    const alike = this.others.find((one) => saysSame(one.response, response, value));
    if (!alike) this.others.push({ response, places: 1 });
    else alike.places += 1;
    return (alike?.places ?? 1) > MAX_ALIKE || this.others.length > MAX_OTHER;
  }
}
