import type { RawHeader } from '@/lib/http/exchange';
import { type Ask, htmlReply, type Reply, reply, withHeaders } from '../wire/ask-and-reply';
import { answerControl, type PanelContext } from './answer-control';
import { answerForm } from './answer-form';
import { panelPage } from './panel-page';
import { PANEL_STYLE } from './panel-style';
import { isOwnRequest } from './refuse-foreign';

const HEADERS: readonly RawHeader[] = [
  [
    'Content-Security-Policy',
    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  ],
  ['X-Content-Type-Options', 'nosniff'],
  ['X-Frame-Options', 'DENY'],
  ['Referrer-Policy', 'same-origin'],
  ['Cache-Control', 'no-store'],
];

/** The control panel: a page for people at `/`, JSON for programs below `/control/`; only for its own origin. */
export async function handlePanelRequest(ask: Ask, context: PanelContext): Promise<Reply> {
  const response = isOwnRequest(ask, context.port)
    ? await route(ask, context)
    : reply(403, 'text/plain; charset=utf-8', 'The control panel answers its own pages only.');
  return withHeaders(response ?? reply(404, 'text/plain; charset=utf-8', 'Nothing lives here.'), HEADERS);
}

async function route(ask: Ask, context: PanelContext): Promise<Reply | null> {
  if (ask.path.startsWith('/control/')) return answerControl(ask, context);
  if (ask.method === 'POST') return await answerForm(ask, context.state);
  if (ask.path === '/') return htmlReply(200, panelPage(context, ask.query.get('notice')));
  return ask.path === '/panel.css' ? reply(200, 'text/css; charset=utf-8', PANEL_STYLE) : null;
}
