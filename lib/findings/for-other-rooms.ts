/** What other rooms may ask of findings and of decisions on them, and write; the rest of the stores is this room's own. */
export {
  carriedUntilSql,
  findCarriedDecisions,
  IS_SEVERE_SQL,
  insertCarriedDecisions,
  REVOKED_AT_SQL,
  revokeDecisions,
} from './decisions/store';
export { findFindings, findFindingsAfter, findScanFindings, insertFindings } from './store';
