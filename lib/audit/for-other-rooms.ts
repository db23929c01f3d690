/** What other rooms may ask of the chain of seals; the rest of the stores is this room's own. */
export { countUnsealed, findChainHead, findSealed, findUnsealed, lockChain, writeSeals } from './seals/store';
