import { expect, it } from 'vitest';
import { News } from '../../../../tool/soak/news.ts';

it('of a case ends every wait for it that began before, and no other', async () => {
  const news = new News();
  const ended: string[] = [];
  const wait = (id: string, name: string) => void news.next(id).then(() => ended.push(name));
  wait('a', 'first of a');
  wait('a', 'second of a');
  wait('b', 'of b');
  news.tell('a');
  wait('a', 'later of a');
  news.tell('c');
  await new Promise((resolve) => void setImmediate(resolve));
  expect(ended).toEqual(['first of a', 'second of a']);
});
