import { finding, type Check } from './check.ts';

/** Never more than one face, in the trace and in the pictures. */
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
