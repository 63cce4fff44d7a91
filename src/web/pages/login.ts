import { html } from 'hono/html';
import { assetPaths } from '../assets.ts';
import { document } from '../layout.ts';
import type { Html } from '../types.ts';

export interface LoginOptions {
    csrf: string;
    /** Where to go afterwards. */
    next: string;
    problem?: string | undefined;
}

/** Asks for the password. */
export function loginPage({ csrf, next, problem }: LoginOptions): Html {
    return document({
        title: 'Log in',
        context: { assets: assetPaths },
        content: html`<main id="main" class="notice login" tabindex="-1">
<h1>Log in to pgstrata</h1>
${problem ? html`<p class="flash is-error" role="alert" id="problem">${problem}</p>` : ''}
<form method="post" action="/login">
<input type="hidden" name="csrf" value="${csrf}"><input type="hidden" name="next" value="${next}">
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required autofocus${problem ? html` aria-describedby="problem" aria-invalid="true"` : ''}>
<button type="submit" class="button primary">Log in</button></form></main>`,
    });
}
