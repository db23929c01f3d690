/** The look of every one-line item in the rail. */
export const RAIL_ITEM =
  'relative flex min-h-10 w-full items-center gap-3 rounded-8 px-2.5 text-left text-muted -outline-offset-2 hover:bg-hover hover:text-text lg:min-h-9';
