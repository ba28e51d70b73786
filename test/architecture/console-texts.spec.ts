import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const SOURCES = 'apps/console/src';
const SHOWN_ATTRIBUTES = new Set(['alt', 'aria-description', 'aria-label', 'aria-roledescription', 'caption', 'confirm', 'description', 'heading', 'help', 'label', 'note', 'placeholder', 'title']);
const WORD = /\p{L}{2,}/u;

/** Texts that a person would read, written where they are shown: `file:line text`. */
function textsIn(file: string, code: string): readonly string[] {
  const source = ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const found: string[] = [];
  const note = (node: ts.Node, text: string) => {
    if (WORD.test(text)) found.push(`${file}:${source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1} ${text.trim()}`);
  };
  /** What an expression may amount to, as far as it is written there. */
  const noteShown = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) return note(node, node.text);
    if (ts.isTemplateExpression(node)) return [node.head, ...node.templateSpans.map(({ literal }) => literal)].forEach((part) => note(part, part.text));
    if (ts.isParenthesizedExpression(node)) return noteShown(node.expression);
    if (ts.isConditionalExpression(node)) return [node.whenTrue, node.whenFalse].forEach(noteShown);
    if (ts.isBinaryExpression(node) && SHOWING.has(node.operatorToken.kind)) [node.left, node.right].forEach(noteShown);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node)) note(node, node.text);
    if (ts.isJsxExpression(node) && node.expression && (ts.isJsxElement(node.parent) || ts.isJsxFragment(node.parent))) noteShown(node.expression);
    if (ts.isJsxAttribute(node) && node.initializer && SHOWN_ATTRIBUTES.has(node.name.getText(source))) {
      noteShown(ts.isJsxExpression(node.initializer) && node.initializer.expression ? node.initializer.expression : node.initializer);
    }
    if (ts.isPropertyAssignment(node) && SHOWN_ATTRIBUTES.has(node.name.getText(source).replace(/['"]/g, ''))) noteShown(node.initializer);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const SHOWING = new Set([ts.SyntaxKind.PlusToken, ts.SyntaxKind.AmpersandAmpersandToken, ts.SyntaxKind.BarBarToken, ts.SyntaxKind.QuestionQuestionToken]);

describe('the texts of the console', () => {
  it('stand in src/texts alone, ready to be translated', () => {
    const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name) && !name.startsWith('texts/') && !name.endsWith('.d.ts'));
    expect(files.length).toBeGreaterThan(80);
    expect(files.flatMap((name) => textsIn(name, readFileSync(join(SOURCES, name), 'utf8')))).toEqual([]);
  });

  it.each([
    ['between elements', '<p>Hello there</p>', 'Hello there'],
    ['in an expression', "<p>{isNew && 'Hello there'}</p>", 'Hello there'],
    ['in a choice', "<p>{isNew ? texts.x : 'Hello there'}</p>", 'Hello there'],
    ['in a template', '<p>{`Hello ${name}`}</p>', 'Hello'],
    ['in what screen readers say', '<button aria-label="Close it" />', 'Close it'],
    ['in a label', "<TextInput label={'User ' + 'name'} />", 'User'],
    ['in a column', "const columns = [{ heading: 'Name', width: '6rem' }];", 'Name'],
  ])('are found elsewhere: %s', (_, code, text) => {
    expect(textsIn('planted.tsx', `const planted = () => ${code.startsWith('<') ? code : `{ ${code} }`};`)[0]).toContain(text);
  });

  it('are told from what nobody reads', () => {
    expect(textsIn('planted.tsx', "const planted = () => <p className=\"wide\" id='one' role={'status'}>{texts.hello} · {count}</p>;")).toEqual([]);
  });
});
