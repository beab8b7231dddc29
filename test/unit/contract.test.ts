/** Runs the contract suite on the in-memory host; test/workerd runs it on Cloudflare's. */
import { describeBlobs } from '../contract/blobs.ts';
import { describeKeys } from '../contract/keys.ts';
import { createMemoryHost } from '../contract/memory-host.ts';
import { describeSessions } from '../contract/sessions.ts';

const host = createMemoryHost();
describeSessions(host);
describeBlobs(host);
describeKeys(host);
