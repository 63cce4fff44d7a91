/**
 * Stops the embedded servers of a test run and removes its folder, once the process that runs the
 * tests closes the pipe to this one: by its teardown, or because it was killed. Servers are detached
 * and would run on.
 */
import fs from 'node:fs';
import path from 'node:path';
import { stopEmbedded } from '../../src/embedded/index.ts';

const [scratch = ''] = process.argv.slice(2);
process.stdin.resume().once('end', async () => {
    for (const name of fs.readdirSync(scratch)) {
        await stopEmbedded(path.join(scratch, name), { deleteData: true });
    }
    fs.rmSync(scratch, { recursive: true, force: true });
});
