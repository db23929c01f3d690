/** What other rooms may do with an asset's row in their own transactions; the rest of the store is this room's own. */
export { lockAsset, touchAsset } from './store';
