import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const SOURCES = 'apps/console/src';

interface Route {
  readonly parent: string;
  readonly path: string;
  readonly isShown: boolean;
}

/** The address of every page, as the console's router has it: `/accounts/$accountId/people`. */
export function consolePages(): readonly string[] {
  const routes = readRoutes();
  const addressOf = (name: string): string => {
    const route = routes.get(name);
    return route ? addressOf(route.parent) + route.path : '';
  };
  return [...routes].filter(([, { isShown }]) => isShown).map(([name]) => addressOf(name).replace(/\/+/g, '/').replace(/(.)\/$/, '$1'));
}

/** The files of the console that show something, such as `<Dialog`. */
export function filesThatShow(...elements: readonly string[]): readonly string[] {
  const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.tsx') && !name.startsWith('components/'));
  return files.filter((name) => elements.some((element) => new RegExp(`<${element}\\b`).test(readFileSync(join(SOURCES, name), 'utf8')))).sort();
}

function readRoutes(): ReadonlyMap<string, Route> {
  const source = ts.createSourceFile('router.tsx', readFileSync(join(SOURCES, 'router.tsx'), 'utf8'), ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const routes = new Map<string, Route>();
  const visit = (node: ts.Node, name: string) => {
    if (ts.isCallExpression(node) && node.expression.getText(source) === 'createRoute') {
      routes.set(name, readRoute(node, source));
      return;
    }
    const inner = (ts.isVariableDeclaration(node) || ts.isPropertyAssignment(node)) && node.initializer !== undefined;
    ts.forEachChild(node, (child) => visit(child, inner && child === node.initializer ? [name, node.name.getText(source)].filter(Boolean).join('.') : name));
  };
  visit(source, '');
  return routes;
}

function readRoute({ arguments: [options] }: ts.CallExpression, source: ts.SourceFile): Route {
  const members = new Map((options as ts.ObjectLiteralExpression).properties.map((member) => [member.name?.getText(source) ?? '', member]));
  const valueOf = (name: string) => (members.get(name) as ts.PropertyAssignment | undefined)?.initializer;
  const parent = (valueOf('getParentRoute') as ts.ArrowFunction).body.getText(source);
  const path = valueOf('path');
  return { parent, path: path && ts.isStringLiteral(path) ? path.text : '', isShown: path !== undefined && members.has('component') };
}
