/** What other rooms may ask of the list, and do with an asset's row in their own transactions; the rest of the store is this room's own. */
export { findAssetChoices } from './choices/store';
export { countAssets, findAssetsAfter } from './search/store';
export { findAssetName, findAssets, findSubmittedAssets, lockAsset, touchAsset } from './store';
