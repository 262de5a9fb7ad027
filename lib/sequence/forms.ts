import type { CheerioAPI } from 'cheerio';
import { controlsByForm, fieldsOf, type FormField } from './form-fields';

/** A form as a browser would send it untouched, by its default button. */
export interface FoundForm {
  method: 'GET' | 'POST';
  /** absolute, http or https */
  action: string;
  encoding: 'urlencoded' | 'multipart' | 'text';
  fields: FormField[];
}

/** A page that has more is a table of buttons; nobody chooses among them. */
const MOST_FORMS = 50;

/**
 * Every form of a page that can be sent over HTTP, in the page's order (HTML §4.10.21). Scripts do not run, so a form
 * that they make is not found; `<template>`s and comments are none.
 * @param pageUrl where the page was in the end, after redirects
 */
export function findForms($: CheerioAPI, pageUrl: string): FoundForm[] {
  const base = resolve($('base[href]').first().attr('href') ?? '', pageUrl) ?? pageUrl;
  const controls = controlsByForm($);
  return $('form')
    .filter((_, form) => !isInTemplate($(form)))
    .toArray()
    .slice(0, MOST_FORMS)
    .flatMap((element) => {
      const form = $(element);
      const { fields, button } = fieldsOf($, controls.get(element) ?? []);
      const said = (name: string): string => (button?.attr(`form${name}`) ?? form.attr(name) ?? '').trim();
      const method = said('method').toUpperCase();
      const action = actionOf(said('action'), base, pageUrl);
      if (method === 'DIALOG' || action === null) return [];
      return [
        { method: method === 'POST' ? 'POST' : 'GET', action, encoding: encodingOf(said('enctype')), fields },
      ];
    });
}

/** The parser gives a template a document of its own, from which no way leads up to the page. */
function isInTemplate(form: ReturnType<CheerioAPI>): boolean {
  return !form.parents().last().is('html');
}

/** No action means the page itself, whatever its `<base>` says. */
function actionOf(action: string, base: string, pageUrl: string): string | null {
  const url = resolve(action, action === '' ? pageUrl : base);
  if (url === null || !/^https?:/.test(url)) return null;
  return url.replace(/#.*$/s, '');
}

function resolve(reference: string, base: string): string | null {
  try {
    return new URL(reference, base).href;
  } catch {
    return null;
  }
}

function encodingOf(enctype: string): FoundForm['encoding'] {
  if (enctype.toLowerCase() === 'multipart/form-data') return 'multipart';
  return enctype.toLowerCase() === 'text/plain' ? 'text' : 'urlencoded';
}
