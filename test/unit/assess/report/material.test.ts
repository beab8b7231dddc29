import { describe, expect, it } from 'vitest';
import { actorMaterial, materials, materialText } from '../../../../assess/report/material.ts';

describe('actorMaterial', () => {
  it.each([
    [['drawn-faces'], '手绘人脸，不是真人', 'drawn faces, no live person'],
    [
      ['animated-photos', 'drawn-faces', 'drawn-faces'],
      '手绘人脸和动画照片，不是真人',
      'drawn faces and animated photos, no live person',
    ],
    [
      ['recordings', 'animated-photos', 'drawn-faces'],
      '手绘人脸、动画照片和既有录像，不是真人',
      'drawn faces, animated photos and recorded videos, no live person',
    ],
  ] as const)('names exactly what was played: %j', (played, zhCN, en) => {
    expect(actorMaterial(played)).toEqual({ 'zh-CN': zhCN, en });
  });
});

describe('materialText', () => {
  it.each([materials.page, materials.simulated, actorMaterial(['recordings'])])('translates %o', (text) => {
    expect(materialText(text['zh-CN'], 'en')).toBe(text.en);
    expect(materialText(text.en, 'zh-CN')).toBe(text['zh-CN']);
  });

  it('does not change an assessor’s own words', () => {
    expect(materialText('三副面具', 'en')).toBe('三副面具');
  });
});
