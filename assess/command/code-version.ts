/** The version of the code that played and judged the trials, for the report. */
import { execFileSync } from 'node:child_process';
import product from '../../package.json' with { type: 'json' };

/** The product's version and, in a git checkout, the commit. `-dirty` marks uncommitted changes. */
export function codeVersion(): string {
  const commit = describeCommit();
  return commit === undefined ? product.version : `${product.version} (${commit})`;
}

function describeCommit(): string | undefined {
  const args = ['describe', '--always', '--dirty', '--abbrev=12', '--exclude=*'];
  try {
    const cwd = import.meta.dirname;
    return execFileSync('git', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return undefined;
  }
}
