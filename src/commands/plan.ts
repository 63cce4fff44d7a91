import { type Command, Option } from 'commander';
import { contextOf, examples } from '../context.ts';
import { type Databases, openDatabases } from '../databases.ts';
import { type Layer, layers } from '../layers.ts';
import { parseLayer } from '../options.ts';
import type { Output, Section } from '../output.ts';
import { withClient } from '../statement.ts';

export interface PlanOptions {
    /** Undefined: all that are enabled. */
    entity?: string[] | undefined;
    /** Undefined: the steps of all layers. */
    layer?: Layer | undefined;
    json?: boolean | undefined;
}

interface PlannedStatement {
    step: number;
    layer: string;
    entity: string;
    phase: string;
    position: number;
    purpose: string;
    sql: string;
}

/** The marks and the SQL of a run that began now; runs nothing. */
export async function plan(
    databases: Databases,
    output: Output,
    options: PlanOptions,
): Promise<void> {
    await withClient(databases, 'dwh', 'pgstrata plan', async (client) => {
        const values = [options.entity ?? null, options.layer ?? null];
        const columns = `step, layer, entity, reads_from, mark, upto, has_news, note${options.json ? ', parameters' : ''}`;
        const marks: Section = {
            name: 'marks',
            title: 'Marks',
            table: await client.query(
                `select ${columns} from public.marks_of_run($1) m where m.layer = $2 or $2 is null`,
                values,
            ),
        };
        const statements = await client.query<PlannedStatement>(
            'select p.* from public.plan_run($1) p where p.layer = $2 or $2 is null',
            values,
        );
        if (options.json) {
            output.print([marks, { name: 'statements', title: 'Statements', table: statements }]);
            return;
        }
        output.print([marks]);
        for (const statement of statements.rows) output.line(`\n${describe(statement)}`);
    });
}

/** A statement as it can be pasted into psql, under a comment that says what it is. */
export function describe({ step, layer, entity, phase, purpose, sql }: PlannedStatement): string {
    return `-- step ${step}, ${layer} ${entity}, ${phase}: ${purpose}\n${sql.trim()};`;
}

export function register(program: Command): void {
    program
        .command('plan')
        .summary('show the marks and the SQL that a run would execute now, and run nothing')
        .description(
            'Show from where to where each step of a run would read if it began now, and the SQL that ' +
                'it would execute, statement by statement. Nothing is run and nothing is written.',
        )
        .option('--entity <name...>', 'the run of these entities alone')
        .addOption(
            new Option(
                '--layer <layer>',
                `only the steps into this layer: ${layers.slice(1).join(', ')}`,
            ).argParser(parseLayer),
        )
        .addHelpText(
            'after',
            [
                '\nValues that only a run knows stand in the statements as psql variables: the mark as',
                `:'mark', the last batch to read as :'upto', the new batch as :'batch_id', the ends of a`,
                `key range as :'range_from' and :'range_to'. Phase "cut" happens only in a large hop, whose`,
                'load then happens once for each key range; "fill" stands in place of "load" where nothing was',
                'there; a hop that finds nothing new ends after "survey".',
                'A mark of mrr is a time of the source, which is read from there on, without an upper bound;',
                'what is new there only reading tells. Batches that the run itself brings are not in has_news.',
                '\nIn psql: select * from plan_run(); select * from marks_of_run();',
            ].join('\n'),
        )
        .addHelpText('after', examples('pgstrata plan', 'pgstrata plan --entity sales --layer stg'))
        .action(async (options: PlanOptions, command: Command) => {
            const { config, output } = contextOf(command);
            const { json } = command.optsWithGlobals<{ json?: boolean }>();
            await plan(await openDatabases(config), output, { ...options, json });
        });
}
