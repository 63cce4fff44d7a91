import path from 'node:path';
import {
    isProblem,
    lineAt,
    type Problem,
    parseFile,
    parseRoutine,
    type SqlFile,
    type Statement,
} from './sql-file.ts';

/** Everything that is wrong with one file; `file` is its path below the project. */
export function checkFile(file: string, text: string): Problem[] {
    const parsed = parseFile(file, text);
    if (isProblem(parsed)) return [parsed];
    const rules = file.startsWith('migrations/')
        ? [tablesHaveComments]
        : [oneObjectPerFile, objectsHaveComments, objectsAreReplaced];
    return [...rules, routinesAreSound, engineKnowsNoEntity].flatMap((rule) => rule(parsed));
}

function oneObjectPerFile(file: SqlFile): Problem[] {
    const name = path.basename(file.path, '.sql');
    if (name === 'declarations') {
        return strangers(file, ['CallStmt'], 'a file of declarations holds nothing but CALL');
    }
    const objects = file.statements.flatMap((statement) => objectOf(statement) ?? []);
    const [first, second] = objects;
    if (!first) return [at(file, 1, 'makes no routine or view')];
    if (second) return [at(file, second.line, 'a file makes one routine or view')];
    const problems = strangers(
        file,
        ['CreateFunctionStmt', 'ViewStmt', 'CommentStmt', 'GrantStmt'],
        'a file makes its routine or view, comments on it and grants it, and does nothing else',
    );
    if (first.name.split('.')[1] === name) return problems;
    const message = `makes ${first.name}, but a file is named after what it makes, schema left out`;
    return [at(file, first.line, message), ...problems];
}

function strangers(file: SqlFile, kinds: string[], message: string): Problem[] {
    return file.statements
        .filter(({ kind }) => !kinds.includes(kind))
        .map(({ line }) => at(file, line, message));
}

function objectsHaveComments(file: SqlFile): Problem[] {
    const commented = commentsOf(file, ['OBJECT_FUNCTION', 'OBJECT_PROCEDURE', 'OBJECT_VIEW']);
    return file.statements
        .flatMap((statement) => objectOf(statement) ?? [])
        .filter(({ name }) => !commented.has(name))
        .map(({ name, line }) => at(file, line, `${name} has no comment on it`));
}

function objectsAreReplaced(file: SqlFile): Problem[] {
    return file.statements
        .filter((statement) => objectOf(statement) && !statement.node.replace)
        .map(({ line }) => at(file, line, 'it is installed again and again: create or replace'));
}

function tablesHaveComments(file: SqlFile): Problem[] {
    const commented = commentsOf(file, ['OBJECT_TABLE']);
    return file.statements
        .filter(({ kind }) => kind === 'CreateStmt')
        .map(({ node, line }) => ({ name: qualified(node.relation), line }))
        .filter(({ name }) => !commented.has(name))
        .map(({ name, line }) => at(file, line, `table ${name} has no comment on it`));
}

function routinesAreSound(file: SqlFile): Problem[] {
    return file.statements
        .filter(({ kind }) => kind === 'CreateFunctionStmt')
        .flatMap((statement) => {
            const language = option(statement, 'language')?.String.sval;
            return language === 'plpgsql'
                ? checkPlpgsql(file, statement)
                : checkSql(file, statement);
        });
}

/** The one that runs plans, and those that belong to the owner of the tables and run what the catalog gave them. */
const executors = [
    'engine.execute_plan',
    'engine.set_indexes_aside',
    'engine.build_indexes',
    'engine.analyze_target',
];

function checkPlpgsql(file: SqlFile, statement: Statement): Problem[] {
    const tree = parseRoutine(file.path, statement);
    if (isProblem(tree)) return [tree];
    const name = objectOf(statement)?.name;
    if (
        executors.includes(name ?? '') ||
        !/"PLpgSQL_stmt_dyn|"dynquery"/.test(JSON.stringify(tree))
    ) {
        return [];
    }
    return [at(file, statement.line, 'only engine.execute_plan may EXECUTE what is put together')];
}

function checkSql(file: SqlFile, statement: Statement): Problem[] {
    const body: string = option(statement, 'as')?.List.items[0].String.sval ?? '';
    const parsed = parseFile(file.path, body);
    if (!isProblem(parsed)) return [];
    const before = file.text.slice(0, file.text.indexOf(body));
    return [{ ...parsed, line: parsed.line + lineAt(before) - 1 }];
}

/** The engine runs any model, so it cannot name what the bundled one is about, but for its path. */
function engineKnowsNoEntity(file: SqlFile): Problem[] {
    if (!/^(plpgsql|migrations)\/engine\//.test(file.path)) return [];
    return [...file.text.matchAll(/(?<![a-z/])(customers|products|sales)(?![a-z/])/gi)].map(
        (found) => {
            const line = lineAt(file.text.slice(0, found.index));
            return at(file, line, `the engine names '${found[0]}', which belongs to a model`);
        },
    );
}

const at = ({ path }: SqlFile, line: number, message: string): Problem => ({ path, line, message });

/** The routine or view that a statement makes. */
function objectOf({ kind, node, line }: Statement): { name: string; line: number } | undefined {
    if (kind === 'ViewStmt') return { name: qualified(node.view), line };
    if (kind === 'CreateFunctionStmt') return { name: joined(node.funcname), line };
    return undefined;
}

function commentsOf(file: SqlFile, types: string[]): Set<string> {
    return new Set(
        file.statements
            .filter(({ kind, node }) => kind === 'CommentStmt' && types.includes(node.objtype))
            .map(({ node: { object } }) =>
                joined(object.List?.items ?? object.ObjectWithArgs.objname),
            ),
    );
}

// biome-ignore lint/suspicious/noExplicitAny: an option is whatever its name asks for
function option({ node }: Statement, name: string): any {
    const found = node.options.find(
        ({ DefElem }: { DefElem: { defname: string } }) => DefElem.defname === name,
    );
    return found?.DefElem.arg;
}

const joined = (names: { String: { sval: string } }[]) =>
    names.map(({ String: { sval } }) => sval).join('.');

const qualified = ({ schemaname, relname }: { schemaname?: string; relname: string }) =>
    `${schemaname ?? ''}.${relname}`;
