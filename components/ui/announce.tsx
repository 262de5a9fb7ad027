const ID = 'announcer';

/** Where `announce` speaks. Put it once into a layout. */
export function Announcer() {
  return <p id={ID} role="status" aria-label="What just happened" className="sr-only" />;
}

/** Says a sentence to screen readers: something moved that only eyes could have seen. */
export function announce(sentence: string): void {
  const place = document.getElementById(ID);
  if (place) place.textContent = sentence;
}
