import type { RequestTemplate } from '../../checks/check';
import type { PageForm } from '../crawl/html-page';

/** What makes two forms the same: where they are sent and what they send. */
export const formKey = (form: PageForm): string =>
  `${form.method} ${form.action} ${form.fields.map(({ name }) => name).join(',')}`;

/** The request that a browser sends with the form, and what the form says of itself. */
export function formRequest(form: PageForm, pageUrl: string): RequestTemplate {
  const { method, action, fields } = form;
  const said = form.buttons.map(({ control, value }) => `${control.label} ${value}`);
  const facts = { pageUrl, form: { words: [form.words, ...said].join(' '), fields } };
  const values = fields.map(({ name, value }) => [name, value] as const);
  if (method === 'GET') {
    const url = new URL(action);
    // A browser replaces the action's own query by the fields.
    url.search = new URLSearchParams(values.map(([name, value]) => [name, value])).toString();
    return { method, url: url.href, headers: [], body: { kind: 'none' }, ...facts };
  }
  const files = fields.filter(({ type }) => type === 'file').map(({ name }) => name);
  const headers: [string, string][] = [
    ['Origin', new URL(action).origin],
    ['Referer', pageUrl],
  ];
  // A failed login may end the session that came with it: login forms are tried as a stranger.
  if (fields.some(({ type }) => type === 'password')) headers.push(['Cookie', '']);
  return { method, url: action, headers, body: { kind: form.encoding, fields: values, files }, ...facts };
}
