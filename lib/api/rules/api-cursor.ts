import { z } from 'zod';

const PATTERN = /^[\w-]{1,200}$/;

/** Where a list goes on, as programs hand it back: they are not to read it. */
export const toApiCursor = (place: string): string => Buffer.from(place).toString('base64url');

/** Reads back a place that `isPlace` knows. */
export const apiCursor = (isPlace: (place: string) => boolean) =>
  z
    .string()
    .regex(PATTERN)
    .transform((text, context) => {
      const place = Buffer.from(text, 'base64url').toString();
      if (toApiCursor(place) === text && isPlace(place)) return place;
      context.addIssue({ code: 'custom', message: 'field.invalid' });
      return z.NEVER;
    });
