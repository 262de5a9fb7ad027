import type { CheerioAPI } from 'cheerio';
import type { Extract } from '@/lib/model/sequence';
import { whereFrom } from './where-from';

type Elements = ReturnType<CheerioAPI>;
type Where = Pick<Extract, 'from' | 'expression' | 'attribute'>;

/** A field that a form sends. `hidden` ones say where in the page their value stands. */
export type FormField =
  | { kind: 'hidden'; name: string; value: string; where: Where }
  | { kind: 'text' | 'password' | 'chosen' | 'file'; name: string; value: string };

/** Buttons of which nothing is sent (of a picture only where it was hit), and those that send a form. */
const NOT_SENT = new Set(['button', 'reset', 'image']);
const PRESSED = new Set(['submit', 'image']);
const CHECKED = new Set(['checkbox', 'radio']);

/** What a form with these controls sends as it stands, and the button that sends it: its first. */
export function fieldsOf(
  $: CheerioAPI,
  controls: readonly Elements[],
): { fields: FormField[]; button: Elements | null } {
  const button = controls.find((control) => PRESSED.has(typeOf(control))) ?? null;
  const fields = controls
    .filter((control) => !PRESSED.has(typeOf(control)) || control === button)
    .flatMap((control) => fieldOf($, control));
  return { fields, button };
}

/** Of a field without name, one that is switched off and one that is not ticked, nothing is sent. */
function fieldOf($: CheerioAPI, control: Elements): FormField[] {
  const name = control.attr('name') ?? '';
  const type = typeOf(control);
  if (name === '' || NOT_SENT.has(type)) return [];
  if (CHECKED.has(type)) return ticked(control, name);
  if (type === 'select') return selected($, control).map((value) => ({ kind: 'chosen', name, value }));
  if (type === 'textarea') return [{ kind: 'text', name, value: control.text() }];
  if (type === 'password' || type === 'file') return [{ kind: type, name, value: '' }];
  return [typed($, control, { name, type })];
}

function typed($: CheerioAPI, control: Elements, { name, type }: { name: string; type: string }): FormField {
  const value = control.attr('value') ?? '';
  if (type !== 'hidden') return { kind: type === 'submit' ? 'chosen' : 'text', name, value };
  if (value === '') return { kind: 'chosen', name, value };
  return { kind: 'hidden', name, value, where: whereFrom($, control, name) };
}

function ticked(control: Elements, name: string): FormField[] {
  if (control.attr('checked') === undefined) return [];
  return [{ kind: 'chosen', name, value: control.attr('value') ?? 'on' }];
}

function selected($: CheerioAPI, select: Elements): string[] {
  const options = select
    .find('option')
    .toArray()
    .map((option) => $(option));
  const enabled = options.filter((option) => option.attr('disabled') === undefined);
  const marked = enabled.filter((option) => option.attr('selected') !== undefined);
  const chosen = select.attr('multiple') === undefined ? [marked.at(-1) ?? enabled[0]] : marked;
  return chosen.flatMap((option) => (option ? [optionValue(option)] : []));
}

/** cheerio answers the text where there is no value, white space and all. */
function optionValue(option: Elements): string {
  return option.is('[value]') ? (option.attr('value') ?? '') : option.text().trim();
}

function typeOf(control: Elements): string {
  const tag = control.prop('tagName')?.toLowerCase() ?? '';
  if (tag === 'select' || tag === 'textarea') return tag;
  const type = (control.attr('type') ?? '').toLowerCase();
  if (tag === 'button') return type === 'button' || type === 'reset' ? type : 'submit';
  return type;
}

const CONTROLS = 'input, button, select, textarea';

/** A form by its element, and the controls that belong to it and are switched on, in the page's order. */
export type Controls = ReadonlyMap<unknown, readonly Elements[]>;

/** Finds whose each control of the page is (HTML §4.10.18.3). */
export function controlsByForm($: CheerioAPI): Controls {
  const all = new Map<unknown, Elements[]>();
  const byId = new Map<string, unknown>();
  for (const form of $('form').toArray().reverse()) byId.set($(form).attr('id') ?? '', form);
  for (const element of $(CONTROLS).toArray()) {
    const control = $(element);
    if (isDisabled(control)) continue;
    const named = control.attr('form');
    const owner = named === undefined ? formAround($, control) : byId.get(named);
    if (owner !== undefined) all.set(owner, [...(all.get(owner) ?? []), control]);
  }
  return all;
}

/** `<table><form><tr>…`: the parser leaves the form empty, and yet what follows in the table is its own. */
function formAround($: CheerioAPI, control: Elements): unknown {
  const around = control.closest('form').get(0);
  if (around) return around;
  const before = control
    .closest('table')
    .find('form')
    .filter((_, form) => $(form).children().length === 0 && $(form).add(control).first().is(form));
  return before.last().get(0);
}

function isDisabled(control: Elements): boolean {
  if (control.attr('disabled') !== undefined) return true;
  const off = control.closest('fieldset[disabled]');
  return off.length > 0 && control.closest('legend').parent().get(0) !== off.get(0);
}
