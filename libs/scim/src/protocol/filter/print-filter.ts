import type { Filter } from './filter-syntax.js';

/** Writes a filter so that `parseFilter` reads the same tree again; parentheses only where they are needed. */
export function printFilter(filter: Filter): string {
  switch (filter.kind) {
    case 'comparison':
      return `${filter.attribute.text} ${filter.operator} ${JSON.stringify(filter.literal)}`;
    case 'present':
      return `${filter.attribute.text} pr`;
    case 'valuePath':
      return `${filter.attribute.text}[${printFilter(filter.filter)}]`;
    case 'not':
      return `not (${printFilter(filter.operand)})`;
    case 'and':
    case 'or':
      return filter.operands.map(printOperand).join(` ${filter.kind} `);
  }
}

function printOperand(operand: Filter): string {
  const combined = operand.kind === 'and' || operand.kind === 'or';
  return combined ? `(${printFilter(operand)})` : printFilter(operand);
}
