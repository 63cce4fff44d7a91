import { html } from 'hono/html';
import type { Html } from '../types.ts';

export interface ChartOptions {
    /** Unique on the page. */
    id: string;
    title: string;
    /** What a reader who cannot see the chart should know. */
    description: string;
    width: number;
    height: number;
    /** A narrow screen shows the end of the chart first. */
    isFromEnd?: boolean;
    /** Links in it can be followed, which those of an image cannot. */
    hasLinks?: boolean;
}

/** An SVG that says what it shows, in a box that scrolls where the screen is narrower. */
export function chart(options: ChartOptions, body: unknown): Html {
    const { id, title, description, width, height } = options;
    return html`<div class="chart-scroll${options.isFromEnd ? ' from-end' : ''}" tabindex="0" role="group" aria-label="${title}">
<svg class="chart" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="${options.hasLinks ? 'group' : 'img'}" aria-labelledby="${id}-title ${id}-desc">
<title id="${id}-title">${title}</title><desc id="${id}-desc">${description}</desc>
${body}
</svg></div>`;
}

/** What a chart shows when there is nothing to draw. */
export const nothing = (text: string): Html => html`<p class="chart-empty">${text}</p>`;
