const VARIABLE = /(\{\{\s*[^{}\s]+\s*\}\})/;

/** Text with its `{{variables}}` set apart, so that one sees what is filled in. */
export function PromptedText({ text }: { text: string }) {
  return text.split(VARIABLE).map((piece, index) =>
    index % 2 === 1 ? (
      <b key={index} className="bg-moved-wash text-moved rounded-sm px-0.5 font-normal">
        {piece}
      </b>
    ) : (
      piece
    ),
  );
}
