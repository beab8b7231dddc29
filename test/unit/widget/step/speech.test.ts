import { expect, it } from 'vitest';
import { Speech } from '../../../../widget/step/speech.ts';

it('Speech delays texts that are not urgent, and says no text twice in a row', () => {
  const speech = new Speech();
  const hint = (text: string) => ({ text, isUrgent: false });
  expect(speech.say(hint('a'), 0)).toEqual({ polite: 'a', assertive: '' });
  const first = speech.say(hint('a'), 9000);
  expect(speech.say(hint('a'), 20_000)).toBe(first);
  expect(speech.say(hint('b'), 1000).polite).toBe('a');
  expect(speech.say({ text: 'now', isUrgent: true }, 1000)).toEqual({ polite: '', assertive: 'now' });
  expect(speech.say(hint('b'), 1500).polite).toBe('');
  expect(speech.say(hint('b'), 9000).polite).toBe('b');
});

it('Speech says only some of many hints in a short time', () => {
  const speech = new Speech();
  const said = new Set<string>();
  for (let n = 0; n < 8; n += 1) said.add(speech.say({ text: `hint ${n}`, isUrgent: false }, n * 1_000).polite);
  expect([...said]).toEqual(['hint 0', 'hint 3', 'hint 6']);
});
