import { expect, test } from 'vitest';
import { isPulling } from '../../../src/domain/command-line/pulling.ts';

const layer = '5f70bf18a086';

test.each([
  "Unable to find image 'busybox:latest' locally\n",
  "Unable to find image 'busybox:latest' locally\nlatest: Pulling from library/busybox\n",
  `latest: Pulling from library/busybox\n${layer}: Pulling fs layer\n${layer}: Waiting\n`,
  `${layer}: Download complete\n`,
  `${layer}: Pull complete\nDigest: sha256:${'a'.repeat(64)}\n`,
  'Trying to pull docker.io/library/busybox:latest...\nGetting image source signatures\n',
  'Copying blob sha256:5f70bf18\n',
])('%j: an image is on its way', (printed) => {
  expect(isPulling(printed)).toBe(true);
});

test.each([
  '',
  'Status: Downloaded newer image for busybox:latest\n',
  "Unable to find image 'x:latest' locally\ndocker: Error response from daemon: pull access denied for x\n",
  'a program says: Downloading the internet\n',
  'Status: Downloaded newer image for busybox:latest\nhello\n',
])('%j: none is', (printed) => {
  expect(isPulling(printed)).toBe(false);
});
