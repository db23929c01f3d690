/** Longer than any value that the protocol knows and people compare; a seller may answer a million characters. */
const MOST_QUOTED = 500;
/** Longer than the longest instance id that any check still looks at. */
const MOST_OF_AN_ID = 1_000;

/** What a seller answered, as a check, an explanation or a finding quotes it: the log has the whole. */
export const quoted = (text: string, most = MOST_QUOTED): string =>
  text.length > most ? `${text.slice(0, most)}…` : text;

/** Whether an instance can be kept under this id, and asked about. */
export const isUsableId = (instanceId: string): boolean =>
  instanceId !== '' && instanceId.length <= MOST_OF_AN_ID;
