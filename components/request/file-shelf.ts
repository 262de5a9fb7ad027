/** A chosen file, as a draft remembers it; its bytes lie in IndexedDB so that a reload keeps them. */
export interface ShelfFile {
  key: string;
  name: string;
  type: string;
  size: number;
}

const STORE = 'files';

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('playjar', 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB is not available'));
  });
}

async function run<T>(mode: IDBTransactionMode, ask: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await open();
  try {
    return await new Promise((resolve, reject) => {
      const request = ask(database.transaction(STORE, mode).objectStore(STORE));
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error('IndexedDB refused'));
    });
  } finally {
    database.close();
  }
}

const memory = new Map<string, Blob>();

/** Puts a file on the shelf. Where IndexedDB is refused (private windows) it stays until the page is left. */
export async function shelve(blob: Blob, name: string): Promise<ShelfFile> {
  const key = crypto.randomUUID();
  memory.set(key, blob);
  await run('readwrite', (store) => store.put(blob, key)).catch(() => null);
  return { key, name, type: blob.type, size: blob.size };
}

/** The bytes of a shelved file in base64, or null when they are gone. */
export async function readShelved(key: string): Promise<string | null> {
  const blob =
    memory.get(key) ?? (await run<unknown>('readonly', (store) => store.get(key)).catch(() => null));
  if (!(blob instanceof Blob)) return null;
  const url = await new Promise<string>((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(typeof reader.result === 'string' ? reader.result : '');
    reader.onerror = () => reject(reader.error ?? new Error('The file cannot be read'));
    reader.readAsDataURL(blob);
  });
  return url.slice(url.indexOf(',') + 1);
}

/** Takes a file off the shelf. */
export async function unshelve(key: string): Promise<void> {
  memory.delete(key);
  await run('readwrite', (store) => store.delete(key)).catch(() => null);
}

/** A Blob of bytes that came as base64, for a part of an opened request. */
export function blobOf(base64: string, type: string): Blob {
  const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  return new Blob([bytes], { type });
}
