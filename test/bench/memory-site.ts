/** The site of the bench `memory`: as many different pages of usual size as it is told, from a process of its own. */
import { createServer } from 'node:http';
import { seededDraw } from '../fixtures/bulk/seeded-draw';

const COUNT = Number(process.argv[2]);
const DELAY_MS = Number(process.argv[3] ?? 0);
const PER_LIST = 50;
const SMALLEST = 20_000;
const LARGEST = 60_000;
const SYLLABLES =
  'ba ce di fo gu la me ni po ru sta vel kor min tas lor pen dar fil gor hes jun kam lin mor nat'.split(' ');
const TAGS = ['section', 'article', 'div', 'ul', 'table', 'figure', 'aside', 'blockquote'] as const;

const wordsOf = (seed: number, count: number): string[] => {
  const { pick } = seededDraw(seed);
  return Array.from({ length: count }, () => pick(SYLLABLES) + pick(SYLLABLES) + pick(SYLLABLES));
};
const addressOf = (index: number): string =>
  `/${wordsOf(index % 70, 1)[0]}/${wordsOf(index + 1_000, 2).join('-')}-${index}`;

/** Blocks that differ in kind and order, some with parameters of their own, one page in five with a form of its own. */
function contentOf(index: number): string {
  const draw = seededDraw(index + 1);
  const size = SMALLEST + draw.next() * (LARGEST - SMALLEST);
  const own = wordsOf(index, 6);
  const parts = [`<h1>${own.join(' ')}</h1>`, `<a href="?${own[0]}=${index}&${own[1]}=on">${own[0]}</a>`];
  for (let length = 0; length < size; ) {
    const tag = draw.pick(TAGS);
    const part = `<${tag} class="${draw.pick(own)}">${wordsOf(Math.floor(draw.next() * 1e6), 40).join(' ')}</${tag}>`;
    parts.push(part);
    length += part.length;
  }
  if (index % 5 === 0)
    parts.push(
      `<form action="${addressOf(index)}"><input name="${own[2]}"><input name="${own[3]}"><button>Show</button></form>`,
    );
  return parts.join('\n');
}

const listOf = (list: number): string => {
  const from = list * PER_LIST;
  const links = Array.from({ length: Math.min(PER_LIST, COUNT - from) }, (_, at) => addressOf(from + at));
  return links.map((href) => `<li><a href="${href}">${href}</a></li>`).join('');
};

const frame = (title: string, content: string): string =>
  `<!doctype html><html><head><title>${title}</title></head><body><nav><a href="/">Start</a></nav>${content}</body></html>`;

function respond(path: string): string | null {
  if (path === '/') {
    const lists = Array.from({ length: Math.ceil(COUNT / PER_LIST) }, (_, list) => list);
    return frame(
      'Start',
      lists.map((list) => `<a href="/${wordsOf(list, 2).join('')}/overview-${list}">${list}</a>`).join(''),
    );
  }
  const list = /\/overview-(\d+)$/.exec(path);
  if (list) return frame('Overview', `<ul>${listOf(Number(list[1]))}</ul>`);
  const index = Number(/-(\d+)$/.exec(path)?.[1] ?? Number.NaN);
  return index < COUNT && addressOf(index) === path ? frame(`Page ${index}`, contentOf(index)) : null;
}

const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  const body = respond(new URL(request.url ?? '/', 'http://site').pathname);
  const headers = { 'Content-Type': 'text/html; charset=utf-8' };
  setTimeout(() => response.writeHead(body === null ? 404 : 200, headers).end(body ?? 'Not found'), DELAY_MS);
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.(typeof address === 'object' ? address?.port : null);
});
process.once('disconnect', () => process.exit());
