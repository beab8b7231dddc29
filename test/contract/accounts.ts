import { describeFiles } from './account/files.ts';
import { describeKeeping } from './account/keeping.ts';
import { describeResults } from './account/results.ts';
import type { ContractHost } from './host.ts';

/** What the bureau account of every host must do. */
export function describeAccounts(host: ContractHost): void {
  describeFiles(host);
  describeResults(host);
  describeKeeping(host);
}
