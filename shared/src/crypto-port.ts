// The part of WebCrypto that Sameframe uses, as a port: the browser's and Node's `crypto` both fit it.

/** A key the platform keeps; its bytes never come out. */
export interface KeyHandle {
  readonly type: string;
}

type Bytes = Uint8Array<ArrayBuffer>;

export interface CryptoPort {
  getRandomValues(bytes: Bytes): Bytes;
  readonly subtle: {
    digest(algorithm: 'SHA-256', data: Bytes): Promise<ArrayBuffer>;
    importKey(
      format: 'raw',
      keyData: Bytes,
      algorithm: string,
      extractable: boolean,
      usages: ('deriveBits' | 'encrypt' | 'decrypt')[],
    ): Promise<KeyHandle>;
    deriveBits(
      algorithm: { name: string; hash: string; salt: Bytes; info: Bytes },
      key: KeyHandle,
      bits: number,
    ): Promise<ArrayBuffer>;
    encrypt(
      algorithm: { name: string; iv: Bytes; additionalData: Bytes },
      key: KeyHandle,
      data: Bytes,
    ): Promise<ArrayBuffer>;
    decrypt(
      algorithm: { name: string; iv: Bytes; additionalData: Bytes },
      key: KeyHandle,
      data: Bytes,
    ): Promise<ArrayBuffer>;
  };
}

/** `count` random bytes from the platform. */
export function randomBytes(crypto: CryptoPort, count: number): Bytes {
  return crypto.getRandomValues(new Uint8Array(count));
}
