/** What a program needs imported, by the words in it. */
export function importsOf(code: string): string {
  const standard = ['base64', 'datetime', 'os', 'random', 're', 'time', 'uuid'].filter((name) =>
    new RegExp(`\\b${name}\\.`).test(code),
  );
  const lines = [...standard, 'sys'].sort().map((name) => `import ${name}`);
  if (code.includes('element(')) lines.push('from html.parser import HTMLParser');
  const others = ['requests'];
  if (code.includes('bs4.')) others.push('bs4  # pip install beautifulsoup4');
  if (code.includes('jsonpath.')) others.push('jsonpath  # pip install python-jsonpath');
  if (code.includes('lxml.')) others.push('lxml.html  # pip install lxml');
  return `${lines.join('\n')}\n\n${others.map((name) => `import ${name}`).join('\n')}`;
}

export const PRELUDE_CHECK = `
def check(what, look, holds, stops=True):
    """Ends the program, or goes on, when what a response holds is not what was expected."""
    try:
        value = look()
    except (KeyError, IndexError, TypeError, ValueError):
        value = None
    try:
        passed = holds(value)
    except (TypeError, ValueError):
        passed = False
    if not passed:
        print(f"failed: {what}; actual: {value!r}", file=sys.stderr)
        if stops:
            sys.exit(1)
`;

export const PRELUDE_COOKIE = `
def cookie(name):
    """The session's cookie of that name, the one with the longest path."""
    found = [one for one in session.cookies if one.name == name]
    return max(found, key=lambda one: len(one.path), default=None)
`;

export const PRELUDE_ELEMENT = `
class First(HTMLParser):
    def __init__(self, tag, attributes):
        super().__init__()
        self.wanted, self.found, self.text, self.open = (tag, attributes), None, [], False

    def handle_starttag(self, tag, attrs):
        name, attributes = self.wanted
        has = dict(attrs)
        if self.found is None and name in ("", tag) and all(has.get(k) == v for k, v in attributes.items()):
            self.found, self.open = {"": tag, **has}, True

    def handle_endtag(self, tag):
        if self.found is not None and tag == self.found[""]:
            self.open = False

    def handle_data(self, data):
        if self.open:
            self.text.append(data)


def element(page, tag, attributes, attribute):
    """An attribute, or the text, of the first element of that tag with those attributes."""
    first = First(tag, attributes)
    first.feed(page)
    if first.found is None:
        sys.exit(f"failed: the page has no {tag} with {attributes}")
    return "".join(first.text).strip() if attribute is None else first.found[attribute]
`;
