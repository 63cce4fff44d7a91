/** Writes docs/cli.md, or another file; with --check it only says whether that is current. */
import fs from 'node:fs';
import path from 'node:path';
import { createProgram } from '../src/cli.ts';
import { projectRoot } from '../src/config.ts';
import { cliPage } from './cli-page.ts';

const [name = 'docs/cli.md'] = process.argv.slice(2).filter((word) => word !== '--check');
const file = path.resolve(projectRoot, name);
const page = cliPage(createProgram());
const isCurrent = fs.existsSync(file) && fs.readFileSync(file, 'utf8') === page;

if (!process.argv.includes('--check')) fs.writeFileSync(file, page);
else if (!isCurrent) {
    console.error(`${name} is not what the commands say; write it again with: npm run docs:cli`);
    process.exitCode = 1;
}
