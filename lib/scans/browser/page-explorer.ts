import { parseFragment } from 'parse5';
import { type HtmlPage, type PageForm, readHtmlPage } from '../engine/crawl/html-page';
import { listElements } from '../engine/crawl/page-elements';
import { type ControlWords, readControlWords } from '../engine/danger/control-words';
import { isDangerousButton, isDangerousForm, isDangerousLink } from '../engine/danger/danger';
import { requestEffect } from '../engine/danger/request-effect';
import { isCommitment, isReading } from '../rules/commitment-words';
import { isDangerousName } from '../rules/danger-words';
import type { Explorer, SeenControl, SeenField } from './scan-browser';

/** Of one page with all its routes. */
const MAX_PRESSED = 80;
/** Of controls that are built alike, by what is sure about them: rows of a list do the same. */
const MAX_ALIKE = [12, 8, 6, 5] as const;
const MAX_FILLED = 60;
/** After the value that the field's type and name ask for: what else may be wanted, by length. */
const OTHER_VALUES = [
  'preflight text',
  'AB',
  ...Array.from({ length: 20 }, (_, at) => '12345678901234567890'.slice(0, at + 1)),
];

type Group = { form: PageForm | null; words: string };

const withoutTexts = (html: string): string => html.replace(/>[^<>]*</g, '><');
const digitless = (text: string): string => text.replace(/\d+/g, '#');

/** The form around a control, or what stands for one, read as a form. */
function readGroup(html: string | null, pageUrl: string): Group {
  if (html === null) return { form: null, words: '' };
  // Scripts read fields that have no name.
  const named = html.replace(/<(input|select|textarea)\b(?![^>]{0,300}\sname\s?=)/gi, '<$1 name="field"');
  const isForm = /^<form/i.test(html);
  const page: HtmlPage = readHtmlPage(isForm ? named : `<form method="post">${named}</form>`, pageUrl);
  const form = page.forms[0] ?? null;
  const labels = form?.buttons.map(({ control, value }) => `${control.label} ${value}`).join(' ') ?? '';
  return { form, words: form ? `${form.words} ${form.heading} ${labels}` : '' };
}

function isHarmlessGroup({ form }: Group): boolean {
  return form === null || !isDangerousForm(form);
}

const takesPassword = ({ form }: Group): boolean =>
  form?.fields.some(({ type, name }) => type === 'password' || /passw|pwd|密码/i.test(name)) ?? false;

/** A script sends the form as it likes, so that its words alone tell what that does. */
const saves = (words: string): boolean => {
  const template = {
    method: 'POST',
    url: 'http://site.invalid/',
    headers: [],
    body: { kind: 'none' },
  } as const;
  const { effect, isCertain } = requestEffect({ ...template, form: { words, fields: [] } });
  return effect === 'SAVES' && isCertain;
};

/** Looks around in a page: presses what is harmless, fills what is empty, and does neither twice with what looks alike. */
export class PageExplorer implements Explorer {
  private readonly pressed = new Set<string>();
  private readonly alike = new Map<string, number>();
  private readonly filled = new Set<string>();
  private count = 0;

  constructor(
    private readonly pageUrl: string,
    private readonly maxPressed = MAX_PRESSED,
  ) {}

  /** The page is opened once more: what was typed is gone. */
  startOver(): void {
    this.filled.clear();
  }

  chooseControl(controls: readonly SeenControl[]): { at: number; cause: string } | null {
    const order = [...controls].sort(
      (a, b) =>
        Number(b.isNew) - Number(a.isNew) ||
        Number(a.form === null) - Number(b.form === null) ||
        a.rank - b.rank,
    );
    for (const control of this.count < this.maxPressed ? order : []) {
      const { at, html, form, place, rank, isReady } = control;
      if (!isReady) continue;
      const look = digitless(`${html} ${place} ${withoutTexts(form ?? '')}`);
      if (this.pressed.has(look)) continue;
      const build = `${withoutTexts(digitless(`${html} ${place}`))} ${rank}`;
      const count = this.alike.get(build) ?? 0;
      if (count >= (MAX_ALIKE[rank] ?? 1)) continue;
      this.pressed.add(look);
      this.alike.set(build, count + 1);
      const cause = this.harmlessWords(html, readGroup(form, this.pageUrl));
      if (cause === null) continue;
      this.count += 1;
      return { at, cause };
    }
    return null;
  }

  chooseFields(fields: readonly SeenField[]): { at: number; values: readonly string[]; cause: string }[] {
    return fields.flatMap((field) => {
      const look = digitless(`${field.html} ${field.label} ${field.form}`);
      if (this.filled.has(look) || this.filled.size >= MAX_FILLED) return [];
      this.filled.add(look);
      const group = readGroup(field.form, this.pageUrl);
      const cause = `${field.label} ${group.words}`.trim();
      if (!this.mayFill(field, group, cause)) return [];
      const [own] = readGroup(`<form>${field.html}</form>`, this.pageUrl).form?.fields ?? [];
      if (!own || own.value === '' || isDangerousName(own.value)) return [];
      return [{ at: field.at, values: [own.value, ...(own.type === 'select' ? [] : OTHER_VALUES)], cause }];
    });
  }

  /** What shows somebody's own values is left as it is unless it only looks something up; nothing is typed beside a password. */
  private mayFill(field: SeenField, group: Group, cause: string): boolean {
    if (!isHarmlessGroup(group) || takesPassword(group) || isDangerousName(field.label)) return false;
    if (/card.?(?:no|num)|cvv|cvc|iban|银行卡|卡号/i.test(`${field.html} ${field.label}`)) return false;
    const isList = field.html.startsWith('<select');
    return saves(cause) ? !field.isPrefilled && !isList : true;
  }

  /** What the control and its form say; null where it is not pressed. */
  private harmlessWords(html: string, group: Group): string | null {
    const [element] = listElements(parseFragment(html), 1);
    if (!element) return null;
    const control: ControlWords = readControlWords(element, new Map());
    const said = [control.label, ...control.hints].join(' ').trim();
    if (isDangerousButton(control) || !isHarmlessGroup(group)) return null;
    if (isCommitment(said) && !isReading(said)) return null;
    const href = element.attrs.find(({ name }) => name === 'href')?.value ?? '';
    if (URL.canParse(href, this.pageUrl) && isDangerousLink(new URL(href, this.pageUrl).href, control))
      return null;
    return `${said} ${said === '' ? group.words : (group.form?.words ?? '')}`.trim();
  }
}
