/** A file that was uploaded to be sent: by a `file` body, or by a part of a multipart one. */
export interface Upload {
  id: string;
  /** null when it came without a name */
  filename: string | null;
  /** bytes */
  size: number;
  contentType: string | null;
  createdAt: string;
}
