/** Schemas for bytes that are sent as text. */
import { z } from 'zod';

/** base64url without padding. */
export const base64url = z.string().regex(/^[A-Za-z0-9_-]+$/);

/** A SHA-256 digest. */
export const digest = base64url.length(43);
