import type { InsideStep, MessageShape, PageSight } from '../../browser/scan-browser';
import { type DomSource, withPlant } from './dom-sources';

const MAX_INNER = 12;
const MAX_MESSAGES = 40;

type Leaf = readonly [path: readonly string[], text: string];

/** A value with `text` at each of the paths; `0` is the first of a list. */
function build(leaves: readonly Leaf[]): unknown {
  const inner = leaves.filter(([path]) => path.length > 0);
  if (inner.length === 0) return leaves[0]?.[1];
  const names = [...new Set(inner.map(([path]) => path[0] ?? ''))];
  const member = (name: string) =>
    build(inner.filter(([path]) => path[0] === name).map(([path, text]) => [path.slice(1), text] as const));
  if (names.every((name) => name === '0')) return [member('0')];
  return Object.fromEntries(names.map((name) => [name, member(name)]));
}

const isPrefix = (short: readonly string[], long: readonly string[]): boolean =>
  short.length < long.length && short.every((name, at) => long[at] === name);

/** Those that no other goes on from. */
const listLeaves = (paths: readonly (readonly string[])[]): (readonly string[])[] =>
  paths.filter((path) => !paths.some((other) => isPrefix(path, other)));

const written = (steps: readonly InsideStep[]): string => JSON.stringify(steps);

/** `text` at the end of the steps, from the inside to the outside; other members that were asked for are there too. */
function wrap(text: string, steps: readonly InsideStep[], all: readonly (readonly InsideStep[])[]): string {
  return steps.reduceRight((value, { path }, at) => {
    if (path === null) return Buffer.from(value).toString('base64');
    const before = written(steps.slice(0, at));
    const beside = all.flatMap((other) => {
      const found = written(other.slice(0, at)) === before ? other[at]?.path : null;
      return found ? [found] : [];
    });
    const others = listLeaves(beside).filter(
      (one) => one.join('.') !== path.join('.') && !isPrefix(path, one),
    );
    return JSON.stringify(build([[path, value], ...others.map((one) => [one, '1'] as const)]));
  }, text);
}

const showSteps = (steps: readonly InsideStep[]): string =>
  steps.map(({ path }) => (path === null ? 'base64' : path.join('.'))).join(' / ');

/** What is inside of sources that scripts read as base64 or JSON. */
export function innerSources(source: DomSource, found: PageSight['inside']): DomSource[] {
  const all = found.map(({ steps }) => steps);
  const isInner = (steps: readonly InsideStep[]) =>
    !all.some((other) => {
      if (other.length > steps.length) return written(other.slice(0, steps.length)) === written(steps);
      const [own, last] = [steps.at(-1)?.path, other.at(-1)?.path];
      const isBeside =
        other.length === steps.length && written(other.slice(0, -1)) === written(steps.slice(0, -1));
      return isBeside && own && last ? isPrefix(own, last) : false;
    });
  const leaves = [...new Map(all.filter(isInner).map((steps) => [written(steps), steps])).values()];
  return leaves.slice(0, MAX_INNER).map((steps) => ({
    name: source.name,
    key: [source.key, showSteps(steps)].filter((one) => one !== null).join(' / '),
    fill: (text, load) => source.fill(wrap(text, steps, all), load),
  }));
}

/** Literals of the scripts that listen to messages. */
export type MessageWords = {
  /** What a message or a member of it is compared with. */
  literals: readonly string[];
  /** What a text begins with, and what it is split by. */
  prefixes: readonly string[];
  splitters: readonly string[];
};

/** Messages that listeners go on with, by what they asked of others; and texts that begin as they expect. */
export function messageSources(shapes: readonly MessageShape[], words: MessageWords): DomSource[] {
  const messages: { key: string; data(text: string): unknown }[] = [];
  const add = ({ isJson, known, asked }: MessageShape) => {
    const leaves = listLeaves(asked.map((path) => path.split('.'))).filter(
      (path) => path.at(-1) !== 'length',
    );
    if (leaves.length === 0) return;
    const fixed = known.map(([path, value]) => [path.split('.'), value] as const);
    const data = (text: string) => {
      const value = build([...fixed, ...leaves.map((path) => [path, text] as const)]);
      return isJson ? JSON.stringify(value) : value;
    };
    const conditions = known.map(([path, value]) => `${path}=${value}`);
    messages.push({ key: [...conditions, ...leaves.map((path) => path.join('.'))].join(', '), data });
  };
  for (const shape of shapes) add(shape);
  for (const { isJson, known, asked } of shapes)
    for (const path of asked)
      for (const literal of words.literals)
        add({ isJson, known: [...known, [path, literal]], asked: asked.filter((one) => one !== path) });
  const texts = [
    ...words.prefixes,
    ...words.splitters.flatMap((splitter) => words.literals.map((literal) => literal + splitter)),
  ];
  for (const before of texts) messages.push({ key: before, data: (text) => before + text });
  return messages.slice(0, MAX_MESSAGES).map(({ key, data }) => ({
    ...{ name: 'message', key },
    fill: (text, load) => withPlant(load, { messages: [...(load.plant.messages ?? []), data(text)] }),
  }));
}
