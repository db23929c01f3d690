import { decodedBodyText } from '@/lib/http/decoded-body-text';
import type { Exchange } from '@/lib/http/exchange';
import { redirectTarget } from '@/lib/http/follow-redirects';
import type { RequestTemplate } from '../../checks/check';
import { isPrefilled } from '../crawl/form-requests';
import type { PageForm } from '../crawl/html-page';
import { jsonLeaves } from '../requests/json-leaves';
import { xmlLeaves } from '../requests/xml-leaves';

/** How a place keeps what it is sent: in the place of what was there, beside it, or in a way that was not seen. */
export type Keeping = 'REPLACES' | 'ADDS' | 'UNSEEN';

/** What a submission with marks and the untouched reads around it showed. */
export type SubmissionFacts = {
  template: RequestTemplate;
  marks: readonly string[];
  exchange: Exchange;
  /** The carrying page as the crawl saw it, right before and right after. */
  captured: Exchange | null;
  before: Exchange | null;
  after: Exchange | null;
  /** The form on the page right after. */
  formAfter: PageForm | null;
  /** The page once more, where it was not read right before and its numbers grew. */
  again: Exchange | null;
  /** Other pages that were read afterwards without any mark in the request. */
  later: readonly Exchange[];
};

/** Where sites send those whose submission they did not take. */
const NO_SUCCESS =
  /log-?in|log-?on|sign-?in|error|denied|forbidden|fail|expired|blocked|invalid|sorry|oops|not-?found|no-?results?|unauthori[sz]ed|try-?again|登录|登錄|错误|錯誤|失败|失敗/i;

export const holdsMark = (exchange: Exchange, marks: readonly string[]): boolean => {
  const text = decodedBodyText(exchange).toLowerCase();
  return marks.some((mark) => text.includes(mark));
};

const readNumbers = (exchange: Exchange): number[] =>
  (
    decodedBodyText(exchange)
      .slice(0, 64_000)
      .match(/(?<![\w.-])\d{1,9}(?![\w.-])/g) ?? []
  ).map(Number);

const areSteady = (one: Exchange, other: Exchange): boolean => {
  const [first, second] = [readNumbers(one), readNumbers(other)];
  return first.length === second.length && first.every((number, index) => number === second[index]);
};

/** Whether a count or a number is one higher than before. */
export function growsBetween(before: Exchange, after: Exchange): boolean {
  const [first, second] = [readNumbers(before), readNumbers(after)];
  return second.length >= first.length && first.some((number, index) => second[index] === number + 1);
}

/** A number that is one higher than before and does not move by itself. */
function hasGrown({ captured, before, after, again }: SubmissionFacts): boolean {
  if (!captured || !after) return false;
  if (before) return areSteady(captured, before) && growsBetween(before, after);
  return again !== null && areSteady(after, again) && growsBetween(captured, after);
}

/** Whether a field of the form itself now holds what was sent. */
function isInField({ template, marks, formAfter }: SubmissionFacts): boolean {
  if (template.body.kind === 'json') return false;
  return (formAfter?.fields ?? []).some(({ value }) => marks.some((mark) => value.includes(mark)));
}

/** Whether it leads to where sites send those whose submission they did not take. */
export function isFailureTarget(exchange: Exchange): boolean {
  const target = redirectTarget(exchange);
  return target !== null && NO_SUCCESS.test(target.pathname + target.search);
}

/** Whether it leads to where a value of the submission says, which then was no text to be kept. */
const isToldWhere = ({ body }: RequestTemplate, target: URL): boolean => {
  const values = 'fields' in body ? body.fields.map(([, value]) => value) : bodyLeaves(body);
  return values.some(
    (value) =>
      /^(?:\/|https?:\/\/|[\w-]+\.\w+$)/.test(value) &&
      URL.canParse(value, target) &&
      new URL(value, target).href === target.href,
  );
};

const bodyLeaves = (body: RequestTemplate['body']): string[] => {
  if (body.kind === 'json') return jsonLeaves(body.text).map(({ value }) => value);
  return body.kind === 'xml' ? xmlLeaves(body.text).map(({ value }) => value) : [];
};

function redirectsAfterSaving({ template, exchange, marks }: SubmissionFacts): boolean {
  const target = redirectTarget(exchange);
  if (!target || exchange.response.status === 301 || exchange.response.status === 308) return false;
  if (isToldWhere(template, target)) return false;
  const address = target.href.toLowerCase();
  return !marks.some((mark) => address.includes(mark)) && !isFailureTarget(exchange);
}

const FILE_REFUSED =
  /\b(?:file|type|format|extension|image|upload)s?\b[^.<]{0,40}\b(?:not (?:allowed|permitted|supported|accepted|valid)|invalid|unsupported|forbidden|rejected|refused)\b|\b(?:not allowed|invalid|unsupported|disallowed|illegal)\b[^.<]{0,20}\b(?:file|type|format|extension)|\bonly\b[^.<]{0,60}\b(?:allowed|accepted|permitted)\b|\b(?:file|upload)\b[^.<]{0,30}\bwas not uploaded\b|(?:文件|格式|类型|后缀|图片)[^。<]{0,10}(?:不允许|不支持|不合法|不正确|错误|无效|非法)|只(?:允许|能|支持)上传|禁止上传/i;

/**
 * Whether an answer to a file says that it was not taken; `page`, which carries the form, may say what is taken at all.
 */
export function refusesFile(exchange: Exchange, page: Exchange | null): boolean {
  if (exchange.response.status >= 400) return true;
  const said = FILE_REFUSED.exec(decodedBodyText(exchange).slice(0, 64_000))?.[0];
  return said !== undefined && !(page && decodedBodyText(page).includes(said));
}

/** Null when nothing shows that the submission was kept. */
export function recogniseKeeping(facts: SubmissionFacts): Keeping | null {
  const { template, marks, exchange, after, later } = facts;
  if (isInField(facts)) return 'REPLACES';
  const pages = [...(after ? [after] : []), ...later];
  const ownResponse = later.find(({ request }) => request.url === template.url);
  // What the same address shows in JSON is the state that it sets.
  if (template.body.kind === 'json' && ownResponse && holdsMark(ownResponse, marks) && !isList(ownResponse))
    return 'REPLACES';
  // A form with stored values may have replaced one of them although the page shows it elsewhere.
  if (pages.some((page) => holdsMark(page, marks))) return isPrefilled(template) ? 'UNSEEN' : 'ADDS';
  if (exchange.response.status === 201 || hasGrown(facts)) return 'ADDS';
  return redirectsAfterSaving(facts) ? 'UNSEEN' : null;
}

const isList = (exchange: Exchange): boolean =>
  /^\s*\[|:\s*\[\s*\{/.test(decodedBodyText(exchange).slice(0, 64_000));
