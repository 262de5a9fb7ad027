import type { CheerioAPI } from 'cheerio';
import type { Extract } from '@/lib/model/sequence';

type Elements = ReturnType<CheerioAPI>;

/**
 * How to find a hidden field's value again: the plainest selector that finds this very field first, else its number
 * among those of its name.
 */
export function whereFrom(
  $: CheerioAPI,
  control: Elements,
  name: string,
): Pick<Extract, 'from' | 'expression' | 'attribute'> {
  const field = `input[name=${cssText(name)}]`;
  const form = control.closest('form');
  const marks = ['id', 'name', 'action'].flatMap((mark) => {
    const value = form.attr(mark);
    return value ? [`form[${mark}=${cssText(value)}] ${field}`] : [];
  });
  const expression = [field, ...marks].find((selector) => $(selector).get(0) === control.get(0));
  if (expression !== undefined) return { from: 'css', expression, attribute: 'value' };
  const alike = $('input').filter((_, input) => $(input).attr('name') === name);
  const number = alike.index(control) + 1;
  return { from: 'xpath', expression: `(//input[@name=${xpathText(name)}])[${number}]/@value` };
}

/** A plain word as it is, anything else in quotes (CSS Syntax §4.3.5). */
export function cssText(text: string): string {
  if (/^[A-Za-z_][\w-]*$/.test(text)) return text;
  const escaped = text
    .replace(/[\\"]/g, '\\$&')
    .replace(/[\n\r\f]/g, (sign) => `\\${sign.charCodeAt(0).toString(16)} `);
  return `"${escaped}"`;
}

/** XPath 1.0 has no escapes, so a text with both kinds of quotes is put together. */
function xpathText(text: string): string {
  if (!text.includes('"')) return `"${text}"`;
  if (!text.includes("'")) return `'${text}'`;
  return `concat(${text
    .split('"')
    .map((piece) => `"${piece}"`)
    .join(`, '"', `)})`;
}
