export const isVoid = 'The exam was left and is void: no answer was kept.';
