import { DOMImplementation, type Document, type Element, type Node as XmlNode } from '@xmldom/xmldom';
import type { CheerioAPI } from 'cheerio';
import xpath from 'xpath';

const TEXT_NODE = 3;
type HtmlNode = ReturnType<ReturnType<CheerioAPI['root']>['contents']>[number];

/**
 * The first result of an XPath 1.0 expression over HTML, as text: an attribute's value, an element's text without the
 * white space around it, or what a function answers. Names are in lower case and without namespace, whatever the page wrote.
 * @returns null when nothing was found
 * @throws Error when the expression is malformed
 */
export function firstByXPath($: CheerioAPI, expression: string): string | null {
  const found = xpath.select(expression, documentOf($) as unknown as Node);
  if (!Array.isArray(found)) return found === null ? null : textOf(found);
  return found[0] === undefined ? null : textOf(found[0]);
}

function textOf(found: string | number | boolean | Node): string {
  return typeof found === 'object' ? (found.nodeValue ?? found.textContent ?? '').trim() : String(found);
}

/** What is wrong with an XPath expression, or null. */
export function xpathFault(expression: string): string | null {
  try {
    xpath.select(expression, emptyDocument() as unknown as Node);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : 'it cannot be read';
  }
}

function emptyDocument(): Document {
  return new DOMImplementation().createDocument(null, '');
}

/**
 * The parsed page as a document that xpath can walk, built node by node: written out as XML, an attribute like
 * `@click` or a comment with `--` in it would not be read again.
 */
function documentOf($: CheerioAPI): Document {
  const document = emptyDocument();
  const waiting: [HtmlNode, XmlNode][] = [...$.root().contents()].map((node) => [node, document]);
  for (let at = 0; at < waiting.length; at += 1) {
    const [node, parent] = waiting[at] ?? [];
    if (!node || !parent) break;
    if (node.nodeType === TEXT_NODE && 'data' in node) {
      if (parent !== document) parent.appendChild(document.createTextNode(node.data));
    } else if ('attribs' in node) {
      const element = copyOf(node, document);
      parent.appendChild(element);
      for (const child of node.children) waiting.push([child, element]);
    }
  }
  return document;
}

function copyOf(node: HtmlNode & { attribs: Record<string, string> }, document: Document): Element {
  const element = document.createElement('name' in node ? node.name : 'unknown');
  for (const [name, value] of Object.entries(node.attribs)) element.setAttribute(name, value);
  return element;
}
