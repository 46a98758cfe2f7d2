// Takes one folder out of a registry file, the way a person would: its import, and its name in the list.

export function unregister(source: string, folder: string): string {
  const lines = source.split('\n');
  const isImport = (line: string) => line.startsWith('import ');
  const isImportOfFolder = (line: string) => isImport(line) && line.includes(`'./${folder}/`);
  const names = lines.filter(isImportOfFolder).flatMap(importedNames);
  const withoutNames = (line: string) =>
    names.reduce((text, name) => text.replace(new RegExp(`\\b${name}\\b,?[ \\t]*`, 'g'), ''), line);
  return lines
    .filter((line) => !isImportOfFolder(line))
    .map((line) => (isImport(line) ? line : withoutNames(line)))
    .join('\n');
}

function importedNames(importLine: string): string[] {
  const clause = importLine.slice('import '.length, importLine.indexOf(' from '));
  return clause
    .replace(/^type |[{}]/g, '')
    .split(',')
    .map((part) => part.trim().split(' as ').at(-1) ?? '')
    .filter((name) => name !== '');
}
