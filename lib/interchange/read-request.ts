import type { RequestSpecInput } from '@/lib/model/request-spec';

/** A request read from another tool's words, and in sentences what of them could not be taken over. */
export interface ReadRequest {
  spec: RequestSpecInput;
  warnings: string[];
}
