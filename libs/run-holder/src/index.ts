export { thisHolder } from './this-holder.js';
export { holderMark } from './holder-mark.js';
export { terraformByHand } from './terraform-by-hand.js';
export { holderState, type HolderStateOptions } from './holder-state.js';
