// Every text of the popup about handing on an invite other than by its code.
export const INVITE_STRINGS = {
  qr: 'QR code of the invite link',
  showQr: 'QR code',
  share: 'Share…',
  shareTitle: 'Watch with me on Sameframe',
} as const;
