import type { SendOptions } from '@/lib/engine/contract';

/** The upload `one`, which is read in two pieces. */
export function uploadOf(text: string): Required<Pick<SendOptions, 'openUpload'>> {
  const bytes = Buffer.from(text);
  const half = Math.ceil(bytes.length / 2);
  const upload = {
    size: bytes.length,
    filename: null,
    async *open() {
      yield bytes.subarray(0, half);
      yield bytes.subarray(half);
    },
  };
  return { openUpload: async (id) => (id === 'one' ? upload : null) };
}
