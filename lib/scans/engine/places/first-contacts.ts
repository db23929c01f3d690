import { pathTemplate } from '@/lib/findings/rules/path-template';
import { decodedBodyText } from '@/lib/http/decoded-body-text';
import type { Exchange } from '@/lib/http/exchange';
import type { InsertionPoint, RequestTemplate } from '../../checks/check';
import { MARK_TAIL } from '../../checks/xss/mark-tail';
import { isFree, textPlaces } from '../crawl/form-requests';
import { isRouter } from '../crawl/scope-url';
import { requestEffect } from '../danger/request-effect';
import { type Candidate, listCandidates } from '../requests/insertion-points';
import { withPlaceValue } from '../requests/place-part';
import { beside, type ResponseShape, readResponseShape, wordLikeness } from '../requests/response-shape';
import type { Retriever } from '../requests/retriever';
import type { Submissions } from '../saving/submissions';
import { RememberedResponses } from './remembered-responses';

/** What a request answered to plain marks in all of its places at once. */
export type FirstContact = {
  exchange: Exchange;
  /** By location and name of the place. */
  marks: ReadonlyMap<string, string>;
};

export const placeKey = ({ location, name }: Pick<InsertionPoint, 'location' | 'name'>): string =>
  `${location} ${name}`;

/** From this likeness of what marks added to a page on two pages did the same with them. */
const ALIKE = 0.6;

type Deps = {
  retriever: Retriever;
  submissions: Submissions;
  mark: () => string;
  /** The page as the crawl saw it. */
  captured(url: string): Exchange | null;
};

/** One request for each found one, with plain marks wherever it takes a text: what all checks may read first. */
export class FirstContacts {
  private readonly responses = new RememberedResponses();
  private readonly marks = new Map<RequestTemplate, ReadonlyMap<string, string>>();

  constructor(private readonly deps: Deps) {}

  /** What the request answers as it was found: the page that the crawl opened, or one request for all who ask. */
  baseline(template: RequestTemplate): Promise<Exchange | null> {
    const { method, url, headers } = template;
    const place = this.deps.submissions.findPlace(template);
    const captured =
      method === 'GET' && headers.length === 0 && !place?.renews ? this.deps.captured(url) : null;
    const known = captured ?? place?.untouchedResponse;
    if (known) return Promise.resolve(known);
    const ask = () => this.deps.submissions.sendChanged(template, (base) => base);
    return this.responses.remember(JSON.stringify(template), ask);
  }

  /** What the request answered to a mark in this one place and to none elsewhere; null where its first contact had others. */
  async findAlone(template: RequestTemplate, place: string): Promise<FirstContact | null> {
    const { marks } = this.deps.submissions.findPlace(template)?.markedResponse ?? {
      marks: this.marksFor(template),
    };
    return marks.size === 1 && marks.has(place) ? this.find(template) : null;
  }

  /** Null where nothing came back, where it saves, and where it takes no text. */
  async find(template: RequestTemplate): Promise<FirstContact | null> {
    const tried = this.deps.submissions.findPlace(template)?.markedResponse;
    if (tried) return tried;
    const marks = this.marksFor(template);
    if (marks.size === 0) return null;
    const key = JSON.stringify([template.method, template.url, [...marks]]);
    const exchange = await this.responses.remember(key, () => this.send(template, marks));
    return exchange && { exchange, marks };
  }

  /** What the request did with marks, beside what its page said before; null as with `find`. */
  async readBehaviour(template: RequestTemplate): Promise<Behaviour | null> {
    const contact = await this.find(template);
    if (!contact) return null;
    const before = this.deps.captured(template.method === 'GET' ? template.url : (template.pageUrl ?? ''));
    return readBehaviour(contact, before);
  }

  private marksFor(template: RequestTemplate): ReadonlyMap<string, string> {
    const marks = this.marks.get(template) ?? this.chooseMarks(template);
    this.marks.set(template, marks);
    return marks;
  }

  private chooseMarks(template: RequestTemplate): ReadonlyMap<string, string> {
    const { submissions, mark } = this.deps;
    const effect = submissions.readEffect(template) ?? requestEffect(template).effect;
    if (effect !== 'READS') return new Map();
    const free = new Set(textPlaces(template).map(placeKey));
    const isFreeText = (place: Candidate) =>
      place.location === 'QUERY' ? isFree(place.name, place.value) : free.has(placeKey(place));
    const all = listCandidates(template).filter(
      (place) => isMarked(place) && !submissions.isToken({ template, name: place.name }),
    );
    const texts = all.filter(isFreeText);
    // Literals of JSON keep their type.
    const places = texts.length > 0 ? texts : all.filter(({ location }) => location !== 'JSON');
    return new Map(places.map((place) => [placeKey(place), mark()]));
  }

  private send(template: RequestTemplate, marks: ReadonlyMap<string, string>): Promise<Exchange | null> {
    return this.deps.submissions.sendChanged(template, (base) =>
      listCandidates(base).reduce((request, place) => {
        const mark = marks.get(placeKey(place));
        return mark === undefined ? request : withPlaceValue(request, place, mark + MARK_TAIL);
      }, base),
    );
  }
}

/** What chooses the page, or names a row of it, stays: without it there would be another page. */
const isMarked = ({ location, name }: Candidate): boolean => location !== 'PATH' && !isRouter(name);

/** `said`: status, target and the words that were not on the page before. */
export type Behaviour = { said: ResponseShape; isRepeated: boolean };

function readBehaviour({ exchange, marks }: FirstContact, before: Exchange | null): Behaviour {
  const sent = [...marks.values()].map((mark) => mark + MARK_TAIL);
  const text = decodedBodyText(exchange).toLowerCase();
  const shape = readResponseShape(exchange, sent);
  const said = beside(shape, before ? [readResponseShape(before)] : []);
  const target = sent.reduce((address, mark) => address.replaceAll(mark, ''), shape.target);
  return {
    said: { ...said, target: target.startsWith('/') ? pathTemplate(target) : target },
    isRepeated: [...marks.values()].some((mark) => text.includes(mark)),
  };
}

/** What was asked for changed nothing that can be seen. @param before the status without marks */
export const changesNothing = ({ said, isRepeated }: Behaviour, before: number): boolean =>
  !isRepeated && said.words.size === 0 && said.status === before;

export const behavesAlike = (a: Behaviour, b: Behaviour): boolean =>
  a.isRepeated === b.isRepeated &&
  a.said.status === b.said.status &&
  a.said.target === b.said.target &&
  wordLikeness(a.said, b.said) >= ALIKE;
