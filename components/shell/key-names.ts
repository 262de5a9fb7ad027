/** The keys of the page as they are told to people; `use-keys.ts` and the parts they belong to listen for them. */
export const KEY_NAMES: readonly {
  title: string;
  keys: readonly (readonly [keys: string, does: string])[];
}[] = [
  {
    title: 'Anywhere',
    keys: [
      ['Mod+K', 'Search and commands'],
      ['?', 'This list'],
      ['Mod+B', 'Sidebar (also Mod+\\)'],
      ['Mod+Shift+K', 'Cookies of the session in use'],
      ['F6', 'Next pane (with Shift: the one before)'],
      ['Alt+N', 'New request'],
    ],
  },
  {
    title: 'Request',
    keys: [
      ['Mod+Enter', 'Send'],
      ['Mod+S', 'Save'],
      ['Alt+W', 'Close the tab'],
      ['Alt+Up', 'Method before (Alt+Down: after)'],
      ['F2', 'Rename the request'],
    ],
  },
  {
    title: 'Sidebar',
    keys: [
      ['Up', 'Row above (Down: below)'],
      ['F2', 'Rename the row'],
      ['Alt+Shift+Up', 'Move the row up (Down: down)'],
    ],
  },
];
