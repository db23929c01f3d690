/** The look of a link or a button inside a `Menu`. */
export const MENU_ITEM =
  'flex min-h-9 w-full items-center gap-2.5 rounded-4 px-2.5 py-1.5 text-left text-text hover:bg-hover -outline-offset-2';
