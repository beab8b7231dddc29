/** `npm run filing`: checks filing records, or writes them as the ministry's XML or as verification forms. Works offline on a file or on standard input. */
import { existsSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { InputError, parseCommandLine, wholeNumber } from './command-line.ts';
import { check, lineOf, read, toXml } from './filing/answer.ts';
import { formLineOf, writeForms } from './filing/form.ts';
import { readText } from './filing/read-text.ts';

const usage = `npm run filing -- check FILE.json             每个问题一行；有错误时退出码为 1
npm run filing -- xml FILE.json -o FILE.xml   工信部 V3.0 接口的 XML（GBK）；有错误时不写文件
npm run filing -- form FILE.json -o DIR       每个服务一份《真实性核验单》样张：JSON、PDF、各页 JPG
                                              FILE.json 为一条备案记录或其列表，UTF-8；省略或 "-" 表示标准输入
  -o, --out FILE    输出文件；省略则写到标准输出（此时用 npm run -s，否则 npm 的提示会混入）
  --provider-id N   请求单位 ID，默认 1
  --items FILE      核验项目及依据 {salt, items}；省略则使用虚构依据
  --portrait FILE   负责人照片（JPG）

Checks filing records (one line a finding, exit status 1 if there is a fault), or writes them as XML of the ministry's
interface V3.0 (GBK; nothing is written if there is a fault). FILE.json is one record or a list, in UTF-8; without it, or with
"-", standard input is read. --out is the file to write; without it, standard output, for which npm needs -s, since it
prints lines of its own there. --provider-id is the provider's id at the bureau, 1 by default.
"form" writes a specimen of the verification form for each service of one record into the folder --out: JSON, PDF, and a JPEG for
each page. --items gives the answers with their evidence, {salt, items}; without it the evidence is invented. --portrait is a JPEG.`;

const options = {
  'provider-id': { type: 'string' },
  items: { type: 'string' },
  portrait: { type: 'string' },
  out: { type: 'string', short: 'o' },
  help: { type: 'boolean', short: 'h' },
} as const;

const commands = ['check', 'xml', 'form'] as const;
const isCommand = (name: string | undefined): name is (typeof commands)[number] =>
  commands.some((each) => each === name);

async function run(): Promise<number> {
  const { positionals, values } = parseCommandLine(options);
  const [command, file = '-', ...more] = positionals;
  if (values.help) {
    console.log(usage);
    return 0;
  }
  if (!isCommand(command) || more.length > 0) throw new InputError(usage);
  const providerId = wholeNumber('--provider-id', values['provider-id'] ?? '1', 1, 2 ** 31 - 1);
  if (file !== '-' && !existsSync(file)) throw new InputError(`没有文件 there is no ${file}`);
  const text = readText(file);
  if (command === 'form') return forms(text, values);
  const answer = command === 'check' ? check(text, Date.now()) : toXml(text, providerId, Date.now());
  for (const finding of [...answer.faults, ...answer.warnings]) console.error(lineOf(finding));
  if (answer.faults.length > 0) return 1;
  if (answer.xml && values.out !== undefined) writeFileSync(values.out, answer.xml);
  else if (answer.xml) process.stdout.write(answer.xml);
  else console.log(`${answer.records} 条记录无错误 records without a fault`);
  return 0;
}

/** @throws InputError */
async function forms(text: string, { items, portrait, out }: { items?: string; portrait?: string; out?: string }) {
  if (out === undefined) throw new InputError(`缺少 --out DIR is missing\n\n${usage}`);
  const { records, faults, warnings } = read(text, Date.now());
  for (const finding of [...faults, ...warnings]) console.error(lineOf(finding));
  const [record, ...others] = records;
  if (faults.length > 0 || !record) return 1;
  if (others.length > 0) throw new InputError('一次只能处理一条备案记录 one record at a time');
  const { findings, files } = await writeForms(record, { items, portrait, out }, Date.now());
  for (const finding of findings) console.error(formLineOf(finding));
  for (const path of files) console.log(path);
  return findings.length > 0 ? 1 : 0;
}

/** A file that cannot be read or written. */
const isFileError = (error: unknown): error is Error => error instanceof Error && 'syscall' in error;

try {
  process.exitCode = await run();
} catch (error) {
  if (!(error instanceof InputError || isFileError(error))) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
