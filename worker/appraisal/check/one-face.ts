import { finding, type Check } from './check.ts';

/** There is never more than one face, neither in the trace nor in the revealed pictures. */
export const oneFace: Check = {
  name: 'one-face',
  weight: 'mandatory',
  means: 'undetermined',
  judge({ watched, revealed }) {
    const mostFaces = Math.max(
      ...watched.map(({ faces }) => faces),
      ...revealed.map(({ reading }) => reading?.faces ?? 0),
    );
    return finding(mostFaces <= 1, ['faces-several'], { mostFaces });
  },
};
