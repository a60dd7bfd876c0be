import { describe, expect, test } from 'vitest';
import { fillInspected } from '../../../src/sim/docker-cli/template/execute.ts';
import { parseTemplate } from '../../../src/sim/docker-cli/template/parser.ts';
import {
  type GoValue,
  mapOf,
  NIL_MAP,
  NIL_SLICE,
  OMITTED_POINTER,
} from '../../../src/sim/engine/go-value.ts';

const DATA: GoValue = {
  Name: '/one',
  Config: { Cmd: ['sh', '-c', 'echo out; echo err >&2; exit 7'], Env: NIL_SLICE, Labels: NIL_MAP },
  HostConfig: { RestartPolicy: { Name: 'no', MaximumRetryCount: 0 } },
  State: { Running: true, Pid: 4671, Health: OMITTED_POINTER },
  Networks: mapOf({ b: { IP: '2' }, a: { IP: '1' } }),
};
const fill = (template: string) => fillInspected(parseTemplate(template), DATA);

describe('as docker 28.5.2 fills templates in', () => {
  const cases: Readonly<Record<string, string>> = {
    '{{index .Config.Cmd 0}} {{len .Config.Cmd}} {{join .Config.Cmd ","}}':
      'sh 3 sh,-c,echo out; echo err >&2; exit 7',
    '{{.Config.Cmd}} {{.Config.Env}} {{.Config.Labels}} {{.HostConfig.RestartPolicy}}':
      '[sh -c echo out; echo err >&2; exit 7] [] map[] {no 0}',
    '{{range .Config.Cmd}}[{{.}}]{{end}}': '[sh][-c][echo out; echo err >&2; exit 7]',
    '{{range $name, $net := .Networks}}{{$name}}={{$net.IP}} {{end}}': 'a=1 b=2 ',
    '{{json .Config}}': '{"Cmd":["sh","-c","echo out; echo err >&2; exit 7"],"Env":null,"Labels":null}',
    '{{json .State}} {{.State.Health}}': '{"Running":true,"Pid":4671} <nil>',
    '{{if .State.Running}}up{{else}}down{{end}}': 'up',
    '{{if eq .State.Pid 4671}}same{{end}}{{if not .State.Running}}no{{end}}': 'same',
    '{{with .Config.Env}}env{{else}}none{{end}}': 'none',
    '{{.Name | upper | printf "%-6s|"}}': '/ONE  |',
    'a {{- " b " -}} c': 'a b c',
    '{{/* said to nobody */}}x': 'x',
    '{{(index .Config.Cmd 1)}}': '-c',
  };
  for (const [template, expected] of Object.entries(cases)) {
    test(template, () => expect(fill(template)).toBe(expected));
  }
});

describe('as docker 28.5.2 words what is wrong', () => {
  const cases: Readonly<Record<string, string>> = {
    '{{.Foo}}': 'template: :1:2: executing "" at <.Foo>: map has no entry for key "Foo"',
    '{{.State.Foo}}': 'template: :1:8: executing "" at <.State.Foo>: map has no entry for key "Foo"',
    '{{.state.status}}': 'template: :1:8: executing "" at <.state.status>: map has no entry for key "state"',
    '{{.State.Health.Status}}':
      'template: :1:8: executing "" at <.State.Health.Status>: map has no entry for key "Health"',
    '{{.Names': 'template: :1: unclosed action',
    '{{nosuch .Name}}': 'template: :1: function "nosuch" not defined',
  };
  for (const [template, message] of Object.entries(cases)) {
    test(template, () => expect(() => fill(template)).toThrow(new Error(message)));
  }
});
