/** Runs the contract suites on the in-memory host; test/workerd runs them on Cloudflare's. */
import { describeBlobs } from '../contract/blobs.ts';
import { describeCaseIndex } from '../contract/case-index.ts';
import { describeAccounts } from '../contract/accounts.ts';
import { describeCases } from '../contract/cases.ts';
import { describeKeys } from '../contract/keys.ts';
import { createMemoryHost } from '../contract/memory-host.ts';
import { describeFeeds } from '../contract/feeds.ts';
import { describePersons } from '../contract/persons.ts';
import { describeSessions } from '../contract/sessions.ts';

const host = createMemoryHost();
describeSessions(host);
describeAccounts(host);
describeCases(host);
describeCaseIndex(host);
describePersons(host);
describeFeeds(host);
describeBlobs(host);
describeKeys(host);
