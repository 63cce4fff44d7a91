#!/usr/bin/env node
// Plain JavaScript, since an older Node must be able to read it: the sources are TypeScript, which
// Node runs from version 22.18 on. `npm ci` puts such a Node beside the other packages.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import * as nodeModule from 'node:module';
import { fileURLToPath } from 'node:url';

const [major, minor] = process.versions.node.split('.').map(Number);
const cli = new URL('../src/cli.ts', import.meta.url);

if (major > 22 || (major === 22 && minor >= 18)) {
    // The next start need not compile everything again. Where nobody else may write.
    nodeModule.enableCompileCache?.(
        fileURLToPath(new URL('../node_modules/.cache/node', import.meta.url)),
    );
    const { start } = await import(cli.href);
    await start();
} else {
    const node = fileURLToPath(new URL('../node_modules/.bin/node', import.meta.url));
    if (!existsSync(node)) {
        console.error(
            `error: pgstrata needs Node 22.18 or later; this is ${process.versions.node}\n` +
                'hint: npm ci brings a newer one; run it with install scripts allowed',
        );
        process.exit(2);
    }
    const child = spawn(node, [fileURLToPath(cli), ...process.argv.slice(2)], { stdio: 'inherit' });
    // Ctrl-C reaches both processes, a kill only this one: the commands take two signals for one.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
        process.on(signal, () => child.kill(signal));
    }
    child.on('exit', (code, signal) => process.exit(signal ? 128 : (code ?? 1)));
}
