/** Parses every SQL file and checks the house rules that need no database. */
import fs from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../src/config.ts';
import { lineAt, type Problem } from './sql-file.ts';
import { checkFile } from './sql-rules.ts';

const files = fs
    .globSync(['migrations/**/*.sql', 'plpgsql/**/*.sql'], { cwd: projectRoot })
    .sort()
    .map((file) => ({ path: file, text: fs.readFileSync(path.join(projectRoot, file), 'utf8') }));

const problems = [
    ...files.flatMap(({ path, text }) => checkFile(path, text)),
    ...checkSqlstates(files),
];
for (const { path, line, message } of problems) console.error(`${path}:${line}: ${message}`);
console.log(`${files.length} SQL files, ${problems.length} problems`);
process.exitCode = problems.length > 0 ? 1 : 0;

/** What is raised is listed in the map, and the other way round. */
function checkSqlstates(files: { path: string; text: string }[]): Problem[] {
    const map = 'plpgsql/README.md';
    const raised = occurrences(files, /(?:errcode\s*=|'sqlstate',)\s*'(PS\d{3})'/g);
    const text = fs.readFileSync(path.join(projectRoot, map), 'utf8');
    const listed = occurrences([{ path: map, text }], /^\| (PS\d{3}) \|/gm);
    return [
        ...missing(raised, listed, (code) => `${code} is not in the table of ${map}`),
        ...missing(listed, raised, (code) => `${code} is raised nowhere`),
    ];
}

type Places = Map<string, { path: string; line: number }>;

/** Where each code occurs first. */
function occurrences(files: { path: string; text: string }[], pattern: RegExp): Places {
    const places: Places = new Map();
    for (const { path, text } of files) {
        for (const { index, 1: code = '' } of text.matchAll(pattern)) {
            if (!places.has(code)) places.set(code, { path, line: lineAt(text.slice(0, index)) });
        }
    }
    return places;
}

function missing(from: Places, there: Places, message: (code: string) => string): Problem[] {
    return [...from]
        .filter(([code]) => !there.has(code))
        .map(([code, place]) => ({ ...place, message: message(code) }));
}
