/** The phases of the widget's one verification. Its attribute, event and slots carry these names, and so do failure reports. */

/** Every phase, in the order in which they come. */
export const phaseNames = [
  'idle',
  'preparing',
  'consent',
  'readying',
  'positioning',
  'acting',
  'sending',
  'done',
  'retry',
  'failed',
] as const;
export type PhaseName = (typeof phaseNames)[number];
