import { z } from 'zod';

/** Where a database is. Names, numbers and portraits travel to it, so without encryption it may only be on this machine. */
export const endpoint = z.string().refine(isEndpoint, { error: 'expected an https address (http only for localhost)' });

function isEndpoint(text: string): boolean {
  const url = URL.parse(text);
  if (!url || url.username !== '' || url.password !== '') return false;
  return (
    url.protocol === 'https:' ||
    (url.protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname))
  );
}
