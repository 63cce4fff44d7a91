import {
    DefaultRenderer,
    Listr,
    ListrLogger,
    ListrTaskState,
    type ListrTaskWrapper,
    ProcessOutput,
} from 'listr2';
import type { PipelineEvent } from './connection/listener.ts';
import type { Terminal } from './output.ts';

/** A step as its row in the log, or an announcement of it, says. */
export interface StepState {
    layer: string;
    entity: string;
    status: string;
}

const showCursor = '\u001b[?25h';

/**
 * The steps of a run that somebody else runs, each on a line of the terminal that moves until it has
 * ended. What the master says gives the lines; announcements tell which steps have begun.
 */
export class MovingSteps {
    readonly #terminal: Terminal;
    readonly #line: (text: string) => void;
    readonly #early: PipelineEvent[] = [];
    readonly #late: string[] = [];
    #run: MovingRun | undefined;

    /** `line` shows what has no line of its own, before the steps or after them. */
    constructor(terminal: Terminal, line: (text: string) => void) {
        this.#terminal = terminal;
        this.#line = line;
    }

    /** What the master says: which run it is, that a step has ended, or something else. */
    say(text: string): void {
        const [, id, names] = /^run (\d+): (\w+(?:, \w+)*)$/.exec(text) ?? [];
        if (!this.#run && id && names) {
            this.#run = new MovingRun(this.#terminal, Number(id), text, names.split(', '));
            for (const event of this.#early) this.#run.hear(event);
        } else if (!this.#run) this.#line(text);
        else if (!this.#run.say(text)) this.#late.push(text);
    }

    /** What the pipeline announces, perhaps before the run has said which one it is. */
    hear(event: PipelineEvent): void {
        if (this.#run) this.#run.hear(event);
        else this.#early.push(event);
    }

    /** Lets go of the terminal; `states` says how steps ended that have not said so. */
    async end(states: StepState[] = []): Promise<void> {
        await this.#run?.end(states);
        for (const text of this.#late) this.#line(text);
    }
}

class MovingRun {
    readonly #id: number;
    /** A process that ends in the middle leaves the terminal as it was. */
    readonly #showCursor: () => void;
    readonly #steps: Map<string, MovingStep>;
    readonly #shown: Promise<unknown>;
    #task: ListrTaskWrapper<unknown, never, never> | undefined;

    constructor(terminal: Terminal, id: number, title: string, entities: string[]) {
        this.#id = id;
        // listr2 puts another in its place.
        const write = terminal.write.bind(terminal);
        this.#showCursor = () => void write(showCursor);
        const keys = ['mrr', 'stg', 'dwh'].flatMap((layer) => entities.map((e) => `${layer} ${e}`));
        this.#steps = new Map(keys.map((key) => [key, new MovingStep(key)]));
        const list = new Listr(
            {
                title,
                task: (_, task) => {
                    this.#task = task as never;
                    return task.newListr([...this.#steps.values()].map((step) => step.task));
                },
            },
            {
                concurrent: true,
                exitOnError: false,
                // Who presses Ctrl-C wants to see how the run ends.
                registerSignalListeners: false,
                renderer: StepRenderer,
                rendererOptions: {
                    collapseSubtasks: false,
                    formatOutput: 'truncate',
                    logger: new ListrLogger({
                        useIcons: true,
                        toStderr: [],
                        processOutput: new TerminalOutput(terminal as never, terminal as never),
                    }),
                },
            },
        );
        this.#shown = list.run();
        process.once('exit', this.#showCursor);
    }

    say(text: string): boolean {
        const [, key = ''] = /^(\w+ \w+): /.exec(text) ?? [];
        const step = this.#steps.get(key);
        if (step) step.end(text);
        else if (text === 'cancelling') this.#title(text);
        else return false;
        return true;
    }

    #title(text: string): void {
        if (this.#task) this.#task.title = `run ${this.#id}: ${text}`;
    }

    hear({ event, run_id, layer, entity, status }: PipelineEvent): void {
        if (event !== 'step' || run_id !== this.#id || status !== 'RUNNING') return;
        this.#steps.get(`${layer} ${entity}`)?.begin();
    }

    async end(states: StepState[]): Promise<void> {
        for (const { layer, entity, status } of states) {
            this.#steps.get(`${layer} ${entity}`)?.end(`${layer} ${entity}: ${status}`);
        }
        if (states.some(({ status }) => status === 'CANCELLED')) this.#title('cancelled');
        for (const step of this.#steps.values()) step.leave();
        await this.#shown;
        process.off('exit', this.#showCursor);
    }
}

/** A task of listr2 that neither begins nor ends by itself. */
class MovingStep {
    readonly #key: string;
    readonly #begun = Promise.withResolvers<boolean>();
    readonly #ended = Promise.withResolvers<string | undefined>();

    constructor(key: string) {
        this.#key = key;
    }

    begin(): void {
        this.#begun.resolve(true);
    }

    /** The text is what the master says of it: `mrr sales: 3 read, …` or `mrr sales: FAILED, …`. */
    end(text: string): void {
        this.begin();
        this.#ended.resolve(text);
    }

    /** Nothing more will be heard of it. */
    leave(): void {
        this.#begun.resolve(false);
        this.#ended.resolve(undefined);
    }

    get task() {
        return {
            title: this.#key,
            task: async (_: unknown, task: ListrTaskWrapper<unknown, never, never>) => {
                task.task.state$ = ListrTaskState.WAITING;
                if (!(await this.#begun.promise)) return;
                task.task.state$ = ListrTaskState.STARTED;
                const text = await this.#ended.promise;
                const [, status] = /^\w+ \w+: ([A-Z]+)\b/.exec(text ?? '') ?? [];
                if (text === undefined)
                    throw new Error(`${this.#key}: nothing was heard of its end`);
                if (status === 'BLOCKED') return task.skip(text);
                if (status && status !== 'SUCCEEDED') throw new Error(text);
                task.title = text;
            },
        };
    }
}

/** listr2 itself would look whether stdout is a terminal; these go to stderr. */
class StepRenderer extends DefaultRenderer {
    static override nonTTY = true;
}

/** What others write meanwhile comes after the steps, as it was written. */
class TerminalOutput extends ProcessOutput {
    override release(): void {
        const entries = Object.values(this.stream).flatMap((stream) => stream.release());
        this.toStdout(showCursor, false);
        for (const { entry } of entries.sort((a, b) => a.time - b.time)) {
            this.toStdout(entry, false);
        }
    }
}
