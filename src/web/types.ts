import type { HtmlEscapedString } from 'hono/utils/html';

/** What the `html` tag of Hono makes: every value in it is escaped. */
export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

/** The warehouse, read as pgstrata_web. A statement ends after 5 s. */
export interface Reader {
    rows<Row extends object>(sql: string, values?: unknown[]): Promise<Row[]>;
    /** The first row. */
    row<Row extends object>(sql: string, values?: unknown[]): Promise<Row | undefined>;
    /**
     * What `load` gave at most so many milliseconds ago, or gives now; however many ask at once, it
     * runs once. For what opens links or costs the source something.
     */
    cached<Value>(key: string, milliseconds: number, load: () => Promise<Value>): Promise<Value>;
}

/** The kinds of events after which a page is worth reading again; see `engine.announce`. */
export type EventName = 'run' | 'step' | 'request' | 'schedule' | 'row_counts' | 'incident';

/** What every page knows about the request it answers. */
export interface PageContext {
    db: Reader;
    /** The clock of the database, as `2026-01-31T12:00:00.000Z`. */
    now: string;
    /** The path, without the query: `/runs`. */
    path: string;
    /** No page has buttons. */
    isReadOnly: boolean;
    /** Whether somebody logged in, who may log out. */
    isLoggedIn: boolean;
    /** Goes along with every POST as the field `csrf`. */
    csrf: string;
    /** What the action before this page came to, if there was one. */
    flash: Flash | undefined;
    assets: AssetPaths;
}

export interface AssetPaths {
    style: string;
    script: string;
    icon: string;
}

export interface Flash {
    text: string;
    isError: boolean;
}

export interface PageRequest {
    /** The named parts of the path: `/runs/:id` has `id`. */
    params: Record<string, string>;
    query: URLSearchParams;
}

/** A page is a function of the warehouse and of a URL; it makes the whole document with `page()`. */
export type Page = (context: PageContext, request: PageRequest) => Promise<Html>;

/** There is no such page, run or table: thrown by a page, answered with 404. */
export class NotFoundError extends Error {
    override name = 'NotFoundError';
}
