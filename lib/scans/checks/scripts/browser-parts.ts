import {
  BrowserPart,
  Closure,
  joinUnknown,
  knownBeginning,
  listSources,
  type MadeElement,
  Method,
  NOTHING_KNOWN,
  Table,
  toKnownText,
  Unknown,
  type Value,
} from './known-values';
import type { Circumstances, ScriptAct } from './script-act';

export type BrowserHost = {
  circumstances(): Circumstances;
  /** Runs a text as code. */
  run(code: string): Value;
  /** Calls a function when the page is there, or when the event comes. */
  later(callee: Value, given: readonly Value[], event: string | null): void;
  /** Calls a function at once. */
  now(callee: Closure, given: readonly Value[]): Value;
  global(name: string): Value;
};

const WINDOW = /^(?:window|self|top|parent|globalThis|frames)$/;
const LOCATION = /^location(?:\.href)?$/;
const WRITES_HTML = /^(?:innerHTML|outerHTML|srcdoc)$/;
const HOLDS_CODE = /^(?:text|textContent|innerText|innerHTML)$/;
const SENDS =
  /^(?:fetch|navigator\.sendBeacon|(?:axios|\$|jQuery)(?:\.(?:post|get|put|ajax|getJSON|request))?)$/;
const SELECTS = /^(?:\$|jQuery|(?:document\.)?querySelector(?:All)?)$/;
const ADDS_HTML = /^(?:append|prepend|html|before|after|replaceWith|appendTo|insertAdjacentHTML)$/;
const GIVES_EACH = /\.(?:forEach|each|map|filter|some|every|find|reduce)$/;
const LISTS = /^document\.getElementsBy(?:Name|TagName|ClassName)$/;
const PUTS_IN = /^(?:appendChild|insertBefore|replaceChild|prependChild)$/;
const MOST_ACTS = 400;
const MOST_PATH = 160;

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
const escaped = (value: string): string => value.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

/** The parts of a browser that a script can reach, as far as they tell what the script does. Nothing is done for it. */
export class BrowserParts {
  readonly acts: ScriptAct[] = [];
  /** Styles that scripts give to elements of the page, by their id. */
  readonly restyled = new Map<string, Map<string, string>>();
  private readonly responses = new WeakMap<BrowserPart, ScriptAct>();
  private lastSent: ScriptAct | null = null;
  private readonly made: { node: MadeElement; when: Circumstances }[] = [];

  constructor(private readonly host: BrowserHost) {}

  /** Elements that the script made, as HTML. */
  finish(): void {
    for (const { node, when } of this.made.splice(0)) {
      const attributes = new Map([...node.attributes].map(([name, value]) => [name, knownBeginning(value)]));
      if (node.styles.size > 0) {
        const style = [...node.styles].map(([name, value]) => `${name}:${value}`);
        attributes.set('style', [attributes.get('style') ?? '', ...style].join(';'));
      }
      if (!/^(?:iframe|frame|script|object|embed|meta)$/.test(node.name)) continue;
      const written = [...attributes].map(([name, value]) => ` ${name}="${escaped(value)}"`).join('');
      this.acts.push({
        kind: 'write',
        text: `<${node.name}${written}></${node.name}>`,
        sources: [],
        ...when,
      });
    }
  }

  /** Somebody waits for what comes back. */
  awaited(value: Value): void {
    const act = value instanceof BrowserPart ? this.responses.get(value) : undefined;
    if (act) act.isResponseUsed = true;
  }

  /** A value is run as code: what another host answered is nobody's code that the page knows. */
  ran(value: Value): void {
    if (this.lastSent && listSources(value).includes('answer'))
      this.note('run', this.lastSent.text, ['answer']);
  }

  member(part: BrowserPart, name: string): Value {
    if (name === 'then' || name === 'done') this.awaited(part);
    if (part.members.has(name)) return part.members.get(name);
    if (WINDOW.test(part.path)) return this.host.global(name);
    if (part.node?.attributes.has(name)) return part.node.attributes.get(name);
    const isLocation = part.path === 'document' && name === 'location';
    if (isLocation || (part.path === 'document' && name === 'defaultView'))
      return this.host.global(isLocation ? name : 'window');
    const path = name === 'value' ? `${part.path}.value` : `${part.path}.${name}`;
    const found = new BrowserPart(path.slice(0, MOST_PATH), name === 'style' ? part.node : null);
    const sources = listSources(found);
    const isAnswer = sources.includes('answer');
    return sources.length > 0 && !isAnswer && name !== 'serialize' && name !== 'val'
      ? new Unknown(sources)
      : found;
  }

  assign(part: BrowserPart, name: string, value: Value): void {
    const path = WINDOW.test(part.path) || part.path === 'document' ? name : `${part.path}.${name}`;
    if (LOCATION.test(path)) this.note('go', value);
    if (path === 'title' && part.path === 'document') this.note('title', value);
    if (value instanceof Closure) this.host.later(value, [new BrowserPart('event')], name.replace(/^on/, ''));
    if (part.path === 'connection' && /^on(?:load|readystatechange|message)$/.test(name))
      part.members.set('answered', true);
    const text = toKnownText(value);
    if (/\.style$/.test(part.path)) this.restyle(part, kebab(name), text);
    else if (part.node) this.assignOfMade(part.node, name, value);
    else if (name === 'style' || name === 'hidden') this.restyle(part, name, text);
    else if (WRITES_HTML.test(name)) this.note('write', value);
    part.members.set(name, value);
  }

  call(callee: BrowserPart, self: Value, given: readonly Value[]): Value {
    const { path } = callee;
    const name = path.split('.').at(-1) ?? '';
    const isOfAnswer = name === 'then' && self instanceof BrowserPart && self.path === 'response';
    if (isOfAnswer || GIVES_EACH.test(path)) this.give(given, isOfAnswer ? 'response' : 'item');
    else for (const one of given) this.wait(one, given[0]);
    if (isOfAnswer) return self;
    if (PUTS_IN.test(name) && given[0] instanceof BrowserPart) return given[0];
    if (path === 'navigator.clipboard.writeText') this.note('copy', given[0]);
    if (path === 'ActiveXObject' || path === 'WScript.CreateObject') this.note('start', given[0]);
    if (/^document\.createElement(?:NS)?$/.test(path)) return this.make(toKnownText(given.at(-1)) ?? '');
    if (path === 'Image') return this.make('img');
    if (/^document\.write(?:ln)?$/.test(path)) for (const one of given) this.note('write', one);
    if (SELECTS.test(path)) return this.select(given[0]);
    if (LISTS.test(path)) return new BrowserPart('?list');
    if (path === 'document.getElementById') return new BrowserPart(`#${toKnownText(given[0]) ?? ''}`);
    const [html] = name === 'insertAdjacentHTML' ? given.slice(1) : given;
    if (ADDS_HTML.test(name) && typeof html === 'string' && html.includes('<')) this.note('write', html);
    if (name === 'setAttribute' && self instanceof BrowserPart)
      this.assign(self, toKnownText(given[0]) ?? '', given[1]);
    if (/^location\.(?:replace|assign)$/.test(path)) this.note('go', given[0]);
    if (path === 'open' && /^_(?:self|top|parent)$/.test(toKnownText(given[1]) ?? ''))
      this.note('go', given[0]);
    if (SENDS.test(path)) return this.send(given, false);
    if (path.startsWith('WebAssembly')) this.note('compile', '');
    if (/^(?:Shared)?Worker$/.test(path)) this.note('worker', given[0]);
    if (/^(?:XMLHttpRequest|ActiveXObject|WebSocket|EventSource)$/.test(path)) {
      if (path === 'WebSocket') this.note('socket', given[0]);
      const connection = new BrowserPart('connection');
      connection.members.set('address', given[0]);
      return connection;
    }
    if (self instanceof BrowserPart && self.path === 'connection') this.onConnection(self, name, given);
    return joinUnknown(callee, ...(self instanceof BrowserPart ? [] : [self]), ...given);
  }

  /** What a list of the page's parts, or a promise of an answer, hands to a function. */
  private give(given: readonly Value[], what: 'item' | 'response'): void {
    for (const one of given)
      if (one instanceof Closure) this.host.now(one, [new BrowserPart(what), new BrowserPart(what)]);
  }

  private onConnection(connection: BrowserPart, name: string, given: readonly Value[]): void {
    if (name === 'open') connection.members.set('address', given[1]);
    if (name === 'send')
      this.send([connection.members.get('address'), ...given], connection.members.has('answered'));
  }

  /** A jQuery call with an object names the address inside. */
  private send([address, ...given]: readonly Value[], isAnswered: boolean): BrowserPart {
    const named = address instanceof Table ? address.members.get('url') : address;
    const act = this.note('send', named, listSources(joinUnknown(address, ...given)));
    this.lastSent = act ?? this.lastSent;
    const response = new BrowserPart('response');
    if (act) this.responses.set(response, act);
    if (isAnswered) this.awaited(response);
    return response;
  }

  private note(kind: ScriptAct['kind'], value: Value, sources = listSources(value)): ScriptAct | null {
    const text = knownBeginning(value);
    if (this.acts.length >= MOST_ACTS || (text === '' && kind !== 'compile' && kind !== 'worker'))
      return null;
    const act: ScriptAct = { kind, text, sources, ...this.host.circumstances() };
    this.acts.push(act);
    return act;
  }

  private make(name: string): BrowserPart {
    const node: MadeElement = { name: name.toLowerCase(), attributes: new Map(), styles: new Map() };
    if (this.made.length < MOST_ACTS) this.made.push({ node, when: this.host.circumstances() });
    return new BrowserPart('element', node);
  }

  private assignOfMade(node: MadeElement, name: string, value: Value): void {
    if (node.name === 'img' && name === 'src') this.note('send', value);
    if (node.name === 'script' && HOLDS_CODE.test(name)) this.ran(value);
    if (node.name === 'script' && HOLDS_CODE.test(name) && typeof value === 'string') this.host.run(value);
    else if (WRITES_HTML.test(name)) this.note('write', value);
    const attribute =
      name === 'className' ? 'class' : name === 'httpEquiv' ? 'http-equiv' : name.toLowerCase();
    if (/^[a-z-]{1,40}$/.test(attribute) && !(value instanceof Closure) && value !== false)
      node.attributes.set(attribute, value === true ? '' : value);
  }

  /** A style of an element that the script made, or of one of the page. */
  private restyle(part: BrowserPart, name: string, value: string | null): void {
    if (value === null) return;
    const isWhole = name === 'css-text' || name === 'style';
    if (part.node) {
      if (isWhole) part.node.attributes.set('style', value);
      else part.node.styles.set(name, value);
    }
    const [, id] = /^#([\w-]{1,80})(?:\.style)?$/.exec(part.path) ?? [];
    if (id === undefined || this.restyled.size > MOST_ACTS) return;
    const styles = this.restyled.get(id) ?? new Map<string, string>();
    this.restyled.set(
      id,
      styles.set(name === 'hidden' ? 'display' : isWhole ? '' : name, name === 'hidden' ? 'none' : value),
    );
  }

  private select(given: Value): Value {
    if (given instanceof Closure) return NOTHING_KNOWN;
    const selector = toKnownText(given);
    if (selector?.includes('<')) this.note('write', selector);
    if (selector === null) return given instanceof BrowserPart ? given : new BrowserPart('?');
    return new BrowserPart(selector.startsWith('#') ? selector : `?${selector.slice(0, 60)}`);
  }

  /** A function that is given to a browser will be called some time; one among others in a table, by its name. */
  private wait(given: Value, first: Value): void {
    if (given instanceof Closure || given instanceof Method)
      this.host.later(given, [new BrowserPart('event')], typeof first === 'string' ? first : null);
    if (!(given instanceof Table)) return;
    for (const [name, member] of given.members)
      if (member instanceof Closure) this.host.later(member, [new BrowserPart('event')], name);
  }
}
