/** What the top of a drawing stands for: the next 1, 2, 5, 10, 20, 50 … that is not below. */
export function roundScale(value: number): number {
  for (let unit = 1; ; unit *= 10) for (const step of [1, 2, 5]) if (step * unit >= value) return step * unit;
}
