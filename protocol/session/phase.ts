/** The phases of a run of the widget. Its attribute, its event, its slots and its failure reports use these names. */

/** Every phase, in the order in which they come. */
export const phaseNames = [
  'idle',
  'preparing',
  'consent',
  'readying',
  'positioning',
  'acting',
  'sending',
  'signing',
  'done',
  'retry',
  'failed',
] as const;
export type PhaseName = (typeof phaseNames)[number];
