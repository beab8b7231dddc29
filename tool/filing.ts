/** `npm run filing`: checks filing records, or writes them as the ministry's XML. Works offline on a file or on standard input. */
import { existsSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { InputError, parseCommandLine, wholeNumber } from './command-line.ts';
import { check, lineOf, toXml } from './filing/answer.ts';
import { readText } from './filing/read-text.ts';

const usage = `npm run filing -- check FILE.json             每个问题一行；有错误时退出码为 1
npm run filing -- xml FILE.json -o FILE.xml   工信部 V3.0 接口的 XML（GBK）；有错误时不写文件
                                              FILE.json 为一条备案记录或其列表，UTF-8；省略或 "-" 表示标准输入
  -o, --out FILE    输出文件；省略则写到标准输出（此时用 npm run -s，否则 npm 的提示会混入）
  --provider-id N   请求单位 ID，默认 1

Checks filing records (one line a finding, exit status 1 if there is a fault), or writes them as XML of the ministry's
interface V3.0 (GBK; nothing is written if there is a fault). FILE.json is one record or a list, in UTF-8; without it, or with
"-", standard input is read. --out is the file to write; without it, standard output, for which npm needs -s, since it
prints lines of its own there. --provider-id is the provider's id at the bureau, 1 by default.`;

const options = {
  'provider-id': { type: 'string' },
  out: { type: 'string', short: 'o' },
  help: { type: 'boolean', short: 'h' },
} as const;

function run(): number {
  const { positionals, values } = parseCommandLine(options);
  const [command, file = '-', ...more] = positionals;
  if (values.help) {
    console.log(usage);
    return 0;
  }
  if ((command !== 'check' && command !== 'xml') || more.length > 0) throw new InputError(usage);
  const providerId = wholeNumber('--provider-id', values['provider-id'] ?? '1', 1, 2 ** 31 - 1);
  if (file !== '-' && !existsSync(file)) throw new InputError(`没有文件 there is no ${file}`);
  const text = readText(file);
  const answer = command === 'check' ? check(text, Date.now()) : toXml(text, providerId, Date.now());
  for (const finding of [...answer.faults, ...answer.warnings]) console.error(lineOf(finding));
  if (answer.faults.length > 0) return 1;
  if (answer.xml && values.out !== undefined) writeFileSync(values.out, answer.xml);
  else if (answer.xml) process.stdout.write(answer.xml);
  else console.log(`${answer.records} 条记录无错误 records without a fault`);
  return 0;
}

/** A file that cannot be read or written. */
const isFileError = (error: unknown): error is Error => error instanceof Error && 'syscall' in error;

try {
  process.exitCode = run();
} catch (error) {
  if (!(error instanceof InputError || isFileError(error))) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
