import { isSameShape, type ResponseShape } from '../requests/response-shape';

/** What a page says, and the words of it that change by themselves. */
export type SteadyPage = { shape: ResponseShape; noise: ReadonlySet<string> };

/** Words that one of two equal requests was answered with and the other was not. */
export function withNoise({ shape }: SteadyPage, again: ResponseShape): SteadyPage {
  return { shape: again, noise: unshared(shape.words, again.words) };
}

function unshared(some: ReadonlySet<string>, others: ReadonlySet<string>): Set<string> {
  return new Set([
    ...[...some].filter((word) => !others.has(word)),
    ...[...others].filter((word) => !some.has(word)),
  ]);
}

/** @param isLoose a page that repeats what it was sent says other words around it */
export function differs(
  shape: ResponseShape,
  { shape: known, noise }: SteadyPage,
  isLoose: boolean,
): boolean {
  if (shape.status !== known.status || shape.target !== known.target) return true;
  if (isLoose) return !isSameShape(shape, known);
  return [...unshared(shape.words, known.words)].some((word) => !noise.has(word));
}
