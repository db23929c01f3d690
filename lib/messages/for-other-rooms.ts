/** What other rooms may ask of the log and write into it; the rest of the store is this room's own. */
export {
  findCaseCalls,
  findMaskedMessage,
  findMaskedMessages,
  findMessageHeads,
  findMessageSummaries,
  findRunMessages,
  insertAttempt,
  insertMessage,
  renameCaseCalls,
} from './store';
