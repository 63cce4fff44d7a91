import { html, raw } from 'hono/html';
import type { EventName, Html, PageContext } from './types.ts';

export interface PageOptions {
    title: string;
    context: PageContext;
    body: unknown;
    /** After which events the browser reads the page again. */
    refreshOn?: readonly EventName[];
    /** Only events of this run count among those of runs and steps. */
    refreshOnRun?: string;
    /** Something on it is under way: it is read again every few seconds. */
    isMoving?: boolean;
    /** It has a table that may take the whole width of the window. */
    isWide?: boolean;
}

const navigation = [
    { path: '/', title: 'Overview' },
    { path: '/runs', title: 'Runs' },
    { path: '/failures', title: 'Failures' },
    { path: '/tables', title: 'Tables' },
];

/** A whole document: the frame that all pages share, around the body of one. */
export function page(options: PageOptions): Html {
    const { title, context, body, refreshOn = [], refreshOnRun, isMoving = false } = options;
    const wide = options.isWide ? 'is-wide' : '';
    return document({
        title,
        context,
        content: html`<header class="top ${wide}"><div class="bar">
<a class="brand" href="/">${logo}<span>pgstrata</span></a>
<nav aria-label="Main"><ul>${navigation.map(
            ({ path, title }) =>
                html`<li><a href="${path}"${isBelow(context.path, path) ? html` aria-current="${context.path === path ? 'page' : 'true'}"` : ''}>${title}</a></li>`,
        )}</ul></nav>
<p class="live" id="live" role="status"></p>${refreshOn.length > 0 ? refreshLink : ''}${logOut(context)}</div></header>
<main id="main" class="${wide}" tabindex="-1" data-now="${context.now}" data-refresh-on="${refreshOn.join(' ')}" data-refresh-run="${refreshOnRun ?? ''}" data-moving="${String(isMoving)}">
${flash(context)}${body}</main>
<footer class="${wide}"><p>${context.isReadOnly ? 'Read-only. ' : ''}All times are UTC. Everything here is also in <code>psql</code>: <code>vw_etl_runs</code>, <code>etl_logs</code>, <code>vw_data_freshness</code>, <code>vw_open_failures</code>.</p></footer>`,
    });
}

export interface DocumentOptions {
    title: string;
    context: Pick<PageContext, 'assets'>;
    content: unknown;
    /** It may be another one in a moment. */
    isMoving?: boolean;
}

/** The document itself, for pages without the navigation as well. */
export function document({ title, context, content, isMoving }: DocumentOptions): Html {
    const { style, script, icon } = context.assets;
    return html`${raw('<!doctype html>')}
<html lang="en"><head><meta charset="utf-8"><title>${title} · pgstrata</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<link rel="stylesheet" href="${style}"><link rel="icon" href="${icon}" type="image/svg+xml"><script src="${script}" defer></script></head>
<body><a class="skip" href="#main">Skip to content</a>
${content}${isMoving ? refreshLink : ''}</body></html>`;
}

/** A page that reads itself again would close what is open on it, so a reader without a script asks. */
const refreshLink = html`<noscript><p class="refresh"><a href="">Refresh</a></p></noscript>`;

function isBelow(path: string, root: string): boolean {
    return path === root || (root !== '/' && path.startsWith(`${root}/`));
}

function flash({ flash }: PageContext): Html {
    if (!flash) return html``;
    return html`<p class="flash ${flash.isError ? 'is-error' : ''}" role="${flash.isError ? 'alert' : 'status'}">${flash.text}</p>`;
}

function logOut({ isLoggedIn, csrf }: PageContext): Html {
    if (!isLoggedIn) return html``;
    return html`<form class="action" method="post" action="/logout"><input type="hidden" name="csrf" value="${csrf}"><button type="submit" class="button quiet">Log out</button></form>`;
}

const logo = html`<svg class="logo" viewBox="0 0 16 16" width="20" height="20" aria-hidden="true"><path d="M8 1 15 4.5 8 8 1 4.5z"/><path d="M1 8l7 3.5L15 8M1 11.5 8 15l7-3.5" fill="none"/></svg>`;
