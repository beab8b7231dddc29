/** All styles of the element. The card's come first, because the others override them. */
import { exitStyles } from '../embed/exit.styles.ts';
import { iframeStyles } from '../embed/iframe.styles.ts';
import { withdrawalStyles } from '../withdrawal/offer.styles.ts';
import { cardStyles } from './card.styles.ts';
import { consentStyles } from './consent.styles.ts';
import { pictogramStyles } from './pictogram.styles.ts';
import { resultStyles } from './result.styles.ts';
import { stageStyles } from './stage.styles.ts';

export const styles = [
  cardStyles,
  consentStyles,
  stageStyles,
  pictogramStyles,
  resultStyles,
  exitStyles,
  iframeStyles,
  withdrawalStyles,
];
