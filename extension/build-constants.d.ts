/** Put in by scripts/build: the default relay of this build, an origin such as `https://relay.example.org`. */
declare const __RELAY_URL__: string;

/** Put in by scripts/build: false in a release build. */
declare const __DEV__: boolean;

declare module '*.css' {
  /** The style sheet as text, for a shadow root. */
  const text: string;
  export default text;
}
