import type { Problem } from '@app/kernel';
import { LIMITS } from '../limits.js';
import { excerpt, filterProblem } from './filter-problem.js';
import { COMPARISON_OPERATORS, type ComparisonOperator, type Filter } from './filter-syntax.js';
import { parseLiteral } from './parse-literal.js';
import type { Token, TokenKind } from './tokenize.js';

const OPERATORS: ReadonlyMap<string, ComparisonOperator> = new Map(COMPARISON_OPERATORS.map((name) => [name, name]));
const OPERATOR_EXPECTED = `expected an operator (${COMPARISON_OPERATORS.join(', ')}, pr)`;

/**
 * Recursive descent over the grammar of RFC 7644 §3.4.2.2: `or` binds weakest, then `and`, then `not`. Depth and number
 * of terms are counted while parsing, so that the stack cannot overflow.
 */
export class FilterParser {
  private index = 0;
  private depth = 0;
  private terms = 0;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly insideValuePath = false,
  ) {}

  /** The whole text as one filter. */
  parseAll(): Filter {
    const filter = this.parseOr();
    if (this.peek().kind !== 'end') throw this.unexpected('expected "and", "or" or the end of the filter');
    return filter;
  }

  peek(): Token {
    return this.tokens[this.index] as Token; // `end` is last and is never passed
  }

  next(): Token {
    const token = this.peek();
    if (token.kind !== 'end') this.index += 1;
    return token;
  }

  /** `[filter]`, read from its opening bracket on. */
  parseBrackets(): Filter {
    return this.enclosed('[', ']', true);
  }

  unexpected(expectation: string): Problem {
    const token = this.peek();
    const received = token.kind === 'end' ? 'the end of the filter' : excerpt(token.text);
    return filterProblem(token.position, `${expectation}, received ${received}`);
  }

  private parseOr(inside = this.insideValuePath): Filter {
    return this.combination('or', () => this.combination('and', () => this.parseTerm(inside)));
  }

  private combination(kind: 'and' | 'or', operand: () => Filter): Filter {
    const first = operand();
    const operands = [first];
    while (this.isWord(kind)) {
      this.next();
      operands.push(operand());
    }
    return operands.length === 1 ? first : { kind, operands };
  }

  private parseTerm(inside: boolean): Filter {
    if (this.peek().kind === '(') return this.enclosed('(', ')', inside);
    if (this.isWord('not') && this.tokens[this.index + 1]?.kind === '(') {
      this.next();
      return { kind: 'not', operand: this.enclosed('(', ')', inside) };
    }
    return this.parseExpression(inside);
  }

  private enclosed(open: TokenKind, close: TokenKind, inside: boolean): Filter {
    const opening = this.expect(open);
    if ((this.depth += 1) > LIMITS.filter.depth) {
      throw filterProblem(opening.position, `expected at most ${LIMITS.filter.depth} nested brackets`);
    }
    const filter = this.parseOr(inside);
    this.expect(close);
    this.depth -= 1;
    return filter;
  }

  private parseExpression(inside: boolean): Filter {
    const token = this.peek();
    if (token.kind !== 'word') throw this.unexpected('expected an attribute name, "not (" or "("');
    this.countTerm(token);
    this.next();
    const attribute = { text: token.text, position: token.position };
    if (this.peek().kind !== '[') return this.parseComparison(attribute);
    if (inside) throw this.unexpected(OPERATOR_EXPECTED);
    const filter = this.parseBrackets();
    return this.peek().kind === '.' ? this.parseTail(attribute, filter) : { kind: 'valuePath', attribute, filter };
  }

  /** `emails[type eq "work"].value eq "x"`, beyond the RFC's grammar, as Entra asks: the value that is work and x. */
  private parseTail(attribute: { text: string; position: number }, filter: Filter): Filter {
    const tail = this.next();
    this.countTerm(tail);
    const comparison = this.parseComparison({ text: tail.text.slice(1), position: tail.position + 1 });
    return { kind: 'valuePath', attribute, filter: { kind: 'and', operands: [filter, comparison] } };
  }

  private parseComparison(attribute: { text: string; position: number }): Filter {
    const token = this.peek();
    const word = token.kind === 'word' ? token.text.toLowerCase() : '';
    const operator = OPERATORS.get(word);
    if (!operator && word !== 'pr') throw this.unexpected(OPERATOR_EXPECTED);
    this.next();
    if (!operator) return { kind: 'present', attribute };
    const literal = parseLiteral(this.peek());
    const { position } = this.next();
    return { kind: 'comparison', attribute, operator, literal, literalPosition: position };
  }

  private countTerm(token: Token): void {
    if ((this.terms += 1) > LIMITS.filter.terms) {
      throw filterProblem(token.position, `expected at most ${LIMITS.filter.terms} comparisons in one filter`);
    }
  }

  private isWord(word: string): boolean {
    const token = this.peek();
    return token.kind === 'word' && token.text.toLowerCase() === word;
  }

  private expect(kind: TokenKind): Token {
    if (this.peek().kind !== kind) throw this.unexpected(`expected "${kind}"`);
    return this.next();
  }
}
