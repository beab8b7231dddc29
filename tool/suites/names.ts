/** The suites of `npm test`, in their order. Each runs the tests of the folder in test/ that has its name. */
export const suiteNames = ['unit', 'model', 'workerd', 'browser', 'e2e'] as const;

export type SuiteName = (typeof suiteNames)[number];
