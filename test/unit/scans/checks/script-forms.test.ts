import { describe, expect, it } from 'vitest';
import { leadsTo, listDestinations } from '@/lib/scans/checks/redirects/destinations';
import { scriptEffects } from '@/lib/scans/checks/redirects/script-redirects';
import { processorTime } from '../../processor-time';
import { capturedPage } from './captured-page';

const U = '//other.invalid/x';

function leadsAway(html: string): boolean {
  const page = capturedPage({ body: `<!doctype html>${html}` });
  return listDestinations(page).some(({ address }) => leadsTo(address, page.request.url, 'other.invalid'));
}

describe('a form that a script sends by itself', () => {
  it.each([
    [
      'by its number',
      `<form></form><script>document.forms[0].action="${U}";document.forms[0].submit()</script>`,
    ],
    [
      'by its name',
      `<form name=pay></form><script>document.forms['pay'].action='${U}'; document.forms.pay.submit();</script>`,
    ],
    [
      'by its id',
      `<form id=f></form><script>var f=document.getElementById('f'); f.action='${U}'; f.submit();</script>`,
    ],
    [
      'setAttribute',
      `<form id=f></form><script>var f=document.getElementById("f"); f.setAttribute('action','${U}'); document.forms.f.requestSubmit()</script>`,
    ],
    ['jQuery', `<form id=f></form><script>$('#f').attr('action','${U}').submit()</script>`],
    [
      'formAction of a button',
      `<form id=f><button id=b></button></form><script>const b=document.querySelector('#b'); b.formAction='${U}'; b.click()</script>`,
    ],
    [
      'formaction of a button outside',
      `<form id=f></form><button form=f id=b></button><script>document.getElementById('b').setAttribute('formaction','${U}');document.getElementById('b').click()</script>`,
    ],
    [
      'a form of its own',
      `<script>const f=document.createElement('form'); f.method='post'; f.action='${U}'; document.body.appendChild(f); f.submit()</script>`,
    ],
    [
      'an action in the page',
      `<form action="${U}" method=post><input name=a></form><script>document.forms[0].submit()</script>`,
    ],
    [
      'when the page is loaded',
      `<body onload="document.forms[0].submit()"><form action="${U}" method=post></form>`,
    ],
    [
      'a member of the document',
      `<form id=f></form><script>document.f.action='${U}';document.f.submit();</script>`,
    ],
    [
      'a selector',
      `<form id=f></form><script>with_=1;var x={u:'${U}'}; document.querySelector('form').action=x.u; document.querySelector('form').submit()</script>`,
    ],
    [
      'an index',
      `<form id=f></form><script>window.onload=function(){document.forms["f"]["action"]='${U}';document.forms["f"].submit()}</script>`,
    ],
    [
      'a text that is run',
      `<form id=f action="${U}"></form><script>setTimeout("document.getElementById('f').submit()",10)</script>`,
    ],
    [
      'a trigger',
      `<form id=f></form><script>$('form').prop('action','${U}'); $('form').trigger('submit');</script>`,
    ],
    [
      'a timer',
      `<form id=f></form><script>setTimeout(function(){ var t = '${U}'; document.forms[0].action = t; document.forms[0].submit(); }, 0)</script>`,
    ],
  ])('leads to its address: %s', (_name, html) => expect(leadsAway(html)).toBe(true));
});

describe('a form', () => {
  it.each([
    ['that is not sent', `<form></form><script>document.forms[0].action="${U}";</script>`],
    [
      'that only carries the address',
      `<form></form><script>document.forms[0].action="/x?u=${U}";document.forms[0].submit()</script>`,
    ],
    [
      'beside another that is sent',
      `<form id=a></form><form id=b action=/s></form><script>a.action='${U}';document.forms.b.submit()</script>`,
    ],
    [
      'that a visitor sends',
      `<form id=f></form><script>function go(){document.forms[0].action="${U}";document.forms[0].submit()}</script><a onclick=go()>x</a>`,
    ],
    ['with a button', `<form action="${U}"><button>Go on</button></form>`],
    [
      'that is not the first',
      `<form action="/x"></form><form action="${U}"></form><script>document.forms[0].submit()</script>`,
    ],
    [
      'in a handler',
      `<form id=f></form><script>button.addEventListener('click',()=>{f.action='${U}';f.submit()})</script>`,
    ],
    [
      'beside an object of that member',
      `<form id=f></form><script>if(false){}; store.action='${U}'; document.forms[0].submit()</script>`,
    ],
    [
      'in a template',
      `<template><form action="${U}"></form></template><form action=/x></form><script>document.forms[0].submit()</script>`,
    ],
  ])('does not lead away by itself: %s', (_name, html) => expect(leadsAway(html)).toBe(false));
});

it.each(['.attr(', '.trigger(', '.setAttribute(x,'])(
  '%s in itself tens of thousands of times is read in time',
  (call) => {
    const spentMs = processorTime();
    scriptEffects(call.repeat(100_000 / call.length));
    expect(spentMs()).toBeLessThan(3_000);
  },
);
