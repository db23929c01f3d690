/** The look of the icon buttons in the top bar; each has a name and a tooltip. */
export const BAR_BUTTON =
  'inline-flex size-10 items-center justify-center rounded-8 text-muted hover:bg-hover hover:text-text -outline-offset-2 lg:size-9';
