/** What both sides see at any time: how many messages the thread has taken up, and the call that the last one was for. */
export const STRETCH = 0;
export const OCCUPANT = 1;
