import { IsOptional, validateSync } from 'class-validator';
import { getCountries, getExampleNumber } from 'libphonenumber-js/min';
import examples from 'libphonenumber-js/mobile/examples';
import { Problem } from '@app/kernel';
import { E164PhonePipe, IsE164, parseE164 } from './index.js';

const detailOf = (value: unknown): string => {
  const result = parseE164(value);
  return result.ok ? 'accepted' : result.detail;
};

describe('parseE164', () => {
  it.each([
    '+972501234567',
    '+12025550123',
    '+442071838750',
    '+390612345678',
    '+77012345678',
    '+8613800138000',
    '+2904567',
  ])('accepts %s as it is', (text) => {
    expect(parseE164(text)).toEqual({ ok: true, value: text });
  });

  it.each([
    '+80012345678',
    '+80812345678',
    '+870773111632',
    '+878101234567890',
    '+881612345678',
    '+88212345678',
    '+883510001234567',
    '+979123456789',
  ])('accepts the global number %s', (text) => expect(parseE164(text).ok).toBe(true));

  it('accepts the example number of every country there is', () => {
    const refused = getCountries()
      .map((country) => getExampleNumber(country, examples)?.number ?? '')
      .filter((number) => number && !parseE164(number).ok);
    expect(refused).toEqual([]);
  });

  it('does not judge number ranges inside a country', () => {
    expect(parseE164('+972999999999').ok).toBe(true);
    expect(parseE164('+10000000000').ok).toBe(true);
  });

  it.each([
    ['', 'it is empty'],
    ['972501234567', 'it does not start with +'],
    ['00972501234567', 'it does not start with +'],
    ['0501234567', 'it does not start with +'],
    [' +972501234567', 'it does not start with +'],
    ['＋972501234567', 'it does not start with +'],
    ['+972501234567 ', 'something else than the digits'],
    ['+972501234567\n', 'something else than the digits'],
    ['+972501234567\u0000', 'something else than the digits'],
    ['+972-50-1234567', 'something else than the digits'],
    ['+972 50 123 4567', 'something else than the digits'],
    ['+972(50)1234567', 'something else than the digits'],
    ['+972501234567x12', 'something else than the digits'],
    ['+972501234567;ext=1', 'something else than the digits'],
    ['++972501234567', 'something else than the digits'],
    ['+٩٧٢٥٠١٢٣٤٥٦٧', 'something else than the digits'],
    ['+972５01234567', 'something else than the digits'],
    ['+0972501234567', 'no country code does'],
    ['+1234567890123456', 'too long'],
    ['+', 'too short'],
    ['+972', 'too short'],
    ['+97250', '2 digits after +972 are not possible, there 7, 8, 9, 10, 11 or 12 are'],
    ['+1202555012', '9 digits after +1 are not possible'],
    ['+120255501234', '11 digits after +1 are not possible'],
    ['+8001234567', '7 digits after +800 are not possible, there 8 are'],
    ['+999123456789', 'no assigned country code'],
    ['+210123456789', 'no assigned country code'],
    ['+9720501234567', 'trunk 0 after +972'],
    ['+4407400123456', 'trunk 0 after +44'],
  ])('refuses %j and says that %s', (text, fault) => {
    expect(detailOf(text)).toContain(fault);
  });

  it.each([null, undefined, 972501234567, true, ['+972501234567'], { toString: () => '+972501234567' }])(
    'refuses %j, which is not text',
    (value) => {
      expect(detailOf(value)).toMatch(/^it is not text, expected E\.164: .*\+972501234567, received /);
    },
  );

  it('says what is wrong, what is expected and what was received, in printable characters alone', () => {
    expect(detailOf('+972\u0000‮٣')).toBe(
      'it holds something else than the digits 0 to 9 after the +, expected E.164: + and the country code, then digits only, such as +972501234567, received "+972\\u0000\\u202e\\u0663"',
    );
  });

  it('shortens what was received, and is quick with ten megabytes', () => {
    const started = process.hrtime.bigint();
    const detail = detailOf(`+${'1'.repeat(10_000_000)}`);
    expect(Number(process.hrtime.bigint() - started) / 1e6).toBeLessThan(2_000);
    expect(detail.length).toBeLessThan(250);
    expect(detail).toContain('(10000001 characters)');
  });
});

describe('E164PhonePipe', () => {
  const pipe = new E164PhonePipe();

  it('lets an E.164 number through', () => {
    expect(pipe.transform('+972501234567', { type: 'body', data: 'firstPhone' })).toBe('+972501234567');
  });

  it('refuses anything else as phone_invalid, 400, and names the field', () => {
    const refusal = (() => {
      try {
        return pipe.transform('050-1234567', { type: 'body', data: 'firstPhone' });
      } catch (error) {
        return error;
      }
    })();
    expect(refusal).toBeInstanceOf(Problem);
    expect(refusal).toMatchObject({
      code: 'phone_invalid',
      status: 400,
      detail: expect.stringMatching(/^firstPhone .*expected E\.164.*received "050-1234567"$/),
    });
  });
});

describe('@IsE164()', () => {
  class Phones {
    @IsOptional()
    @IsE164()
    firstPhone?: string | null;

    @IsE164({ each: true })
    others: string[] = [];
  }

  const messagesFor = (values: object) =>
    validateSync(Object.assign(new Phones(), values)).flatMap((error) => Object.values(error.constraints ?? {}));

  it('judges a field of a DTO by the same rule', () => {
    expect(messagesFor({ firstPhone: '+972501234567', others: ['+12025550123'] })).toEqual([]);
    expect(messagesFor({ firstPhone: null })).toEqual([]);
    expect(messagesFor({ firstPhone: '+972 50' })).toEqual([
      expect.stringContaining('firstPhone is no telephone number: it holds'),
    ]);
  });

  it('judges every element of a list', () => {
    expect(messagesFor({ others: ['+12025550123', '1'] })).toHaveLength(1);
  });
});
