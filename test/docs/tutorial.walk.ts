import path from 'node:path';
import { afterAll } from 'vitest';
import { freePort } from '../../src/embedded/port.ts';
import { pgstrata } from '../support/cli.ts';
import { scratchFolder } from '../support/index.ts';
import { Reader } from './support/reader.ts';
import { walk } from './support/walk.ts';

// From an empty folder, on an embedded server, as a newcomer's first hour: npm run test:docs.

let data = '';
walk('docs/tutorial.md', async () => {
    data = path.join(scratchFolder('tutorial'), 'data');
    const [port, page] = [await freePort(), await freePort()];
    const env = {
        PGSTRATA_DATA: data,
        PGSTRATA_PORT: String(port),
        PGSTRATA_LISTEN: `127.0.0.1:${page}`,
    };
    return new Reader(env, { 'http://127.0.0.1:8080': `http://127.0.0.1:${page}` });
});
afterAll(async () => {
    await pgstrata(['down', '--delete-data', '--yes'], { PGSTRATA_DATA: data });
});
