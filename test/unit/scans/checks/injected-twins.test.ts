import { describe, expect, it } from 'vitest';
import { injectedContent } from '@/lib/scans/checks/injected-content';
import { HIDING } from '../../../fixtures/sites/trojan-site';
import { capturedPage } from './captured-page';

const ORIGIN = 'https://www.shop.com';
const shown = (body: string, head = '', title = 'Lamps') =>
  `<!doctype html><html lang="en"><head><title>${title}</title>${head}</head><body><h1>Lamps</h1><p>Welcome to our lamp shop</p>${body}</body></html>`;
const script = (code: string) => `<script>${code}</script>`;

function findingsOf(html: string, headers: [string, string][] = []) {
  const exchange = capturedPage({ url: `${ORIGIN}/page`, body: html, headers });
  const findings = injectedContent.run(exchange, { origin: ORIGIN, isBehindLogin: false });
  return findings.map(
    ({ titleKey, confidence, values }) => `${titleKey.split('.')[1]} ${confidence} ${values.subject}`,
  );
}

describe('what belongs to a page', () => {
  it.each<[string, string]>([
    [
      'a silent sign-in at a foreign host',
      shown(
        '<iframe src="https://id.partner-login.com/authorize?client_id=x&prompt=none" style="display:none"></iframe>',
      ),
    ],
    [
      'the same by a script',
      shown(
        script(
          "var f=document.createElement('iframe');f.id='renew';f.style.display='none';f.src='https://id.partner-login.com/authorize?prompt=none&client_id=1';document.body.appendChild(f)",
        ),
      ),
    ],
    [
      'a frame of the same brand under another end',
      shown('<iframe src="https://static.shop.de/frame" width=0 height=0></iframe>'),
    ],
    ['a frame of a subdomain', shown('<iframe src="https://pay.shop.com/frame" hidden></iframe>')],
    [
      'a frame that grows to its content',
      shown(
        '<iframe src="https://forms.partner-a.com/f" style="width:1px;min-width:100%;height:900px"></iframe>',
      ),
    ],
    [
      'a frame in a dialog',
      shown(
        '<div class="modal" style="display:none"><iframe src="https://player.partner-v.com/1" width="640" height="360"></iframe></div>',
      ),
    ],
    [
      'a visible frame',
      shown('<iframe src="https://booking.partner-a.com/f" width="100%" height="900"></iframe>'),
    ],
    [
      'an address that is put together, by a script that says what it makes',
      shown(
        script(
          "var host='cdn.'+'widget-maker.com';var s=document['createElement']('script');s.src='https://'+host+'/'+'w.js';document.body.appendChild(s)",
        ),
      ),
    ],
    [
      'all fields of a form for the card, kept by the site itself',
      shown(
        `<form><input name="cardnumber"></form>${script("var d={};document.querySelectorAll('input').forEach(function(i){d[i.name]=i.value});fetch('/draft',{method:'POST',body:JSON.stringify(d)})")}`,
      ),
    ],
    [
      'a widget snippet with many settings',
      shown(
        script(
          "(function(w,d,s,u,n,a,m){w['WidgetObject']=n;w[n]=w[n]||function(){(w[n].q=w[n].q||[]).push(arguments)};a=d.createElement(s);m=d.getElementsByTagName(s)[0];a.async=1;a.src=u;m.parentNode.insertBefore(a,m)})(window,document,'script','https://cdn.widget-maker.com/w.js','wg');wg('create','id-1')",
        ),
      ),
    ],
    [
      'an old way to write a script',
      shown(
        script(
          `document.write(unescape("%3Cscript src='" + (location.protocol=='https:'?'https://ssl.':'http://www.') + "stats-maker.com/s.js' type='text/javascript'%3E%3C/script%3E"))`,
        ),
      ),
    ],
    [
      'a script address in parts',
      shown(
        script(
          "var h='cdn.'+'library-maker'+'.com';var s=document.createElement('script');s.src='https://'+h+'/a.js';document.head.appendChild(s)",
        ),
      ),
    ],
    [
      'a bundle for developers that loads a foreign script',
      shown(
        script(
          `eval("var s=document.createElement('script');s.src='https://cdn.library-maker.com/x.js';document.head.appendChild(s);\\n//# sourceURL=webpack:///./a.js")`,
        ),
      ),
    ],
    [
      'a packed library that opens a link on a click',
      shown(
        script(
          HIDING.packed?.(
            "document.getElementById('b').onclick=function(){location.href='https://docs.library-maker.com/'}",
          ) ?? '',
        ),
      ),
    ],
    [
      'settings in base64 with an address',
      shown(
        script(
          `var c=JSON.parse(atob("${Buffer.from('{"api":"https://api.library-maker.com"}').toString('base64')}"));fetch(c.api+'/items').then(function(r){return r.json()})`,
        ),
      ),
    ],
    [
      'telephones get the shop of apps',
      shown(
        script(
          "if(/iPhone/.test(navigator.userAgent)){location.href='https://apps.apple.com/cn/app/id1'}else if(/Android/.test(navigator.userAgent)){location.href='https://a.app.qq.com/o/simple.jsp'}",
        ),
      ),
    ],
    [
      'telephones get the shop’s own app page',
      shown(script("if(screen.width<700)location.replace('https://m.shop.com/')")),
    ],
    [
      'old browsers get a foreign hint on a click',
      shown(
        script(
          "if(/MSIE/.test(navigator.userAgent)){document.getElementById('x').onclick=function(){location.href='https://browser.partner-b.com/'}}",
        ),
      ),
    ],
    [
      'a login that goes to a foreign interface',
      shown(
        '<form id="f"><input name="u"><input type="password" id="p"></form>' +
          script(
            "document.getElementById('f').onsubmit=function(e){e.preventDefault();fetch('https://api.backend-of-us.com/login',{method:'POST',body:document.getElementById('p').value}).then(function(r){return r.json()})}",
          ),
      ),
    ],
    [
      'a search that asks a foreign service',
      shown(
        '<input id="q">' +
          script(
            "document.getElementById('q').oninput=function(e){fetch('https://search.partner-s.com/?q='+e.target.value).then(show)}",
          ),
      ),
    ],
    [
      'a payment service with its own script',
      shown(
        '<input name="cardnumber" id="n"><script src="https://js.pay-maker.com/v1.js" integrity="sha384-x"></script>' +
          script(
            "document.getElementById('n').onchange=function(e){fetch('https://api.pay-maker.com/tokens',{method:'POST',body:e.target.value})}",
          ),
      ),
    ],
    [
      'a menu of friends that opens',
      shown(
        '<ul class="friends" id="fr" style="display:none"><li><a href="https://gov-a.org/">A</a></li><li><a href="https://uni-b.org/">B</a></li><li><a href="https://city-c.org/">C</a></li></ul>',
      ),
    ],
    [
      'shops of the same brand in other countries',
      shown(
        '<div hidden><a href="https://shop.de/">DE</a><a href="https://shop.fr/">FR</a><a href="https://shop.it/">IT</a></div>',
      ),
    ],
    [
      'a link for screen readers',
      shown(
        '<span style="position:absolute;clip:rect(0,0,0,0);height:1px;width:1px;overflow:hidden"><a href="https://help.partner-c.com/">Help</a></span>',
      ),
    ],
    [
      'a casino’s own page',
      '<!doctype html><title>Grand Casino – poker and roulette</title><h1>Grand</h1><p>Our casino has ten poker tables and a roulette.</p>',
    ],
    [
      'news about shells with a search form',
      '<!doctype html><title>b374k explained</title><a href="/">Home</a><form action="/search"><input name="q"></form><h1>b374k</h1>',
    ],
    [
      'a terminal of the product itself',
      '<!doctype html><title>Console</title><a href="/home">Home</a><form><input name="cmd"><button>Run</button></form>',
    ],
    [
      'a blog that shows a miner as text',
      shown('<pre>new CoinHive.Anonymous("k"); throttle: 0.3; hashesPerSecond</pre>'),
    ],
    [
      'an image worker',
      shown(
        script(
          "var w=new Worker('/img.js');WebAssembly.instantiateStreaming(fetch('/img.wasm'));var s=new WebSocket('wss://rt.shop.com/')",
        ),
      ),
    ],
    [
      'a pool of threads with a token',
      shown(
        script(
          "var pool=new Pool({threads:navigator.hardwareConcurrency});var t=new Auth.Token('x');throttle(function(){},100)",
        ),
      ),
    ],
    [
      'statistics behind the end',
      `${shown('')}<script async src="https://www.googletagmanager.com/gtag/js?id=G-1"></script>`,
    ],
    [
      'a script that only looks at the end of the page',
      shown(
        `${script("var html='<html><body></body></html>';console.log(html)")}<script src="/a.js"></script>`,
      ),
    ],
    [
      'fade-in content',
      shown(
        '<div class="fade" style="opacity:0"><a href="https://a-one.org/">1</a><a href="https://b-two.org/">2</a><a href="https://c-three.org/">3</a></div>',
      ),
    ],
    [
      'minified code with everything',
      shown(
        script(
          '!function(e,t){"object"==typeof exports?module.exports=t():e.L=t()}(this,function(){var e={};for(var t=0;t<256;t++)e[t]=String.fromCharCode(t);return{d:function(n){return n.replace(/[^a-z]/g,"").split("").map(function(r){return e[r.charCodeAt(0)]}).join("")}}});',
        ),
      ),
    ],
  ])('%s', (_name, html) => {
    expect(findingsOf(html)).toEqual([]);
  });
});

describe('one sign alone', () => {
  it.each<[string, string, string]>([
    [
      'a hidden frame with a name',
      shown(
        '<iframe id="sync" title="sync" src="https://sync.partner-d.com/s" style="display:none"></iframe>',
      ),
      'hiddenFrame LIKELY sync.partner-d.com',
    ],
    [
      'a script behind the end with its settings',
      `${shown('')}<script async id="w" src="https://cdn.widget-maker.com/w.js?id=7"></script>`,
      'outsideDocument LIKELY cdn.widget-maker.com',
    ],
    [
      'many hidden links without a name',
      shown(
        '<div style="display:none"><a href="https://a-one.org/">1</a><a href="https://b-two.org/">2</a><a href="https://c-three.org/">3</a></div>',
      ),
      'hiddenLinks LIKELY a-one.org',
    ],
    [
      'a checksum for a host that changed hands',
      shown(
        '<script src="https://cdn.bootcdn.net/a.js" integrity="sha384-oqVuAfXRKap7fdgcCY5uykM6+R9GqQ8K/uxy9rx7HNQlGYl1kPzQho1wx4JwY8wC"></script>',
      ),
      'hostileHost INFO cdn.bootcdn.net',
    ],
  ])('%s', (_name, html, expected) => {
    expect(findingsOf(html)).toEqual([expected]);
  });

  it('a frame that the page’s policy allows', () => {
    const html = shown('<iframe src="https://pay.partner-p.com/x" width=0 height=0></iframe>');
    expect(findingsOf(html, [['Content-Security-Policy', 'frame-src https://pay.partner-p.com']])).toEqual([
      'hiddenFrame LIKELY pay.partner-p.com',
    ]);
  });
});
