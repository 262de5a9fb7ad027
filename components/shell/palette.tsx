'use client';
import { Search, X } from 'lucide-react';
import {
  Autocomplete,
  Collection,
  Dialog,
  Header,
  Input,
  Menu,
  MenuItem,
  MenuSection,
  Modal,
  ModalOverlay,
  SearchField,
} from 'react-aria-components';
import { IconButton } from '@/components/ui/icon-button';
import { Keys } from '@/components/ui/keys';
import { useCommands, type Command, type CommandSection } from './use-commands';
import { useWorkspace } from './workspace-store';

/** Every word typed must be somewhere in an item's text, in any order. */
function contains(text: string, typed: string): boolean {
  const where = text.toLowerCase();
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => where.includes(word));
}

/** Everything that can be opened or done, found by typing. Escape closes it and gives focus back. */
export function Palette() {
  const setOverlay = useWorkspace((state) => state.setOverlay);
  const sections = useCommands();
  const commands = sections.flatMap(({ items }) => items);
  function run(id: string) {
    setOverlay(null);
    // Once focus is back where it was, so that what opens next can take it.
    const command = commands.find((one) => one.id === id);
    if (command) setTimeout(command.run);
  }
  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={(open) => open || setOverlay(null)}
      className="bg-scrim fixed inset-0 z-40 flex items-start justify-center md:pt-[12vh]"
    >
      <Modal className="bg-raised shadow-lift w-full outline-none max-md:h-full md:w-160 md:rounded md:border">
        <Dialog aria-label="Search and commands" className="flex max-h-full flex-col outline-none">
          <Autocomplete filter={contains}>
            <div
              // The field alone would only empty itself at the first Escape.
              onKeyDownCapture={({ key }) => key === 'Escape' && setOverlay(null)}
              className="flex h-11 shrink-0 items-center border-b max-md:pr-1.5"
            >
              <SearchField autoFocus aria-label="Search and commands" className="relative min-w-0 flex-1">
                <Search aria-hidden="true" className="text-faint absolute top-3.5 left-3.5 size-4" />
                <Input
                  placeholder="Command, session, request or past send"
                  className="placeholder:text-faint h-11 w-full bg-transparent pr-3 pl-10 text-lg text-ellipsis outline-none [&::-webkit-search-cancel-button]:hidden"
                />
              </SearchField>
              {/* A phone has neither Escape nor anything beside the palette to tap on. */}
              <IconButton label="Close" size="md" className="md:hidden" onClick={() => setOverlay(null)}>
                <X aria-hidden="true" className="size-4" />
              </IconButton>
            </div>
            {/* What scrolls is around the menu: the field leads through the items, and this is reached by Tab. */}
            <div
              role="group"
              aria-label="Found"
              tabIndex={0}
              className="scroll-thin min-h-0 overflow-y-auto -outline-offset-2! max-md:flex-1 md:max-h-[56vh]"
            >
              <Menu
                aria-label="Commands"
                items={sections}
                onAction={(key) => run(String(key))}
                renderEmptyState={() => <p className="text-muted p-4">Nothing by these words.</p>}
                className="p-1.5 outline-none"
              >
                {(section) => <Section section={section} />}
              </Menu>
            </div>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function Section({ section }: { section: CommandSection }) {
  return (
    <MenuSection id={section.id} className="not-first:mt-1">
      <Header className="text-faint px-2 py-1 text-sm">{section.title}</Header>
      <Collection items={section.items}>{(command) => <Item command={command} />}</Collection>
    </MenuSection>
  );
}

function Item({ command }: { command: Command }) {
  return (
    <MenuItem
      id={command.id}
      textValue={`${command.label} ${command.also ?? ''}`}
      className="focused:bg-accent-wash hover:bg-hover flex min-h-8 cursor-pointer items-center gap-2 rounded-sm px-2 outline-none max-md:min-h-11"
    >
      {command.icon}
      <span className="min-w-0 flex-1 truncate">{command.label}</span>
      {command.note ? <span className="text-faint max-w-48 truncate text-sm">{command.note}</span> : null}
      {command.keys ? <Keys keys={command.keys} className="max-md:hidden" /> : null}
    </MenuItem>
  );
}
