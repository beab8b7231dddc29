/** Codes of everything that can end a run of the widget without an appraisal. The widget and its failure reports use them. */
import type { RefusalCode } from './refusal.ts';

/** Why the vision thread cannot work. */
export const visionCodes = [
  'model-missing',
  'model-altered',
  'wasm-refused',
  'device-too-slow',
  'network-lost',
] as const;
export type VisionCode = (typeof visionCodes)[number];

/** Why the person cannot see the element. The run waits, or fails once windows are disclosed. */
export const unseenCodes = ['page-hidden', 'element-hidden'] as const;
export type UnseenCode = (typeof unseenCodes)[number];

/** What failed in the attester: on the device, in the page, or on the way to the verifier. */
export const attesterCodes = [
  ...visionCodes,
  'vision-blocked',
  'network-slow',
  'camera-denied',
  'camera-forbidden',
  'camera-absent',
  'camera-busy',
  'camera-unanswered',
  'camera-too-small',
  'camera-infrared',
  'camera-blank',
  'camera-frozen',
  'camera-silent',
  'camera-slow',
  'camera-rotated',
  'camera-interrupted',
  'camera-revoked',
  'camera-lost',
  'picture-blocked',
  'browser-unsupported',
  'browser-in-app',
  'page-insecure',
  'iframe-refused',
  'verifier-invalid',
  'verifier-failed',
  'attester-failed',
  ...unseenCodes,
] as const;
export type AttesterCode = (typeof attesterCodes)[number];

export type FailureCode = AttesterCode | RefusalCode;
