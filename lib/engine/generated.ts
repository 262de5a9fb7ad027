import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import type { Faker } from '@faker-js/faker';
import { SendFailure } from './failure';

/** Names that Postman, Insomnia and the .http editors share; they need no library. */
const OWN: Readonly<Record<string, () => string>> = {
  $uuid: randomUUID,
  $guid: randomUUID,
  $randomUUID: randomUUID,
  $timestamp: () => String(Math.floor(Date.now() / 1000)),
  $timestampMs: () => String(Date.now()),
  $isoTimestamp: () => new Date().toISOString(),
  $randomInt: () => String(randomInt(0, 1001)),
  $randomBoolean: () => String(randomInt(2) === 1),
  $randomHex: () => randomBytes(16).toString('hex'),
  $randomHexadecimal: () => `0x${randomInt(16).toString(16)}`,
};

/** Postman's names for values of @faker-js/faker, which they are there too. */
const FAKED: Readonly<Record<string, (faker: Faker) => string | number>> = {
  $randomAlphaNumeric: ({ string }) => string.alphanumeric(1),
  $randomPassword: ({ internet }) => internet.password({ length: 15 }),
  $randomFirstName: ({ person }) => person.firstName(),
  $randomLastName: ({ person }) => person.lastName(),
  $randomFullName: ({ person }) => person.fullName(),
  $randomNamePrefix: ({ person }) => person.prefix(),
  $randomJobTitle: ({ person }) => person.jobTitle(),
  $randomEmail: ({ internet }) => internet.email(),
  $randomExampleEmail: ({ internet }) => internet.exampleEmail(),
  $randomUserName: ({ internet }) => internet.username(),
  $randomUrl: ({ internet }) => internet.url(),
  $randomDomainName: ({ internet }) => internet.domainName(),
  $randomIP: ({ internet }) => internet.ipv4(),
  $randomIPV6: ({ internet }) => internet.ipv6(),
  $randomMACAddress: ({ internet }) => internet.mac(),
  $randomUserAgent: ({ internet }) => internet.userAgent(),
  $randomPhoneNumber: ({ phone }) => phone.number(),
  $randomCity: ({ location }) => location.city(),
  $randomStreetAddress: ({ location }) => location.streetAddress(),
  $randomCountry: ({ location }) => location.country(),
  $randomCountryCode: ({ location }) => location.countryCode(),
  $randomLatitude: ({ location }) => location.latitude(),
  $randomLongitude: ({ location }) => location.longitude(),
  $randomCompanyName: ({ company }) => company.name(),
  $randomColor: ({ color }) => color.human(),
  $randomHexColor: ({ color }) => color.rgb(),
  $randomPrice: ({ commerce }) => commerce.price(),
  $randomProductName: ({ commerce }) => commerce.productName(),
  $randomCurrencyCode: ({ finance }) => finance.currencyCode(),
  $randomWord: ({ word }) => word.sample(),
  $randomWords: ({ word }) => word.words(),
  $randomLoremWord: ({ lorem }) => lorem.word(),
  $randomLoremSentence: ({ lorem }) => lorem.sentence(),
  $randomLoremParagraph: ({ lorem }) => lorem.paragraph(),
  $randomDateFuture: ({ date }) => date.future().toISOString(),
  $randomDatePast: ({ date }) => date.past().toISOString(),
  $randomDateRecent: ({ date }) => date.recent().toISOString(),
  $randomFileName: ({ system }) => system.fileName(),
  $randomSemver: ({ system }) => system.semver(),
};

let faker: Faker | null = null;

/** A faked value was asked for before the library is there: most sends never need its 20 ms of loading. */
class NotLoaded extends SendFailure {
  constructor(name: string) {
    super('unknown_variable', `“${name}” cannot be used here. Nothing was sent.`, { reason: name });
  }
}

/**
 * Values made up for one send: `{{$uuid}}`, `{{$timestamp}}`, … A name has one value within a send, so that a body
 * and a header can carry the same id; the next send gets another.
 */
export class GeneratedValues {
  readonly #made = new Map<string, string>();

  /** Undefined when nothing is made under that name. */
  valueOf(name: string): string | undefined {
    if (!name.startsWith('$')) return undefined;
    const made = this.#made.get(name) ?? generate(name);
    if (made !== undefined) this.#made.set(name, made);
    return made;
  }
}

function generate(name: string): string | undefined {
  if (Object.hasOwn(OWN, name)) return OWN[name]?.();
  const fake = Object.hasOwn(FAKED, name) ? FAKED[name] : undefined;
  if (!fake) return undefined;
  if (!faker) throw new NotLoaded(name);
  return String(fake(faker));
}

/** Does `fill`, and once more with faker loaded when it turns out to be needed. */
export async function withGenerators<T>(fill: () => T): Promise<T> {
  try {
    return fill();
  } catch (error) {
    if (!(error instanceof NotLoaded)) throw error;
    ({ faker } = await import('@faker-js/faker/locale/en'));
    return fill();
  }
}
