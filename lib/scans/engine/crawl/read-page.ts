import { decodedBodyText } from '@/lib/http/decoded-body-text';
import type { Exchange } from '@/lib/http/exchange';
import { type HtmlPage, readHtmlPage } from './html-page';

/** Reads the page of an answer; one that cannot be read within the limits has nothing on it. */
export type ReadPage = (exchange: Exchange) => Promise<HtmlPage>;

/** In the caller's thread, without limits. */
export const readPageHere: ReadPage = async (exchange) =>
  readHtmlPage(decodedBodyText(exchange), exchange.request.url);

export const emptyPage = ({ request: { url } }: Exchange): HtmlPage => ({
  baseUrl: url,
  links: [],
  forms: [],
  scripts: [],
  pressed: [],
  hasPasswordField: false,
  code: { inline: [], files: [], names: [] },
  boxes: {},
  skeleton: '',
  shape: '',
  title: '',
});
