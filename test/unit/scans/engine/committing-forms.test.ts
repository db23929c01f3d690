import { afterEach, describe, expect, it } from 'vitest';
import { reflectedXss } from '@/lib/scans/checks/reflected-xss';
import { sqlInjection } from '@/lib/scans/checks/sql-injection';
import { MAX_SUBMISSIONS } from '@/lib/scans/engine/saving/submission-place';
import { type LocalSite, notFound, page, redirect, startSite } from './local-site';

let site: LocalSite;
afterEach(() => site.close());

const CHECKS = [reflectedXss, sqlInjection];

/** One page with a form or script that is sent to `/go…` or wherever it says. */
async function scanPage(content: string) {
  const stored: string[] = [];
  site = await startSite(({ method, url, body }) => {
    if (url.pathname === '/') return page('<a href="/page">page</a>');
    if (url.pathname === '/page') return page(content);
    if (url.pathname.endsWith('.json')) return notFound;
    if (method === 'GET' && url.search === '') return page(`<p>${stored.length} entries</p>`);
    stored.push(`${method} ${body}${url.search}`);
    return redirect('/page');
  });
  const result = await site.scan({}, { checks: CHECKS });
  return { stored, result };
}

const form = (action: string, fields: string, button: string, more = '') =>
  `${more}<form method="post" action="${action}">${fields}<button>${button}</button></form>`;
const MAIL = '<input type="email" name="email">';
const NAME = '<input name="name">';
const JOIN = '<h2>Join our newsletter</h2>';
const DAY = '<input type="date" name="date">';

describe('what commits somebody is never sent, and is no clean place', () => {
  it.each<[string, string]>([
    [
      'Rails: a new user',
      form('/users', '<input name="user[name]"><input name="user[email]">', 'Create User'),
    ],
    ['Django: sign up by mail', form('/accounts/signup/', MAIL, 'Next')],
    ['Laravel: register by phone', form('/register/sms', '<input name="phone" type="tel">', 'Get code')],
    ['a page of its own', form('/go', MAIL, 'Continue', '<h1>Create your account</h1>')],
    ['a club', form('/go', `${NAME}${MAIL}`, 'Submit', '<h2>Join us</h2>')],
    ['a waiting list', form('/go', MAIL, 'Join the waitlist')],
    ['a trial', form('/go', `${NAME}${MAIL}`, 'Start free trial')],
    ['注册', form('/go', '<input name="mobile">', '下一步', '<h3>免费注册</h3>')],
    ['报名', form('/go', NAME, '我要报名')],
    ['a newsletter', form('/go', MAIL, 'Keep me posted')],
    ['a query that joins', `<form action="/join">${MAIL}<button>OK</button></form>`],
    ['a friend who is told', form('/go', '<input name="friend_email">', 'Share')],
    [
      'a message',
      form('/go', `${NAME}${MAIL}<textarea name="text"></textarea>`, 'OK', '<h1>Get in touch</h1>'),
    ],
    ['a call', form('/go', '<input name="phone">', 'Call me back')],
    ['a table', form('/go', `${DAY}<input name="guests">`, 'OK', '<h2>Reserve a table</h2>')],
    ['a room', form('/rooms/5/bookings', DAY, 'OK')],
    ['an appointment', form('/go', DAY, 'Make an appointment')],
    ['预约', form('/go', DAY, '预约')],
    ['an order', form('/orders', '<input name="note">', 'OK')],
    ['a vote', form('/go', '<input name="why">', 'Vote')],
    [
      'a search with a button that books',
      form('/go', '<input name="q">', 'Search</button><button name="do" value="1">Book now'),
    ],
    ['a job', form('/jobs/7/apply', NAME, 'Go')],
    ['one button for both', form('/go', MAIL, 'Log in or sign up')],
    ['登录/注册', form('/go', '<input type="tel" name="mobile">', '登录/注册')],
    [
      'two buttons',
      `<form method="post" action="/go">${MAIL}<button>Log in</button><button>Register</button></form>`,
    ],
    [
      'a code by message',
      `<form method="post" action="/go"><input name="mobile"><button>获取验证码</button><button>登录</button></form>`,
    ],
    ['创建账户', form('/go', NAME, '创建账户')],
    ['an account that is set up', form('/go', MAIL, 'Continue', '<h1>Set up your account</h1>')],
    ['what is looked up and booked', form('/go', DAY, 'Check and book')],
    ['查看并预约', form('/go', DAY, '查看并预约')],
    ['订购', form('/go', NAME, '立即订购')],
    ['a seat', form('/go', `${NAME}${MAIL}`, 'Save my seat')],
    ['a bid', form('/go', '<input name="amount">', 'Place bid')],
    ['a vote that is cast', form('/go', '<input name="why">', 'Cast vote')],
    ['a club that asks for a name', form('/go', NAME, 'Submit', '<h2>Join us</h2>')],
    [
      'a club with names',
      form('/go', '<input name="first_name"><input name="lastName">', 'Save', '<h2>Join us</h2>'),
    ],
    [
      'a field that browsers fill',
      form('/go', '<input name="f1" autocomplete="given-name">', 'Save', '<h2>Join us</h2>'),
    ],
    ['a member', form('/go', '<input name="member[name]">', 'Save', '<h2>Join us</h2>')],
    ['a letter', form('/go', `${NAME}<textarea name="t"></textarea>`, 'Save', '<h2>Contact us</h2>')],
    ['姓名', form('/go', '<input name="姓名">', '保存', '<h2>在线报名</h2>')],
    ['赞', form('/go', '<input name="why">', '赞')],
    ['a seller who is asked', form('/go', '<textarea name="text"></textarea>', 'Message the seller')],
    ['在线留言', form('/go', `${NAME}<textarea name="text"></textarea>`, '提交', '<h2>在线留言</h2>')],
    ['a quote', form('/go', `${NAME}${MAIL}`, 'Get my free quote')],
    [
      'a script that registers',
      `<script>function save() { fetch('/api/register', { method: 'POST', body: JSON.stringify({ email: a }) }); }</script>`,
    ],
    [
      'a script that changes',
      `<script>axios.put('/api/item/4', { title: t }); fetch('/api/item/4', { method: 'DELETE' })</script>`,
    ],
  ])('%s', async (_name, content) => {
    const { stored, result } = await scanPage(content);
    expect(stored).toEqual([]);
    const states = result.checklist.filter(({ class: name }) => name === 'XSS' || name === 'SQL_INJECTION');
    for (const entry of states) expect(entry).toMatchObject({ state: 'NOT_TESTED', reason: 'NOT_SENT' });
  });
});

describe('what saves and takes no text is not sent either', () => {
  it.each<[string, string]>([
    ['a favourite', form('/favourites', '<input type="hidden" name="id" value="5">', 'Bookmark')],
    ['a switch', form('/save', '<input type="checkbox" name="dark" value="1">', 'Save')],
    [
      'a cart',
      form('/cart', '<input type="hidden" name="id" value="5"><input name="n" value="1">', 'Add to cart'),
    ],
    ['a script', `<script>fetch('/save', { method: 'POST', body: JSON.stringify({ dark: true }) })</script>`],
  ])('%s', async (_name, content) => {
    const { stored, result } = await scanPage(content);
    expect(stored).toEqual([]);
    const entry = result.checklist.find(({ class: name }) => name === 'SQL_INJECTION');
    expect(entry).toMatchObject({ state: 'NOT_TESTED', reason: 'SAVING_PLACE' });
  });
});

describe('what renames a thing below a heading about something else is a place as any other', () => {
  it.each<[string, string]>([
    ['a file', form('/rename', '<input name="new_filename" value="a.txt">', 'Rename', JOIN)],
    ['a folder', form('/rename', '<input name="name" value="a">', 'Rename', JOIN)],
    ['a product', form('/rename', '<input name="product[name]" value="a">', 'Save', JOIN)],
  ])('%s', async (_name, content) => {
    const { stored } = await scanPage(content);
    expect(stored.length).toBeGreaterThan(0);
  });
});

describe('what adds a record is sent a stated number of times, and listed', () => {
  const TEXT = '<textarea name="text"></textarea>';
  it.each<[string, string]>([
    [
      'WordPress: a comment',
      form('/wp-comments-post.php', `${TEXT}<input name="author">${MAIL}`, 'Post Comment'),
    ],
    ['a ticket', form('/tickets', `<input name="subject">${TEXT}`, 'Open ticket')],
    ['工单', form('/gongdan', `<input name="title">${TEXT}`, '提交工单')],
    ['a task', form('/todos', '<input name="title">', 'Add')],
    [
      'a script with a form in a text',
      `<script>fetch('/todos', { method: 'POST', body: 'title=' + encodeURIComponent(t) })</script>`,
    ],
    [
      'a script with pairs',
      `<script>fetch('/todos', { method: 'POST', body: new URLSearchParams({ title: t }) })</script>`,
    ],
    ['a script of jQuery', `<script>$.post('/todos', { title: t })</script>`],
    [
      'a script with a form of its own',
      `<script>const d = new FormData(); d.append('title', t); fetch('/todos', { method: 'POST', body: d })</script>`,
    ],
    [
      'a script with a request',
      `<script>var x = new XMLHttpRequest(); x.open('POST', '/todos'); x.send('title=' + t)</script>`,
    ],
  ])('%s', async (_name, content) => {
    const { stored, result } = await scanPage(content);
    expect(stored.length).toBeGreaterThan(0);
    expect(stored.length).toBeLessThanOrEqual(MAX_SUBMISSIONS);
    expect(stored.every((text) => /pf2e3f4a5b|^POST/.test(text))).toBe(true);
    expect(result.leftBehind.length).toBeGreaterThan(0);
  });
});

describe('what only looks something up is probed', () => {
  it.each<[string, string]>([
    [
      'a search below a newsletter',
      form('/find', '<input name="q">', 'Search', '<h2>Sign up for our newsletter</h2>'),
    ],
    ['filters', '<form action="/list"><input name="min"><button>Apply filters</button></form>'],
    [
      'an order that is tracked',
      '<form action="/order/status"><input name="number"><button>Track order</button></form>',
    ],
    ['an order of rows', '<form action="/list"><input name="by"><button>Order by</button></form>'],
    ['books', '<form action="/books"><input name="title"><button>Book search</button></form>'],
    ['one order', '<form action="/status"><input name="number"><button>Order status</button></form>'],
    ['calls', '<form action="/calls"><input name="number"><button>Call history</button></form>'],
    ['free tables', form('/free', DAY, 'Check availability', '<h1>Book a table</h1>')],
    ['books', form('/find', '<input name="q">', 'Book search')],
    ['past orders', '<form action="/list"><input name="q"><button>Order history</button></form>'],
    ['登录', form('/hello', '<input name="user">', '登录')],
    ['查询', form('/chaxun', '<input name="no">', '查询预约')],
    ['a greeting', '<form action="/hello"><input name="name"><button>Submit</button></form>'],
    ['orders of a day', `<form action="/orders">${DAY}<button>Go</button></form>`],
    ['customers by name', `<form action="/customers">${NAME}<button>OK</button></form>`],
    ['a filter of products', form('/list', '<input name="product_name">', 'Apply', JOIN)],
    ['a filter of files', form('/list', '<input name="filename">', 'Go', JOIN)],
    ['a filter by name', form('/list', NAME, 'Apply filters', JOIN)],
    ['a search of some kind', form('/list', '<input name="searchName">', 'OK', JOIN)],
    ['the name of a search', form('/list', NAME, 'Show results', JOIN)],
    ['筛选', form('/list', '<input name="goods_name">', '确定', '<h3>订阅我们的新闻</h3>')],
    ['a candidate', form('/list', '<input name="candidate_update">', 'OK', JOIN)],
    [
      'a shop by e-mail templates',
      form('/list', '<input name="q"><input type="hidden" name="email">', 'OK', JOIN),
    ],
    ['a call with parameters', `<script>axios.get('/find', { params: { term: t } })</script>`],
  ])('%s', async (_name, content) => {
    site = await startSite(({ method, url, body }) => {
      if (url.pathname === '/') return page(content);
      const value = [...(method === 'POST' ? new URLSearchParams(body) : url.searchParams).values()][0];
      return value === undefined ? notFound : page(`<p>${value}</p>`);
    });
    const result = await site.scan({}, { checks: CHECKS });
    expect(result.findings.map(({ class: name }) => name)).toContain('XSS');
  });
});
