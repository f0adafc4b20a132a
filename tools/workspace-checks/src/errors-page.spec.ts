import { errorKinds, renderErrorsPage } from './errors-page.js';
import { listProjects, listSourceFiles, readText } from './workspace.js';

describe('the page of errors', () => {
  it('is current', () => expect(readText('docs/errors.md')).toBe(renderErrorsPage()));

  it('has every table that is declared', () => {
    const declared = listProjects()
      .flatMap(({ directory }) => listSourceFiles(`${directory}/src`, /\/errors\.ts$/))
      .map((file) => /defineErrors\('([^']+)'/.exec(readText(file))?.[1])
      .filter((source) => source !== undefined);
    expect([...new Set(errorKinds.map(({ source }) => source))].sort()).toEqual(declared.sort());
  });

  it('has each code once, so that a code leads to one place', () => {
    const codes = errorKinds.map(({ code }) => code);
    expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
  });

  it.each(errorKinds.map((kind) => [kind.code, kind] as const))(
    'says what %s means and what to do, in sentences',
    (_code, kind) => {
      expect(kind.meaning).toMatch(/^[A-Z`].*\.$/s);
      expect(kind.remedy).toMatch(/^[A-Z`].*\.$/s);
    },
  );
});

describe('every error that is declared', () => {
  const sources = listProjects()
    .flatMap(({ directory }) => listSourceFiles(`${directory}/src`, /\.ts$/))
    .filter((file) => !/\/errors\.ts$|\.spec\.ts$/.test(file))
    .map(readText)
    .join('\n');

  it('is raised somewhere', () => {
    const unused = errorKinds
      .map(({ code }) => code)
      .filter((code) => !new RegExp(`\\b${code}\\b`).test(sources));
    expect(unused).toEqual([]);
  });
});
