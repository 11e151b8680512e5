/**
 * The `data-testid`s that browser tests may rely on. Renaming one breaks the acceptance test, so add rather than change.
 */
export const testIds = {
  notice: 'consent-notice',
  consentSwitch: (purpose: string, modality: string) => `consent-switch-${purpose}-${modality}`,
  consentAccept: 'consent-accept',
  consentDecline: 'consent-decline',
  consentSave: 'consent-save',
  receiptDownload: 'receipt-download',
  declinedNote: 'consent-declined-note',

  sourceWebcam: 'source-webcam',
  sourceRecording: 'source-recording',
  sourceClip: (id: string) => `source-clip-${id}`,
  sourceChange: 'source-change',

  livePicture: 'live-picture',
  liveView: 'live-view',
  liveHeadline: 'live-headline',
  liveValence: 'live-valence',
  liveArousal: 'live-arousal',
  liveCoverage: 'live-coverage',
  liveNotMeasurable: 'live-not-measurable',
  liveEmotion: (emotion: string) => `live-emotion-${emotion}`,
  liveActionUnits: 'live-action-units',
  liveMoments: 'live-moments',
  liveDelay: 'live-delay',
  livePause: 'live-pause',

  decisionCard: 'decision-card',
  decisionReason: 'decision-reason',
  decisionUndo: 'decision-undo',
  decisionRight: 'decision-right',
  decisionWrong: 'decision-wrong',
  behindTheScenes: 'behind-the-scenes',
  behindTheScenesPanel: 'behind-the-scenes-panel',

  stopPill: 'stop-pill',
  stoppedNote: 'stopped-note',
  startOver: 'start-over',

  shop: 'shop',
  shopProduct: (id: string) => `shop-product-${id}`,
  shopAddToCart: 'shop-add-to-cart',
  shopCart: 'shop-cart',
  shopBack: 'shop-back',
  shopCheckoutForm: 'shop-checkout-form',
  shopCheckoutField: (field: string) => `shop-field-${field}`,
  shopPlaceOrder: 'shop-place-order',
  shopNextStep: 'shop-next-step',
  shopThanks: 'shop-thanks',
  /** The visible adaptations, one per action. */
  shopHelp: 'shop-help',
  shopComparison: 'shop-comparison',
  shopHuman: 'shop-human',
  shopCalm: 'shop-calm',
  shopWarmThanks: 'shop-warm-thanks',
  shopUpsell: 'shop-upsell',

  rail: (room: string) => `rail-${room}`,
  language: 'language-chooser',
  theme: 'theme-switch',
} as const;
