/**
 * ESLint rule: the file's first statement is `import 'server-only'`. With it only at the leaf, a client component
 * that imports a service still builds.
 * @type {import('eslint').Rule.RuleModule}
 */
export const serverOnlyFirst = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { first: "Line 1 of this file must be: import 'server-only';" },
  },
  create: (context) => ({
    Program(node) {
      const first = node.body[0];
      const good = first?.type === 'ImportDeclaration' && first.source.value === 'server-only';
      if (!good) context.report({ node: first ?? node, messageId: 'first' });
    },
  }),
};
