/** What other rooms may ask of the log and write into it; the rest of the stores is this room's own. */
export { insertAttempt, insertMessage } from './record/store';
export {
  findCaseCalls,
  findMaskedMessage,
  findMaskedMessages,
  findMessageHeads,
  findMessageSummaries,
  findRunMessages,
  renameCaseCalls,
} from './store';
