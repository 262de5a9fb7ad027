import localFont from 'next/font/local';

/** Words: Source Sans 3. Its small x-height is lifted so that 13 px reads as 13 px. */
export const words = localFont({
  src: '../node_modules/@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2',
  weight: '200 900',
  variable: '--font-words',
  display: 'swap',
  declarations: [{ prop: 'size-adjust', value: '106%' }],
});

/** Whatever goes over the wire: JetBrains Mono, which tells 0O1lI apart. */
export const wire = localFont({
  src: '../node_modules/@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2',
  weight: '100 800',
  variable: '--font-wire',
  display: 'swap',
});
