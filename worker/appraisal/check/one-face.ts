import { atMost, defineCheck } from './check.ts';

/** There is never more than one face, neither in the trace nor in the revealed pictures. */
export const oneFace = defineCheck({
  name: 'one-face',
  weight: 'mandatory',
  bounds: () => atMost({ mostFaces: 1 }, 'undetermined', 'faces-several'),
  measure({ watched, revealed }) {
    const mostFaces = Math.max(
      ...watched.map(({ faces }) => faces),
      ...revealed.map(({ reading }) => reading?.faces ?? 0),
    );
    return { mostFaces };
  },
});
