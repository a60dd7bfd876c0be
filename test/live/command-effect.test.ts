import { expect, test } from 'vitest';
import { commandEffect, lineEffect } from '../../src/live/command-effect.ts';
import { actingVerbs, lookingNouns, lookingVerbs } from '../../src/live/docker-flags.ts';
import { judgeLine } from '../../src/live/judge-line.ts';
import { guestMarks } from './guest-marks.ts';

const effectOf = (line: string) => {
  const judged = judgeLine(line, guestMarks);
  if (judged.kind === 'refused') throw new Error(judged.refusal.sentence);
  return lineEffect(judged);
};

test.each([
  ['docker ps -a', 'looks'],
  ['docker container ls', 'looks'],
  ['docker image inspect busybox', 'looks'],
  ['docker rm --help', 'looks'],
  ['docker --version', 'looks'],
  ['docker', 'looks'],
  ['ps -ef | grep sleep', 'looks'],
  ['docker run --rm busybox true', 'creates'],
  ['docker container create busybox', 'creates'],
  ['docker stop vvc-a', 'changes'],
  ['docker exec vvc-a ps', 'changes'],
  ['docker rm -f vvc-a', 'removes'],
  ['docker ps; docker rm -f vvc-a; docker run --name vvc-a busybox', 'removes'],
  ['docker run --name vvc-a busybox && docker stop vvc-a', 'changes'],
  ['docker nosuchverb', 'changes'],
  ['mkdir notes', 'creates'],
  ['rm -r notes', 'removes'],
  ['mv notes other', 'changes'],
  ['echo hello > notes', 'creates'],
  ['docker ps > /dev/null', 'looks'],
])('%s %s', (line, effect) => {
  expect(effectOf(line)).toBe(effect);
});

test('every verb that only looks is known to, and no other', () => {
  for (const verb of lookingVerbs) expect([verb, commandEffect(['docker', verb])]).toEqual([verb, 'looks']);
  for (const [noun, verbs] of Object.entries(lookingNouns))
    for (const verb of verbs)
      expect([noun, verb, commandEffect(['docker', noun, verb])]).toEqual([noun, verb, 'looks']);
  for (const verb of Object.keys(actingVerbs)) expect(commandEffect(['docker', verb])).not.toBe('looks');
});
