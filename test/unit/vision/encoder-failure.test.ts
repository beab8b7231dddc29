import jpegJs from 'jpeg-js';
import { expect, it, vi } from 'vitest';

const picture = new Uint8Array(jpegJs.encode({ data: new Uint8Array(16 * 16 * 4), width: 16, height: 16 }, 90).data);

let starts = 0;

vi.mock('@jsquash/jpeg/codec/enc/mozjpeg_enc.js', async (original) => {
  const { default: start } = await original<{ default: (options: object) => Promise<object> }>();
  return {
    default: async (options: object) => {
      starts += 1;
      if (starts > 1) return start(options);
      return {
        encode() {
          throw new Error('aborted');
        },
      };
    },
  };
});

it('an encoder that has failed once is replaced by a new one', async () => {
  const { nodeCodec } = await import('./node-codec.ts');
  await expect(nodeCodec.reencode(picture)).rejects.toThrow('aborted');
  expect(await nodeCodec.reencode(picture)).toBeInstanceOf(Uint8Array);
});
