import { load, type CheerioAPI } from 'cheerio';

/** HTML beyond this (UTF-16 units) is not looked at: parsing would hold up everyone else's sends. */
const HTML_LIMIT = 1024 * 1024;

/** Parses HTML as a browser does, however broken it is; of a long text its first 1 MB. */
export function parseHtml(text: string): CheerioAPI {
  return load(text.length > HTML_LIMIT ? text.slice(0, HTML_LIMIT) : text);
}
