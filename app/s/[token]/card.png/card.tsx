/** Light tokens of `app/globals.css`; a picture has no theme. */
const COLOUR = {
  ground: '#eff1f0',
  raised: '#ffffff',
  line: '#dce1df',
  ink: '#1b2223',
  muted: '#505c5e',
  accent: '#0b6670',
};
const MOST_CHARS = 90;
const MOST_DOTS = 14;

/**
 * What the font can draw: letters of the Latin scripts and common signs. For any other the drawing library would ask
 * another server for a font or a picture.
 */
export function drawable(text: string): string {
  const kept = text
    .normalize('NFC')
    .replace(
      /[^\u0020-\u007e\u00a1-\u00ac\u00ae-\u017f\u2013\u2014\u2018\u2019\u201c\u201d\u2022\u2026]+/g,
      ' ',
    )
    .replace(/ +/g, ' ')
    .trim();
  return kept.length > MOST_CHARS ? `${kept.slice(0, MOST_CHARS - 1).trimEnd()}…` : kept;
}

/** 1200 × 630: the title as large as it fits, the steps as the player's line. */
export function Card({ title, detail, steps }: { title: string; detail: string; steps: number }) {
  const size = title.length > 50 ? 60 : title.length > 26 ? 76 : 96;
  return (
    <div style={{ display: 'flex', width: '100%', height: '100%', padding: 48, background: COLOUR.ground }}>
      <div
        style={{
          display: 'flex',
          flexDirection: 'column',
          justifyContent: 'space-between',
          width: '100%',
          padding: 56,
          background: COLOUR.raised,
          border: `2px solid ${COLOUR.line}`,
          borderRadius: 20,
        }}
      >
        <div style={{ display: 'flex', alignItems: 'center', fontSize: 34, color: COLOUR.muted }}>
          <Jar />
          <span style={{ marginLeft: 16 }}>Playjar</span>
        </div>
        <div
          style={{
            display: 'flex',
            fontSize: size,
            lineHeight: 1.1,
            color: COLOUR.ink,
            letterSpacing: '-0.02em',
          }}
        >
          {title}
        </div>
        <div style={{ display: 'flex', flexDirection: 'column' }}>
          <Dots count={Math.min(steps, MOST_DOTS)} />
          <div style={{ display: 'flex', fontSize: 34, color: COLOUR.muted }}>{detail}</div>
        </div>
      </div>
    </div>
  );
}

function Dots({ count }: { count: number }) {
  return (
    <div style={{ display: 'flex', alignItems: 'center', marginBottom: count > 0 ? 28 : 0 }}>
      {Array.from({ length: count }, (_, index) => (
        <div key={index} style={{ display: 'flex', alignItems: 'center' }}>
          {index > 0 ? <div style={{ width: 44, height: 4, background: COLOUR.accent }} /> : null}
          <div style={{ width: 24, height: 24, borderRadius: 12, background: COLOUR.accent }} />
        </div>
      ))}
    </div>
  );
}

/** The mark of the app (components/shell/mark.tsx), in a colour of its own. */
function Jar() {
  return (
    <svg width="52" height="52" viewBox="0 0 20 20" fill="none">
      <path
        d="M5.5 2.25h9M6.25 2.25V4.5L4 7v8.5a2.25 2.25 0 0 0 2.25 2.25h7.5A2.25 2.25 0 0 0 16 15.5V7l-2.25-2.5V2.25"
        stroke={COLOUR.accent}
        strokeWidth="1.5"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <path d="M8.25 8.75 13 11.75l-4.75 3z" fill={COLOUR.accent} />
    </svg>
  );
}
