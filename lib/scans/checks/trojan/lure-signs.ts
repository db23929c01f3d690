import { elementText } from '../../engine/crawl/page-elements';
import { readAttribute } from '../probing/html-walk';
import type { PageContents } from './page-contents';
import type { Sign } from './sign';

/** Commands that fetch and start something without being seen. */
const COMMAND =
  /(?:powershell|pwsh)(?:\.exe)?\b[^\n]{0,200}?(?:\s-(?:e|en|enc|encodedcommand|w|windowstyle)\b|\biex\b|\biwr\b|downloadstring|frombase64)|\bmshta(?:\.exe)?\s+["']?(?:https?:|vbscript:|javascript:)|\bcmd(?:\.exe)?\s+\/c\b[^\n]{0,200}?(?:curl|certutil|bitsadmin|msiexec|start)\b|\bmsiexec\b[^\n]{0,40}https?:|\brundll32\b[^\n]{0,60}\\\\/i;
/** How visitors are talked into running what was copied for them. */
const TALKED_INTO =
  /\b(?:win(?:dows)?|⊞)(?:\s?key)?\s?\+\s?[rx]\b|ctrl\s?\+\s?v\b|not a robot|verify (?:that )?you are (?:a )?human|人机验证|我不是机器人|验证您是真人/i;
const OUTDATED =
  /(?:chrome|firefox|edge|safari|browser|flash(?: player)?|浏览器|flash ?插件)[^.。\n]{0,40}(?:is )?(?:out of date|outdated|too old|needs? (?:an |to be )?updated?|过期|版本过低|需要(?:更新|升级))/i;
const PROGRAM = /\.(?:exe|msi|scr|apk|dmg|pkg|hta|vbs|js|bat|cmd|ps1|zip|rar|iso)(?:[?#]|$)/i;
/** Parts of Windows that a page of a site has no business with. */
const STARTERS = /wscript\.shell|shell\.application|scripting\.filesystemobject|adodb\.stream/i;
const VBSCRIPT = /vbscript/i;
const DEFACED =
  /^\W{0,10}(?:hacked|owned|pwned|defaced) by\b|^.{0,20}\bwas here\b.{0,10}h4ck|^\W{0,10}(?:本站|网站)?(?:已)?被?黑客.{0,6}(?:入侵|攻陷|黑了)/i;
const LONGEST_DEFACED = 900;

const sign = (kind: Sign['kind'], confidence: Sign['confidence'], subject: string, detail: string): Sign => ({
  ...{ kind, confidence, subject: subject.slice(0, 60), detail },
  proofs: [subject],
});

/** A command for the visitor's machine that the page copies, and words that tell to run it. */
function copiedCommandSigns(page: PageContents): Sign[] {
  const copied = page.acts.find(({ kind, text }) => kind === 'copy' && COMMAND.test(text));
  if (!copied) return [];
  const isTalked =
    TALKED_INTO.test(`${page.text} ${page.source}`) ||
    page.seen.some(({ part }) => TALKED_INTO.test(elementText(part.element, 80)));
  return [sign('lure', isTalked ? 'CONFIRMED' : 'LIKELY', COMMAND.exec(copied.text)?.[0] ?? '', 'command')];
}

/** A program under the name of an update of the browser. */
function falseUpdateSigns(page: PageContents): Sign[] {
  const headings = page.seen
    .filter(({ part }) => /^(?:h[1-3]|p|div|strong|b)$/.test(part.element.tagName))
    .slice(0, 400)
    .map(({ part }) => elementText(part.element, 120));
  const said = headings.map((text) => OUTDATED.exec(text)?.[0]).find((text) => text !== undefined);
  const program = page.seen.find(
    ({ part: { element } }) => element.tagName === 'a' && PROGRAM.test(readAttribute(element, 'href') ?? ''),
  );
  return said !== undefined && program ? [sign('lure', 'LIKELY', said, 'update')] : [];
}

/** A script for Windows that writes or starts programs (VBScript, ActiveX). */
function dropperSigns(page: PageContents): Sign[] {
  const isOfVisualBasic = page.seen.some(
    ({ part: { element } }) =>
      element.tagName === 'script' &&
      VBSCRIPT.test(`${readAttribute(element, 'language')} ${readAttribute(element, 'type')}`),
  );
  const started = page.acts.find(({ kind, text }) => kind === 'start' && STARTERS.test(text));
  const written = isOfVisualBasic ? STARTERS.exec(page.source)?.[0] : undefined;
  const name = started?.text ?? written;
  return name === undefined ? [] : [sign('dropper', 'CONFIRMED', name, '')];
}

/** A page that says who broke in, and nothing else. */
function defacedSigns(page: PageContents): Sign[] {
  const headings = page.seen
    .filter(({ part }) => /^(?:h1|h2|center)$/.test(part.element.tagName))
    .map(({ part }) => elementText(part.element, 120).trim());
  const isSaid = (text: string) => DEFACED.test(text);
  const isWhole = page.text.trim().length <= LONGEST_DEFACED;
  if (!page.isPage || !isWhole || !isSaid(page.title) || !headings.some(isSaid)) return [];
  return [sign('defaced', 'CONFIRMED', page.title, '')];
}

/** Ways of writing code by a handful of characters, which nobody can read and no tool for building makes. */
const UNREADABLE = /(?:[[\]()!+{}]\s{0,2}){600}|ﾟωﾟﾉ\s?=|\$=~\[\];\$=\{/;

const unreadableSigns = (page: PageContents): Sign[] =>
  UNREADABLE.test(page.source)
    ? [
        {
          kind: 'unreadableCode',
          confidence: 'LIKELY',
          subject: new URL(page.base).pathname,
          detail: '',
          proofs: [page.source.slice(0, 60)],
        },
      ]
    : [];

/** What talks visitors into harming themselves, or harms their machines. */
export const lureSigns = (page: PageContents): Sign[] => [
  ...copiedCommandSigns(page),
  ...falseUpdateSigns(page),
  ...dropperSigns(page),
  ...defacedSigns(page),
  ...unreadableSigns(page),
];
